import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LARGEST_CAPTURE, readCapture } from './capture-file.ts';
import { type CaptureRecord, encodePcapng } from './pcapng.ts';

const packet = fc.record({
  seenAt: fc.integer({ min: 0, max: 1 }),
  time: fc.integer({ min: 0, max: 2 ** 52 }),
  octets: fc.uint8Array({ maxLength: 70 }),
  comments: fc.array(fc.string(), { maxLength: 2 }),
});

const INTERFACES = [
  { name: 'client', description: 'one' },
  { name: 'server', description: '둘' },
];

function pcapng(packets: readonly CaptureRecord[]): Uint8Array {
  return encodePcapng({ application: 'test', comment: '', interfaces: INTERFACES, packets });
}

interface PcapLook {
  readonly little: boolean;
  readonly magic: number;
  readonly link: number;
}

function pcap(
  { little, magic, link }: PcapLook,
  records: readonly (readonly [number, Uint8Array])[],
): Uint8Array {
  const size = records.reduce((sum, [, octets]) => sum + 16 + octets.length, 24);
  const file = new DataView(new ArrayBuffer(size));
  for (const [at, value] of [
    [0, magic],
    [16, 65_535],
    [20, link],
  ] as const) {
    file.setUint32(at, value, little);
  }
  let at = 24;
  for (const [fraction, octets] of records) {
    for (const [index, value] of [7, fraction, octets.length, octets.length + 5].entries()) {
      file.setUint32(at + 4 * index, value, little);
    }
    new Uint8Array(file.buffer).set(octets, at + 16);
    at += 16 + octets.length;
  }
  return new Uint8Array(file.buffer);
}

describe('a pcapng file', () => {
  it('gives back every packet that was written', () => {
    fc.assert(
      fc.property(fc.array(packet, { maxLength: 8 }), (packets) => {
        expect(readCapture(pcapng(packets))).toEqual({
          ok: true,
          value: {
            interfaces: [101, 101],
            cutOff: false,
            packets: packets.map(({ seenAt, time, octets }) => ({
              seenAt,
              time,
              link: 101,
              octets,
              length: octets.length,
            })),
          },
        });
      }),
    );
  });

  it('that is cut anywhere gives the packets before the cut, and says that it was', () => {
    const octets = Uint8Array.of(1, 2, 3);
    const whole = pcapng([0, 1, 2].map((time) => ({ seenAt: 0, time, octets, comments: [] })));
    const last = whole.length - 36;
    for (const length of [whole.length - 1, last + 4, last + 12]) {
      expect(readCapture(whole.subarray(0, length))).toMatchObject({
        ok: true,
        value: { cutOff: true, packets: [{ time: 0 }, { time: 1 }] },
      });
    }
  });

  it('of an older kind, with obsolete packet blocks that count drops, is read too', () => {
    const whole = pcapng([{ seenAt: 1, time: 5, octets: Uint8Array.of(1, 2, 3, 4), comments: [] }]);
    const at = whole.length - 36;
    const file = new DataView(whole.buffer);
    file.setUint32(at, 2, true);
    file.setUint16(at + 10, 77, true);
    expect(readCapture(whole)).toMatchObject({
      ok: true,
      value: { packets: [{ seenAt: 1, time: 5, length: 4, octets: Uint8Array.of(1, 2, 3, 4) }] },
    });
  });

  it('with a length that is none is refused with its place', () => {
    const whole = pcapng([]);
    const second = new DataView(whole.buffer).getUint32(4, true);
    new DataView(whole.buffer).setUint32(second + 4, 13, true);
    expect(readCapture(whole)).toEqual({ ok: false, problem: { kind: 'broken', at: second } });
  });

  it('whose packet names an interface that was not described is refused', () => {
    const whole = pcapng([{ seenAt: 1, time: 0, octets: Uint8Array.of(1), comments: [] }]);
    const at = whole.length - 36;
    new DataView(whole.buffer).setUint32(at + 8, 2, true);
    expect(readCapture(whole)).toEqual({ ok: false, problem: { kind: 'broken', at } });
  });
});

describe('a pcap file', () => {
  it.each([
    [{ little: true, magic: 0xa1b2c3d4, link: 1 }, 7_000_250],
    [{ little: false, magic: 0xa1b2c3d4, link: 101 }, 7_000_250],
    [{ little: true, magic: 0xa1b23c4d, link: 113 }, 7_000_000],
    [{ little: false, magic: 0xa1b23c4d, link: 1 }, 7_000_000],
  ])('is read as %j says', (look, time) => {
    const octets = Uint8Array.of(9, 8, 7);
    expect(readCapture(pcap(look, [[250, octets]]))).toEqual({
      ok: true,
      value: {
        interfaces: [look.link],
        cutOff: false,
        packets: [{ time, seenAt: 0, link: look.link, octets, length: 8 }],
      },
    });
  });

  it('that ends in the middle of a packet gives those before it', () => {
    const look = { little: true, magic: 0xa1b2c3d4, link: 1 };
    const whole = pcap(look, [
      [1, Uint8Array.of(1)],
      [2, Uint8Array.of(2)],
    ]);
    for (const less of [1, 2, 16]) {
      expect(readCapture(whole.subarray(0, whole.length - less))).toMatchObject({
        ok: true,
        value: { cutOff: true, packets: [{ octets: Uint8Array.of(1) }] },
      });
    }
  });

  it('with a packet longer than any is refused with its place', () => {
    const whole = pcap({ little: true, magic: 0xa1b2c3d4, link: 1 }, [[1, Uint8Array.of(1)]]);
    new DataView(whole.buffer).setUint32(32, 0xffff_ffff, true);
    expect(readCapture(whole)).toEqual({ ok: false, problem: { kind: 'broken', at: 24 } });
  });
});

describe('what is no capture', () => {
  it('is refused, each with its reason', () => {
    const picture = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, ...new Uint8Array(60));
    const tooBig = new Uint8Array(LARGEST_CAPTURE + 1);
    expect([new Uint8Array(0), Uint8Array.of(1, 2), picture, tooBig].map(readCapture)).toEqual([
      { ok: false, problem: { kind: 'empty' } },
      { ok: false, problem: { kind: 'no-capture' } },
      { ok: false, problem: { kind: 'no-capture' } },
      { ok: false, problem: { kind: 'too-big', octets: LARGEST_CAPTURE + 1, most: LARGEST_CAPTURE } },
    ]);
  });

  it('never throws, whatever octets stand in it', () => {
    const heads = [
      pcapng([{ seenAt: 0, time: 1, octets: Uint8Array.of(1, 2, 3, 4, 5), comments: ['x'] }]),
      pcap({ little: true, magic: 0xa1b2c3d4, link: 1 }, [[1, Uint8Array.of(1, 2, 3)]]),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...heads),
        fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 0, max: 255 })), { maxLength: 12 }),
        (head, changes) => {
          const octets = head.slice();
          for (const [at, value] of changes) if (at < octets.length) octets[at] = value;
          expect(typeof readCapture(octets).ok).toBe('boolean');
        },
      ),
      { numRuns: 500 },
    );
  });
});
