import { describe, expect, it } from 'vitest';
import { createMatch, stepMatch } from '../game/match.ts';
import { FAIR_WINDS_HOME } from '../levels/catalog.ts';
import { DRIVERS } from '../players/drivers.ts';
import { runToEnd } from '../players/par.ts';
import { pairStrait, STRAIT_WINDOW } from './pair-strait.ts';

const start = createMatch({
  level: FAIR_WINDS_HOME,
  seed: 3,
  players: { client: 'perfect', server: 'perfect' },
  drivers: DRIVERS,
});

describe("a pair's strait", () => {
  it('shows boats on their way and both plaques, and nothing of what came later', () => {
    const done = runToEnd(start);
    for (const at of [500, 1500, 4000, 20_000, 60_000]) {
      const then = stepMatch(start, { kind: 'wake' }, at).match;
      const late = pairStrait(done, at);
      const early = pairStrait(then, at);
      // The same boats and states, whether the match has gone on since or not: only how a boat's way ends is known then.
      const seen = ({ connections }: typeof late) =>
        connections.map(({ clientPort, states, boats }) => [
          clientPort,
          states,
          boats.map(({ boat, departedAt }) => [boat, departedAt]),
        ]);
      expect(seen(late)).toEqual(seen(early));
      for (const { boats, states } of late.connections) {
        for (const boat of boats) expect(boat.departedAt).toBeLessThanOrEqual(at);
        for (const state of states) expect(state.at).toBeLessThanOrEqual(at);
        for (const { endsAt = at } of boats) expect(endsAt).toBeGreaterThan(at - STRAIT_WINDOW);
      }
    }
    const [first] = pairStrait(done, 1500).connections;
    expect(first?.states.map(({ side, state }) => [side, state])).toEqual([
      ['server', 'LISTEN'],
      ['client', 'SYN_SENT'],
    ]);
    expect(first?.boats.map(({ from, segment, sinks }) => [from, segment.flags.syn, sinks])).toEqual([
      ['client', true, false],
    ]);
  });

  it('is empty before the match, and once all is over', () => {
    const done = runToEnd(start);
    expect(pairStrait(done, -5000).connections).toEqual([]);
    expect(
      pairStrait(done, done.now + 10 * STRAIT_WINDOW).connections.every(({ boats }) => boats.length === 0),
    ).toBe(true);
  });
});
