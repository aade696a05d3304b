import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  sequenceAdd,
  sequenceDifference,
  sequenceLater,
  sequenceLess,
  sequenceLessOrEqual,
  sequenceNumber,
} from './sequence-number.ts';

const anyNumber = fc.integer({ min: 0, max: 0xffff_ffff }).map(sequenceNumber);
/** Less than half the space: as far as two numbers of one connection can lie apart. */
const distance = fc.integer({ min: 1, max: 0x7fff_ffff });

describe('sequence numbers', () => {
  test('wrap at 2^32, both ways', () => {
    expect(sequenceNumber(2 ** 32 + 5)).toBe(5);
    expect(sequenceNumber(-1)).toBe(4_294_967_295);
    expect(sequenceAdd(sequenceNumber(4_294_967_295), 2)).toBe(1);
    expect(sequenceDifference(sequenceNumber(1), sequenceNumber(4_294_967_295))).toBe(2);
  });

  test('what is ahead by less than half the space is greater, across the wrap too', () => {
    fc.assert(
      fc.property(anyNumber, distance, (from, octets) => {
        const to = sequenceAdd(from, octets);
        expect(sequenceLess(from, to)).toBe(true);
        expect(sequenceLess(to, from)).toBe(false);
        expect(sequenceLessOrEqual(from, to)).toBe(true);
        expect(sequenceDifference(to, from)).toBe(octets);
        expect(sequenceLater(from, to)).toBe(to);
        expect(sequenceLater(to, from)).toBe(to);
      }),
    );
  });

  test('adding and taking away end where they began', () => {
    fc.assert(
      fc.property(anyNumber, fc.integer({ min: -0x7fff_ffff, max: 0x7fff_ffff }), (from, octets) => {
        expect(sequenceAdd(sequenceAdd(from, octets), -octets)).toBe(from);
        expect(sequenceLessOrEqual(from, from)).toBe(true);
        expect(sequenceLess(from, from)).toBe(false);
      }),
    );
  });
});
