// Stars and the eye of a match that has ended (rules.md sections 5 and 6).
import type { Match } from '../game/match-state.ts';
import type { Order, OrderId } from '../game/order.ts';
import { type Player, SIDES, type Side } from '../game/seat.ts';
import { type MatchScore, scoreOf } from './score.ts';

/** Shares of par, in per cent, that earn the first, second and third star. */
export const STAR_SHARES = [40, 65, 85] as const;

function reaches(points: number, par: number, share: number): boolean {
  return points > 0 && points * 100 >= share * par;
}

/** Stars, none to three, for `points` against `par`, where no holder has played. */
export function starsFor(points: number, par: number): number {
  return STAR_SHARES.filter((share) => reaches(points, par, share)).length;
}

/**
 * True where a seat's holder sent half or more of that seat's boats for the order, those of the pilot left out. It is
 * reckoned seat by seat: both seats send about as many, so of all boats a single absent player would rarely reach half.
 */
function isHeld(match: Match, order: Order): boolean {
  const players: Record<Side, Player> = { ...match.rules.players };
  const boats = { client: { held: 0, all: 0 }, server: { held: 0, all: 0 } };
  for (const { event } of match.journal) {
    if (event.kind === 'seat') players[event.seat] = event.player;
    if (event.kind !== 'departed' || event.key.clientPort !== order.clientPort) continue;
    if (event.by !== 'player' && event.by !== 'stack') continue;
    const own = boats[event.from];
    own.all += 1;
    if (event.by === 'stack' && players[event.from] === 'holder') own.held += 1;
  }
  return SIDES.some((side) => boats[side].held > 0 && boats[side].held * 2 >= boats[side].all);
}

/** The orders that count as delivered, but not for the second and the third star. */
export function heldOrders(match: Match): readonly OrderId[] {
  return match.orders.filter((order) => isHeld(match, order)).map((order) => order.id);
}

/** Stars of `match`, none to three, against `par`: what holders did helps to the first star alone. */
export function starsOf(match: Match, par: number, score: MatchScore = scoreOf(match)): number {
  const held = heldOrders(match);
  const theirs = score.orders
    .filter(({ order }) => held.includes(order))
    .reduce((sum, { points }) => sum + points, 0);
  const own = Math.max(0, score.points - theirs);
  const [first, ...others] = STAR_SHARES;
  if (!reaches(score.points, par, first)) return 0;
  return 1 + others.filter((share) => reaches(own, par, share)).length;
}
