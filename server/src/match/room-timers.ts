import type { Cancel } from './clock.ts';

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
