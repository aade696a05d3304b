// What a class is asked in a lecture, about the boat or the state that is to come. The choices are the machine's: the
// right one by letting a copy of the sandbox go on, the tempting ones by what people believe; nobody types any.
import { type Sandbox, sandboxStep, sandboxView } from '../game/sandbox.ts';
import type { Side } from '../game/seat.ts';
import type { ConnectionKey } from '../game/token.ts';
import { permuted } from '../kernel/hash.ts';
import { type FlagName, flagsOf, viewedSocket } from '../players/hand.ts';
import { sandboxToken } from '../replay/set-up.ts';
import type { ConnectionState } from '../tcp/connection.ts';
import { nextTransmission } from '../tcp/dues.ts';
import { type Flags, type Segment, segmentText } from '../tcp/segment.ts';
import { sequenceAdd, sequenceNumber } from '../tcp/sequence-number.ts';

/**
 * What may be asked of one end: `owes`, what its TCP sends by itself, before its application calls anything (an end
 * by hand); `sends`, what comes next, calls included (a stack with its application); `state`, which state it is in.
 */
export const POLL_KINDS = ['owes', 'sends', 'state'] as const;

/** One of {@link POLL_KINDS}. */
export type PollKind = (typeof POLL_KINDS)[number];

/** One choice. `octets` is the length of the cargo. */
export type PollOption =
  | {
      readonly kind: 'segment';
      readonly flags: Flags;
      readonly seq: number;
      readonly ack: number;
      readonly octets: number;
    }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'state'; readonly state: ConnectionState };

/** A question with its choices, three or four; the index of the right one is known to the teacher's page alone. */
export interface PollQuestion {
  readonly kind: PollKind;
  readonly side: Side;
  readonly options: readonly PollOption[];
  readonly right: number;
}

/** How many choices a question has at most. */
export const POLL_OPTIONS_MAX = 4;

/** What people take each state for: a step too far, a step behind, or the state that the other end is in. */
const TAKEN_FOR: Readonly<Record<ConnectionState, readonly ConnectionState[]>> = {
  CLOSED: ['LISTEN', 'TIME_WAIT', 'SYN_SENT'],
  LISTEN: ['CLOSED', 'SYN_RECEIVED', 'ESTABLISHED'],
  SYN_SENT: ['ESTABLISHED', 'SYN_RECEIVED', 'LISTEN'],
  SYN_RECEIVED: ['ESTABLISHED', 'LISTEN', 'SYN_SENT'],
  ESTABLISHED: ['SYN_RECEIVED', 'SYN_SENT', 'CLOSE_WAIT'],
  FIN_WAIT_1: ['FIN_WAIT_2', 'TIME_WAIT', 'CLOSED'],
  FIN_WAIT_2: ['TIME_WAIT', 'CLOSED', 'CLOSE_WAIT'],
  CLOSE_WAIT: ['LAST_ACK', 'FIN_WAIT_2', 'CLOSED'],
  CLOSING: ['TIME_WAIT', 'LAST_ACK', 'FIN_WAIT_2'],
  LAST_ACK: ['TIME_WAIT', 'CLOSED', 'CLOSE_WAIT'],
  TIME_WAIT: ['CLOSED', 'FIN_WAIT_2', 'CLOSE_WAIT'],
};

/** Flags that people would fly instead, the most tempting first; the right ones are left out. */
const FLOWN_INSTEAD: readonly (readonly FlagName[])[] = [
  ['ack'],
  ['fin', 'ack'],
  ['syn', 'ack'],
  ['rst'],
  ['syn'],
];

/** So many steps a stack may take until it sends what it owes. */
const STEPS_MAX = 4;

/** One choice as one string: two choices that read alike are the same. */
export function optionKey(option: PollOption): string {
  switch (option.kind) {
    case 'nothing':
      return 'nothing';
    case 'state':
      return option.state;
    case 'segment': {
      const { flags, seq, ack, octets } = option;
      return JSON.stringify([flags.syn, flags.ack, flags.fin, flags.rst, seq, flags.ack ? ack : 0, octets]);
    }
  }
}

function segmentOption({ flags, seq, ack, dataLength }: Segment): PollOption {
  return { kind: 'segment', flags, seq, ack: flags.ack ? ack : 0, octets: dataLength };
}

/** The right choice among `tempting` ones, in an order that `seed` chooses. */
function drawn(
  kind: PollKind,
  side: Side,
  right: PollOption,
  tempting: readonly PollOption[],
  seed: number,
): PollQuestion {
  const all = new Map([right, ...tempting].map((option) => [optionKey(option), option]));
  const options = permuted([...all.values()].slice(0, POLL_OPTIONS_MAX), seed, kind, side, optionKey(right));
  return { kind, side, options, right: options.indexOf(right) };
}

/** In which state `side` of the connection `key` is; LISTEN where it has no socket but listens on the port. */
export function stateOf(sandbox: Sandbox, side: Side, key: ConnectionKey): ConnectionState {
  const { seat } = sandboxView(sandbox).seats[side];
  const state = viewedSocket(seat, key)?.connection.state ?? 'CLOSED';
  return state === 'CLOSED' && side === 'server' && seat.listening.includes(key.serverPort)
    ? 'LISTEN'
    : state;
}

