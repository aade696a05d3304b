import type { Cancel } from './clock.ts';

/** How long a seat waits in a match before the holder plays it, or for an answer to "are you there?". */
export const AWAY_GRACE_MS = 10_000;

/** How long a place outside a match is kept for a person whose line is lost: long enough to send an invitation. */
export const PLACE_KEPT_MS = 120_000;

/** How long a room lives in which nobody is. */
export const IDLE_MS = 600_000;

/** What a room has yet to do by itself. */
export interface RoomTimers {
  countdown: Cancel | undefined;
  idle: Cancel | undefined;
  /** Until the person on a place counts as away. */
  readonly away: [Cancel | undefined, Cancel | undefined, Cancel | undefined];
}

/** A room that has nothing to do by itself. */
export function noTimers(): RoomTimers {
  return { countdown: undefined, idle: undefined, away: [undefined, undefined, undefined] };
}

/** Takes all appointments back. */
export function cancelTimers({ countdown, idle, away }: RoomTimers): void {
  for (const cancel of [countdown, idle, ...away]) cancel?.();
}
