import { describe, expect, it } from 'vitest';
import { keep, readKept } from './kept-value.ts';
import { isBetter, KEPT_STORM_BEST } from './storm-best.ts';

function storageWith(text: string | null) {
  let kept = text;
  return {
    getItem: () => kept,
    setItem: (_key: string, value: string) => {
      kept = value;
    },
  };
}

describe('the best storm of a browser', () => {
  it('is kept, and broken data are put aside', () => {
    const storage = storageWith(null);
    keep(storage, KEPT_STORM_BEST, { clean: 12, points: 1140 });
    expect(readKept(storage, KEPT_STORM_BEST)).toEqual({ clean: 12, points: 1140 });
    const broken = storageWith('{"version":1,"value":{"clean":-1,"points":3}}');
    expect(readKept(broken, KEPT_STORM_BEST)).toBeUndefined();
  });

  it('is beaten by more points, or as many with more clean goodbyes', () => {
    const best = { clean: 5, points: 480 };
    expect(isBetter({ clean: 4, points: 490 }, best)).toBe(true);
    expect(isBetter({ clean: 6, points: 480 }, best)).toBe(true);
    expect(isBetter(best, best)).toBe(false);
    expect([isBetter({ clean: 0, points: 0 }, undefined), isBetter(best, undefined)]).toEqual([false, true]);
  });
});
