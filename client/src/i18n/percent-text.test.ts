import { expect, it } from 'vitest';
import { percentText } from './percent-text.ts';

it('stands close to its number, and below zero has a true minus sign', () => {
  expect([0, 40, -25].map(percentText)).toEqual(['0%', '40%', '−25%']);
});
