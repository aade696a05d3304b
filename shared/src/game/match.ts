// The match: one pure machine. A command or the passing of time goes in, the next match comes out.
import { assert, present } from '../kernel/assert.ts';
import { emptyQueue, nextMoment, scheduled, takeDue } from '../kernel/event-queue.ts';
import { earliest, type Milliseconds } from '../kernel/time.ts';
import { emptyStrait, nextArrival } from '../network/strait.ts';
import { wakeAt as connectionWakeAt, timers } from '../tcp/timers.ts';
import { absorbed } from './absorb.ts';
import { awoken } from './applications.ts';
import { applyCommand, applySeatCommand } from './apply-command.ts';
import type { Command } from './command.ts';
import { type Harbour, isAlive, socketOf } from './harbour.ts';
import { resolvedIncidents } from './incidents.ts';
import type { Appointment, Match, SeatViews } from './match-state.ts';
import { journalled, orderOfPort, withSeat } from './match-state.ts';
import { withNightShift } from './night-shift.ts';
import { withOldBoats } from './old-boats.ts';
import { type Order, type OrderId, orderId } from './order.ts';
import { makeOrders, nightOrders, servicePort } from './order-book.ts';
import { profileOf } from './profile-of-level.ts';
import type { DriverAct, DriverSight, MatchRules } from './rules.ts';
import { arrived, nextIssOf } from './sailing.ts';
import { SIDES, type Side } from './seat.ts';
import { freshSeat } from './seat-state.ts';
import { bothOpenTold, settled } from './settle.ts';
import type { ConnectionKey } from './token.ts';
import type { Verdict } from './verdict.ts';
import type { WallNotice } from './view.ts';
import { type PlacedWall, placedWalls } from './walls.ts';

/** What goes into a match: a command from outside, or only time. */
export type MatchInput = { readonly kind: 'command'; readonly command: Command } | { readonly kind: 'wake' };

function emptyHarbour(side: Side, listening: readonly number[]): Harbour {
  return { side, listening, sockets: [], resets: [] };
}

const NO_VIEWS: SeatViews = { number: 0, at: 0, past: [], acts: [] };

function firstAgenda(
  round: Milliseconds,
  orders: readonly Order[],
  walls: readonly PlacedWall[],
): Match['agenda'] {
  let agenda = scheduled(emptyQueue<Appointment>(), round, { kind: 'horn' });
  for (const { notice } of walls) agenda = scheduled(agenda, notice.from, { kind: 'wall', notice });
  for (const { id, bothOpenAt } of orders) {
    if (bothOpenAt !== undefined) agenda = scheduled(agenda, bothOpenAt, { kind: 'both-open', order: id });
  }
  return agenda;
}

/** The match at its first moment, with the first slips given out. */
export function createMatch(rules: MatchRules): Match {
  const { level, seed } = rules;
  const port = servicePort(level, seed);
  const byHand = level.lamp === 'by-hand';
  const orders = makeOrders(level, seed);
  const walls = placedWalls(level, seed, orders);
  const blank: Match = withOldBoats(
    withNightShift({
      rules,
      profile: profileOf(level),
      now: 0,
      phase: 'playing',
      players: rules.players,
      orders,
      night: nightOrders(level, seed),
      seats: {
        client: freshSeat(emptyHarbour('client', []), undefined),
        server: freshSeat(emptyHarbour('server', byHand ? [] : [port]), byHand ? port : undefined),
      },
      views: { client: NO_VIEWS, server: NO_VIEWS },
      incidents: resolvedIncidents(level, seed),
      barriers: [...(level.barriers ?? []), ...walls.map((wall) => wall.barrier)],
      strait: emptyStrait(),
      agenda: firstAgenda(level.timing.round, orders, walls),
      issued: 0,
      journal: [],
    }),
  );
  // A fresh record differs from every later one, so that both seats get their first view and stacks wake up.
  const unseen: Match = {
    ...blank,
    seats: { client: { ...blank.seats.client }, server: { ...blank.seats.server } },
  };
  return settled(unseen, blank);
}

/** What can happen next by itself, and when. */
interface Happening {
  readonly at: Milliseconds;
  readonly occur: (match: Match) => Match;
}

function socketHappenings(match: Match, side: Side): readonly Happening[] {
  const found: Happening[] = [];
  for (const socket of match.seats[side].harbour.sockets) {
    const at = isAlive(socket) ? connectionWakeAt(socket.connection, match.profile) : undefined;
    if (at === undefined) continue;
    found.push({ at, occur: (then) => timerRung(then, side, socket.key) });
  }
  for (const reset of match.seats[side].harbour.resets) {
    found.push({ at: reset.lapsesAt, occur: (then) => resetLapsed(then, side, reset.key) });
  }
  return found;
}

function timerRung(match: Match, side: Side, key: ConnectionKey): Match {
  const socket = present(socketOf(match.seats[side].harbour, key), 'a socket whose timer rang');
  const { timer } = present(timers(socket.connection, match.profile)[0], 'a timer that rang');
  const bell = timer === 'retransmission' || timer === 'persist';
  const noted = bell ? journalled(match, { kind: 'bell', side, key }) : match;
  return absorbed(noted, side, socket, { kind: 'timer', timer });
}

function resetLapsed(match: Match, side: Side, key: ConnectionKey): Match {
  const seat = match.seats[side];
  const resets = seat.harbour.resets.filter((reset) => reset.lapsesAt > match.now);
  const after = withSeat(match, side, { ...seat, harbour: { ...seat.harbour, resets } });
  return journalled(after, { kind: 'reset-lapsed', side, key });
}

