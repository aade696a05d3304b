// `levels [FILE...]`: checks what every level must be, and measures what pairs of players reach in it.
import { parseArgs } from 'node:util';
import type { Player } from '@syn-or-swim/shared/game/seat.ts';
import { failure, type Result, success } from '@syn-or-swim/shared/kernel/result.ts';
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import { levelsEn } from '@syn-or-swim/shared/levels/texts/en.ts';
import { levelsKo } from '@syn-or-swim/shared/levels/texts/ko.ts';
import { LEVEL_NAMES } from '@syn-or-swim/shared/levels/texts/lesson.ts';
import { LESSONS } from '@syn-or-swim/shared/levels/texts/lessons.ts';
import { figureChecks, levelsOfArrows } from '../simulation/figure-check.ts';
import { checkedLevel, type LevelCheck, type LevelReport } from '../simulation/level-check.ts';

import { LEVEL_LANGUAGES, type LevelFiles, readLevel } from './level-file.ts';
import type { LineWriter } from './recorded-segment.ts';

const ROUNDS = 200;
const SHOWN: readonly Player[] = ['novice', 'practised', 'good', 'deaf'];

/** The fifteen levels of the game, as their files would be read. */
function gameLevels(): readonly LevelFiles[] {
  return LEVEL_NAMES.flatMap((name, index) => {
    const level = LEVELS[index];
    if (level === undefined) return [];
    return [{ level, lesson: LESSONS[name], texts: { en: levelsEn[name], ko: levelsKo[name] } }];
  });
}

async function levelsIn(files: readonly string[]): Promise<Result<readonly LevelFiles[], readonly string[]>> {
  const read = await Promise.all(files.map(readLevel));
  const problems = read.flatMap((found) => (found.ok ? [] : found.problem));
  if (problems.length > 0) return failure(problems);
  return success(read.flatMap((found) => (found.ok ? [found.value] : [])));
}

function textCheck({ texts }: LevelFiles): LevelCheck {
  const missing = LEVEL_LANGUAGES.filter((language) => texts[language] === undefined);
  return {
    name: 'its texts stand beside it in English and Korean',
    holds: missing.length === 0,
    found: missing.length === 0 ? 'both' : `no ${missing.map((language) => `${language}.json`).join(', ')}`,
  };
}

/** All checks of a level, and what was measured for them. */
function checkedFiles(files: LevelFiles, rounds: number): LevelReport {
  const report = checkedLevel(files.level, files.lesson, rounds);
  return { ...report, checks: [...report.checks, textCheck(files)] };
}

function countLines(title: string, checks: readonly LevelCheck[]): readonly string[] {
  const failed = checks.filter((check) => !check.holds);
  const count = `${title}: ${checks.length - failed.length} passed, ${failed.length} failed`;
  return [count, ...failed.map((check) => `  not: ${check.name}: ${check.found}`)];
}

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

function provokedRow({ level, shown, checks }: LevelReport): string {
  const ids = checks.flatMap(({ name }) => /^M\d\d/.exec(name)?.[0] ?? []);
  const ways = [...shown.ways].filter(([id]) => ids.includes(id));
  const by = (wanted: string) =>
    ways
      .flatMap(([id, way]) => (way === wanted ? [id] : []))
      .sort()
      .join(' ');
  const cells = (['token', 'boat', 'stuck', 'entry', 'guess', 'question'] as const).map(
    (way) => by(way) || '-',
  );
  return `| ${level.number} ${level.id} | ${cells.join(' | ')} |`;
}

/** What was measured, as the tables of docs/levels.md. */
function tableLines(reports: readonly LevelReport[]): readonly string[] {
  return [
    '| level | par | novice | practised | good | deaf | longest pause, s |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...reports.map(rowOf),
    '',
    '| level | a token shows | a boat beyond par | a stuck socket | a log entry | a guess | a question |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...reports.map(provokedRow),
    '',
    '| arrow of RFC 9293 figure 5 | in levels |',
    '| --- | --- |',
    ...[...levelsOfArrows(reports)].map(([arrow, numbers]) => `| ${arrow} | ${numbers.join(', ')} |`),
  ];
}

function figuresOf({ level, par, reached, shown, checks }: LevelReport) {
  return {
    level: level.id,
    passed: checks.filter((check) => check.holds).length,
    failed: checks.filter((check) => !check.holds),
    par,
    reached: Object.fromEntries(reached),
    provoked: Object.fromEntries(shown.ways),
    arrows: [...shown.arrows],
  };
}

/** The number of rounds that was asked for; undefined where it is none. */
function roundsAsked(rounds: string | undefined): number | undefined {
  const count = rounds === undefined ? ROUNDS : Number(rounds);
  return Number.isSafeInteger(count) && count >= 1 ? count : undefined;
}

/**
 * The command `levels [FILE...] [--rounds N] [--table] [--json]`: checks the levels in FILE (a level's file or its
 * folder), or all fifteen and what they show together. Tells one count a level by `out`, and with `--table` what was
 * measured as Markdown instead. Gives the exit code: 0, 1 where something does not hold, 2 where a file can't be used.
 */
export async function runLevels(
  args: readonly string[],
  out: LineWriter,
  problem: LineWriter,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      rounds: { type: 'string' },
      json: { type: 'boolean', default: false },
      table: { type: 'boolean', default: false },
    },
  });
  const rounds = roundsAsked(values.rounds);
  if (rounds === undefined) {
    problem(`levels: --rounds is a whole number from 1 on, not "${values.rounds}"`);
    return 2;
  }
  const files = positionals.length === 0 ? success(gameLevels()) : await levelsIn(positionals);
  if (!files.ok) {
    for (const reason of files.problem) problem(`levels: ${reason}`);
    return 2;
  }
  const counts = !values.json && !values.table;
  const reports: LevelReport[] = [];
  for (const level of files.value) {
    const report = checkedFiles(level, rounds);
    reports.push(report);
    const title = `${report.level.number} ${report.level.id}`;
    if (counts) for (const line of countLines(title, report.checks)) out(line);
  }
  const together = positionals.length === 0 ? figureChecks(reports) : [];
  if (counts && together.length > 0) for (const line of countLines('all levels', together)) out(line);
  if (values.json) out(JSON.stringify(reports.map(figuresOf)));
  if (values.table) for (const line of tableLines(reports)) out(line);
  const all = [...together, ...reports.flatMap(({ checks }) => checks)];
  return all.every((check) => check.holds) ? 0 : 1;
}
