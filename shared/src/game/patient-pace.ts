// The patient pace (rules.md section 4): time stands still while a person has something to pay. The match itself
// knows no pace; whoever hosts it asks here whether its clock may run.
import type { Milliseconds } from '../kernel/time.ts';
import { dues } from '../tcp/dues.ts';
import { isAlive, type Socket } from './harbour.ts';
import type { Match } from './match-state.ts';
import { SIDES, type Side } from './seat.ts';

/** In a class one stop lasts at most so long. */
export const STOP_MAX: Milliseconds = 60_000;

function keepsClock(match: Match, socket: Socket): boolean {
  if (!isAlive(socket) || socket.piloted) return false;
  // A flood's dues never stop the clock; to leave out the ghosts' alone would betray which callers are real.
  const flooded = match.rules.level.flood !== undefined && socket.connection.state === 'SYN_RECEIVED';
  return !flooded && dues(socket.connection, match.now, match.profile).length > 0;
}

/** The seats of people who owe something that can be paid now. Stacks and holders never stop the clock. */
export function standingSeats(match: Match): readonly Side[] {
  if (match.phase === 'ended') return [];
  return SIDES.filter((side) => {
    if (match.players[side] !== 'person') return false;
    const { sockets, resets } = match.seats[side].harbour;
    return resets.length > 0 || sockets.some((socket) => keepsClock(match, socket));
  });
}

/** How long the clock has stood: in this stop, and in all stops of the round together. */
export interface Stopped {
  readonly now: Milliseconds;
  readonly altogether: Milliseconds;
}

/** True while the patient clock stands. `inClass`: a stop ends after {@link STOP_MAX}, all together after a round. */
export function clockStands(match: Match, stopped: Stopped, inClass: boolean): boolean {
  if (standingSeats(match).length === 0) return false;
  return !inClass || (stopped.now < STOP_MAX && stopped.altogether < match.rules.level.timing.round);
}
