import { describe, expect, it } from 'vitest';
import { sameContent } from './same-content.ts';

const shared = { deep: [1, { of: 'it' }] };

describe('sameContent', () => {
  it('holds for equal plain data, shared or not', () => {
    expect(sameContent({ a: shared, b: [null, undefined] }, { a: shared, b: [null, undefined] })).toBe(true);
    expect(sameContent(shared, structuredClone(shared))).toBe(true);
  });

  it.each([
    ['a number', { a: 1 }, { a: 2 }],
    ['a kind', { a: 1 }, { a: '1' }],
    ['a field more', { a: 1 }, { a: 1, b: 2 }],
    ['a field less', { a: 1, b: 2 }, { a: 1 }],
    ['an empty field more', { a: 1 }, { a: 1, b: undefined }],
    ['an item more', [1], [1, 2]],
    ['an item far down', shared, { deep: [1, { of: 'that' }] }],
    ['a list for a record', { 0: 1 }, [1]],
    ['nothing', null, {}],
  ])('tells apart what differs by %s', (_name, left, right) => {
    expect([sameContent(left, right), sameContent(right, left)]).toEqual([false, false]);
  });
});
