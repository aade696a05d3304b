// The patient pace (rules.md section 4): time stands still while a person has something to pay. The match itself
// knows no pace; match-clock.ts asks here whether it may run.
import { dues } from '../tcp/dues.ts';
import { type Harbour, isAlive, type Socket, socketOf } from './harbour.ts';
import type { Match } from './match-state.ts';
import { SIDES, type Side } from './seat.ts';

// A flood's dues never stop the clock; to leave out the ghosts' alone would betray which callers are real.
function isFlooded(match: Match): boolean {
  return match.rules.level.flood !== undefined;
}

function owes(match: Match, socket: Socket): boolean {
  if (!isAlive(socket) || socket.piloted) return false;
  if (isFlooded(match) && socket.connection.state === 'SYN_RECEIVED') return false;
  return dues(socket.connection, match.now, match.profile).length > 0;
}

function owesReset(match: Match, harbour: Harbour): boolean {
  if (isFlooded(match)) return false;
  // The pilot of a closed socket pays the RST that a late boat draws there.
  return harbour.resets.some(({ key }) => socketOf(harbour, key)?.piloted !== true);
}

/** The seats of people who owe something that can be paid now. Stacks and holders never stop the clock. */
export function standingSeats(match: Match): readonly Side[] {
  if (match.phase === 'ended') return [];
  return SIDES.filter((side) => {
    if (match.players[side] !== 'person') return false;
    const { harbour, darkUntil } = match.seats[side];
    // Nothing leaves a dark harbour, so nothing can be paid there.
    if (darkUntil !== undefined) return false;
    return owesReset(match, harbour) || harbour.sockets.some((socket) => owes(match, socket));
  });
}
