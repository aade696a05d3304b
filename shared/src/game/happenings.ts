// What happens in a match by itself: boats arrive, timers ring, appointments are kept.
import { present } from '../kernel/assert.ts';
import { nextMoment, scheduled, takeDue } from '../kernel/event-queue.ts';
import { keyedHash } from '../kernel/hash.ts';
import type { Milliseconds } from '../kernel/time.ts';
import { nextArrival } from '../network/strait.ts';
import { wakeAt as connectionWakeAt, timers } from '../tcp/timers.ts';
import { absorbed } from './absorb.ts';
import { awoken } from './applications.ts';
import { applySeatCommand } from './apply-command.ts';
import { crashed, upAgain } from './crash.ts';
import { encoreGiven } from './encore.ts';
import { guessLapsed } from './guessing.ts';
import { isAlive, socketOf } from './harbour.ts';
import { hornAt } from './horn.ts';
import type { Hand } from './journal.ts';
import { isKernelMatch } from './kernel-harbour.ts';
import { journalled, type Match, orderOfPort, withSeat } from './match-state.ts';
import { networkStackPlayed } from './network-seat.ts';
import type { Order, OrderId } from './order.ts';
import type { DriverAct, DriverSight } from './rules.ts';
import { arrived, nextIssOf } from './sailing.ts';
import type { Side } from './seat.ts';
import { bothOpenTold } from './settle.ts';
import type { ConnectionKey } from './token.ts';
import type { WallNotice } from './view.ts';

/** What can happen next by itself, and when. */
export interface Happening {
  readonly at: Milliseconds;
  readonly occur: (match: Match) => Match;
}

/** The first that happens at the sockets and to the owed RSTs of one harbour: of one moment the socket before it. */
function harbourHappening(match: Match, side: Side): Happening | undefined {
  // The kernel looks to its own timers.
  if (side === 'server' && isKernelMatch(match)) return undefined;
  const { sockets, resets } = match.seats[side].harbour;
  let first: Happening | undefined;
  for (const { key, connection } of sockets) {
    const at = connectionWakeAt(connection, match.profile);
    if (at === undefined || (first !== undefined && at >= first.at)) continue;
    first = { at, occur: (then) => timerRung(then, side, key) };
  }
  for (const { key, lapsesAt } of resets) {
    if (first !== undefined && lapsesAt >= first.at) continue;
    first = { at: lapsesAt, occur: (then) => resetLapsed(then, side, key) };
  }
  return first;
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

/** Ids of encores go on where those of the orders end. */
function wholeSlip({ orders, encores }: Match, order: OrderId): Order {
  return present([...orders, ...encores][order - 1], `order ${order}`);
}

/** All that a stack in the seat of `side` may know of `match`; with `whole` the whole slips as well. */
export function sightOf(match: Match, side: Side, whole: boolean): DriverSight {
  return {
    seat: match.seats[side],
    level: match.rules.level,
    profile: match.profile,
    now: match.now,
    whole: whole ? (order) => wholeSlip(match, order) : undefined,
    taskOfPort: whole ? (clientPort) => orderOfPort(match, clientPort) : undefined,
    iss: (key) => nextIssOf(match, side, key),
    draw: (...parts) => keyedHash(match.rules.seed, 'hand', side, ...parts),
  };
}

function actedUpon(match: Match, side: Side, act: DriverAct | undefined, by: Hand): Match {
  if (act === undefined) return match;
  if (act.kind === 'rest') {
    const at = Math.max(act.until, match.now + 1);
    const waits = match.agenda.entries.some(
      (entry) => entry.at === at && entry.item.kind === 'stack' && entry.item.side === side,
    );
    return waits ? match : { ...match, agenda: scheduled(match.agenda, at, { kind: 'stack', side }) };
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
      // Time was given meanwhile: a later horn is on the agenda.
      if (after.now < hornAt(after)) return after;
      return { ...journalled(after, { kind: 'horn' }), phase: 'ended' };
    case 'done':
      return { ...journalled(after, { kind: 'horn' }), phase: 'ended' };
    case 'slip':
      return after;
    case 'encore':
      return encoreGiven(after);
    case 'wall':
      return wallAnnounced(after, item.notice);
    case 'crash':
      return crashed(after, item.crash);
    case 'up-again':
      return upAgain(after, item.side);
    case 'awake':
      return awoken(after, item.clientPort);
    case 'both-open':
      return bothOpenTold(after, present(after.orders[item.order - 1], `order ${item.order}`));
    case 'cancel':
      return slipCancelled(after, item.order);
    case 'guess-lapses':
      return guessLapsed(after, item.side, item.number);
    case 'icmp':
      return icmpArrived(after, item.side, item.key);
    case 'stack': {
      const player = after.players[item.side];
      if (player === 'person' || player === 'kernel') return after;
      const driver = after.rules.drivers.stacks[player];
      const act = driver.decide(sightOf(after, item.side, driver.knowsAll));
      return actedUpon(after, item.side, act, driver.isHand ? 'player' : 'stack');
    }
    case 'network-stack': {
      const { every } = after.rules.drivers.network;
      return networkStackPlayed({ ...after, agenda: scheduled(after.agenda, after.now + every, item) });
    }
    case 'pilot': {
      const act = after.rules.drivers.pilot.decide(sightOf(after, item.side, true), item.key);
      return actedUpon(after, item.side, act, 'pilot');
    }
  }
}

/** The next happening; of one moment first boats, then timers, then appointments. */
export function nextHappening(match: Match): Happening | undefined {
  if (match.phase === 'ended') return undefined;
  const boat = nextArrival(match.strait);
  const appointment = nextMoment(match.agenda);
  const candidates = [
    boat === undefined ? undefined : { at: boat, occur: arrived },
    harbourHappening(match, 'client'),
    harbourHappening(match, 'server'),
    appointment === undefined ? undefined : { at: appointment, occur: appointmentKept },
  ];
  let first: Happening | undefined;
  for (const candidate of candidates) {
    if (candidate !== undefined && (first === undefined || candidate.at < first.at)) first = candidate;
  }
  return first;
}
