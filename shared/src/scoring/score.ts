// The score in one sentence (rules.md section 6): a clean goodbye is worth 100; a wrong token takes 10, a boat
// nobody needed 3, a connection left stuck at the horn 40. A function of the journal and the orders alone.
import { WASTE_COST, WASTE_COST_MAX, WRONG_COST } from '../game/count-verdict.ts';
import type { JournalEntry } from '../game/journal.ts';
import type { Match } from '../game/match-state.ts';
import type { Order, OrderId } from '../game/order.ts';
import { peerOf, SIDES, type Side } from '../game/seat.ts';
import { recordOf } from '../game/seat-state.ts';
import { CRATE_OCTETS, type Token } from '../game/token.ts';
import type { Verdict } from '../game/verdict.ts';
import { isCutForGood } from '../game/walls.ts';
import type { Milliseconds } from '../kernel/time.ts';
import type { ConnectionState } from '../tcp/connection.ts';
import { type BoatBeyondPar, boatsBeyondPar } from './beyond-par.ts';

/** Points of a clean goodbye. */
export const CLEAN_POINTS = 100;
/** Points that a socket stuck at the horn takes. */
export const STUCK_COST = 40;
/** How long a socket must have been in one of the stuck states at the horn. */
export const STUCK_AFTER: Milliseconds = 15_000;
/** What an order counts at most once a seat's grade was dropped on it. */
export const DROPPED_POINTS_MAX = 60;

const STUCK_STATES: readonly ConnectionState[] = ['CLOSE_WAIT', 'FIN_WAIT_1', 'FIN_WAIT_2'];

/** Something that took points from an order, with the seat whose it was. */
export interface Loss {
  readonly at: Milliseconds;
  readonly seat: Side;
  readonly token: Token;
  readonly verdict: Verdict;
  readonly cost: number;
}

/** A socket that was stuck when the horn blew. */
export interface StuckSocket {
  readonly side: Side;
  readonly state: ConnectionState;
  readonly since: Milliseconds;
}

/** What one order came to. */
export interface OrderScore {
  readonly order: OrderId;
  readonly points: number;
  /** True where both ends reached the level's goal with all cargo delivered once and in order. */
  readonly clean: boolean;
  readonly losses: readonly Loss[];
  readonly stuck: readonly StuckSocket[];
  /** Each takes {@link WASTE_COST}, known only at the horn: what par needs is not for a seat to know. */
  readonly beyondPar: readonly BoatBeyondPar[];
}

/** What the harbour log came to, in points; one right entry earns the level's eye. */
export interface LogScore {
  readonly right: number;
  readonly wrong: number;
  readonly cost: number;
  readonly saved: number;
}

/** What the pair came to. Never below 0. */
export interface MatchScore {
  readonly points: number;
  readonly log: LogScore;
  readonly orders: readonly OrderScore[];
  /** How many sockets of the night shift were stuck at the horn; each takes {@link STUCK_COST}. */
  readonly nightStuck: number;
  /** How many encores ended clean: no points, a badge. */
  readonly encores: number;
}

function orderEntries(match: Match, order: Order): readonly JournalEntry[] {
  return match.journal.filter(({ event }) => 'key' in event && event.key.clientPort === order.clientPort);
}

function reachedBothEnds(match: Match, order: Order): boolean {
  return SIDES.every((side) =>
    match.journal.some(
      ({ event }) => event.kind === 'reached' && event.seat === side && event.clientPort === order.clientPort,
    ),
  );
}

/** Octets that an end took in the last life of this order's connection; earlier lives don't count. */
function deliveredTo(match: Match, order: Order, side: Side): number {
  const sockets = match.seats[side].harbour.sockets;
  return sockets.find((socket) => socket.key.clientPort === order.clientPort)?.received ?? 0;
}

