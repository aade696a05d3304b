// What a recorded scenario says of the states of one connection at one side, to be compared with what a capture tells.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CapturedConnection,
  capturedConnections,
  type End,
} from '@syn-or-swim/shared/capture/captured-connection.ts';
import { readCapture } from '@syn-or-swim/shared/network/capture-file.ts';

const CAPTURES = join(import.meta.dirname, '../data/tcp/captures');

/** The two hosts of a scenario. */
export const HOSTS = ['A', 'B'] as const;

/** One of the two hosts. */
export type Host = (typeof HOSTS)[number];

interface RecordedEvent {
  readonly t: number;
  readonly kind: 'app' | 'tx' | 'rx' | 'state' | 'env';
  readonly lp?: number;
  readonly rp?: number;
  readonly id?: string;
  readonly of?: string;
  readonly flags?: string;
  readonly state?: string;
  readonly cause?: string;
  readonly firewalled?: boolean | string;
}

/** A segment that left or came in, and the state of this side's TCP before and after it. */
export interface RecordedMoment {
  readonly event: RecordedEvent;
  readonly before: string;
  readonly after: string;
  /** False where a firewall took it before TCP saw it. */
  readonly seen: boolean;
}

/** One connection of a scenario at one side: its own capture, and what the kernel's trace says. */
export interface RecordedSide {
  readonly name: string;
  readonly connection: CapturedConnection;
  readonly me: End;
  readonly moments: readonly RecordedMoment[];
  /** The state in which the kernel left it. */
  readonly atEnd: string;
  /** Each segment that the other side sent, by its name: the state in which that side was when it left. */
  readonly sentByPeer: ReadonlyMap<string, string>;
}

/** The trace may tell a change a little after the segment that made it, ms. */
const LATE = 3;

function isSegment({ kind, flags }: RecordedEvent): boolean {
  return (kind === 'tx' || kind === 'rx') && flags !== undefined;
}

/** The state after the segment at `index`: what the trace tells before anything else happens. */
function stateAfter(events: readonly RecordedEvent[], index: number, before: string): string {
  let state = before;
  const own = events[index];
  for (const event of events.slice(index + 1)) {
    const late = event.t - (own?.t ?? 0) >= LATE;
    if (event.kind === 'state' && !late) state = event.state ?? state;
    // What this arrival makes the kernel send belongs to it; the trace tells of the state after that.
    else if (event.kind !== 'tx' || event.cause?.startsWith('rx') !== true || late) break;
  }
  return state;
}

function withoutListen(state: string): string {
  return state === 'LISTEN' ? 'CLOSED' : state;
}

function momentsOf(events: readonly RecordedEvent[]): readonly RecordedMoment[] {
  let state = 'CLOSED';
  const moments: RecordedMoment[] = [];
  for (const [index, event] of events.entries()) {
    if (event.kind === 'state') state = withoutListen(event.state ?? state);
    if (!isSegment(event)) continue;
    const after = withoutListen(stateAfter(events, index, state));
    moments.push({ event, before: state, after, seen: event.firewalled === undefined });
  }
  return moments;
}

/** What `events` say of the connection between two ports. */
function between(
  events: readonly RecordedEvent[],
  one: number | undefined,
  other: number | undefined,
): readonly RecordedEvent[] {
  return events.filter(({ lp, rp }) => (lp === one && rp === other) || (lp === other && rp === one));
}

function sidesOf(folder: string, host: Host): readonly RecordedSide[] {
  const scenario = JSON.parse(readFileSync(join(CAPTURES, folder, 'scenario.json'), 'utf8'));
  const events: readonly RecordedEvent[] = scenario.events[host];
  const peers: readonly RecordedEvent[] = scenario.events[host === 'A' ? 'B' : 'A'];
  const read = readCapture(
    new Uint8Array(readFileSync(join(CAPTURES, folder, `${host.toLowerCase()}.pcap`))),
  );
  if (!read.ok) throw new Error(`${folder}: ${read.problem.kind}`);
  const { connections } = capturedConnections(read.value);
  return connections.map((connection): RecordedSide => {
    const [one, other] = connection.ends.map(({ port }) => port);
    const own = between(events, one, other);
    const me = own[0]?.lp === one ? 0 : 1;
    return {
      name: `${folder}, ${host}, port ${connection.ends[me].port}`,
      connection,
      me,
      moments: momentsOf(own),
      atEnd: withoutListen(own.findLast(({ kind }) => kind === 'state')?.state ?? 'CLOSED'),
      sentByPeer: new Map(
        momentsOf(between(peers, one, other)).flatMap(({ event: { kind, id, flags }, after }) =>
          kind === 'tx' && id !== undefined && flags?.includes('R') === false ? [[id, after] as const] : [],
        ),
      ),
    };
  });
}

/** Every connection of every recorded scenario, at both sides. */
export function recordedSides(): readonly RecordedSide[] {
  return readdirSync(CAPTURES).flatMap((folder) => HOSTS.flatMap((host) => sidesOf(folder, host)));
}
