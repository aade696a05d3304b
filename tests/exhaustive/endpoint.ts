// One end of an exploration: its connection without times, what was seen of it, and what it may still do.
import { type Connection, closedConnection, listenConnection } from '@syn-or-swim/shared/tcp/connection.ts';
import { dues } from '@syn-or-swim/shared/tcp/dues.ts';
import type { TcpEvent, UserCall } from '@syn-or-swim/shared/tcp/events.ts';
import type { Profile } from '@syn-or-swim/shared/tcp/profile.ts';
import { type Segment, segmentText } from '@syn-or-swim/shared/tcp/segment.ts';
import { timers } from '@syn-or-swim/shared/tcp/timers.ts';
import { type Budget, issOf, MOST_LIVES, type Side } from './scenario.ts';
import { checkDues, UNSEEN, type Violence, type Watched, type Witness, watchedStep } from './witness.ts';

/** One end as the exploration tells states apart. */
export interface Endpoint {
  readonly connection: Connection;
  readonly witness: Witness;
  readonly budget: Budget;
  /** SEND calls left in this connection. */
  readonly sends: number;
  /** CLOSE was called, for this connection or for the listener. */
  readonly closeCalled: boolean;
  /** The RST that the host owes without a TCB; the newest alone (rules.md §1.2). */
  readonly owedReset: Segment | null;
}

/** How a move came about: what a person or the clock does, or that something owed leaves. */
export type MoveKind = 'call' | 'read' | 'violence' | 'timer' | 'time-wait' | 'interval' | 'send';

/** Something that an end may do by itself. */
export interface Move {
  readonly label: string;
  readonly kind: MoveKind;
  readonly next: Endpoint;
  /** What enters the channel. */
  readonly sends?: Segment;
}

/** Time stands still: every timer that runs may ring, whenever it likes. */
const NOW = 0;

const TIMES = new Set([
  'since',
  'expiresAt',
  'sentAt',
  'frontSentAt',
  'userTimeoutAt',
  'orphanExpiresAt',
  'closeCalledAt',
]);
/** Counters that lengthen waits or shorten them, and waits have no length here. */
const COUNTERS = new Set(['count', 'backOff', 'probes', 'duplicateAcknowledgments']);

/** `connection` with all moments at 0 and repeats uncounted: what differs in time alone is one state. */
export function timeless(connection: Connection): Connection {
  return JSON.parse(
    canonicalJson(connection, (holder, key, value) => {
      if (TIMES.has(key)) return NOW;
      // The throttle counts challenge ACKs, not repeats.
      return COUNTERS.has(key) && holder !== 'challenge' ? 0 : value;
    }),
  );
}

/** JSON with sorted keys, each number as `changed` gives it, so that equal states have equal texts. */
function canonicalJson(
  value: unknown,
  changed: (holder: string, key: string, value: number) => number,
  holder = '',
  key = '',
): string {
  if (typeof value === 'number') return String(changed(holder, key, value));
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value))
    return `[${value.map((item) => canonicalJson(item, changed, holder, key)).join()}]`;
  const fields = Object.entries(value).toSorted(([first], [second]) => (first < second ? -1 : 1));
  return `{${fields.map(([name, part]) => `"${name}":${canonicalJson(part, changed, key, name)}`).join()}}`;
}

/** The end as the scenario begins. */
export function startOf(side: Side): Endpoint {
  return {
    connection: side.listens ? listenConnection : closedConnection,
    witness: UNSEEN,
    budget: side.budget,
    sends: side.budget.sends,
    closeCalled: false,
    owedReset: null,
  };
}

/** The explorer's view of one end: its moves and what arrivals do to it. */
export interface EndpointRules {
  readonly movesOf: (endpoint: Endpoint) => readonly Move[];
  readonly receives: (endpoint: Endpoint, segment: Segment) => Endpoint;
}

function afterEvent(endpoint: Endpoint, event: TcpEvent, profile: Profile, now = NOW): Endpoint {
  const watched = watchedStep(endpoint.connection, endpoint.witness, event, now, profile);
  checkDues(watched.connection, NOW, profile);
  return { ...endpoint, ...settled(endpoint, watched) };
}

function settled(
  endpoint: Endpoint,
  { connection, witness, effects }: Watched,
): Pick<Endpoint, 'connection' | 'witness' | 'owedReset' | 'sends' | 'closeCalled'> {
  const owed = effects.find((effect) => effect.kind === 'owes-reset');
  const isNew = witness.lives.length > endpoint.witness.lives.length;
  return {
    connection: timeless(connection),
    witness,
    owedReset: owed?.kind === 'owes-reset' ? owed.segment : endpoint.owedReset,
    sends: isNew ? endpoint.budget.sends : endpoint.sends,
    closeCalled: isNew ? false : endpoint.closeCalled,
  };
}

function spent(endpoint: Endpoint, what: keyof Budget): Endpoint {
  return { ...endpoint, budget: { ...endpoint.budget, [what]: endpoint.budget[what] - 1 } };
}

function violent(endpoint: Endpoint, how: Violence): Endpoint {
  const { witness } = endpoint;
  return { ...endpoint, witness: { ...witness, violence: [...witness.violence, how] } };
}

