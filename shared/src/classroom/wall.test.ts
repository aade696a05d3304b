import { describe, expect, it } from 'vitest';
import { createMatch, stepMatch } from '../game/match.ts';
import { FAIR_WINDS_HOME, OVERSTAYERS } from '../levels/catalog.ts';
import { DRIVERS } from '../players/drivers.ts';
import { parOf, runToEnd } from '../players/par.ts';
import { ideaTries } from '../scoring/mastery.ts';
import { scoreOf } from '../scoring/score.ts';
import { heatRow, needOf, RECENT, tileOf } from './wall.ts';

const match = (client: 'novice' | 'perfect', seed = 3) =>
  createMatch({
    level: FAIR_WINDS_HOME,
    seed,
    players: { client, server: client },
    drivers: DRIVERS,
  });

describe('a tile', () => {
  it('tells states, berths, score and mistakes of a match under way', () => {
    const par = parOf(FAIR_WINDS_HOME, 3);
    const fresh = stepMatch(match('perfect'), { kind: 'wake' }, 2000).match;
    const tile = tileOf(fresh, par, 2500);
    expect(tile).toMatchObject({ share: 0, lastMistake: undefined, recentMistakes: 0, ended: false });
    expect(tile.connections).toHaveLength(fresh.issued);
    expect(tile.connections[0]?.states.client).toBe('SYN_SENT');
    expect(tile.berths).toEqual({ client: { taken: 2, all: 4 }, server: { taken: 0, all: 4 } });
    const done = runToEnd(match('perfect'));
    expect(tileOf(done, par, done.now)).toMatchObject({ share: 100, ended: true });
  });

  it('has what a night shift left from the beginning, before its orders', () => {
    const level = OVERSTAYERS;
    const begun = createMatch({
      level,
      seed: 3,
      players: { client: 'person', server: 'person' },
      drivers: DRIVERS,
    });
    const left = { client: 'FIN_WAIT_2', server: 'CLOSE_WAIT' };
    const { connections } = tileOf(begun, 100, 0);
    expect(connections.slice(0, 2).map(({ states }) => states)).toEqual([left, left]);
  });

  it('of who errs names the last mistake', () => {
    const done = runToEnd(match('novice'));
    const tries = ideaTries(done);
    const last = tries.findLast(({ mistake }) => mistake !== undefined);
    const tile = tileOf(done, 100, done.now);
    expect(tile.lastMistake).toEqual({ side: last?.seat, misconception: last?.mistake });
    expect(tile.recentTries).toBe(Math.min(RECENT, tries.length));
    expect(tile.share).toBe(scoreOf(done).points);
  });

  it('asks for help by mistakes and by standing still, never once its match is over', () => {
    const base = tileOf(stepMatch(match('perfect'), { kind: 'wake' }, 2000).match, 100, 2500);
    const needs = [
      base,
      { ...base, recentMistakes: 4 },
      { ...base, quietFor: 20_000 },
      { ...base, quietFor: 200_000, recentMistakes: 8 },
      { ...base, ended: true, recentMistakes: 8 },
    ].map(needOf);
    expect(needs).toEqual([0, 50, 20, 200, 0]);
  });

  it('and its tries make a row of the heat map, the commonest mistake first', () => {
    const row = heatRow([
      { seat: 'client', idea: 3, mistake: 'M21' },
      { seat: 'client', idea: 3, mistake: 'M01' },
      { seat: 'server', idea: 3, mistake: 'M21' },
      { seat: 'server', idea: 3, mistake: undefined },
    ]);
    expect(row.map(({ tried }) => tried)).toEqual([0, 0, 4, 0, 0, 0, 0, 0, 0, 0]);
    expect(row[2]).toEqual({
      idea: 3,
      tried: 4,
      right: 1,
      mistakes: [
        { misconception: 'M21', times: 2 },
        { misconception: 'M01', times: 1 },
      ],
    });
  });
});
