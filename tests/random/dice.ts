import { keyedHash } from '@syn-or-swim/shared/kernel/hash.ts';

/** Chance that a seed determines: the nth throw of one seed is the same for ever. */
export interface Dice {
  /** An integer from 0 to `below` - 1. */
  readonly below: (below: number) => number;
  /** True in `percent` of 100 throws. */
  readonly percent: (percent: number) => boolean;
  /** One of `items`, of which there must be one. */
  readonly oneOf: <Item>(items: readonly [Item, ...Item[]]) => Item;
}

/** The dice of `seed`. */
export function diceOf(seed: number): Dice {
  let thrown = 0;
  const below = (limit: number) => {
    thrown += 1;
    return keyedHash(seed, thrown) % limit;
  };
  return {
    below,
    percent: (percent) => below(100) < percent,
    oneOf: (items) => items[below(items.length)] ?? items[0],
  };
}
