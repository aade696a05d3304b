import type { Clock } from './clock.ts';
import { createMarks, type Marks } from './marks.ts';

/** Sources of time of the process: `wall` in ms since 1970, `monotonic` in ms since any moment. */
export interface TimeSources {
  readonly wall: () => number;
  readonly monotonic: () => number;
}

/**
 * The clock of a real server. A change of the machine's clock while it runs moves no match. Appointments are kept at
 * `marks`, those of `monotonic`; left out, each at its own millisecond.
 */
export function createSystemClock(
  { wall, monotonic }: TimeSources,
  marks: Marks = createMarks(monotonic, 1),
): Clock {
  // Whole, so that a mark that has been reached is never a rounding error before its moment.
  const offset = Math.floor(wall() - monotonic());
  return {
    now: () => offset + Math.floor(marks.now()),
    at: (moment, action) => marks.at(moment - offset, action),
    soon: marks.next,
    rate: 1,
  };
}
