// Matches without people, all levels and all kinds of player evenly, watched at every step. LONG=1: 100,000.
import { availableParallelism } from 'node:os';
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { matchHash, replay } from '@syn-or-swim/shared/replay/replay.ts';
import { replayFileText } from '@syn-or-swim/shared/replay/replay-file.ts';
import { describe, expect, it } from 'vitest';
import { figuresOf, linesOf } from '../../server/src/commands/simulate.ts';
import { type PlayedMatch, playMatch } from '../../server/src/simulation/play.ts';
import {
  ALL_KINDS,
  planOf,
  type SimulationCounts,
  simulate,
  VERDICT_NAMES,
} from '../../server/src/simulation/simulation.ts';
import { simulateOn } from '../../server/src/simulation/simulation-workers.ts';

const LONG = process.env['LONG'] === '1';
const MATCHES = LONG ? 100_000 : 2_000;
const SEED = 20_260_101;
const ORDER = { matches: MATCHES, seed: SEED, levels: LEVELS, kinds: ALL_KINDS };
const RARE: readonly string[] = ['repeat-hasty', 'overtaken'];

describe(`${MATCHES} simulated matches`, { timeout: 6 * 3_600_000 }, () => {
  let counts: SimulationCounts;

  it('keep every invariant at every step', async () => {
    const workers = LONG ? availableParallelism() : 1;
    const start = performance.now();
    counts = await simulateOn(workers, ORDER);
    const { seconds, matchesPerSecond } = figuresOf(counts, (performance.now() - start) / 1000);
    const lines = [`${seconds} s, ${matchesPerSecond} matches a second on ${workers} threads`];
    for (const line of [...linesOf(counts), ...lines]) console.log(`measured: ${line}`);
    expect(counts.violations.slice(0, 10)).toEqual([]);
  });

  it('come from all kinds of player evenly', () => {
    expect([...counts.byKind.keys()].toSorted()).toEqual(ALL_KINDS.toSorted());
    // A pair of one kind counts once, a mixed pair for both.
    const shares = [...counts.byKind.values()].map((of) => of.matches / MATCHES);
    for (const share of shares) {
      expect(share).toBeGreaterThan(1 / ALL_KINDS.length);
      expect(share).toBeLessThan(2.5 / ALL_KINDS.length);
    }
  });

  it('end clean, reset, missed and stuck with every kind of player', () => {
    const never = [...counts.byKind].flatMap(([kind, { clean, reset, missed, stuck }]) =>
      Object.entries({ clean, reset, missed, stuck })
        .filter(([, count]) => count === 0)
        .map(([end]) => `${kind}: ${end}`),
    );
    expect(never).toEqual([]);
  });

  it('meet every verdict, and end clean, reset, missed and stuck', () => {
    const missing = VERDICT_NAMES.filter((name) => counts.verdicts.get(name) === 0);
    // The rarest may be missing among few matches; among many none is.
    expect(missing.filter((name) => LONG || !RARE.includes(name))).toEqual([]);
    const { orders, clean, reset, missed, stuck } = counts;
    expect(clean + reset + missed).toBe(orders);
    expect(Math.min(clean, reset, missed, stuck)).toBeGreaterThan(0);
  });
});

describe('a simulation', { timeout: 300_000 }, () => {
  const few = { ...ORDER, matches: 45 };

  it('gives the same hash for the same order, and another for another seed', () => {
    const [one, again, other] = [few, few, { ...few, seed: 7 }].map((order) => simulate(order).hash);
    expect(one).toBe(again);
    expect(one).not.toBe(other);
  });

  it('comes to the same on one thread and on several', async () => {
    expect(await simulateOn(2, few)).toEqual(simulate(few));
  });

  it('plays matches whose recordings, run again, are the same to the bit', () => {
    const played: PlayedMatch[] = [];
    simulate(few, (match) => played.push(match));
    // People, leavers and Captain among them.
    const persons = LEVELS.map((_, index) => planOf({ ...few, kinds: ['person'] }, index));
    for (const { match, recording, plan } of [...played, ...persons.map(playMatch)]) {
      const again = replay(JSON.parse(JSON.stringify(recording)), plan.level, DRIVERS);
      expect(again.ok && matchHash(again.value)).toBe(matchHash(match));
      expect(replayFileText(recording, matchHash(match)).length).toBeLessThan(20_000);
    }
  });

  it('tells its figures without a word that differs from run to run but the time', () => {
    const { seconds, matchesPerSecond, ...figures } = figuresOf(simulate({ ...few, matches: 5 }), 2);
    expect({ seconds, matchesPerSecond }).toEqual({ seconds: 2, matchesPerSecond: 2.5 });
    expect(Object.keys(figures)).toEqual([
      'matches',
      'orders',
      'clean',
      'reset',
      'missed',
      'stuck',
      'violations',
      'verdicts',
      'segments',
      'hash',
    ]);
  });
});
