import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sequenceDifference } from '../tcp/sequence-number.ts';
import { type ConnectionName, initialSequenceNumber } from './iss-generator.ts';

const SECRET = Uint8Array.from({ length: 32 }, (_, index) => index * 7);
const NAME: ConnectionName = {
  localAddress: Uint8Array.from([10, 99, 0, 2]),
  localPort: 40_000,
  remoteAddress: Uint8Array.from([10, 99, 0, 1]),
  remotePort: 80,
};
const HOUR = 3_600_000_000;

const clock = fc.integer({ min: 0, max: 1000 * HOUR });

test('MUST-8: the number goes up by one in every 4 microseconds, round and round', () => {
  fc.assert(
    fc.property(clock, fc.integer({ min: 0, max: 2 ** 30 }), (start, ticks) => {
      const first = initialSequenceNumber(NAME, start, SECRET);
      const later = initialSequenceNumber(NAME, start + 4 * ticks, SECRET);
      expect(sequenceDifference(later, first)).toBe(ticks);
    }),
  );
});

test('MUST-8: within 4 microseconds it stands still, and after 2^34 microseconds it comes round', () => {
  const at = (micros: number) => initialSequenceNumber(NAME, micros, SECRET);
  expect([at(400), at(403), at(404)].map((number) => sequenceDifference(number, at(400)))).toEqual([0, 0, 1]);
  expect(at(2 ** 34 + 400)).toBe(at(400));
});

test('SHLD-1: ISN = M + F, F being HMAC-SHA-256 of the four-tuple under the secret', () => {
  // The same by another library: 4-octet addresses with their length before, ports in network byte order.
  const name = Uint8Array.from([4, 10, 99, 0, 2, 0x9c, 0x40, 4, 10, 99, 0, 1, 0, 80]);
  const keyed = createHmac('sha256', SECRET).update(name).digest().readUInt32BE(0);
  expect(initialSequenceNumber(NAME, 4_000_000, SECRET)).toBe((keyed + 1_000_000) % 2 ** 32);
});

test.each([
  ['the local address', { localAddress: Uint8Array.from([10, 99, 0, 3]) }],
  ['the local port', { localPort: 40_001 }],
  ['the remote address', { remoteAddress: Uint8Array.from([10, 99, 0, 3]) }],
  ['the remote port', { remotePort: 81 }],
  ['which end is which', { localAddress: NAME.remoteAddress, remoteAddress: NAME.localAddress }],
])('SHLD-1: another number space for another connection: %s', (_name, change) => {
  const other = initialSequenceNumber({ ...NAME, ...change }, 0, SECRET);
  expect(other).not.toBe(initialSequenceNumber(NAME, 0, SECRET));
});

test('MUST-9: every octet of the secret counts', () => {
  const numbers = [...SECRET.keys()].map((index) =>
    initialSequenceNumber(NAME, 0, SECRET.with(index, (SECRET[index] ?? 0) ^ 1)),
  );
  numbers.push(initialSequenceNumber(NAME, 0, SECRET));
  expect(new Set(numbers).size).toBe(SECRET.length + 1);
});

test('MUST-9: the numbers of neighbouring ports tell nothing: they spread over the whole space', () => {
  const quarters = [0, 0, 0, 0];
  for (let localPort = 1; localPort <= 4000; localPort += 1) {
    const quarter = initialSequenceNumber({ ...NAME, localPort }, 0, SECRET) >>> 30;
    quarters[quarter] = (quarters[quarter] ?? 0) + 1;
  }
  // 1000 expected in each; 150 are more than five standard deviations.
  for (const count of quarters) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test('MUST-9: a short secret, or a clock that is none, is refused', () => {
  expect(() => initialSequenceNumber(NAME, 0, SECRET.subarray(0, 15))).toThrow('a secret of 15 octets');
  expect(() => initialSequenceNumber(NAME, 0.5, SECRET)).toThrow('a clock of 0.5 microseconds');
  expect(() => initialSequenceNumber(NAME, -1, SECRET)).toThrow('a clock of -1 microseconds');
});
