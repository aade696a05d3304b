// What every level must be, what pairs of players reach in it, and what the fifteen show together. LONG=1: 200 seeded
// rounds of each.
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import { lessonOf } from '@syn-or-swim/shared/levels/texts/lessons.ts';
import { describe, expect, it } from 'vitest';
import { figureChecks } from '../../server/src/simulation/figure-check.ts';
import { checkedLevel, type LevelReport } from '../../server/src/simulation/level-check.ts';

const LONG = process.env['LONG'] === '1';
const ROUNDS = LONG ? 200 : 2;

/** With few rounds the shares of hands say too little; what holds in every round does not depend on their number. */
const MEASURED = ['hands get', 'the longest pause', 'a deaf pair'];

const reports: LevelReport[] = [];

describe.each(LEVELS)('$id', { timeout: 1_200_000 }, (level) => {
  it(`is what a level must be, in ${ROUNDS} rounds`, () => {
    const lesson = lessonOf(level.id);
    if (lesson === undefined) throw new Error(`${level.id} has no lesson`);
    const report = checkedLevel(level, lesson, ROUNDS);
    reports.push(report);
    const failed = report.checks.filter(({ name, holds }) => {
      return !holds && (LONG || !MEASURED.some((part) => name.includes(part)));
    });
    expect(failed).toEqual([]);
  });
});

describe('the fifteen levels', () => {
  it('show every state and every arrow of RFC 9293 figure 5', () => {
    expect(reports).toHaveLength(LEVELS.length);
    expect(figureChecks(reports).filter(({ holds }) => !holds)).toEqual([]);
    console.log(
      `measured: ${figureChecks(reports).length} states and arrows of figure 5, each in some level`,
    );
  });
});