/** The rules for `side` of a scenario. */
export function endpointRules(side: Side, profile: Profile): EndpointRules {
  const call = (endpoint: Endpoint, called: UserCall) =>
    afterEvent(endpoint, { kind: 'call', call: called }, profile);
  return {
    movesOf: (endpoint) => [
      ...callMoves(endpoint, side, call),
      ...readMoves(endpoint, call),
      ...violentMoves(endpoint, profile, call),
      ...timerMoves(endpoint, profile),
      ...sendMoves(endpoint, profile),
    ],
    receives: (endpoint, segment) => {
      // An ISS is given where somebody listens and has room for one more connection.
      const listens = endpoint.connection.state === 'LISTEN' && endpoint.witness.lives.length < MOST_LIVES;
      const iss = issOf(side, endpoint.witness.lives.length);
      return afterEvent(
        endpoint,
        listens ? { kind: 'segment', segment, iss } : { kind: 'segment', segment },
        profile,
      );
    },
  };
}

type Call = (endpoint: Endpoint, called: UserCall) => Endpoint;

function callMoves(endpoint: Endpoint, side: Side, call: Call): Move[] {
  const { connection, budget, closeCalled, sends, witness } = endpoint;
  const { state } = connection;
  const moves: Move[] = [];
  if (state === 'CLOSED') {
    if (budget.opens === 0) return [];
    const iss = issOf(side, witness.lives.length);
    return [
      { label: 'OPEN', kind: 'call', next: call(spent(endpoint, 'opens'), { kind: 'open-active', iss }) },
    ];
  }
  if (closeCalled) return [];
  if (sends > 0 && state !== 'LISTEN') {
    const next = call({ ...endpoint, sends: sends - 1 }, { kind: 'send', octets: 1 });
    moves.push({ label: 'SEND', kind: 'call', next });
  }
  const closed = call({ ...endpoint, closeCalled: true }, { kind: 'close' });
  moves.push({ label: 'CLOSE', kind: 'call', next: closed });
  return moves;
}

/** States in which RECEIVE still hands over what has come (§3.10.3). */
const READABLE: readonly Connection['state'][] = ['ESTABLISHED', 'FIN_WAIT_1', 'FIN_WAIT_2', 'CLOSE_WAIT'];

/** One RECEIVE takes one octet; there are some to take only where the profile does not hand them over at once. */
function readMoves(endpoint: Endpoint, call: Call): Move[] {
  const { connection } = endpoint;
  if (!READABLE.includes(connection.state) || !('rcv' in connection) || connection.rcv.unread === 0)
    return [];
  return [{ label: 'RECEIVE', kind: 'read', next: call(endpoint, { kind: 'receive', octets: 1 }) }];
}

function violentMoves(endpoint: Endpoint, profile: Profile, call: Call): Move[] {
  const { connection, budget } = endpoint;
  if (connection.state === 'CLOSED' || connection.state === 'LISTEN') return [];
  const moves: Move[] = [];
  if (budget.aborts > 0) {
    const next = call(violent(spent(endpoint, 'aborts'), 'aborted'), { kind: 'abort' });
    moves.push({ label: 'ABORT', kind: 'violence', next });
  }
  if (budget.crashes > 0) {
    const crashed = violent(spent(endpoint, 'crashes'), 'crashed');
    const next = afterEvent({ ...crashed, owedReset: null }, { kind: 'host-lost' }, profile);
    moves.push({ label: 'crash', kind: 'violence', next });
  }
  return moves;
}

function timerMoves(endpoint: Endpoint, profile: Profile): Move[] {
  const { connection, budget } = endpoint;
  const moves: Move[] = [];
  for (const { timer, at } of timers(connection, profile)) {
    const givesUp = timer === 'user-timeout';
    if (givesUp && budget.giveUps === 0) continue;
    const ringing = givesUp ? violent(spent(endpoint, 'giveUps'), 'gave up') : endpoint;
    const next = afterEvent(ringing, { kind: 'timer', timer }, profile, at);
    const kind = givesUp ? 'violence' : timer === 'time-wait' ? 'time-wait' : 'timer';
    moves.push({ label: `timer ${timer}`, kind, next });
  }
  if ('challenge' in connection && connection.challenge.count > 0) {
    const next = { ...endpoint, connection: { ...connection, challenge: { count: 0, since: NOW } } };
    moves.push({ label: 'interval of challenge ACKs ends', kind: 'interval', next });
  }
  return moves;
}

/** Each different segment that is owed. */
function sendMoves(endpoint: Endpoint, profile: Profile): Move[] {
  const moves: Move[] = [];
  if (endpoint.owedReset !== null) {
    const segment = endpoint.owedReset;
    const next = { ...endpoint, owedReset: null };
    moves.push({ label: `sends ${segmentText(segment)}`, kind: 'send', next, sends: segment });
  }
  const left = new Set<string>();
  for (const { segment } of dues(endpoint.connection, NOW, profile)) {
    const text = segmentText(segment);
    if (left.has(text)) continue;
    left.add(text);
    const next = afterEvent(endpoint, { kind: 'transmit', segment }, profile);
    moves.push({ label: `sends ${text}`, kind: 'send', next, sends: segment });
  }
  return moves;
}
