// How the pairs of a class end a round together, where each has its own time to think (classroom.md).
import type { Milliseconds } from '../kernel/time.ts';

/** How far one pair of a round is. */
export interface PairProgress {
  /** Every order is done: from now on encores come. */
  readonly done: boolean;
  /** Its match has ended. */
  readonly over: boolean;
  /** Game time until its horn. */
  readonly left: Milliseconds;
}

/** Whoever has less than this before its horn is given more: a slip comes no later than 30 s before it. */
const SHORT: Milliseconds = 45_000;

/** So much is given at a time. */
export const GIVEN_TOGETHER: Milliseconds = 30_000;

/**
 * What becomes of a round in the patient pace: `end` once every pair is done; otherwise which pairs, by their index, are
 * to be given {@link GIVEN_TOGETHER}, so that who is done sails encores until the last is. A pair that is not done has
 * its level's time and no more.
 */
export function togetherNow(pairs: readonly PairProgress[]): 'end' | readonly number[] {
  if (pairs.some(({ done, over }) => done && !over) && pairs.every(({ done, over }) => done || over))
    return 'end';
  const waits = pairs.some(({ done, over }) => !done && !over);
  return pairs.flatMap(({ done, over, left }, index) =>
    waits && done && !over && left < SHORT ? [index] : [],
  );
}
