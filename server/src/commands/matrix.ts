// `matrix FILE`: one probe segment into each state, judged by RFC 9293 read strictly and by a real kernel.
import { readFileSync } from 'node:fs';
import type { Connection, ConnectionState } from '@syn-or-swim/shared/tcp/connection.ts';
import { nextTransmission } from '@syn-or-swim/shared/tcp/dues.ts';
import type { TcpEvent } from '@syn-or-swim/shared/tcp/events.ts';
import { linuxProfile, type Profile, strictProfile } from '@syn-or-swim/shared/tcp/profile.ts';
import type { Segment } from '@syn-or-swim/shared/tcp/segment.ts';
import { sequenceAdd, sequenceDifference } from '@syn-or-swim/shared/tcp/sequence-number.ts';
import { step } from '@syn-or-swim/shared/tcp/step.ts';
import {
  connectionIn,
  crossingConnection,
  OUR_ISS,
  PEER_ISS,
} from '@syn-or-swim/shared/tcp/testing/connection-in.ts';
import { timers } from '@syn-or-swim/shared/tcp/timers.ts';
import { z } from 'zod';
import { type LineWriter, letters, segmentOf } from './recorded-segment.ts';

/** How long after the probe an answer is waited for, milliseconds: the recording waited as long. */
const PATIENCE = 70;
/** Advertised by the kernel of the recording. */
const RECEIVE_WINDOW = 64_240;
/** Linux takes a new connection out of TIME_WAIT with this much beyond the old SND.NXT. */
const ISS_STEP = 65_537;

const answerSchema = z.object({
  flags: z.string(),
  seq: z.number(),
  ack: z.number().nullable(),
  len: z.number(),
});

const cellSchema = z.object({
  id: z.string(),
  state: z.string(),
  probe: z.object({ flags: z.string(), seq: z.number(), ack: z.number().nullable(), len: z.number() }),
  responses: z.array(answerSchema),
  after: z.string(),
  rfc: z.object({ responses: z.array(z.string()), after: z.string() }),
});

const matrixSchema = z.object({ cells: z.array(cellSchema) });

type Cell = z.infer<typeof cellSchema>;
type Answer = z.infer<typeof answerSchema>;

/** The outcome of one cell in one profile. */
export interface CellOutcome {
  readonly id: string;
  readonly profile: 'strict' | 'linux';
  readonly passed: boolean;
  readonly expected: string;
  readonly actual: string;
}

/** What the engine answered, and where it stands after the wait. */
interface Reaction {
  readonly answers: readonly Answer[];
  readonly after: ConnectionState;
}

function profileFor(name: 'strict' | 'linux'): Profile {
  const base = name === 'strict' ? strictProfile : linuxProfile;
  // The recording ran with tcp_invalid_ratelimit = 0.
  return { ...base, receiveWindow: RECEIVE_WINDOW, challengeLimit: null };
}

/** The cell's state, reached by events; `orphan` where its socket was closed both ways. */
function connectionOf(cell: Cell, profile: Profile): Connection {
  const [state, kind] = cell.state.split(' ') as [ConnectionState, string | undefined];
  if (kind === 'active') return crossingConnection(profile);
  const connection = connectionIn(state, profile);
  return kind === 'orphan'
    ? step(connection, { kind: 'application-gone' }, 0, profile).connection
    : connection;
}

function probeOf(cell: Cell): Segment {
  const { flags, seq, ack, len } = cell.probe;
  return segmentOf({
    flags,
    seq: sequenceAdd(PEER_ISS, seq),
    ack: ack === null ? null : sequenceAdd(OUR_ISS, ack),
    len,
    win: RECEIVE_WINDOW,
  });
}

/** A segment of ours, relative to both ISS; those of a reset without a peer's number count from 0. */
function answerOf(segment: Segment): Answer {
  const absolute = segment.flags.rst && segment.flags.ack && segment.seq === 0;
  return {
    flags: letters(segment),
    seq: absolute ? 0 : sequenceDifference(segment.seq, OUR_ISS),
    ack: segment.flags.ack ? sequenceDifference(segment.ack, PEER_ISS) : null,
    len: segment.dataLength,
  };
}

/** Sends the probe, then pays what falls due in the wait, each at its moment. */
function react(cell: Cell, profile: Profile): Reaction {
  const answers: Answer[] = [];
  let connection = connectionOf(cell, profile);
  const apply = (event: TcpEvent, now: number) => {
    const next = step(connection, event, now, profile);
    connection = next.connection;
    for (const effect of next.effects) {
      if (effect.kind === 'owes-reset') answers.push(answerOf(effect.segment));
    }
  };
  const pay = (now: number) => {
    for (let due = nextTransmission(connection, now, profile); due !== undefined; ) {
      answers.push(answerOf(due));
      apply({ kind: 'transmit', segment: due }, now);
      due = nextTransmission(connection, now, profile);
    }
  };
  const iss = 'snd' in connection ? sequenceAdd(connection.snd.nxt, ISS_STEP) : OUR_ISS;
  apply({ kind: 'segment', segment: probeOf(cell), iss }, 0);
  pay(0);
  for (let bell = timers(connection, profile)[0]; bell !== undefined && bell.at <= PATIENCE; ) {
    apply({ kind: 'timer', timer: bell.timer }, bell.at);
    pay(bell.at);
    bell = timers(connection, profile)[0];
  }
  return { answers, after: connection.state };
}

function answerText({ flags, seq, ack, len }: Answer): string {
  return `${flags || '-'} ${seq | 0}${ack === null ? '' : `/${ack | 0}`}${len > 0 ? ` +${len}` : ''}`;
}

function outcome(cell: Cell, name: 'strict' | 'linux'): CellOutcome {
  const { answers, after } = react(cell, profileFor(name));
  const text = (list: readonly string[], state: string) => `[${list.join(', ')}] ${state}`;
  const expected =
    name === 'strict'
      ? text(cell.rfc.responses, cell.rfc.after)
      : text(cell.responses.map(answerText), cell.after);
  const actual = text(name === 'strict' ? answers.map(({ flags }) => flags) : answers.map(answerText), after);
  return { id: cell.id, profile: name, passed: expected === actual, expected, actual };
}

/** The outcome of every cell of the matrix whose JSON text is `text`, in both profiles. */
export function judgeMatrix(text: string): readonly CellOutcome[] {
  const { cells } = matrixSchema.parse(JSON.parse(text));
  return cells.flatMap((cell) => [outcome(cell, 'strict'), outcome(cell, 'linux')]);
}

/**
 * The command `matrix FILE [--json]`: writes each failing cell and `N passed, N failed` by `out`. Gives the
 * exit code: 0 when all cells pass, 1 when some fail, 2 when the file can't be used.
 */
export function runMatrix(args: readonly string[], out: LineWriter): number {
  const json = args.includes('--json');
  const [file, ...rest] = args.filter((argument) => argument !== '--json');
  if (file === undefined || rest.length > 0) {
    out('matrix: give one file, as in: matrix ../shared/tcp/matrix.json');
    return 2;
  }
  let outcomes: readonly CellOutcome[];
  try {
    outcomes = judgeMatrix(readFileSync(file, 'utf8'));
  } catch (error) {
    out(`matrix: ${file} can't be used: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
  if (json) out(JSON.stringify(outcomes));
  const failed = outcomes.filter((cell) => !cell.passed);
  if (!json)
    for (const cell of failed) {
      out(`${cell.profile} ${cell.id}: expected ${cell.expected}, got ${cell.actual}`);
    }
  out(`${outcomes.length - failed.length} passed, ${failed.length} failed`);
  return failed.length === 0 ? 0 : 1;
}
