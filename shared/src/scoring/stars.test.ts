import { describe, expect, it } from 'vitest';
import type { LoggedCommand } from '../game/command.ts';
import { createMatch, stepMatch } from '../game/match.ts';
import type { Match } from '../game/match-state.ts';
import type { Player, Side } from '../game/seat.ts';
import { FAIR_WINDS_HOME, LEVELS, OVERSTAYERS } from '../levels/catalog.ts';
import { DRIVERS, PAR_DRIVERS } from '../players/drivers.ts';
import { parOf, runToEnd } from '../players/par.ts';
import { agreedEntries, earnsEye } from './eye.ts';
import { scoreOf } from './score.ts';
import { heldOrders, starsOf } from './stars.ts';

const SEED = 21;

/** A pair that plays perfectly and at once, of which `seat` is held from `from` on. */
function held(seat: Side, from: number, until: number): Match {
  const players = { client: 'perfect', server: 'perfect' } as const;
  const match = createMatch({ level: FAIR_WINDS_HOME, seed: SEED, players, drivers: PAR_DRIVERS });
  const change = (current: Match, at: number, player: Player) =>
    stepMatch(current, { kind: 'command', command: { kind: 'seat', seat, player } }, at).match;
  return runToEnd(change(change(match, from, 'holder'), until, 'perfect'));
}

describe('stars', () => {
  it.each(LEVELS)('are three for the perfect pair in $id, and none for a pair that does nothing', (level) => {
    const par = parOf(level, SEED);
    const both = (player: Player, drivers = PAR_DRIVERS) => {
      const players = { client: player, server: player };
      return starsOf(runToEnd(createMatch({ level, seed: SEED, players, drivers })), par);
    };
    expect([both('perfect'), both('person', DRIVERS)]).toEqual([3, 0]);
  });

  it('count what a holder did for the first star alone', () => {
    const match = held('server', 1, 119_000);
    const { points, orders } = scoreOf(match);
    const par = parOf(FAIR_WINDS_HOME, SEED);
    expect([points, par]).toEqual([300, 300]);
    expect(heldOrders(match)).toEqual(orders.map(({ order }) => order));
    expect(starsOf(match, par)).toBe(1);
  });

  it('count everything where the holder sat only for a moment', () => {
    const match = held('server', 1, 1_000);
    expect(heldOrders(match)).toEqual([]);
    expect(starsOf(match, parOf(FAIR_WINDS_HOME, SEED))).toBe(3);
  });
});

describe('the eye', () => {
  function logged(remedy: 'call-close' | 'raise-the-limit', seats: readonly Side[]): Match {
    const players = { client: 'person', server: 'person' } as const;
    let match = createMatch({ level: OVERSTAYERS, seed: 9, players, drivers: DRIVERS });
    const clientPort = match.night[0]?.clientPort ?? 0;
    const entry = { clientPort, cause: 'server-application', remedy } as const;
    const commands: readonly LoggedCommand[] = seats.map((seat, index) => ({
      serial: index + 1,
      at: 20_000 + index,
      command: { kind: 'log', seat, entry, seen: 1 },
    }));
    for (const { at, command } of commands) match = stepMatch(match, { kind: 'command', command }, at).match;
    return match;
  }

  it('is earned by one right entry on which both agree', () => {
    const match = logged('call-close', ['server', 'client']);
    expect(earnsEye(match)).toBe(true);
    expect(agreedEntries(match)).toMatchObject([{ at: 20_001, cause: 'server-application', right: true }]);
  });

  it('is not earned by a wrong one, nor by one seat alone', () => {
    expect(earnsEye(logged('raise-the-limit', ['server', 'client']))).toBe(false);
    expect(earnsEye(logged('call-close', ['server']))).toBe(false);
  });
});
