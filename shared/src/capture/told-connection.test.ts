import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCapture } from '../network/capture-file.ts';
import { CONNECTION_STATES } from '../tcp/connection.ts';
import { sequenceNumber } from '../tcp/sequence-number.ts';
import {
  type CapturedConnection,
  type CapturedSegment,
  capturedConnections,
  type End,
} from './captured-connection.ts';
import { foundPlace } from './own-end.ts';
import { stuckEnd, toldConnection } from './told-connection.ts';

/** One segment as `0 SA 5200 4101 +10`: sender, flags, seq, ack, octets of data, window (`w0`). */
function segmentFrom(line: string, index: number): CapturedSegment {
  const [from, letters = '', seq = '0', ...rest] = line.split(' ');
  const number = (prefix: RegExp, otherwise: number) =>
    Number(rest.find((word) => prefix.test(word))?.replace(prefix, '') ?? otherwise);
  const has = (letter: string) => letters.includes(letter);
  return {
    at: index * 1000,
    from: from === '0' ? 0 : 1,
    hopLimit: 64,
    outgoing: undefined,
    segment: {
      seq: sequenceNumber(Number(seq)),
      ack: sequenceNumber(has('A') ? Number(rest[0]) : 0),
      flags: { syn: has('S'), ack: has('A'), fin: has('F'), rst: has('R') },
      dataLength: number(/^[+]/, 0),
      window: number(/^w/, 1000),
    },
  };
}

function connection(lines: readonly string[]): CapturedConnection {
  const ends = [
    { address: '10.0.0.1', port: 40_000 },
    { address: '10.0.0.2', port: 80 },
  ] as const;
  return { ends, seenAt: 0, segments: lines.map(segmentFrom) };
}

function toldAt(place: End | 'both', ...lines: readonly string[]) {
  return toldConnection(connection(lines), place);
}

function stateLines(place: End | 'both', ...lines: readonly string[]): readonly string[] {
  return toldAt(place, ...lines).segments.map(({ states }) =>
    states.map(({ proven, possible }) => (proven === possible ? proven : `${proven}..${possible}`)).join(' '),
  );
}

function noteLines(...lines: readonly string[]): readonly string[] {
  return toldAt(0, ...lines).segments.map(({ notes }) =>
    notes.map((note) => ('why' in note ? `${note.kind}: ${note.why}` : note.kind)).join(', '),
  );
}

const OPENING = ['0 S 100', '1 SA 500 101', '0 A 101 501'] as const;
const CLOSING = ['0 FA 101 501', '1 A 501 102', '1 FA 501 102', '0 A 102 502'] as const;

