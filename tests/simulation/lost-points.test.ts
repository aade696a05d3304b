// Every point lost in many simulated matches has its explanation, and what is told as better is better: tried out in the
// very match, by the referee. LONG=1: 10,000 matches.
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { logOf } from '@syn-or-swim/shared/replay/match-questions.ts';
import { explained } from '@syn-or-swim/shared/scoring/explain.ts';
import { describe, expect, it } from 'vitest';
import { playMatch } from '../../server/src/simulation/play.ts';
import { ALL_KINDS, planOf } from '../../server/src/simulation/simulation.ts';
import {
  isCounted,
  lossMoments,
  pointsLost,
  savedBoats,
  TRIALS,
  type Trial,
  tried,
} from './better-tokens.ts';

const MATCHES = process.env['LONG'] === '1' ? 10_000 : 75;
const ORDER = { matches: MATCHES, seed: 20_261_122, levels: LEVELS, kinds: ALL_KINDS };

describe(`every point lost in ${MATCHES} simulated matches`, { timeout: 6 * 3_600_000 }, () => {
  it('has its explanation, and a better token that the referee accepts', () => {
    const trials = new Map<Trial, number>(TRIALS.map((trial) => [trial, 0]));
    const count = (trial: Trial) => trials.set(trial, (trials.get(trial) ?? 0) + 1);
    const faults: string[] = [];
    let points = 0;
    let losses = 0;
    let hints = 0;
    for (let index = 0; index < MATCHES; index += 1) {
      const plan = { ...planOf(ORDER, index), closely: false };
      const { match, recording } = playMatch(plan);
      const log = logOf(recording, plan.level, DRIVERS);
      const told = explained(log).losses;
      const lost = pointsLost(match);
      const explainedPoints = told
        .filter((loss) => isCounted(match, loss))
        .reduce((sum, loss) => sum + loss.cost, 0);
      const name = `${index} (${plan.level.id}, seed ${plan.seed})`;
      if (explainedPoints !== lost) faults.push(`${name}: ${explainedPoints} of ${lost} points explained`);
      points += lost;
      losses += told.length;
      for (const { misconception, section, what } of told) {
        const hint = what.kind === 'token' && what.verdict.kind === 'hint';
        if (hint) hints += 1;
        else if (misconception === undefined || section === undefined) faults.push(`${name}: no belief`);
      }
      let seen = 0;
      for (const { before, loss } of lossMoments(log, told)) {
        seen += 1;
        const trial = tried(before, loss);
        count(trial);
        if (trial === 'refused') faults.push(`${name}, ${loss.at}: ${JSON.stringify(loss.works)} is refused`);
      }
      for (const trial of savedBoats(log, told)) {
        seen += 1;
        count(trial);
        if (trial === 'refused') faults.push(`${name}: nothing would have saved a boat beyond par`);
      }
      if (seen !== told.length) faults.push(`${name}: ${seen} of ${told.length} losses were tried out`);
    }
    const tally = [...trials].map(([trial, times]) => `${trial} ${times}`).join(', ');
    console.log(
      `measured: ${MATCHES} matches lost ${points} points in ${losses} losses (${hints} of them hints); all explained: ${tally}`,
    );
    expect(faults.slice(0, 10)).toEqual([]);
    expect(losses).toBeGreaterThan(MATCHES / 2);
  });
});
