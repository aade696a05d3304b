// What must hold whatever a file holds: an answer, one line where it is a refusal, in bounded time, and nothing changed
// that all objects share.
import { expect } from 'vitest';

/** How long the slowest file may take, ms: several times of what any took. */
const SLOWEST = 10_000;
const LINE_MAX = 600;

const SHARED = [Object.prototype, Array.prototype, Function.prototype, String.prototype, Map.prototype];

/** The names of all that objects share. */
export function sharedNames(): string {
  return JSON.stringify(SHARED.map((prototype) => Reflect.ownKeys(prototype).map(String)));
}

/** What came of many files. */
export interface Tally {
  files: number;
  taken: number;
  slowest: number;
  readonly refusals: Map<string, number>;
}

/** Nothing was tried yet. */
export function freshTally(): Tally {
  return { files: 0, taken: 0, slowest: 0, refusals: new Map() };
}

/** Has one file read by `read`, which gives a refusal or undefined, and counts what came of it in `tally`. */
export function tried(tally: Tally, read: () => string | undefined): void {
  const began = performance.now();
  const refusal = read();
  const took = performance.now() - began;
  tally.files += 1;
  tally.slowest = Math.max(tally.slowest, took);
  expect(took).toBeLessThan(SLOWEST);
  if (refusal === undefined) {
    tally.taken += 1;
    return;
  }
  expect(refusal).not.toBe('');
  expect(refusal).not.toMatch(/[\r\n]|\bat \S+:\d+|\[object |call stack/);
  expect(refusal.length).toBeLessThan(LINE_MAX);
  const kind = refusal.replaceAll(/[\d".:]+/g, ' ').slice(0, 40);
  tally.refusals.set(kind, (tally.refusals.get(kind) ?? 0) + 1);
}

/** The line for the protocol of the tests. */
export function told(what: string, { files, taken, slowest, refusals }: Tally): string {
  return `measured: ${files} mutated ${what}: ${files - taken} refused in ${refusals.size} ways, ${taken} taken, slowest ${Math.round(slowest)} ms`;
}
