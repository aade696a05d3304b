// Every point lost, explained (rules.md section 6): which belief it shows, which section says what is so, what would
// have worked at that moment, tried out, and what it led to. The match is run again from its log.
import { WASTE_COST, WRONG_COST } from '../game/count-verdict.ts';
import { socketByClientPort } from '../game/harbour.ts';
import { isRight } from '../game/harbour-log.ts';
import type { JournalEntry, JournalEvent } from '../game/journal.ts';
import { LOG_CAUSES, LOG_REMEDIES, type LogEntry } from '../game/log-entry.ts';
import { type Match, orderOfPort } from '../game/match-state.ts';
import type { Order, OrderId } from '../game/order.ts';
import { peerOf, SIDES, type Side } from '../game/seat.ts';
import { recordOf } from '../game/seat-state.ts';
import type { ConnectionKey, Token } from '../game/token.ts';
import type { Verdict } from '../game/verdict.ts';
import type { Milliseconds } from '../kernel/time.ts';
import type { MisconceptionId } from '../tcp/misconceptions.ts';
import type { Segment } from '../tcp/segment.ts';
import {
  type Belief,
  COSTLY_HELD_REASONS,
  cameAgain,
  entryShows,
  HASTY_SHOWS,
  type HeldScene,
  heldShows,
  idleShows,
  stuckShows,
} from './beliefs.ts';
import type { BoatBeyondPar } from './beyond-par.ts';
import { type BeforeBoats, explainedBoats } from './explain-beyond-par.ts';
import { type MatchLog, moments } from './moments.ts';
import { STUCK_COST, type StuckSocket, stuckSockets } from './score.ts';
import { instead, movesOn, socketFor, type WhatWorks } from './what-works.ts';

/** What a lost point led to. */
export type Consequence =
  /** The token was held back: nothing sailed. `dropped`: it was the one that dropped the seat's grade. */
  | { readonly kind: 'held-back'; readonly dropped: boolean }
  /** A boat sailed that should not have. `spoilt`: the partner's end took it, and the order is never clean. */
  | {
      readonly kind: 'sailed';
      readonly boat: number;
      readonly fate: 'arrived' | 'lost' | 'under-way';
      readonly spoilt: boolean;
    }
  /** A token was shown. */
  | { readonly kind: 'shown' }
  /** Sockets stayed until the horn. */
  | { readonly kind: 'stuck'; readonly sockets: readonly StuckSocket[] }
  /** The log of the harbour stayed wrong. */
  | { readonly kind: 'logged' };

/** One loss of points, explained. */
export interface ExplainedLoss {
  readonly at: Milliseconds;
  /** Whose it was; the seat whose end a stuck connection waited for. */
  readonly seat: Side;
  readonly order: OrderId | undefined;
  readonly key: ConnectionKey;
  readonly cost: number;
  readonly what:
    | { readonly kind: 'token'; readonly token: Token; readonly verdict: Verdict }
    | { readonly kind: 'boat'; readonly token: Token; readonly why: BoatBeyondPar['kind'] }
    | { readonly kind: 'stuck'; readonly socket: StuckSocket }
    | { readonly kind: 'entry'; readonly entry: LogEntry };
  /** Undefined for a hint alone: who asks has made no mistake. */
  readonly misconception: MisconceptionId | undefined;
  /** Section of RFC 9293, without the section sign; undefined for a hint. */
  readonly section: string | undefined;
  readonly works: WhatWorks | { readonly kind: 'entry'; readonly entry: LogEntry };
  readonly ledTo: Consequence;
}

/** A match run again, with every point that it lost. */
export interface Explained {
  readonly match: Match;
  readonly losses: readonly ExplainedLoss[];
}

/** A token with the referee's word. */
export type Judged = Extract<JournalEvent, { kind: 'judged' }>;

function heldScene(match: Match, side: Side, { key }: Token): HeldScene {
  const socket = socketFor(match, side, key);
  const state = socket?.connection.state ?? 'CLOSED';
  const arrivals = match.seats[side].arrivals.filter((arrival) => arrival.key.clientPort === key.clientPort);
  return {
    side,
    order: orderOfPort(match, key.clientPort),
    state,
    peerClosed: socket?.peerClosed === true,
    again: cameAgain(arrivals.map(({ segment }) => segment)),
    flooded: match.rules.level.flood !== undefined,
  };
}

