import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

describe('canonicalJson', () => {
  it('gives equal texts for equal values, whatever the order of their keys', () => {
    expect(canonicalJson({ b: [1, { d: 2, c: 3 }], a: 'x' })).toBe('{"a":"x","b":[1,{"c":3,"d":2}]}');
    expect(canonicalJson({ a: 'x', b: [1, { c: 3, d: 2 }] })).toBe('{"a":"x","b":[1,{"c":3,"d":2}]}');
  });

  it('takes a field that is undefined as one that is absent', () => {
    expect(canonicalJson({ a: undefined, b: null })).toBe(canonicalJson({ b: null }));
  });
});