/** "Which state is `side` in now?" of the connection `key`. `seed` chooses the order of the choices. */
export function statePoll(sandbox: Sandbox, side: Side, key: ConnectionKey, seed: number): PollQuestion {
  const state = stateOf(sandbox, side, key);
  const tempting = TAKEN_FOR[state].map((other): PollOption => ({ kind: 'state', state: other }));
  return drawn('state', side, { kind: 'state', state }, tempting, seed);
}

/** What `side` owes at `key`: its connection's next segment, or an RST that its harbour owes. */
function owedAt(sandbox: Sandbox, side: Side, key: ConnectionKey): Segment | undefined {
  const { seats, now, profile } = sandboxView(sandbox);
  const { seat } = seats[side];
  const reset = seat.resets.find((each) => each.key.clientPort === key.clientPort);
  const connection = viewedSocket(seat, key)?.connection;
  return (connection && nextTransmission(connection, now, profile)) ?? reset?.segment;
}

/** What has sailed, or waits at the mouth, from `side` at `key` in `after` and not in `before`. */
function sailedSince(before: Sandbox, after: Sandbox, side: Side, key: ConnectionKey): Segment | undefined {
  const waited = new Set((before.match.mouth ?? []).map(({ boat }) => boat.id));
  const departed = after.match.journal.slice(before.match.journal.length).flatMap(({ event }) => {
    const own = event.kind === 'departed' && event.from === side && !waited.has(event.boat);
    return own && event.key.clientPort === key.clientPort ? [event.segment] : [];
  });
  const waiting = (after.match.mouth ?? []).flatMap(({ boat: { id, load } }) =>
    !waited.has(id) && load.from === side && load.key.clientPort === key.clientPort ? [load.segment] : [],
  );
  return departed[0] ?? waiting[0];
}

/** What `side` sends next: what it owes now, else what the next step makes it send or owe; undefined for nothing. */
function comesNext(sandbox: Sandbox, side: Side, key: ConnectionKey): Segment | undefined {
  const person = sandbox.match.players[side] === 'person';
  let owed = owedAt(sandbox, side, key);
  if (person && owed !== undefined) return owed;
  let current = sandbox;
  // A stack that owes something takes its hand's time; where nothing is owed, the one step is all that is asked about.
  const most = owed === undefined ? 1 : STEPS_MAX;
  for (let steps = 0; steps < most; steps += 1) {
    const { sandbox: next, answer } = sandboxStep(current, { kind: 'step' });
    if (answer.kind === 'refused') break;
    const sent = sailedSince(sandbox, next, side, key);
    if (sent !== undefined) return sent;
    current = next;
    owed = owedAt(current, side, key);
  }
  return owed;
}

/** What people would send instead of `right`, the most tempting first. */
function sentInstead(
  sandbox: Sandbox,
  side: Side,
  key: ConnectionKey,
  right: Segment | undefined,
): readonly PollOption[] {
  const others = FLOWN_INSTEAD.map((names) => flagsOf(names)).filter(
    (flags) => right === undefined || JSON.stringify(flags) !== JSON.stringify(right.flags),
  );
  const composed = others.map((flags): PollOption => {
    const token = sandboxToken(sandbox, side, key, { flags, crates: 0 });
    const seq = right === undefined || flags.rst ? token.seq : right.seq;
    const ack = right?.flags.ack === true ? right.ack : token.ack;
    return { kind: 'segment', flags, seq, ack: flags.ack ? ack : 0, octets: 0 };
  });
  const [first, ...rest] = composed;
  if (right === undefined) return composed;
  // SYN and FIN forgotten in the ack, or counted once too often: the commonest wrong number.
  const number: PollOption[] = right.flags.ack
    ? [segmentOption({ ...right, ack: sequenceAdd(right.ack, -1) })]
    : [];
  return [...(first === undefined ? [] : [first]), ...number, { kind: 'nothing' }, ...rest];
}

/**
 * "What will `side` send?" of the connection `key`: by its TCP alone where it is played by hand, else by the stack and its
 * application. Undefined while a boat waits for its fate and nothing is owed: what comes depends on that.
 */
export function sendPoll(
  sandbox: Sandbox,
  side: Side,
  key: ConnectionKey,
  seed: number,
): PollQuestion | undefined {
  const waits = (sandbox.match.mouth ?? []).length > 0;
  const person = sandbox.match.players[side] === 'person';
  if (waits && (!person || owedAt(sandbox, side, key) === undefined)) return undefined;
  const segment = comesNext(sandbox, side, key);
  const right: PollOption = segment === undefined ? { kind: 'nothing' } : segmentOption(segment);
  return drawn(person ? 'owes' : 'sends', side, right, sentInstead(sandbox, side, key, segment), seed);
}

/** `option` in TCP's own words; '' for nothing. */
export function optionText(option: PollOption): string {
  if (option.kind === 'nothing') return '';
  if (option.kind === 'state') return option.state;
  const { flags, seq, ack, octets } = option;
  return segmentText({
    flags,
    seq: sequenceNumber(seq),
    ack: sequenceNumber(ack),
    dataLength: octets,
    window: 0,
  });
}