function lastArrival(match: Match, side: Side, { key }: Token): Segment | undefined {
  return match.seats[side].arrivals.findLast((arrival) => arrival.key.clientPort === key.clientPort)?.segment;
}

/** The belief behind a judged token that cost something; `match` is the one just before it. */
export function beliefOf(match: Match, { seat, token, verdict }: Judged): Belief | undefined {
  switch (verdict.kind) {
    case 'wrong':
      return { misconception: verdict.misconception, section: verdict.refusal.section };
    case 'held': {
      const reason = COSTLY_HELD_REASONS.find((costly) => costly === verdict.reason);
      return reason === undefined ? undefined : heldShows(reason, heldScene(match, seat, token));
    }
    case 'repeat':
      return HASTY_SHOWS;
    case 'idle':
      return idleShows(lastArrival(match, seat, token));
    default:
      return undefined;
  }
}

/** The boat as which the judged token left in the same moment. */
function boatOf(entries: readonly JournalEntry[], { seat, token }: Judged): number | undefined {
  const departed = entries.find(
    ({ event }) =>
      event.kind === 'departed' && event.from === seat && event.key.clientPort === token.key.clientPort,
  )?.event;
  return departed?.kind === 'departed' ? departed.boat : undefined;
}

function wasDropped(before: Match, after: Match, { seat, token }: Judged): boolean {
  const { clientPort } = token.key;
  return !recordOf(before.seats[seat], clientPort).dropped && recordOf(after.seats[seat], clientPort).dropped;
}

function tokenLoss(
  before: Match,
  after: Match,
  event: Judged,
  entries: readonly JournalEntry[],
): ExplainedLoss {
  const { seat, token, verdict, order } = event;
  const belief = beliefOf(before, event);
  const boat = boatOf(entries, event);
  const hint = verdict.kind === 'hint';
  const ledTo: Consequence = hint
    ? { kind: 'shown' }
    : boat === undefined
      ? { kind: 'held-back', dropped: wasDropped(before, after, event) }
      : { kind: 'sailed', boat, fate: 'under-way', spoilt: false };
  return {
    at: before.now,
    seat,
    order,
    key: token.key,
    cost: verdict.cost,
    what: { kind: 'token', token, verdict },
    misconception: belief?.misconception,
    section: belief?.section,
    works: instead(before, seat, token),
    ledTo,
  };
}

/** The right entry for the same socket, found by asking the log about every cause and remedy. */
function rightEntry(match: Match, { clientPort }: LogEntry): LogEntry | undefined {
  for (const cause of LOG_CAUSES) {
    for (const remedy of LOG_REMEDIES) {
      const entry = { clientPort, cause, remedy };
      if (isRight(match, entry)) return entry;
    }
  }
  return undefined;
}

function entryLoss(before: Match, event: Extract<JournalEvent, { kind: 'log-agreed' }>): ExplainedLoss {
  const { clientPort, cause, remedy } = event;
  const entry: LogEntry = { clientPort, cause, remedy };
  const all = [...before.orders, ...before.night];
  const order = all.find((other) => other.clientPort === clientPort);
  const states = SIDES.map(
    (side) => socketByClientPort(before.seats[side].harbour, clientPort)?.connection.state ?? 'CLOSED',
  );
  const { misconception, section } = entryShows(states, entry);
  const right = rightEntry(before, entry);
  return {
    at: before.now,
    seat: cause === 'client-application' ? 'client' : 'server',
    order: order?.id,
    key: { clientPort, serverPort: order?.serverPort ?? 0 },
    cost: WRONG_COST,
    what: { kind: 'entry', entry },
    misconception,
    section,
    works:
      right === undefined
        ? { kind: 'wait', until: undefined, token: undefined }
        : { kind: 'entry', entry: right },
    ledTo: { kind: 'logged' },
  };
}

/** The stuck end from which the others follow: who never called close(), before who was never answered. */
const ROOTS = ['CLOSE_WAIT', 'FIN_WAIT_1', 'FIN_WAIT_2'];

