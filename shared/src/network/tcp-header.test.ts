import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Segment } from '../tcp/segment.ts';
import { sequenceNumber } from '../tcp/sequence-number.ts';
import { tcpChecksum } from './checksum.ts';
import { decodeTcp, encodeTcp, type Route, type TcpPacket } from './tcp-header.ts';

const ROUTE: Route = {
  source: Uint8Array.from([10, 99, 0, 2]),
  destination: Uint8Array.from([10, 99, 0, 1]),
};
const NO_DATA = new Uint8Array(0);

const port = fc.integer({ min: 0, max: 65_535 });
const number = fc.integer({ min: 0, max: 2 ** 32 - 1 }).map(sequenceNumber);
const address = (octets: number): fc.Arbitrary<Uint8Array> =>
  fc.uint8Array({ minLength: octets, maxLength: octets });
const route: fc.Arbitrary<Route> = fc
  .constantFrom(4, 16)
  .chain((octets) => fc.record({ source: address(octets), destination: address(octets) }));

const packet: fc.Arbitrary<TcpPacket> = fc
  .record({
    seq: number,
    ack: number,
    flags: fc.record({ syn: fc.boolean(), ack: fc.boolean(), fin: fc.boolean(), rst: fc.boolean() }),
    window: port,
    data: fc.uint8Array({ maxLength: 50 }),
    unknown: fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 8 }),
    mss: port,
    urgentPointer: fc.option(port),
    push: fc.boolean(),
    sourcePort: port,
    destinationPort: port,
  })
  .map(({ seq, ack, flags, window, data, unknown, mss, ...rest }): TcpPacket => {
    const segment: Segment = {
      seq,
      ack: flags.ack ? ack : sequenceNumber(0),
      flags,
      dataLength: data.length,
      window,
    };
    const announced = flags.syn ? [{ kind: 'maximum-segment-size', octets: mss } as const] : [];
    return {
      ...rest,
      segment,
      data,
      options: [...announced, { kind: 'unknown', number: 253, data: unknown }],
    };
  });

/** A segment of ESTABLISHED without options. */
function plain(changes: Partial<TcpPacket> = {}, segment: Partial<Segment> = {}): TcpPacket {
  return {
    sourcePort: 0x1234,
    destinationPort: 80,
    segment: {
      seq: sequenceNumber(0x01020304),
      ack: sequenceNumber(0xfffefdfc),
      flags: { syn: false, ack: true, fin: false, rst: false },
      dataLength: 0,
      window: 0xabcd,
      ...segment,
    },
    push: false,
    urgentPointer: null,
    options: [],
    data: NO_DATA,
    ...changes,
  };
}

/** `octets` with the checksum set right again after a change. */
function withChecksum(octets: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(octets);
  changed[16] = 0;
  changed[17] = 0;
  const checksum = tcpChecksum(ROUTE.source, ROUTE.destination, changed);
  changed[16] = checksum >> 8;
  changed[17] = checksum & 0xff;
  return changed;
}

test('MUST-5: every segment survives the wire, with options and data, whatever its flags', () => {
  fc.assert(
    fc.property(packet, route, (sent, way) => {
      expect(decodeTcp(encodeTcp(sent, way), way)).toEqual({ ok: true, value: sent });
    }),
  );
});

test('a segment without options and data is 20 octets in the order of RFC 9293 figure 1', () => {
  const octets = encodeTcp(plain(), ROUTE);
  const [high, low] = octets.subarray(16, 18);
  expect([...octets]).toEqual([
    ...[0x12, 0x34, 0, 80],
    ...[1, 2, 3, 4],
    ...[0xff, 0xfe, 0xfd, 0xfc],
    ...[0x50, 0x10, 0xab, 0xcd],
    ...[high, low, 0, 0],
  ]);
});

test.each([
  ['fin', 0x01],
  ['syn', 0x02],
  ['rst', 0x04],
  ['ack', 0x10],
] as const)('%s has its own bit', (name, bit) => {
  const flags = { syn: false, ack: false, fin: false, rst: false, [name]: true };
  expect(encodeTcp(plain({}, { flags }), ROUTE)[13]).toBe(bit);
});

