// The only way out of a match (rules.md section 7).
import { dues } from '../tcp/dues.ts';
import { timers } from '../tcp/timers.ts';
import { WRONG_COST } from './count-verdict.ts';
import { guessView } from './guess.ts';
import { isAlive, type Socket } from './harbour.ts';
import { hornAt } from './horn.ts';
import type { Match } from './match-state.ts';
import { nextIssOf } from './sailing.ts';
import type { Side } from './seat.ts';
import type { OrderRecord } from './seat-state.ts';
import type { NumberedView, OrderView, PublicView, SocketView } from './view.ts';

function socketView(match: Match, side: Side, socket: Socket): SocketView {
  const { key, order, connection, place, stateSince } = socket;
  const owed = dues(connection, match.views[side].at, match.profile);
  const since = owed.map((due) => due.since);
  const told = match.seats[side].slips.some((slip) => slip.order === socket.order && slip.bothOpen);
  const opensHere = (side === 'client' || told) && !isAlive(socket) && socket.ending !== 'clean';
  return {
    key,
    order,
    connection,
    place,
    piloted: socket.piloted,
    owesSince: since.length === 0 ? undefined : Math.min(...since),
    timers: isAlive(socket) ? timers(connection, match.profile) : [],
    stateSince,
    nextIss: opensHere ? nextIssOf(match, side, key) : undefined,
  };
}

function orderView(record: OrderRecord): OrderView {
  const { clientPort, reached, dropped } = record;
  return { clientPort, reached, dropped, cost: record.wrong * WRONG_COST + record.waste };
}

/**
 * Everything that `side` may know of its own harbour. It is a function of that seat's record alone, and its
 * number grows exactly when the record changes.
 */
export function viewFor(side: Side, match: Match): NumberedView {
  const seat = match.seats[side];
  const { number, at } = match.views[side];
  return {
    number,
    at,
    seat: {
      side,
      listening: seat.harbour.listening,
      lampDuty: seat.lampDuty,
      sockets: seat.harbour.sockets.map((socket) => socketView(match, side, socket)),
      resets: seat.harbour.resets,
      slips: seat.slips,
      departures: seat.departures,
      arrivals: seat.arrivals,
      signals: seat.signals,
      judgments: seat.judgments,
      orders: seat.records.map(orderView),
      walls: seat.walls,
      asleep: seat.asleep,
      restarting: seat.restarting,
      coffees: seat.coffees,
      log: seat.log,
      darkUntil: seat.darkUntil,
      cookiesUntil: seat.cookiesUntil,
      guess: seat.guess === undefined ? undefined : guessView(seat.guess),
      enough: seat.enough,
      ...(seat.kernel === undefined ? {} : { kernel: seat.kernel }),
    },
  };
}

/** What everybody in the match may know. */
export function publicView(match: Match): PublicView {
  return { phase: match.phase, players: match.players, hornAt: hornAt(match) };
}