function cargoDelivered(match: Match, order: Order): boolean {
  if (match.rules.level.goal === 'established') return true;
  const due = (side: Side) => (order.crates[side] + order.cratesAfterFin[side]) * CRATE_OCTETS;
  return SIDES.every((side) => deliveredTo(match, order, peerOf(side)) === due(side));
}

/** Behind a wall that stands for good both ends are to give up, after one needed repeat at least. */
function gaveUpRightly(match: Match, order: Order, entries: readonly JournalEntry[]): boolean {
  const ended = SIDES.every((side) =>
    match.seats[side].harbour.sockets.some(
      (socket) => socket.key.clientPort === order.clientPort && socket.connection.state === 'CLOSED',
    ),
  );
  const lastEnd = entries.findLast(({ event }) => event.kind === 'ended')?.at ?? 0;
  const repeated = entries.some(
    ({ at, event }) => event.kind === 'departed' && event.verdict === 'repeat' && at <= lastEnd,
  );
  return ended && repeated;
}

/** How the last life of one end ended. */
function endingAt(entries: readonly JournalEntry[], side: Side): string | undefined {
  const last = entries.findLast(({ event }) => event.kind === 'ended' && event.side === side)?.event;
  return last?.kind === 'ended' ? last.ending : undefined;
}

/** True where the last life of either end broke off; an orphan's clock may end what its peer still closes well. */
function brokeOff(order: Order, entries: readonly JournalEntry[]): boolean {
  return SIDES.some((side) => {
    const ending = endingAt(entries, side);
    const byClock = ending === 'timeout' && side === 'client' && order.orphan === true;
    return ending === 'reset' || (ending === 'timeout' && !byClock);
  });
}

function wasSpoilt(entries: readonly JournalEntry[]): boolean {
  return entries.some(({ event }) => event.kind === 'spoilt');
}

/** Where both are to open or to close at once, the SYNs or FINs must have crossed (RFC 9293 figures 7 and 13). */
function crossedAsAsked(order: Order, entries: readonly JournalEntry[]): boolean {
  const turned = (from: ConnectionState, to: ConnectionState) =>
    entries.some(({ event }) => event.kind === 'state' && event.from === from && event.to === to);
  if (order.closesFirst === 'both' && !turned('FIN_WAIT_1', 'CLOSING')) return false;
  return order.bothOpenAt === undefined || turned('SYN_SENT', 'SYN_RECEIVED');
}

function lossesOf(match: Match, order: Order): readonly Loss[] {
  const losses: Loss[] = [];
  for (const { at, event } of match.journal) {
    if (event.kind !== 'judged' || event.token.key.clientPort !== order.clientPort) continue;
    const { verdict, seat, token } = event;
    if (verdict.cost > 0) losses.push({ at, seat, token, verdict, cost: verdict.cost });
  }
  return losses;
}

function isWrong(verdict: Verdict): boolean {
  // A hint costs as a wrong token (rules.md section 2).
  return verdict.kind === 'wrong' || verdict.kind === 'hint' || (verdict.kind === 'held' && verdict.cost > 0);
}

/** True where three wrong tokens in a row dropped the grade of either seat (rules.md section 2). */
function gradeDropped(match: Match, order: Order): boolean {
  return SIDES.some((side) => recordOf(match.seats[side], order.clientPort).dropped);
}

/** The sockets of `order` that count as stuck at the horn; none where its slip came late. */
export function stuckSockets(match: Match, order: Order): readonly StuckSocket[] {
  const slip = match.journal.find(({ event }) => event.kind === 'slip' && event.order === order.id);
  // What the night shift left was there from the start.
  const since = match.night.includes(order) ? 0 : slip?.at;
  if (since === undefined || match.now - since < match.rules.level.timing.grace) return [];
  const stuck: StuckSocket[] = [];
  for (const side of SIDES) {
    for (const socket of match.seats[side].harbour.sockets) {
      const { state } = socket.connection;
      if (socket.key.clientPort !== order.clientPort || !STUCK_STATES.includes(state)) continue;
      if (socket.piloted) continue;
      if (match.now - socket.stateSince < STUCK_AFTER) continue;
      stuck.push({ side, state, since: socket.stateSince });
    }
  }
  return stuck;
}

