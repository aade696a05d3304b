import type { Level } from '../../shared/src/game/level.ts';
import { createMatch, isOver, stepMatch, wakeAt } from '../../shared/src/game/match.ts';
import { LEVELS } from '../../shared/src/levels/catalog.ts';
import { PAR_DRIVERS } from '../../shared/src/players/drivers.ts';
import { type Benchmark, median, quantile } from './report.ts';

const MATCHES = 100;

/** How long one match of two stacks took to compute, and in how many steps. */
type Sample = { readonly milliseconds: number; readonly steps: number };

function play(level: Level, seed: number): Sample {
  const start = performance.now();
  const players = { client: 'perfect', server: 'perfect' } as const;
  let match = createMatch({ level, seed, players, drivers: PAR_DRIVERS });
  let steps = 0;
  for (let next = wakeAt(match); next !== undefined && !isOver(match); next = wakeAt(match)) {
    match = stepMatch(match, { kind: 'wake' }, next).match;
    steps += 1;
  }
  return { milliseconds: performance.now() - start, steps };
}

function report(level: Level, count: number): string {
  const samples = Array.from({ length: count }, (_, index) => play(level, index));
  const times = samples.map((sample) => sample.milliseconds);
  const steps = samples.reduce((sum, sample) => sum + sample.steps, 0);
  const total = times.reduce((sum, time) => sum + time, 0);
  return [
    `${level.id}: ${count} matches of two stacks`,
    `median ${median(times).toFixed(1)} ms a match, 95 % below ${quantile(times, 0.95).toFixed(1)} ms`,
    `${((steps / total) * 1000).toFixed(0)} steps a second, ${(steps / count).toFixed(0)} steps a match`,
  ].join('; ');
}

/** Whole matches of two perfect stacks, level by level. */
export const matchBenchmark: Benchmark = {
  name: 'match',
  measures: 'whole matches of two perfect stacks, level by level',
  run: (print) => {
    for (const level of LEVELS) {
      report(level, 5); // warms up the compiler
      print(report(level, MATCHES));
    }
    return true;
  },
};
