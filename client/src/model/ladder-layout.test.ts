import { SIDES, type Side } from '@syn-or-swim/shared/game/seat.ts';
import type { Ladder, LadderBoat, LadderMistake } from '@syn-or-swim/shared/scoring/ladder.ts';
import type { ConnectionState } from '@syn-or-swim/shared/tcp/connection.ts';
import { sequenceNumber } from '@syn-or-swim/shared/tcp/sequence-number.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type LadderLayout,
  type LadderShape,
  LINE_HEIGHT,
  layOutLadder,
  NARROW_LADDER,
  type PlacedLabel,
  shoreOf,
  WIDE_LADDER,
} from './ladder-layout.ts';

const WORDS = { moment: (at: number) => `${(at / 1000).toFixed(1)} s`, ended: () => 'turned back' };

/** About what the font of the game takes at 12 px; the tests in a browser measure what it really takes. */
function widthOf(text: string): number {
  return [...text].reduce(
    (sum, sign) => sum + (/[A-Z0-9▪+]/.test(sign) ? 7.4 : /[/ .]/.test(sign) ? 4 : 5),
    0,
  );
}

interface Box {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function boxesOf({ lines, x, y, anchor }: PlacedLabel): readonly Box[] {
  return lines.map((text, index) => {
    const width = widthOf(text);
    const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
    const baseline = y + index * LINE_HEIGHT;
    return { text, left, right: left + width, top: baseline - 10, bottom: baseline + 3 };
  });
}

function labelsOf({ boats, mistakes, signs }: LadderLayout): readonly PlacedLabel[] {
  return [
    ...boats.flatMap(({ label, end }) => (end === undefined ? [label] : [label, end])),
    ...mistakes.map(({ label }) => label),
    ...signs.map(({ label }) => label),
  ];
}

function meetings(layout: LadderLayout): readonly string[] {
  const boxes = labelsOf(layout).flatMap(boxesOf);
  return boxes.flatMap((one, index) =>
    boxes.slice(index + 1).flatMap((other) => {
      const apart =
        one.right <= other.left ||
        other.right <= one.left ||
        one.bottom <= other.top ||
        other.bottom <= one.top;
      return apart ? [] : [`${one.text} meets ${other.text}`];
    }),
  );
}

function beyond(layout: LadderLayout): readonly string[] {
  const { shape, height } = layout;
  const outside = labelsOf(layout)
    .flatMap(boxesOf)
    .filter(({ left, right, top, bottom }) => left < 0 || right > shape.width || top < 26 || bottom > height);
  const inside = [...layout.boats, ...layout.mistakes]
    .flatMap(({ label }) => boxesOf(label))
    .filter(({ left, right }) => left < shoreOf('client', shape) || right > shoreOf('server', shape));
  return [...outside, ...inside].map(({ text }) => text);
}

const side = fc.constantFrom<Side>(...SIDES);
/** Few moments, so that much happens at once. */
const moment = fc.integer({ min: 0, max: 12 }).map((count) => count * 700);
const flags = fc.record({ syn: fc.boolean(), ack: fc.boolean(), fin: fc.boolean(), rst: fc.boolean() });
const sequence = fc.integer({ min: 0, max: 0xffff_ffff }).map(sequenceNumber);
const STATES: readonly ConnectionState[] = [
  'SYN_RECEIVED',
  'ESTABLISHED',
  'FIN_WAIT_1',
  'TIME_WAIT',
  'CLOSED',
];

const boat: fc.Arbitrary<LadderBoat> = fc
  .record({
    from: side,
    flags,
    seq: sequence,
    ack: sequence,
    crates: fc.integer({ min: 0, max: 3 }),
    departedAt: moment,
    fate: fc.constantFrom('arrives', 'copied', 'sinks', 'under-way'),
  })
  .map(({ from, flags: flown, seq, ack, crates, departedAt, fate }) => ({
    boat: 1,
    from,
    segment: { flags: flown, seq, ack, window: 1000, dataLength: crates * 100 },
    by: 'player',
    verdict: 'due',
    departedAt,
    arrivedAt: fate === 'arrives' || fate === 'copied' ? departedAt + 1400 : undefined,
    sankAt: fate === 'sinks' ? departedAt + 700 : undefined,
    copiesAt: fate === 'copied' ? [departedAt + 2100] : [],
    weather: [],
  }));

const mistake: fc.Arbitrary<LadderMistake> = fc
  .record({ at: moment, side, flags, seq: sequence, ack: sequence })
  .map(({ at, side: from, flags: flown, seq, ack }) => ({
    at,
    side: from,
    token: { key: { clientPort: 49_152, serverPort: 80 }, flags: flown, seq, ack, crates: 0 },
    verdict: { kind: 'held', reason: 'piloted', cost: 0 },
  }));

const ladder: fc.Arbitrary<Ladder> = fc
  .record({
    boats: fc.array(boat, { maxLength: 24 }),
    mistakes: fc.array(mistake, { maxLength: 6 }),
    bells: fc.array(fc.record({ at: moment, side }), { maxLength: 4 }),
    states: fc.array(fc.record({ at: moment, side, state: fc.constantFrom(...STATES) }), { maxLength: 12 }),
  })
  .map((parts) => ({
    ...parts,
    key: { clientPort: 49_152, serverPort: 80 },
    order: undefined,
    name: undefined,
    from: 0,
    until: 12_000,
  }));

describe.each<{ name: string; shape: LadderShape }>([
  { name: 'wide', shape: WIDE_LADDER },
  { name: 'narrow', shape: NARROW_LADDER },
])('the $name ladder', ({ shape }) => {
  it('keeps all its labels apart and in their places, whatever sails', () => {
    fc.assert(
      fc.property(ladder, (given) => {
        const layout = layOutLadder(given, shape, WORDS);
        expect(meetings(layout)).toEqual([]);
        expect(beyond(layout)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('lets time run down: boats leave in their order, and come in below where they left', () => {
    fc.assert(
      fc.property(ladder, (given) => {
        const { boats, height } = layOutLadder(given, shape, WORDS);
        for (const { from, to, copies } of boats) {
          for (const { y } of [to, ...copies]) expect(y).toBeGreaterThan(from.y);
          expect(to.y).toBeLessThanOrEqual(height);
        }
        for (const one of boats) {
          for (const other of boats) {
            if (one.boat.departedAt < other.boat.departedAt) expect(one.from.y).toBeLessThan(other.from.y);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