function pointsOf(clean: boolean, losses: readonly Loss[], beyond: number, dropped: boolean): number {
  if (!clean) return 0;
  const waste = losses.filter((loss) => !isWrong(loss.verdict));
  const wasted = Math.min(
    WASTE_COST_MAX,
    waste.reduce((sum, loss) => sum + loss.cost, beyond * WASTE_COST),
  );
  const wrong = losses.filter((loss) => isWrong(loss.verdict)).reduce((sum, loss) => sum + loss.cost, 0);
  const points = Math.max(0, CLEAN_POINTS - wrong - wasted);
  return dropped ? Math.min(points, DROPPED_POINTS_MAX) : points;
}

function isClean(match: Match, order: Order, entries: readonly JournalEntry[]): boolean {
  if (wasSpoilt(entries)) return false;
  if (isCutForGood(match.barriers, order)) return gaveUpRightly(match, order, entries);
  const delivered =
    crossedAsAsked(order, entries) && reachedBothEnds(match, order) && cargoDelivered(match, order);
  // Where the goal lies before the goodbye, what the pilots do afterwards is not the players' doing.
  return delivered && (match.rules.level.goal !== 'closed' || !brokeOff(order, entries));
}

function scoreOrder(match: Match, order: Order): OrderScore {
  const entries = orderEntries(match, order);
  const clean = isClean(match, order, entries);
  const losses = lossesOf(match, order);
  const stuck = match.phase === 'ended' ? stuckSockets(match, order) : [];
  const beyondPar = boatsBeyondPar(match, order);
  return {
    order: order.id,
    clean,
    losses,
    stuck,
    beyondPar,
    points: pointsOf(clean, losses, beyondPar.length, gradeDropped(match, order)),
  };
}

function isIssued(match: Match, order: Order): boolean {
  return match.seats.client.slips.some((slip) => slip.order === order.id);
}

/** Wrong entries on which both agreed cost as wrong tokens; a right one halves what its socket costs at the horn. */
function logScore(match: Match, stuckPorts: readonly (number | undefined)[]): LogScore {
  const encorePorts = match.encores.map((order) => order.clientPort);
  const agreed = match.journal.flatMap(({ event }) =>
    event.kind === 'log-agreed' && !encorePorts.includes(event.clientPort) ? [event] : [],
  );
  const right = agreed.filter((entry) => entry.right);
  const wrong = agreed.length - right.length;
  const saved = right.filter((entry) => stuckPorts.includes(entry.clientPort)).length * (STUCK_COST / 2);
  return { right: right.length, wrong, cost: wrong * WRONG_COST, saved };
}

/** The score of `match` as it stands; stuck sockets count only once the horn has blown. */
export function scoreOf(match: Match): MatchScore {
  const orders = match.orders
    .filter((order) => isIssued(match, order))
    .map((order) => scoreOrder(match, order));
  const night = match.phase === 'ended' ? match.night : [];
  const stuckNight = night.filter((order) => stuckSockets(match, order).length > 0);
  const earned = orders.reduce((sum, order) => sum + order.points, 0);
  const ports = new Map(match.orders.map((order) => [order.id, order.clientPort]));
  const stuckOrders = orders.filter((order) => order.stuck.length > 0).map((order) => ports.get(order.order));
  const stuckPorts = [...stuckOrders, ...stuckNight.map((order) => order.clientPort)];
  const log = logScore(match, stuckPorts);
  const points = Math.max(0, earned - stuckPorts.length * STUCK_COST + log.saved - log.cost);
  const clean = match.encores.filter((order) => isClean(match, order, orderEntries(match, order)));
  return { points, orders, log, nightStuck: stuckNight.length, encores: clean.length };
}
