// `simulate`: plays many matches without people and tells what they came to.
import { parseArgs } from 'node:util';
import type { Level } from '@syn-or-swim/shared/game/level.ts';
import { PLAYERS, type Player } from '@syn-or-swim/shared/game/seat.ts';
import { failure, type Result, success } from '@syn-or-swim/shared/kernel/result.ts';
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import { ALL_KINDS, type SimulationCounts, type SimulationOrder } from '../simulation/simulation.ts';
import { simulateOn } from '../simulation/simulation-workers.ts';
import type { LineWriter } from './recorded-segment.ts';

/** What the command line asks for. */
interface Asked {
  readonly order: SimulationOrder;
  readonly workers: number;
  readonly record: string | undefined;
  readonly json: boolean;
}

const SEED_MAX = 0xffff_ffff;
const WORKERS_MAX = 64;
const VIOLATIONS_SHOWN = 20;

function wholeNumber(text: string | undefined, name: string, max: number): Result<number, string> {
  const number = Number(text);
  if (text === undefined) return failure(`give ${name}`);
  if (!/^\d+$/.test(text) || number > max)
    return failure(`${name} is a whole number up to ${max}, not "${text}"`);
  return success(number);
}

function kindsOf(text: string | undefined): Result<readonly Player[], string> {
  if (text === undefined) return success(ALL_KINDS);
  const names = text.split(',');
  const kinds = PLAYERS.filter((player) => names.includes(player));
  const unknown = names.find((name) => !PLAYERS.some((player) => player === name));
  if (unknown !== undefined) {
    return failure(`there is no kind of player "${unknown}"; there are ${PLAYERS.join(', ')}`);
  }
  return success(kinds);
}

function levelsOf(name: string | undefined): Result<readonly Level[], string> {
  if (name === undefined) return success(LEVELS);
  const level = LEVELS.find(({ id, number }) => id === name || `${number}` === name);
  if (level !== undefined) return success([level]);
  const known = LEVELS.map(({ id, number }) => `${number} ${id}`).join(', ');
  return failure(`there is no level "${name}"; there are ${known}`);
}

function parsed(args: readonly string[]): Result<Asked, string> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      matches: { type: 'string' },
      seed: { type: 'string' },
      level: { type: 'string' },
      players: { type: 'string' },
      workers: { type: 'string', default: '1' },
      record: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const matches = wholeNumber(values.matches, '--matches', 10_000_000);
  if (!matches.ok) return matches;
  const seed = wholeNumber(values.seed, '--seed', SEED_MAX);
  if (!seed.ok) return seed;
  const workers = wholeNumber(values.workers, '--workers', WORKERS_MAX);
  if (!workers.ok) return workers;
  if (workers.value === 0) return failure('--workers is 1 at least');
  const levels = levelsOf(values.level);
  if (!levels.ok) return levels;
  const kinds = kindsOf(values.players);
  if (!kinds.ok) return kinds;
  const order = { matches: matches.value, seed: seed.value, levels: levels.value, kinds: kinds.value };
  return success({ order, workers: workers.value, record: values.record, json: values.json });
}

/** The figures of `counts`, as `--json` prints them. */
export function figuresOf(counts: SimulationCounts, seconds: number) {
  const { matches, orders, clean, reset, missed, stuck, violations, verdicts, segments, hash } = counts;
  return {
    matches,
    orders,
    clean,
    reset,
    missed,
    stuck,
    violations: violations.length,
    verdicts: Object.fromEntries(verdicts),
    segments,
    seconds: Math.round(seconds * 1000) / 1000,
    matchesPerSecond: seconds > 0 ? Math.round((matches / seconds) * 10) / 10 : 0,
    hash,
  };
}

/** The figures of `counts` in lines, kind by kind and verdict by verdict. */
export function linesOf(counts: SimulationCounts): readonly string[] {
  const { matches, orders, clean, reset, missed, stuck, segments, violations, hash } = counts;
  const kinds = [...counts.byKind].map(
    ([kind, of]) =>
      `  ${kind.padEnd(10)} ${of.matches} matches, ${of.orders} orders: ${of.clean} clean, ${of.reset} reset, ` +
      `${of.missed} missed, ${of.stuck} stuck`,
  );
  return [
    `${matches} matches, ${orders} orders: ${clean} clean, ${reset} reset, ${missed} missed, ${stuck} stuck`,
    ...kinds,
    [...counts.verdicts].map(([name, count]) => `${name} ${count}`).join(', '),
    `${segments} segments, ${violations.length} violations, hash ${hash}`,
  ];
}

/**
 * The command `simulate --matches N --seed S [--level ID] [--players KIND,KIND] [--workers N] [--record DIR] [--json]`:
 * tells by `out` what the matches came to, by `problem` what is wrong. Gives the exit code: 0, 1 where something did
 * not hold, 2 where it can't be run.
 */
export async function runSimulate(
  args: readonly string[],
  out: LineWriter,
  problem: LineWriter,
): Promise<number> {
  const asked = parsed(args);
  if (!asked.ok) {
    problem(`simulate: ${asked.problem}`);
    return 2;
  }
  const { order, workers, record, json } = asked.value;
  const start = performance.now();
  const counts = await simulateOn(workers, order, record);
  const figures = figuresOf(counts, (performance.now() - start) / 1000);
  if (json) out(JSON.stringify(figures));
  else {
    for (const line of linesOf(counts)) out(line);
    out(`${figures.seconds} s, ${figures.matchesPerSecond} matches a second`);
  }
  for (const violation of counts.violations.slice(0, VIOLATIONS_SHOWN)) problem(violation);
  return counts.violations.length === 0 ? 0 : 1;
}
