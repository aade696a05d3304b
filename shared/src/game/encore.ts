// What follows once all orders are done (rules.md section 5): encores until the horn, one after the other, which bring
// no points and no stars but a badge, unless every seat has said that it has had enough (decision record 18).
import { present } from '../kernel/assert.ts';
import { scheduled } from '../kernel/event-queue.ts';
import type { Milliseconds } from '../kernel/time.ts';
import { occupied } from './harbour.ts';
import { hornAt } from './horn.ts';
import { berthsOf } from './level.ts';
import { journalled, type Match, withSeat } from './match-state.ts';
import { makeEncore } from './order-book.ts';
import { SIDES, type Side } from './seat.ts';
import { finishedAtClient, LAST_SLIP_BEFORE_HORN, slipGiven } from './slips.ts';

/** So long after the client has done with everything the next encore comes: time to say enough instead. */
export const ENCORE_AFTER: Milliseconds = 5_000;

/** `match` in which `side` has said that it need not play on; both seats are told. */
export function enoughSaid(match: Match, side: Side): Match {
  if (match.seats[side].enough.includes(side)) return match;
  const told = SIDES.reduce((current, seat) => {
    const state = current.seats[seat];
    return withSeat(current, seat, { ...state, enough: [...state.enough, side] });
  }, match);
  return journalled(told, { kind: 'enough', seat: side });
}

/** A stack never asks for more; a person, or a hand that stands for one, says when it is enough. */
function hasEnough(match: Match, side: Side): boolean {
  const player = match.players[side];
  if (player === 'kernel') return true;
  const isAsked = player === 'person' || match.rules.drivers.stacks[player].isHand === true;
  return !isAsked || match.seats[side].enough.includes(side);
}

/** True where nobody would play on. */
export function allHaveEnough(match: Match): boolean {
  return SIDES.every((side) => hasEnough(match, side));
}

/** True where the client has done with all that it was given and has room, and somebody would play on. */
function isWanted(match: Match): boolean {
  if (match.phase === 'ended' || allHaveEnough(match)) return false;
  if (match.now >= hornAt(match) - LAST_SLIP_BEFORE_HORN) return false;
  const { harbour } = match.seats.client;
  if (occupied(harbour, 'berth') >= berthsOf(match.rules.level, 'client')) return false;
  return [...match.orders, ...match.encores].every(({ clientPort }) => finishedAtClient(match, clientPort));
}

/** The next encore is thought of as soon as the client has done with everything. */
export function encoreScheduled(match: Match): Match {
  if (!isWanted(match) || match.agenda.entries.some((entry) => entry.item.kind === 'encore')) return match;
  return { ...match, agenda: scheduled(match.agenda, match.now + ENCORE_AFTER, { kind: 'encore' }) };
}

/** The slip of the next encore comes to the client, where it is still wanted. */
export function encoreGiven(match: Match): Match {
  if (!isWanted(match)) return match;
  const { level, seed } = match.rules;
  const encores = [...match.encores, makeEncore(level, seed, match.encores.length)];
  return slipGiven({ ...match, encores }, present(encores.at(-1), 'an encore'));
}
