// `levels [FILE...]`: checks what every level must be, and measures what pairs of players reach in it.
import { parseArgs } from 'node:util';
import type { Level } from '@syn-or-swim/shared/game/level.ts';
import type { Player } from '@syn-or-swim/shared/game/seat.ts';
import { ALL_LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import { checkedLevel, type LevelReport } from '../simulation/level-check.ts';
import { readLevel } from './level-file.ts';
import type { LineWriter } from './recorded-segment.ts';

const ROUNDS = 200;
const SHOWN: readonly Player[] = ['novice', 'practised', 'good', 'deaf'];

function rowOf({ level, par, reached }: LevelReport): string {
  const shares = SHOWN.map((player) => {
    const measured = reached.get(player);
    if (measured === undefined) return '';
    const stars = measured.stars.map((share) => Math.round(share * 100)).join('/');
    return `${measured.share.toFixed(2)} (${stars})`;
  });
  const pauses = SHOWN.slice(0, 3).map((player) => ((reached.get(player)?.pause ?? 0) / 1000).toFixed(0));
  const pars = par.low === par.high ? `${par.low}` : `${par.low} to ${par.high}`;
  return `| ${level.number} ${level.id} | ${pars} | ${shares.join(' | ')} | ${pauses.join(' / ')} |`;
}

function reportLines(report: LevelReport): readonly string[] {
  const failed = report.checks.filter((check) => !check.holds);
  const count = `${report.level.id}: ${report.checks.length - failed.length} of ${report.checks.length} hold`;
  return [count, ...failed.map((check) => `  not: ${check.name}: ${check.found}`)];
}

/**
 * The command `levels [FILE...] [--rounds N] [--json]`: checks the levels that the modules FILE export, or all
 * fifteen. Tells one count a level by `out`, then the table of what was measured. Gives the exit code: 0, 1 where
 * something does not hold, 2 where a file can't be used.
 */
export async function runLevels(
  args: readonly string[],
  out: LineWriter,
  problem: LineWriter,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { rounds: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const rounds = values.rounds === undefined ? ROUNDS : Number(values.rounds);
  if (!Number.isSafeInteger(rounds) || rounds < 1) {
    problem(`levels: --rounds is a whole number from 1 on, not "${values.rounds}"`);
    return 2;
  }
  const levels: Level[] = [];
  for (const file of positionals) {
    const found = await readLevel(file);
    if (!found.ok) {
      for (const reason of found.problem) problem(`levels: ${reason}`);
      return 2;
    }
    levels.push(found.value.level);
  }
  const reports: LevelReport[] = [];
  for (const level of positionals.length === 0 ? ALL_LEVELS : levels) {
    const report = checkedLevel(level, rounds);
    reports.push(report);
    if (!values.json) for (const line of reportLines(report)) out(line);
  }
  if (values.json) out(JSON.stringify(reports.map(figuresOf)));
  else {
    out(`| level | par | novice | practised | good | deaf | longest pause, s |`);
    out('| --- | --- | --- | --- | --- | --- | --- |');
    for (const report of reports) out(rowOf(report));
  }
  return reports.every(({ checks }) => checks.every((check) => check.holds)) ? 0 : 1;
}

function figuresOf({ level, par, reached, checks }: LevelReport) {
  const failed = checks.filter((check) => !check.holds);
  return {
    level: level.id,
    checks: checks.length,
    failed,
    par,
    reached: Object.fromEntries(reached),
  };
}
