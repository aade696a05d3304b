import fc from 'fast-check';
import { expect, test } from 'vitest';
import { internetChecksum, tcpChecksum } from './checksum.ts';

const octetsOfEvenLength = fc
  .uint8Array({ minLength: 2, maxLength: 200 })
  .map((octets) => octets.subarray(0, octets.length & ~1));

test('the worked example of RFC 1071 §3', () => {
  // Its sum is ddf2; the checksum is the complement.
  const octets = Uint8Array.from([0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7]);
  expect(internetChecksum(octets)).toBe(0xddf2 ^ 0xffff);
});

test('an odd last octet counts as if a zero followed', () => {
  expect(internetChecksum(Uint8Array.from([1, 2, 3]))).toBe(internetChecksum(Uint8Array.from([1, 2, 3, 0])));
});

test('octets that contain their checksum give 0', () => {
  fc.assert(
    fc.property(octetsOfEvenLength, (octets) => {
      const checksum = internetChecksum(octets);
      expect(internetChecksum(Uint8Array.from([...octets, checksum >> 8, checksum & 0xff]))).toBe(0);
    }),
  );
});

test('carries are folded in as often as they come', () => {
  // 0xffff and 0xffff add up to 0x1fffe, which folds to 0xffff.
  expect(internetChecksum(new Uint8Array(65_534).fill(255))).toBe(0);
});

test('the pseudo-header counts: protocol, length and both addresses', () => {
  const source = Uint8Array.from([10, 0, 0, 1]);
  const destination = Uint8Array.from([10, 0, 0, 2]);
  const segment = Uint8Array.from([0x12, 0x34]);
  // 0a00 + 0001 + 0a00 + 0002 + 0006 (TCP) + 0002 (length) + 1234
  const sum = 0x0a00 + 0x0001 + 0x0a00 + 0x0002 + 0x0006 + 0x0002 + 0x1234;
  expect(tcpChecksum(source, destination, segment)).toBe(sum ^ 0xffff);
});
