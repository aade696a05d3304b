/** A moment or a span in whole milliseconds. Moments count from the start of the match; no clock is read. */
export type Milliseconds = number;

/** The earliest of `moments`, or undefined where there is none. */
export function earliest(moments: readonly (Milliseconds | undefined)[]): Milliseconds | undefined {
  let first: Milliseconds | undefined;
  for (const moment of moments) {
    if (moment !== undefined && (first === undefined || moment < first)) first = moment;
  }
  return first;
}
