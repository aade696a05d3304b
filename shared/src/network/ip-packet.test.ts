import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { internetChecksum } from './checksum.ts';
import { decodeIp, encodeIp, type IpPacket } from './ip-packet.ts';

const octet = fc.integer({ min: 0, max: 255 });
const address = (octets: number): fc.Arbitrary<Uint8Array> =>
  fc.uint8Array({ minLength: octets, maxLength: octets });

/** Protocols that are no extension header of IPv6. */
const protocol = fc.constantFrom(1, 6, 17, 58);

const packet: fc.Arbitrary<IpPacket> = fc.constantFrom(4, 16).chain((octets) =>
  fc.record({
    source: address(octets),
    destination: address(octets),
    protocol,
    hopLimit: octet,
    payload: fc.uint8Array({ maxLength: 60 }),
  }),
);

const V4: IpPacket = {
  source: Uint8Array.from([10, 99, 0, 2]),
  destination: Uint8Array.from([10, 99, 0, 1]),
  protocol: 6,
  hopLimit: 64,
  payload: Uint8Array.from([1, 2, 3]),
};
const V6: IpPacket = {
  ...V4,
  source: Uint8Array.from({ length: 16 }, (_, index) => index),
  destination: Uint8Array.from({ length: 16 }, (_, index) => 255 - index),
};

/** An IPv4 packet of `octets` with its header checksum set right again. */
function withChecksum(octets: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(octets);
  const headerLength = ((changed[0] ?? 0) & 0x0f) * 4;
  changed[10] = 0;
  changed[11] = 0;
  const checksum = internetChecksum(changed.subarray(0, headerLength));
  changed[10] = checksum >> 8;
  changed[11] = checksum & 0xff;
  return changed;
}

test('every packet of both versions survives the wire', () => {
  fc.assert(
    fc.property(packet, (sent) => {
      expect(decodeIp(encodeIp(sent))).toEqual({ ok: true, value: sent });
    }),
  );
});

test('an IPv4 packet stands in the octets of RFC 791 figure 4', () => {
  const octets = encodeIp(V4);
  expect([...octets]).toEqual([
    ...[0x45, 0, 0, 23, 0, 0, 0x40, 0],
    ...[64, 6, octets[10], octets[11]],
    ...[10, 99, 0, 2, 10, 99, 0, 1],
    ...[1, 2, 3],
  ]);
  expect(internetChecksum(octets.subarray(0, 20))).toBe(0);
});

test('what follows the stated length is no part of the packet', () => {
  expect(decodeIp(Uint8Array.from([...encodeIp(V4), 0, 0]))).toEqual({ ok: true, value: V4 });
  expect(decodeIp(Uint8Array.from([...encodeIp(V6), 0, 0]))).toEqual({ ok: true, value: V6 });
});

test('IPv4 options are passed over', () => {
  const octets = encodeIp(V4);
  const longer = Uint8Array.from([...octets.subarray(0, 20), 1, 1, 1, 0, ...octets.subarray(20)]);
  longer[0] = 0x46;
  longer[3] = longer.length;
  expect(decodeIp(withChecksum(longer))).toEqual({ ok: true, value: V4 });
});

test('IPv6 extension headers are passed over by their length', () => {
  const octets = encodeIp(V6);
  const hopByHop = [43, 0, 0, 0, 0, 0, 0, 0];
  const routing = [6, 1, ...new Array<number>(14).fill(0)];
  const longer = Uint8Array.from([...octets.subarray(0, 40), ...hopByHop, ...routing, 1, 2, 3]);
  longer[5] = 3 + 8 + 16;
  longer[6] = 0;
  expect(decodeIp(longer)).toEqual({ ok: true, value: V6 });
});

describe('refused', () => {
  test.each([
    ['no octets', new Uint8Array(0), 'neither IPv4 nor IPv6'],
    ['version 5', Uint8Array.from([0x55]), 'neither IPv4 nor IPv6'],
    ['a cut IPv4 header', encodeIp(V4).subarray(0, 19), 'shorter than its header'],
    ['an IPv4 header of 16 octets', encodeIp(V4).with(0, 0x44), 'shorter than its header'],
    ['a cut IPv4 packet', encodeIp(V4).subarray(0, 22), 'shorter than it says'],
    ['a wrong IPv4 header checksum', encodeIp(V4).with(8, 63), 'wrong header checksum'],
    ['the first fragment', withChecksum(encodeIp(V4).with(6, 0x20)), 'fragment'],
    ['the last fragment', withChecksum(encodeIp(V4).with(6, 0).with(7, 1)), 'fragment'],
    ['a cut IPv6 header', encodeIp(V6).subarray(0, 39), 'shorter than its header'],
    ['a cut IPv6 packet', encodeIp(V6).subarray(0, 42), 'shorter than it says'],
    ['an IPv6 extension header beyond the end', encodeIp(V6).with(6, 0), 'shorter than it says'],
    ['an IPv6 fragment', encodeIp(V6).with(6, 44), 'fragment'],
  ])('%s', (_name, octets, problem) => {
    expect(decodeIp(octets)).toEqual({ ok: false, problem });
  });

  test('an extension header that reaches beyond the end', () => {
    const octets = encodeIp({ ...V6, payload: Uint8Array.from([6, 1, 0, 0, 0, 0, 0, 0]) }).with(6, 60);
    expect(decodeIp(octets)).toEqual({ ok: false, problem: 'shorter than it says' });
  });

  test('no octets whatever make the decoder fail', () => {
    const anything = fc
      .tuple(fc.constantFrom(0x45, 0x46, 0x60), fc.uint8Array({ maxLength: 90 }))
      .map(([first, rest]) => Uint8Array.from([first, ...rest]));
    fc.assert(fc.property(anything, (octets) => typeof decodeIp(octets).ok === 'boolean'));
  });
});

test('addresses of two families, and more than a packet holds, are errors of the program', () => {
  expect(() => encodeIp({ ...V4, source: V6.source })).toThrow('two address families');
  const payload = new Uint8Array(65_536);
  expect(() => encodeIp({ ...V4, payload })).toThrow('65556 octets do not fit into one IPv4 packet');
  expect(() => encodeIp({ ...V6, payload })).toThrow('65536 octets do not fit into one IPv6 packet');
});
