import { describe, expect, test } from 'vitest';
import { explore } from './explore.ts';
import { goldenPath, goldenText } from './golden.ts';
import { naiveMoveCount } from './naive.ts';
import { moveCounts } from './perft.ts';
import { completeScenarios, DEEP_SCENARIOS } from './scenario.ts';

const LONG = process.env['LONG'] === '1';
/** The naive generator plays every sequence to its end, so it stays shallow. */
const NAIVE_DEPTH = LONG ? 9 : 7;
const COUNTED_DEPTH = LONG ? 13 : 9;
const MINUTES = 60_000;

describe('every interleaving of two ends', () => {
  test.each([...DEEP_SCENARIOS, ...completeScenarios(LONG)])(
    '$name: every rule holds, and what is reached is what the golden file says',
    async (scenario) => {
      const findings = explore(scenario, LONG ? scenario.depth.long : scenario.depth.short);
      if (completeScenarios(true).includes(scenario)) expect(findings.complete).toBe(true);
      const counts = moveCounts(scenario, COUNTED_DEPTH);
      // To accept a change: vitest run tests/exhaustive --update, once more with LONG=1.
      await expect(goldenText(scenario, findings, counts)).toMatchFileSnapshot(goldenPath(scenario, LONG));
    },
    20 * MINUTES,
  );
});

describe('the move counts', () => {
  test.each(DEEP_SCENARIOS)(
    '$name: a second generator counts the same moves and meets the same states',
    (scenario) => {
      const met = new Set<string>();
      const depths = Array.from({ length: NAIVE_DEPTH }, (_, index) => index + 1);
      const naive = depths.map((depth) => naiveMoveCount(scenario, depth, met));
      expect(naive).toEqual(moveCounts(scenario, NAIVE_DEPTH));
      expect([...met].toSorted()).toEqual(explore(scenario, NAIVE_DEPTH).pairs);
    },
    20 * MINUTES,
  );
});
