import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeOptions, parseOptions, type TcpOption } from './tcp-options.ts';

const option: fc.Arbitrary<TcpOption> = fc.oneof(
  fc.record({
    kind: fc.constant('maximum-segment-size' as const),
    octets: fc.integer({ min: 0, max: 65_535 }),
  }),
  fc.record({
    kind: fc.constant('unknown' as const),
    number: fc.integer({ min: 3, max: 255 }),
    data: fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 6 }),
  }),
);

const mss1460: TcpOption = { kind: 'maximum-segment-size', octets: 1460 };

test('MUST-4: options survive encoding and parsing', () => {
  fc.assert(
    fc.property(fc.array(option, { maxLength: 5 }), (options) => {
      const octets = Uint8Array.from(encodeOptions(options));
      expect(parseOptions(octets)).toEqual({ options, malformed: false });
    }),
  );
});

test('MUST-69: the space behind the options is filled with zeros to a multiple of four', () => {
  const timestampsOff: TcpOption = { kind: 'unknown', number: 4, data: [] };
  expect(encodeOptions([mss1460, timestampsOff])).toEqual([2, 4, 0x05, 0xb4, 4, 2, 0, 0]);
});

test('MUST-4: the list ends at End of Option List, whatever follows', () => {
  const octets = Uint8Array.from([2, 4, 0x05, 0xb4, 0, 2, 4, 1]);
  expect(parseOptions(octets)).toEqual({ options: [mss1460], malformed: false });
});

test('MUST-64: an option may begin on any octet, behind any number of No-Operations', () => {
  for (const gap of [0, 1, 2, 3]) {
    const octets = Uint8Array.from([...new Array<number>(gap).fill(1), 2, 4, 0x05, 0xb4]);
    expect(parseOptions(octets)).toEqual({ options: [mss1460], malformed: false });
  }
});

test('MUST-6, MUST-68: an unknown option is passed over by its length', () => {
  const octets = Uint8Array.from([254, 5, 9, 9, 9, 2, 4, 0x05, 0xb4, 0, 0, 0]);
  expect(parseOptions(octets).options).toEqual([{ kind: 'unknown', number: 254, data: [9, 9, 9] }, mss1460]);
});

test('MUST-6: an MSS option of the wrong length is no MSS option, and no error', () => {
  const octets = Uint8Array.from([2, 3, 5, 1]);
  expect(parseOptions(octets)).toEqual({
    options: [{ kind: 'unknown', number: 2, data: [5] }],
    malformed: false,
  });
});

test.each([
  ['a length of 0', [8, 0, 1, 1]],
  ['a length of 1', [8, 1, 1, 1]],
  ['a length beyond the header', [8, 10, 0, 0]],
  ['no length at all', [1, 1, 1, 8]],
])('MUST-7: %s ends the list, and what came before counts', (_name, rest) => {
  expect(parseOptions(Uint8Array.from([2, 4, 0x05, 0xb4, ...rest]))).toEqual({
    options: [mss1460],
    malformed: true,
  });
});

test('MUST-7: no octets whatever make the parser fail or run on', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (octets) => {
      const { options } = parseOptions(octets);
      expect(options.length).toBeLessThanOrEqual(20);
    }),
    { numRuns: 500 },
  );
});

test('more than 40 octets of options, or an MSS beyond 16 bits, are an error of the program', () => {
  const long: TcpOption = { kind: 'unknown', number: 99, data: new Array<number>(39).fill(0) };
  expect(() => encodeOptions([long])).toThrow('44 octets of TCP options, at most 40 fit');
  expect(() => encodeOptions([{ kind: 'maximum-segment-size', octets: 65_536 }])).toThrow(
    'maximum segment size of 65536',
  );
});
