import { expect, it } from 'vitest';
import { type PairProgress, togetherNow } from './together.ts';

const pair = (done: boolean, left: number, over = false): PairProgress => ({ done, left, over });

it('gives time to pairs that are done as long as another is not, shortly before their horn', () => {
  expect(togetherNow([pair(true, 20_000), pair(false, 90_000), pair(true, 120_000)])).toEqual([0]);
  // Who is not done has its level's time and no more.
  expect(togetherNow([pair(false, 1000), pair(false, 90_000)])).toEqual([]);
  expect(togetherNow([pair(true, 0, true), pair(false, 90_000)])).toEqual([]);
});

it('ends the round once every pair is done or over, and not before a single one is', () => {
  expect(togetherNow([pair(true, 20_000), pair(true, 90_000)])).toBe('end');
  expect(togetherNow([pair(true, 20_000), pair(false, 0, true)])).toBe('end');
  expect(togetherNow([pair(false, 0, true), pair(false, 0, true)])).toEqual([]);
  expect(togetherNow([])).toEqual([]);
});
