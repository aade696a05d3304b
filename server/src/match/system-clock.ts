import type { Cancel, Clock } from './clock.ts';

/** The longest time-out that Node takes; a longer wait is made in steps. */
const TIMEOUT_MAX = 2_147_483_647;

/** Sources of time of the process: `wall` in ms since 1970, `monotonic` in ms since any moment. */
export interface TimeSources {
  readonly wall: () => number;
  readonly monotonic: () => number;
}

/** The clock of a real server. A change of the machine's clock while it runs moves no match. */
export function createSystemClock({ wall, monotonic }: TimeSources): Clock {
  const offset = wall() - monotonic();
  const now = () => Math.floor(offset + monotonic());
  const at = (moment: number, action: () => void): Cancel => {
    let timeout: NodeJS.Timeout;
    const arm = () => {
      timeout = setTimeout(ring, Math.min(Math.max(moment - now(), 0), TIMEOUT_MAX));
    };
    // A timer may ring up to a millisecond early, and a long wait comes in steps.
    const ring = () => (now() < moment ? arm() : action());
    arm();
    return () => clearTimeout(timeout);
  };
  return { now, at, rate: 1 };
}
