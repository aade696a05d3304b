// What follows once all orders are done (rules.md section 5).
import { journalled, type Match, withSeat } from './match-state.ts';
import { SIDES, type Side } from './seat.ts';

/** `match` in which `side` has said that it need not play on; both seats are told. */
export function enoughSaid(match: Match, side: Side): Match {
  if (match.seats[side].enough.includes(side)) return match;
  const told = SIDES.reduce((current, seat) => {
    const state = current.seats[seat];
    return withSeat(current, seat, { ...state, enough: [...state.enough, side] });
  }, match);
  return journalled(told, { kind: 'enough', seat: side });
}
