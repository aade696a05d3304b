import { expect, it } from 'vitest';
import { nestsWithin, textNestsWithin } from './json-depth.ts';

it('counts arrays and objects, and comes to an end however deep they go', () => {
  expect([nestsWithin(1, 0), nestsWithin([], 0), nestsWithin([1], 1), nestsWithin([{ a: [] }], 2)]).toEqual([
    true,
    false,
    true,
    false,
  ]);
  expect(nestsWithin([{ a: [] }], 3)).toBe(true);
  const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
  expect(nestsWithin(deep, 32)).toBe(false);
});

it('counts the brackets of a text, and not those in its strings', () => {
  expect([
    textNestsWithin('[{"a":"[[["}]', 2),
    textNestsWithin('["\\"[[", []]', 2),
    textNestsWithin('[[[]]]', 2),
  ]).toEqual([true, true, false]);
  expect([textNestsWithin('[],[],[]', 1), textNestsWithin('['.repeat(64_000), 32)]).toEqual([true, false]);
});
