// The night shift of a class: the next pair inherits the sockets that the last one left (classroom.md).
import { socketByClientPort } from '../game/harbour.ts';
import type { LeftSockets, Level } from '../game/level.ts';
import { inheritedOn } from '../game/match-settings.ts';
import type { Match } from '../game/match-state.ts';
import type { Order } from '../game/order.ts';
import { peerOf, SIDES, type Side } from '../game/seat.ts';
import { stuckSockets } from '../scoring/score.ts';
import { type LeftBehind, type PairSeats, studentsOf } from './class-event.ts';
import type { ClassMatch, ClassRound } from './class-state.ts';

/** Where the peer has closed and the application never did, or has not even heard of it. */
const OPEN_STATES: readonly string[] = ['SYN_RECEIVED', 'ESTABLISHED', 'CLOSE_WAIT'];

function stateAt(match: Match, { clientPort }: Order, side: Side): string {
  return socketByClientPort(match.seats[side].harbour, clientPort)?.connection.state ?? 'CLOSED';
}

/** On which side an application never closed, of one connection that was stuck; undefined where no such end lives. */
function forgetful(match: Match, order: Order): Side | undefined {
  if (stuckSockets(match, order).length === 0) return undefined;
  return SIDES.find((side) => {
    const peer = stateAt(match, order, peerOf(side));
    return OPEN_STATES.includes(stateAt(match, order, side)) && peer.startsWith('FIN_WAIT');
  });
}

/**
 * What `match` left: its connections that the score counts as stuck and of which both ends live. Overnight the hosts
 * send again what was lost, so that by morning the end that closed is in FIN_WAIT_2 and its peer in CLOSE_WAIT. An end
 * whose peer is gone could never be closed in order, and is not passed on.
 */
export function leftBy(match: Match): LeftSockets {
  const all = [...match.orders, ...match.encores, ...match.night].map((order) => forgetful(match, order));
  const count = (side: Side) => all.filter((each) => each === side).length;
  return { client: count('client'), server: count('server') };
}

function lowest(seats: PairSeats): number {
  return Math.min(...studentsOf(seats));
}

/**
 * What the pair `seats`, one of `pairs`, inherits in its match on `level` from `last`, the round before. Pairs stand in
 * the order of their lowest student, in both rounds, and each inherits from the pair before it, the first from the last
 * one; a pair for which the round before had no match, and one alone whose own is the only match, goes by the same rule.
 * Undefined where nothing was left, or nothing of it has room.
 */
export function inheritanceOf(
  last: ClassRound | undefined,
  pairs: readonly PairSeats[],
  seats: PairSeats,
  level: Level,
): LeftBehind | undefined {
  const heirs = pairs.map(lowest).toSorted((one, other) => one - other);
  const place = heirs.indexOf(lowest(seats));
  const before = (last?.matches ?? []).toSorted((one, other) => lowestOf(one) - lowestOf(other));
  if (place < 0 || place >= before.length) return undefined;
  const from = before.at(place - 1);
  const left = last?.left?.find(({ match }) => match === from?.match)?.left;
  const inherited = left && inheritedOn(level, left);
  return from === undefined || inherited === undefined ? undefined : { match: from.match, left: inherited };
}

/** By who began the match: who went from it since does not move it. */
function lowestOf({ began }: ClassMatch): number {
  return lowest(began);
}
