// A pause: time stands still for both seats until either lets it go on. In game time a pause takes none, so a match
// in which time goes on is not paused: that is how a pause ends that nobody ended (match-clock.ts says when).
import type { Milliseconds } from '../kernel/time.ts';
import type { Command } from './command.ts';
import { isKernelMatch } from './kernel-harbour.ts';
import { journalled, type Match } from './match-state.ts';
import { SIDES, type Side } from './seat.ts';
import type { HeldReason } from './verdict.ts';

/** How often a seat may stop the clock of a partner who is a person. Alone with a stack nobody is held up. */
export const PAUSES_MAX = 3;

/** How long a pause holds up a partner who is a person, on the wall clock; then time goes on by itself. */
export const PAUSE_MAX: Milliseconds = 120_000;

/** True where `match` is played by two people, so that a pause of one holds up the other. */
export function holdsUpAnother(match: Match): boolean {
  return SIDES.every((side) => match.players[side] === 'person');
}

/** What waits for the end of a pause: all that moves the game. What is said, and who sits where, does not. */
export function heldByPause(match: Match, command: Command): boolean {
  if (match.pauses?.by === undefined) return false;
  switch (command.kind) {
    case 'resume':
    case 'signal':
    case 'seat':
    case 'give-time':
    case 'end':
      return false;
    default:
      return true;
  }
}

/** Why `side` can't pause now; undefined where it can. */
export function pauseHeld(match: Match, side: Side): HeldReason | undefined {
  if (isKernelMatch(match)) return 'kernel-goes-on';
  const taken = match.pauses?.taken[side] ?? 0;
  return holdsUpAnother(match) && taken >= PAUSES_MAX ? 'no-pause-left' : undefined;
}

/** Why there is nothing to be continued; undefined where the match is paused. */
export function resumeHeld(match: Match): HeldReason | undefined {
  return match.pauses?.by === undefined ? 'not-paused' : undefined;
}

/** `match` stopped by `side`. */
export function paused(match: Match, side: Side): Match {
  const before = match.pauses?.taken ?? { client: 0, server: 0 };
  // Alone with a stack a pause costs nobody anything, so it does not count.
  const taken = holdsUpAnother(match) ? { ...before, [side]: before[side] + 1 } : before;
  return journalled({ ...match, pauses: { by: side, taken } }, { kind: 'paused', seat: side });
}

/** `match` continued by `side`. */
export function resumed(match: Match, side: Side): Match {
  return journalled(timePassed(match), { kind: 'resumed', seat: side });
}

/** `match` in which time goes on. */
export function timePassed(match: Match): Match {
  if (match.pauses?.by === undefined) return match;
  return { ...match, pauses: { ...match.pauses, by: undefined } };
}
