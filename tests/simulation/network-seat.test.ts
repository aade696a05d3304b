// What the acts of the network's seat are worth against a pair that knows the routine alone (docs/network-seat.md).
import { describe, expect, it } from 'vitest';
import { outcomeOf, POLICIES } from './network-policies.ts';

/** Matches on each of three levels. */
const SEEDS = process.env['LONG'] === '1' ? 100 : 3;

const BLIND = ['sinks', 'holds', 'copies', 'swaps'].map((does) => `${does} whatever it can`);

describe('the network’s points', () => {
  it('come from choosing, not from doing much, and from what makes the pair err', {
    timeout: 600_000,
  }, () => {
    const outcomes = new Map(
      Object.entries(POLICIES).map(([name, network]) => [name, outcomeOf(network, SEEDS)] as const),
    );
    const of = (name: string) => {
      const found = outcomes.get(name);
      if (found === undefined) throw new Error(`no policy ${name}`);
      return found;
    };
    const calm = of('does nothing');
    for (const [name, { points, acts, energy, wrong }] of outcomes) {
      const figures = [points, acts, energy, wrong - calm.wrong].map((figure) => figure.toFixed(1));
      const [point, act, spent, more] = figures;
      console.log(
        `measured: network ${name}: ${point} points by ${act} acts for ${spent} energy, ${more} more wrong answers`,
      );
    }
    expect(calm.points).toBe(0);
    const best = of('sinks pure ACKs');
    for (const name of BLIND) expect([name, of(name).points < best.points]).toEqual([name, true]);
    expect(of('is the stack').points).toBeGreaterThan(of('sinks SYNs').points);
    // Whoever has the most points has made the pair err more often than the mean of all has.
    const more = [...outcomes.values()].map(({ wrong }) => wrong - calm.wrong);
    const mean = more.reduce((sum, each) => sum + each, 0) / more.length;
    expect(best.wrong - calm.wrong).toBeGreaterThan(1.5 * mean);
  });
});
