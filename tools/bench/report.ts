// What every benchmark shares: a name, what it prints, and the median of several runs.

/** One benchmark of `npm run bench -- NAME`: prints its lines, and gives false where a stated bound is broken. */
export interface Benchmark {
  readonly name: string;
  /** One line for the list of benchmarks. */
  readonly measures: string;
  readonly run: (print: (line: string) => void, options: BenchmarkOptions) => boolean | Promise<boolean>;
}

/** What can be asked of every benchmark. */
export interface BenchmarkOptions {
  /** Less of it, where there is much. */
  readonly quick: boolean;
}

/** The median of `values`; NaN of none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which `share` (0 to 1) of `values` lie; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((first, second) => first - second);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Milliseconds that `work` takes. */
export function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/**
 * Medians of `rounds` rounds in each of which every one of `works` runs once, so that what slows the machine
 * down for a while slows them all. Milliseconds, in the order of `works`; two rounds before warm the compiler.
 */
export function mediansSideBySide(rounds: number, works: readonly (() => void)[]): readonly number[] {
  const times: number[][] = works.map(() => []);
  for (let round = -2; round < rounds; round += 1) {
    for (const [index, work] of works.entries()) {
      const milliseconds = timed(work);
      if (round >= 0) times[index]?.push(milliseconds);
    }
  }
  return times.map(median);
}