describe('a connection, told', () => {
  it('has the states of the near end, and of the far end what is proven and what is possible', () => {
    expect(stateLines(0, ...OPENING, ...CLOSING)).toEqual([
      'SYN_SENT CLOSED..SYN_RECEIVED',
      'ESTABLISHED SYN_RECEIVED',
      'ESTABLISHED SYN_RECEIVED..ESTABLISHED',
      'FIN_WAIT_1 SYN_RECEIVED..CLOSE_WAIT',
      'FIN_WAIT_2 CLOSE_WAIT',
      'TIME_WAIT LAST_ACK',
      'TIME_WAIT LAST_ACK..CLOSED',
    ]);
    expect(stateLines('both', ...OPENING, ...CLOSING).at(-1)).toBe('TIME_WAIT CLOSED');
    expect(toldAt(0, ...OPENING, ...CLOSING)).toMatchObject({
      ending: { kind: 'clean' },
      closedFirst: 0,
      waits: 0,
      joined: false,
      retransmissions: 0,
      unseen: [{ kind: 'may-have-ended', end: 0, state: 'TIME_WAIT' }],
    });
  });

  it('says who holds it up', () => {
    const { ending, last } = toldAt(0, ...OPENING, ...CLOSING.slice(0, 2));
    expect(ending).toEqual({ kind: 'half-closed', closed: 0 });
    expect(stuckEnd(ending)).toBe(1);
    expect(last.map(({ possible }) => possible)).toEqual(['FIN_WAIT_2', 'CLOSE_WAIT']);
  });

  it('tells repeats, duplicate ACKs, gaps and segments out of order apart', () => {
    expect(
      noteLines(...OPENING, '0 A 101 501 +10', '0 A 101 501 +10', '0 A 131 501 +10', '0 A 111 501 +10'),
    ).toEqual(['opens', '', '', '', 'retransmission', 'gap', 'out-of-order']);
    const duplicates = ['1 A 501 101', '1 A 501 101', '1 A 501 101', '1 A 501 101'];
    const told = toldAt(0, ...OPENING, '0 A 101 501 +10', ...duplicates, '0 A 101 501 +10');
    expect(told.segments.map(({ notes }) => notes).slice(5)).toEqual([
      [{ kind: 'duplicate-ack', count: 1 }],
      [{ kind: 'duplicate-ack', count: 2 }],
      [{ kind: 'duplicate-ack', count: 3 }],
      [{ kind: 'retransmission', first: 3, cause: 'duplicate-acks' }],
    ]);
  });

  it('says why an RST was sent', () => {
    expect(noteLines('0 S 100', '1 RA 0 101').at(-1)).toBe('reset: refused');
    expect(toldAt(0, '0 S 100', '1 RA 0 101').ending).toEqual({ kind: 'refused' });
    expect(noteLines(...OPENING, '0 RA 101 501').at(-1)).toBe('reset: abort');
    expect(noteLines(...OPENING, '0 FA 101 501', '1 A 501 102', '1 A 501 102 +9', '0 R 102').at(-1)).toBe(
      'reset: closed-application',
    );
    expect(noteLines(...OPENING, '0 A 101 501 +5', '1 R 501').at(-1)).toBe('reset: no-connection');
    expect(toldAt(0, ...OPENING, '0 RA 101 501').ending).toEqual({ kind: 'reset', by: 0 });
  });

  it('knows a simultaneous opening and closing, a half-closed direction, probes and a new life', () => {
    expect(noteLines('0 S 100', '1 S 500', '0 SA 100 501', '1 SA 500 101').slice(0, 2)).toEqual([
      'opens',
      'simultaneous-open',
    ]);
    expect(noteLines(...OPENING, '0 FA 101 501', '1 FA 501 101').slice(3)).toEqual([
      'closes-first',
      'simultaneous-close',
    ]);
    expect(noteLines(...OPENING, '0 FA 101 501', '1 A 501 102 +7').at(-1)).toBe('half-closed-data');
    expect(noteLines(...OPENING, '0 A 100 501').at(-1)).toBe('keep-alive');
    expect(noteLines(...OPENING, '1 A 501 101 w0', '0 A 100 501').slice(3)).toEqual([
      'window-closed',
      'window-probe',
    ]);
    expect(noteLines(...OPENING, ...CLOSING, '0 S 9000').at(-1)).toBe('new-life');
  });

  it('begins in the middle where the capture does', () => {
    const told = toldAt(1, '0 A 101 501 +10', '1 A 501 111', '1 FA 501 111');
    expect([told.joined, told.last[1].proven, told.ending]).toEqual([
      true,
      'FIN_WAIT_1',
      { kind: 'half-closed', closed: 1 },
    ]);
  });

  it('lists what cannot be seen: an end that vanished, a SYN without an answer, octets that were never taken', () => {
    const gone = toldAt(1, ...OPENING, '0 A 101 501 +5', '1 R 501');
    expect(gone.unseen).toContainEqual({
      kind: 'vanished',
      end: 1,
      state: 'ESTABLISHED',
      after: 2000,
      at: 3000,
    });
    expect(toldAt(1, '0 S 100', '0 S 100').unseen).toEqual([
      { kind: 'may-have-ended', end: 0, state: 'SYN_SENT' },
      { kind: 'unanswered', end: 1, index: 0 },
      { kind: 'unanswered', end: 1, index: 1 },
    ]);
    expect(toldAt(1, ...OPENING, '0 A 101 501 +5', '1 A 501 101').unseen).toContainEqual({
      kind: 'not-taken',
      end: 1,
      index: 3,
    });
  });
});

const end = fc.constantFrom<End>(0, 1);
/** Few numbers near the wrap, so that segments meet. */
const number = fc.integer({ min: -6, max: 6 }).map(sequenceNumber);
const segment = fc.record({
  seq: number,
  ack: number,
  flags: fc.record({ syn: fc.boolean(), ack: fc.boolean(), fin: fc.boolean(), rst: fc.boolean() }),
  dataLength: fc.integer({ min: 0, max: 3 }),
  window: fc.integer({ min: 0, max: 3 }),
});
const captured: fc.Arbitrary<CapturedSegment> = fc.record({
  at: fc.nat(),
  from: end,
  segment,
  hopLimit: fc.integer({ min: 0, max: 255 }),
  outgoing: fc.constantFrom(undefined, true, false),
});

describe('whatever was captured', () => {
  it('is told, from each end', () => {
    fc.assert(
      fc.property(fc.array(captured, { maxLength: 12 }), (segments) => {
        const whole = { ...connection([]), segments };
        for (const place of [0, 1, 'both', foundPlace(whole).place] as const) {
          const { segments: told, last } = toldConnection(whole, place);
          expect(told).toHaveLength(segments.length);
          for (const { proven, possible } of last) {
            expect(CONNECTION_STATES).toContain(proven);
            expect(CONNECTION_STATES).toContain(possible);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is read or refused, never thrown at', () => {
    const heads = [
      [0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 101, 0, 0, 0],
      [0x0a, 0x0d, 0x0d, 0x0a, 28, 0, 0, 0, 0x4d, 0x3c, 0x2b, 0x1a, 1, 0, 0, 0],
      [],
    ];
    const octets = fc
      .tuple(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 300 }))
      .map(([head, rest]) => Uint8Array.from([...head, ...rest]));
    fc.assert(
      fc.property(octets, (file) => {
        const capture = readCapture(file);
        if (!capture.ok) return;
        for (const one of capturedConnections(capture.value).connections) toldConnection(one, 'both');
      }),
      { numRuns: 2000 },
    );
  });
});
