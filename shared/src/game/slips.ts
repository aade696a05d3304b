// Slips: what a seat reads of an order, when the client has done with one, and how one comes to the client.
import type { Milliseconds } from '../kernel/time.ts';
import { unopenedSocket, withSocket } from './harbour.ts';
import { isKernelMatch, toldByHost } from './kernel-harbour.ts';
import { journalled, type Match, withSeat } from './match-state.ts';
import type { Order, Slip } from './order.ts';
import { peerOf, type Side } from './seat.ts';
import { recordOf } from './seat-state.ts';

/** No slip comes so shortly before the horn. */
export const LAST_SLIP_BEFORE_HORN: Milliseconds = 30_000;

/** A half-slip: what the partner of `side` has to do for `order`. */
export function slipFor(order: Order, side: Side, at: Milliseconds): Slip {
  const partner = peerOf(side);
  return {
    order: order.id,
    name: order.name,
    clientPort: order.clientPort,
    partnerCrates: order.crates[partner],
    partnerCratesAfterFin: order.cratesAfterFin[partner],
    partnerClosesFirst: order.closesFirst === partner,
    ...(order.closesFirst === 'either' ? { closing: 'pair-decides' } : {}),
    ...(order.closesFirst === 'both' ? { closing: 'both-at-once' } : {}),
    ...(order.bothOpenAt === undefined ? {} : { bothOpen: true }),
    ...(order.encore === true ? { encore: true } : {}),
    at,
  };
}

/** True where nothing is left for the client's player to do for this order. */
export function finishedAtClient(match: Match, clientPort: number): boolean {
  const seat = match.seats.client;
  const socket = seat.harbour.sockets.find((other) => other.key.clientPort === clientPort);
  if (socket === undefined) return false;
  const done = socket.piloted || socket.ending !== undefined || socket.connection.state === 'TIME_WAIT';
  return done && recordOf(seat, clientPort).reached;
}

/** The client's slip of `order` comes, and a row for its socket with it. */
export function slipGiven(match: Match, order: Order): Match {
  const { level } = match.rules;
  const seat = match.seats.client;
  const key = { clientPort: order.clientPort, serverPort: level.ports[0] ?? order.serverPort };
  const socket = unopenedSocket(key, order.id, match.now, level.pilot.opens);
  const slips = [...seat.slips, slipFor(order, 'client', match.now)];
  const after = withSeat(match, 'client', { ...seat, harbour: withSocket(seat.harbour, socket), slips });
  const given = journalled(after, { kind: 'slip', seat: 'client', order: order.id });
  return isKernelMatch(given) ? toldByHost(given, order) : given;
}
