import { ALL_KINDS, simulatedPart } from '../../server/src/simulation/simulation.ts';
import type { Level } from '../../shared/src/game/level.ts';
import { createMatch, isOver, stepMatch, wakeAt } from '../../shared/src/game/match.ts';
import { LEVELS } from '../../shared/src/levels/catalog.ts';
import { PAR_DRIVERS } from '../../shared/src/players/drivers.ts';
import { type Benchmark, median, quantile } from './report.ts';
import { waitingMatches } from './waiting-matches.ts';

/** Of each level. */
const MATCHES = 50;
/** Twice all pairings of kinds of player, for each level. */
const SIMULATED = 2 * ALL_KINDS.length ** 2 * LEVELS.length;
const WARM_UP = 150;
const SEED = 1;

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

/** Matches of all levels and kinds of player, watched at every step, on one thread. */
function simulated(count: number): string {
  const order = { matches: count, seed: SEED, levels: LEVELS, kinds: ALL_KINDS };
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const { segments, violations } = simulatedPart(order, 0, count);
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return [
    `${count} simulated matches of all levels and kinds of player, watched at every step`,
    `${(count / seconds).toFixed(1)} a second, ${(count / ((user + system) / 1e6)).toFixed(1)} a second of processor time`,
    `${segments} segments, ${violations.length} violations`,
  ].join('; ');
}

/** Whole matches: of two perfect stacks level by level, of all kinds under watch, and what waiting ones cost. */
export const matchBenchmark: Benchmark = {
  name: 'match',
  measures: 'whole matches: of two stacks, simulated ones under watch, and ones that wait for people',
  run: async (print) => {
    for (const level of LEVELS) {
      report(level, 5); // warms up the compiler
      print(report(level, MATCHES));
    }
    simulated(WARM_UP);
    print(simulated(SIMULATED));
    const { lines, free } = await waitingMatches();
    for (const line of lines) print(line);
    return free;
  },
};