test('PSH and URG have their bits, and the urgent pointer its place', () => {
  const octets = encodeTcp(plain({ push: true, urgentPointer: 0x0102 }), ROUTE);
  expect([octets[13], octets[18], octets[19]]).toEqual([0x38, 1, 2]);
});

test('MUST-2: the sender computes the checksum over the pseudo-header and the segment', () => {
  fc.assert(
    fc.property(packet, route, (sent, way) => {
      expect(tcpChecksum(way.source, way.destination, encodeTcp(sent, way))).toBe(0);
    }),
  );
});

test('MUST-3: the receiver refuses a segment with any one bit changed', () => {
  const octets = encodeTcp(plain({ data: Uint8Array.from([1, 2, 3]) }, { dataLength: 3 }), ROUTE);
  for (let bit = 0; bit < octets.length * 8; bit += 1) {
    const changed = Uint8Array.from(octets);
    const at = bit >> 3;
    changed[at] = (changed[at] ?? 0) ^ (1 << (bit & 7));
    expect(decodeTcp(changed, ROUTE).ok).toBe(false);
  }
});

test('MUST-3: a segment that was meant for another address is refused', () => {
  const octets = encodeTcp(plain(), ROUTE);
  const elsewhere = { ...ROUTE, destination: Uint8Array.from([10, 99, 0, 3]) };
  expect(decodeTcp(octets, elsewhere)).toEqual({ ok: false, problem: 'wrong checksum' });
});

test('§3.1: reserved bits are ignored', () => {
  const octets = encodeTcp(plain(), ROUTE);
  octets[12] = 0x5f;
  octets[13] = 0xd0;
  expect(decodeTcp(withChecksum(octets), ROUTE)).toEqual({ ok: true, value: plain() });
});

test('§3.1: without the ACK bit the acknowledgment number means nothing', () => {
  const octets = encodeTcp(plain(), ROUTE);
  octets[13] = 0x04;
  const decoded = decodeTcp(withChecksum(octets), ROUTE);
  expect(decoded.ok && decoded.value.segment.ack).toBe(0);
});

describe('octets that hold no segment are refused', () => {
  test('shorter than a header', () => {
    expect(decodeTcp(new Uint8Array(19), ROUTE)).toEqual({ ok: false, problem: 'shorter than a header' });
  });

  test.each([
    ['inside the fixed header', 0x40],
    ['beyond the segment', 0x60],
  ])('data offset %s', (_name, offset) => {
    const octets = encodeTcp(plain(), ROUTE);
    octets[12] = offset;
    const problem = 'data offset outside the segment';
    expect(decodeTcp(withChecksum(octets), ROUTE)).toEqual({ ok: false, problem });
  });

  test('and none make the decoder fail', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (octets) => {
        const decoded = decodeTcp(octets, ROUTE);
        if (decoded.ok) expect(decoded.value.data.length).toBe(decoded.value.segment.dataLength);
      }),
    );
  });
});

describe('what does not fit is an error of the program', () => {
  const mss = { kind: 'maximum-segment-size', octets: 1460 } as const;

  test('MUST-65: the MSS option on a segment without SYN', () => {
    expect(() => encodeTcp(plain({ options: [mss] }), ROUTE)).toThrow('MUST-65');
  });

  test('MUST-14: the MSS option on SYN is sent and received', () => {
    const flags = { syn: true, ack: false, fin: false, rst: false };
    const syn = plain({ options: [mss] }, { flags, ack: sequenceNumber(0) });
    const octets = encodeTcp(syn, ROUTE);
    expect([...octets.subarray(20)]).toEqual([2, 4, 0x05, 0xb4]);
    expect(decodeTcp(octets, ROUTE)).toEqual({ ok: true, value: syn });
  });

  test('a window beyond 16 bits, and data of another length than said', () => {
    expect(() => encodeTcp(plain({}, { window: 65_536 }), ROUTE)).toThrow('a window of 65536 octets');
    expect(() => encodeTcp(plain({}, { dataLength: 1 }), ROUTE)).toThrow('0 octets for 1 of data');
  });
});