function sightOf(match: Match, side: Side, whole: boolean): DriverSight {
  return {
    seat: match.seats[side],
    level: match.rules.level,
    profile: match.profile,
    now: match.now,
    whole: whole ? (order) => present(match.orders[order - 1], `order ${orderId(order)}`) : undefined,
    taskOfPort: whole ? (clientPort) => orderOfPort(match, clientPort) : undefined,
    iss: (key) => nextIssOf(match, side, key),
  };
}

function actedUpon(match: Match, side: Side, act: DriverAct | undefined, by: 'stack' | 'pilot'): Match {
  if (act === undefined) return match;
  if (act.kind === 'rest') {
    const at = Math.max(act.until, match.now + 1);
    return { ...match, agenda: scheduled(match.agenda, at, { kind: 'stack', side }) };
  }
  return applySeatCommand(match, side, { ...act, seen: match.views[side].number }, by).match;
}

/** A wall stands at the server's harbour: that harbour alone is told. */
function wallAnnounced(match: Match, notice: WallNotice): Match {
  const seat = match.seats.server;
  return withSeat(match, 'server', { ...seat, walls: [...seat.walls, notice] });
}

/** The customer has left: the server's slip blows off the pier, the socket stays as it is. */
function slipCancelled(match: Match, order: OrderId): Match {
  const seat = match.seats.server;
  const slips = seat.slips.filter((slip) => slip.order !== order);
  return journalled(withSeat(match, 'server', { ...seat, slips }), { kind: 'cancelled', order });
}

/** A wall rejected a boat: its sender hears "communication administratively prohibited" (RFC 792, RFC 1812). */
function icmpArrived(match: Match, side: Side, key: ConnectionKey): Match {
  const socket = socketOf(match.seats[side].harbour, key);
  if (socket === undefined || !isAlive(socket)) return match;
  const error = { kind: 'destination-unreachable', code: 13 } as const;
  return absorbed(match, side, socket, { kind: 'icmp', error });
}

function appointmentKept(match: Match): Match {
  const due = present(takeDue(match.agenda, match.now), 'an appointment that is due');
  const after: Match = { ...match, agenda: due.queue };
  const { item } = due.entry;
  switch (item.kind) {
    case 'horn':
    case 'done':
      return { ...journalled(after, { kind: 'horn' }), phase: 'ended' };
    case 'slip':
      return after;
    case 'wall':
      return wallAnnounced(after, item.notice);
    case 'awake':
      return awoken(after, item.clientPort);
    case 'both-open':
      return bothOpenTold(after, present(after.orders[item.order - 1], `order ${item.order}`));
    case 'cancel':
      return slipCancelled(after, item.order);
    case 'icmp':
      return icmpArrived(after, item.side, item.key);
    case 'stack': {
      const player = after.players[item.side];
      if (player === 'person') return after;
      const driver = after.rules.drivers.stacks[player];
      return actedUpon(after, item.side, driver.decide(sightOf(after, item.side, driver.knowsAll)), 'stack');
    }
    case 'pilot': {
      const act = after.rules.drivers.pilot.decide(sightOf(after, item.side, true), item.key);
      return actedUpon(after, item.side, act, 'pilot');
    }
  }
}

/** The next happening; of one moment first boats, then timers, then appointments. */
function nextHappening(match: Match): Happening | undefined {
  if (match.phase === 'ended') return undefined;
  const candidates: Happening[] = [];
  const boat = nextArrival(match.strait);
  if (boat !== undefined) candidates.push({ at: boat, occur: arrived });
  for (const side of SIDES) candidates.push(...socketHappenings(match, side));
  const appointment = nextMoment(match.agenda);
  if (appointment !== undefined) candidates.push({ at: appointment, occur: appointmentKept });
  const at = earliest(candidates.map((candidate) => candidate.at));
  return candidates.find((candidate) => candidate.at === at);
}

/** Far more than any match holds: a bound, so that a rule that loops ends its match instead of the process. */
const HAPPENINGS_MAX = 100_000;

function advanced(match: Match, now: Milliseconds): Match {
  let current = match;
  for (let count = 0; count < HAPPENINGS_MAX; count += 1) {
    const next = nextHappening(current);
    if (next === undefined || next.at > now) return { ...current, now: Math.max(current.now, now) };
    const then = { ...current, now: Math.max(current.now, next.at) };
    current = settled(then, next.occur(then));
  }
  assert(false, 'a match does not come to rest');
}

/** A match after an input, and the referee's word where the command was one that is judged. */
export interface MatchStep {
  readonly match: Match;
  readonly verdict: Verdict | undefined;
}

/** Everything due up to `now` (game ms, never before the match's own) happens first, then the command. */
export function stepMatch(match: Match, input: MatchInput, now: Milliseconds): MatchStep {
  assert(Number.isSafeInteger(now), 'time is whole milliseconds');
  assert(now >= match.now, 'time does not run backwards');
  const current = advanced(match, now);
  if (input.kind === 'wake') return { match: current, verdict: undefined };
  const applied = applyCommand(current, input.command);
  return { match: settled(current, applied.match), verdict: applied.verdict };
}

/** When the match next changes by itself; undefined once it is over. */
export function wakeAt(match: Match): Milliseconds | undefined {
  return nextHappening(match)?.at;
}

/** True once the horn has blown. */
export function isOver(match: Match): boolean {
  return match.phase === 'ended';
}
