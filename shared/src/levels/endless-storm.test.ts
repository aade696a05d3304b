import { describe, expect, it } from 'vitest';
import type { Level } from '../game/level.ts';
import { createMatch, stepMatch } from '../game/match.ts';
import { DRIVERS, PAR_DRIVERS } from '../players/drivers.ts';
import { runToEnd } from '../players/par.ts';
import { scoreOf } from '../scoring/score.ts';
import { THE_PERFECT_STORM } from './catalog.ts';
import { ENDLESS_STORM } from './endless-storm.ts';
import { rulesProblems } from './level-problems.ts';

const STACKS = { client: 'perfect', server: 'perfect' } as const;

function endedAt(at: number, level: Level = ENDLESS_STORM) {
  const begun = createMatch({ level, seed: 5, players: STACKS, drivers: PAR_DRIVERS });
  const then = stepMatch(begun, { kind: 'wake' }, at).match;
  return stepMatch(then, { kind: 'command', command: { kind: 'end' } }, at).match;
}

describe('the endless storm', () => {
  it('keeps every rule of a level, and has the orders of level 15 again and again', () => {
    expect(rulesProblems(ENDLESS_STORM)).toEqual([]);
    expect(ENDLESS_STORM.orders.slice(84)).toEqual(THE_PERFECT_STORM.orders);
    expect(ENDLESS_STORM.incidents?.length).toBe(15 * (THE_PERFECT_STORM.incidents?.length ?? 0));
  });

  it('can be weathered: perfect stacks bring ever more orders home', () => {
    const clean = [240_000, 600_000, 1_200_000].map(
      (at) => scoreOf(endedAt(at)).orders.filter((order) => order.clean).length,
    );
    expect(clean).toEqual(clean.toSorted((left, right) => left - right));
    expect(clean[0]).toBeGreaterThan(3);
    expect(clean[2]).toBeGreaterThan(20);
  });

  it('ends after three quarters of an hour at the latest', () => {
    const players = { client: 'holder', server: 'holder' } as const;
    const match = runToEnd(createMatch({ level: ENDLESS_STORM, seed: 5, players, drivers: DRIVERS }));
    expect(match.now).toBeLessThanOrEqual(2_700_000);
  });
});