function stuckLoss(horn: Match, order: Order, sockets: readonly StuckSocket[]): ExplainedLoss | undefined {
  const root = ROOTS.flatMap((state) => sockets.filter((socket) => socket.state === state))[0];
  if (root === undefined) return undefined;
  const key = { clientPort: order.clientPort, serverPort: order.serverPort };
  const socket = socketFor(horn, root.side, key);
  if (socket === undefined) return undefined;
  const { misconception, section } = stuckShows(horn, root.side, socket);
  const peer = peerOf(root.side);
  // FIN_WAIT_2 waits for the peer; the others for themselves.
  const sides = root.state === 'FIN_WAIT_2' ? [peer, root.side] : [root.side, peer];
  const works = movesOn(horn, sides, socket.key);
  return {
    at: horn.now,
    seat: works.kind === 'wait' ? root.side : works.seat,
    order: order.id,
    key: socket.key,
    cost: STUCK_COST,
    what: { kind: 'stuck', socket: root },
    misconception,
    section,
    works,
    ledTo: { kind: 'stuck', sockets },
  };
}

function stuckLosses(horn: Match, ended: Match): readonly ExplainedLoss[] {
  return [...ended.orders, ...ended.night].flatMap((order) => {
    const sockets = stuckSockets(ended, order);
    const loss = sockets.length === 0 ? undefined : stuckLoss(horn, order, sockets);
    return loss === undefined ? [] : [loss];
  });
}

function fateOf(match: Match, boat: number): Extract<Consequence, { kind: 'sailed' }>['fate'] {
  if (match.journal.some(({ event }) => event.kind === 'arrived' && event.boat === boat)) return 'arrived';
  const departed = match.journal.find(({ event }) => event.kind === 'departed' && event.boat === boat)?.event;
  return departed?.kind === 'departed' && departed.fate.kind !== 'arrives' ? 'lost' : 'under-way';
}

/** What became of the boats is known only at the end. */
function withFate(match: Match, loss: ExplainedLoss): ExplainedLoss {
  const { ledTo } = loss;
  if (ledTo.kind !== 'sailed') return loss;
  const spoilt = match.journal.some(({ event }) => event.kind === 'spoilt' && event.boat === ledTo.boat);
  return { ...loss, ledTo: { ...ledTo, fate: fateOf(match, ledTo.boat), spoilt } };
}

/** What a single moment lost, told from the match just before it. Fates of boats are still open. */
export function lossesAt(before: Match, after: Match): readonly ExplainedLoss[] {
  const entries = after.journal.slice(before.journal.length);
  const isFree = (clientPort: number) => before.encores.some((order) => order.clientPort === clientPort);
  return entries.flatMap(({ event }) => {
    // What an encore's server end was told before its slip came is not counted either.
    if (event.kind === 'judged' && isFree(event.token.key.clientPort)) return [];
    if (event.kind === 'log-agreed' && isFree(event.clientPort)) return [];
    if (event.kind === 'judged' && event.verdict.cost > 0) return [tokenLoss(before, after, event, entries)];
    if (event.kind === 'log-agreed' && !event.right) return [entryLoss(before, event)];
    return [];
  });
}

function boatLosses(match: Match, before: BeforeBoats): readonly ExplainedLoss[] {
  return explainedBoats(match, before).map(({ boat, order, token, belief, works }) => ({
    at: boat.at,
    seat: boat.seat,
    order: order.id,
    key: token.key,
    cost: WASTE_COST,
    what: { kind: 'boat', token, why: boat.kind },
    misconception: belief.misconception,
    section: belief.section,
    works,
    ledTo: { kind: 'sailed', boat: boat.boat, fate: 'under-way', spoilt: false },
  }));
}

/** Remembers the match before each boat that a player's own call sent in this moment. */
function noteBoats(before: Match, after: Match, boats: Map<number, Match>): void {
  for (const { event } of after.journal.slice(before.journal.length)) {
    if (event.kind !== 'departed' || event.by !== 'player' || event.verdict !== 'initiative') continue;
    boats.set(event.boat, before);
  }
}

/** Runs the match of `log` again and explains every point that it lost. One pass, and a trial for each loss. */
export function explained(log: MatchLog): Explained {
  const losses: ExplainedLoss[] = [];
  const boats = new Map<number, Match>();
  const run = moments(log);
  for (;;) {
    const next = run.next();
    if (next.done) {
      const match = next.value;
      const all = [...losses, ...boatLosses(match, boats)];
      return { match, losses: all.map((loss) => withFate(match, loss)) };
    }
    const { before, after } = next.value;
    losses.push(...lossesAt(before, after));
    noteBoats(before, after, boats);
    if (before.phase === 'playing' && after.phase === 'ended') losses.push(...stuckLosses(before, after));
  }
}
