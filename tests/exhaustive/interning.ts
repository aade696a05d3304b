// Numbers for things, so that a state of the whole is a few small integers.
import { present } from '@syn-or-swim/shared/kernel/assert.ts';

/** Things by their text, numbered in the order in which they were first seen. */
export interface Interned<Item> {
  readonly numberOf: (item: Item) => number;
  readonly at: (number: number) => Item;
  readonly size: () => number;
}

/** Pairs of small numbers, numbered likewise. */
export interface InternedPairs {
  readonly numberOf: (pair: readonly [number, number]) => number;
}

/** An empty collection of pairs. Small integers as keys keep the look-up fast. */
export function internedPairs(): InternedPairs {
  const rows: Map<number, number>[] = [];
  let size = 0;
  return {
    numberOf: ([first, second]) => {
      rows[first] ??= new Map();
      const row = rows[first];
      const known = row.get(second);
      if (known !== undefined) return known;
      row.set(second, size);
      size += 1;
      return size - 1;
    },
  };
}

/** An empty collection; two things with one text are one. */
export function interned<Item>(text: (item: Item) => string): Interned<Item> {
  const numbers = new Map<string, number>();
  const items: Item[] = [];
  return {
    numberOf: (item) => {
      const key = text(item);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, items.length);
      items.push(item);
      return items.length - 1;
    },
    at: (number) => present(items[number], `number ${number}`),
    size: () => items.length,
  };
}
