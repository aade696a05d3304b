import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BoatKey, type Conditions, fateOf, type Incident } from './weather.ts';

const KEY: BoatKey = { direction: 'client', order: 1, role: 'SYN', count: 1, needless: false };

function conditions(others: Partial<Conditions> = {}): Conditions {
  return {
    seed: 99,
    weather: { lossPerMille: 0, jitter: 0 },
    crossing: 1200,
    incidents: [],
    barriers: [],
    ...others,
  };
}

describe('fateOf', () => {
  it('lets a boat cross in the level\u2019s time where nothing happens', () => {
    expect(fateOf(conditions(), KEY, 0)).toEqual({
      kind: 'arrives',
      crossing: 1200,
      copies: [],
      cause: undefined,
    });
  });

  it('never sinks a boat of one kind twice running', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(1000), (seed, lossPerMille) => {
        const rough = conditions({ seed, weather: { lossPerMille, jitter: 0 } });
        const sunk = [...Array(12).keys()].map(
          (index) => fateOf(rough, { ...KEY, count: index + 1 }, 0).kind === 'sinks',
        );
        expect(sunk.some((sinks, index) => sinks && sunk[index + 1] === true)).toBe(false);
      }),
    );
  });

  it('loses about as many as the weather says, less those that follow a lost one', () => {
    const rough = conditions({ weather: { lossPerMille: 333, jitter: 0 } });
    const lost = [...Array(3000).keys()].filter(
      (order) => fateOf(rough, { ...KEY, order }, 0).kind === 'sinks',
    );
    expect(Math.abs(lost.length - 1000)).toBeLessThan(100);
  });

  it('keeps needless boats in a key space of their own', () => {
    const rough = conditions({ weather: { lossPerMille: 500, jitter: 0 } });
    const kinds = (needless: boolean) =>
      [...Array(64).keys()].map((order) => fateOf(rough, { ...KEY, order, needless }, 0).kind);
    expect(kinds(true)).not.toEqual(kinds(false));
  });

  it('adds a jitter within its bound', () => {
    const windy = conditions({ weather: { lossPerMille: 0, jitter: 300 } });
    const crossings = [...Array(100).keys()].map((order) => {
      const fate = fateOf(windy, { ...KEY, order }, 0);
      return fate.kind === 'arrives' ? fate.crossing : 0;
    });
    expect(Math.min(...crossings)).toBeGreaterThanOrEqual(1200);
    expect(Math.max(...crossings)).toBeLessThanOrEqual(1500);
    expect(new Set(crossings).size).toBeGreaterThan(20);
  });

  it('does to exactly its boat what an incident says', () => {
    const incident = (does: Incident['does']): Incident => ({ ...KEY, does });
    const sinking = conditions({ incidents: [incident({ kind: 'sink' })] });
    expect(fateOf(sinking, KEY, 0)).toEqual({ kind: 'sinks', after: 600, cause: 'incident' });
    expect(fateOf(sinking, { ...KEY, count: 2 }, 0).kind).toBe('arrives');
    expect(fateOf(sinking, { ...KEY, role: 'FIN' }, 0).kind).toBe('arrives');
    expect(fateOf(sinking, { ...KEY, needless: true }, 0).kind).toBe('arrives');
    const copying = conditions({ incidents: [incident({ kind: 'copy', after: 800 })] });
    expect(fateOf(copying, KEY, 0)).toMatchObject({ crossing: 1200, copies: [2000], cause: 'incident' });
    const holding = conditions({ incidents: [incident({ kind: 'hold', by: 3000 })] });
    expect(fateOf(holding, KEY, 0)).toMatchObject({ crossing: 4200, copies: [], cause: 'incident' });
  });

  it('stops boats at a wall by direction, order, flag and time', () => {
    const wall = {
      kind: 'wall',
      from: 1000,
      until: 2000,
      direction: 'client',
      order: 1,
      role: 'FIN',
      manner: 'drop',
    } as const;
    const walled = conditions({ barriers: [wall] });
    const fin: BoatKey = { ...KEY, role: 'FIN' };
    expect(fateOf(walled, fin, 1000)).toEqual({ kind: 'sinks', after: 600, cause: 'wall' });
    expect(fateOf(walled, fin, 999).kind).toBe('arrives');
    expect(fateOf(walled, fin, 2000).kind).toBe('arrives');
    expect(fateOf(walled, { ...fin, direction: 'server' }, 1500).kind).toBe('arrives');
    expect(fateOf(walled, { ...fin, order: 2 }, 1500).kind).toBe('arrives');
    expect(fateOf(walled, { ...fin, role: 'SYN' }, 1500).kind).toBe('arrives');
    const rejecting = conditions({ barriers: [{ ...wall, manner: 'reject' }] });
    expect(fateOf(rejecting, fin, 1500)).toEqual({ kind: 'rejected', after: 600 });
  });

  it('breaks, copies and holds by chance what the weather says', () => {
    const storm = (weather: Partial<Conditions['weather']>) =>
      fateOf(conditions({ weather: { lossPerMille: 0, jitter: 0, ...weather } }), KEY, 0);
    expect(storm({ corruptPerMille: 1000 })).toEqual({ kind: 'corrupted', crossing: 1200 });
    expect(storm({ copyPerMille: 1000, copyDelay: 500 })).toMatchObject({ copies: [1700], cause: 'chance' });
    expect(storm({ holdPerMille: 1000, holdDelay: 900 })).toMatchObject({ crossing: 2100, cause: 'chance' });
  });
});
