import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chance, keyedHash, permuted, pickInteger } from './hash.ts';

describe('keyedHash', () => {
  it('is the same number for the same key, in every version of this program', () => {
    expect([
      keyedHash(0),
      keyedHash(1, 'loss', 3),
      keyedHash(1, 'loss', '3'),
      keyedHash(0xffff_ffff, 'SYN', 'client', 1, 2),
    ]).toEqual([0, 2_854_483_127, 616_190_884, 4_263_674_552]);
  });

  it('depends on every part and on their order', () => {
    const keys = [
      keyedHash(7, 'a', 'b'),
      keyedHash(7, 'b', 'a'),
      keyedHash(7, 'ab'),
      keyedHash(7, 'a', 'b', 0),
      keyedHash(8, 'a', 'b'),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('stays within 32 bits', () => {
    fc.assert(
      fc.property(fc.integer(), fc.string(), fc.integer(), (seed, text, number) => {
        const hash = keyedHash(seed, text, number);
        expect(Number.isInteger(hash) && hash >= 0 && hash <= 0xffff_ffff).toBe(true);
      }),
    );
  });

  it('spreads evenly: of 8192 keys every eighth falls into each of 8 parts, give or take a tenth', () => {
    const counts = Array.from({ length: 8 }, () => 0);
    for (let key = 0; key < 8192; key += 1) {
      const part = keyedHash(42, 'spread', key) % 8;
      counts[part] = (counts[part] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1024)).toBeLessThan(103);
  });
});

describe('chance', () => {
  it('happens never at 0 and always at 1000 of 1000', () => {
    const keys = [...Array(100).keys()];
    expect(keys.some((key) => chance(0, 5, key))).toBe(false);
    expect(keys.every((key) => chance(1000, 5, key))).toBe(true);
  });
});

describe('pickInteger', () => {
  it('keeps within its range, both ends included', () => {
    const picks = [...Array(200).keys()].map((key) => pickInteger({ low: 3, high: 6 }, 9, key));
    expect([...new Set(picks)].sort()).toEqual([3, 4, 5, 6]);
  });
});

describe('permuted', () => {
  it('keeps every item, and another key gives another order', () => {
    const items = [...Array(12).keys()];
    const orders = [...Array(20).keys()].map((seed) => permuted(items, seed, 'orders'));
    for (const order of orders) expect(order.toSorted((a, b) => a - b)).toEqual(items);
    expect(new Set(orders.map(String)).size).toBeGreaterThan(15);
  });
});
