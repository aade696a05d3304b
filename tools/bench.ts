import { parseArgs } from 'node:util';
import type { Level } from '../shared/src/game/level.ts';
import { createMatch, isOver, stepMatch, wakeAt } from '../shared/src/game/match.ts';
import { LEVELS } from '../shared/src/levels/catalog.ts';
import { PAR_DRIVERS } from '../shared/src/players/drivers.ts';

/** How long one match of two stacks took to compute, and in how many steps. */
type Sample = { readonly milliseconds: number; readonly steps: number };

const { values } = parseArgs({ options: { matches: { type: 'string', default: '100' } } });

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

/** The value below which `share` (0 to 1) of the sorted values lie. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function report(level: Level, count: number): string {
  const samples = Array.from({ length: count }, (_, index) => play(level, index));
  const times = samples.map((sample) => sample.milliseconds).sort((a, b) => a - b);
  const steps = samples.reduce((sum, sample) => sum + sample.steps, 0);
  const total = times.reduce((sum, time) => sum + time, 0);
  return [
    `${level.id}: ${count} matches of two stacks`,
    `median ${quantile(times, 0.5).toFixed(1)} ms a match, 95 % below ${quantile(times, 0.95).toFixed(1)} ms`,
    `${((steps / total) * 1000).toFixed(0)} steps a second, ${(steps / count).toFixed(0)} steps a match`,
  ].join('; ');
}

const count = Number(values.matches);
if (!Number.isInteger(count) || count < 1) {
  console.error('npm run bench -- [--matches COUNT]: COUNT is a whole number, 1 or more.');
  process.exit(2);
}
console.log(`Node ${process.versions.node}, ${process.arch}`);
for (const level of LEVELS) {
  report(level, 5); // warms up the compiler
  console.log(report(level, count));
}
