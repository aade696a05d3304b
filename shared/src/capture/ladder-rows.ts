// A told connection as the rows of a ladder: long runs of data and ACKs in which nothing happens are one row.
import { segmentEnd } from '../tcp/segment.ts';
import { type SequenceNumber, sequenceDifference } from '../tcp/sequence-number.ts';
import { ENDS, type End, otherEnd } from './captured-connection.ts';
import type { KnownState } from './far-end.ts';
import type { ToldConnection, ToldSegment } from './told-connection.ts';

/** A row of the ladder. */
export type LadderRow =
  | {
      readonly kind: 'segment';
      /** Its place in the connection, from 0. */
      readonly index: number;
      readonly told: ToldSegment;
      /** Numbers as they count from each end's first one, as sniffers show them. */
      readonly seq: number;
      readonly ack: number;
      /** The ends whose state has changed by it. */
      readonly changed: readonly End[];
    }
  | {
      readonly kind: 'run';
      readonly index: number;
      readonly count: number;
      /** Octets of data, of each end. */
      readonly octets: readonly [number, number];
      readonly from: number;
      readonly until: number;
    };

/** So many uneventful segments in a row become one row. */
const LONG_RUN = 6;
/** At most so many rows are shown. */
export const MOST_ROWS = 1500;

function sameState(one: KnownState | undefined, other: KnownState | undefined): boolean {
  return one?.proven === other?.proven && one?.possible === other?.possible;
}

function changedIn(segments: readonly ToldSegment[], index: number): readonly End[] {
  const before = segments[index - 1]?.states;
  const after = segments[index]?.states;
  return ENDS.filter((end) => !sameState(before?.[end], after?.[end]));
}

/** The first number of each end: of its SYN, else the lowest that is told of at first. */
function firstNumbers(segments: readonly ToldSegment[]): readonly (SequenceNumber | undefined)[] {
  return ENDS.map((end) => {
    const own = segments.find(({ from, segment }) => from === end && !segment.flags.rst);
    if (own !== undefined) return own.segment.seq;
    return segments.find(({ segment }) => segment.flags.ack)?.segment.ack;
  });
}

/** `from` up to `until` as one row. */
function runOf(segments: readonly ToldSegment[], from: number, until: number): LadderRow {
  const run = segments.slice(from, until);
  const octets = (end: End) =>
    run.reduce((sum, one) => sum + (one.from === end ? one.segment.dataLength : 0), 0);
  return {
    kind: 'run',
    index: from,
    count: run.length,
    octets: [octets(0), octets(1)],
    from: run[0]?.at ?? 0,
    until: run.at(-1)?.at ?? 0,
  };
}

function isEventful(segments: readonly ToldSegment[], index: number): boolean {
  const told = segments[index];
  if (told === undefined) return false;
  const { flags } = told.segment;
  if (flags.syn || flags.fin || flags.rst || told.notes.length > 0) return true;
  return changedIn(segments, index).length > 0 || index === segments.length - 1;
}

/** The rows of `told`, at most {@link MOST_ROWS}; `whole`: without putting runs together. */
export function ladderRows({ segments }: ToldConnection, whole: boolean): readonly LadderRow[] {
  const firsts = firstNumbers(segments);
  // A number of a later life counts from there: such a gap says nothing.
  const relative = (end: End, number: SequenceNumber): number => {
    const first = firsts[end];
    return first === undefined ? number : sequenceDifference(number, first);
  };
  const rows: LadderRow[] = [];
  for (let index = 0; index < segments.length && rows.length < MOST_ROWS; index += 1) {
    let until = index;
    while (!whole && until < segments.length && !isEventful(segments, until)) until += 1;
    if (until - index >= LONG_RUN) {
      rows.push(runOf(segments, index, until));
      index = until - 1;
      continue;
    }
    const told = segments[index];
    if (told === undefined) break;
    const { from, segment } = told;
    rows.push({
      kind: 'segment',
      index,
      told,
      seq: relative(from, segment.seq),
      ack: segment.flags.ack ? relative(otherEnd(from), segment.ack) : 0,
      changed: changedIn(segments, index),
    });
  }
  return rows;
}

/** Octets of data that `end` has sent, those counted once that were repeated. */
export function octetsSent(segments: readonly ToldSegment[], end: End): number {
  const own = segments.filter(({ from, segment }) => from === end && segment.dataLength > 0);
  const [first] = own;
  const last = own.reduce<SequenceNumber | undefined>((latest, { segment }) => {
    const until = segmentEnd(segment);
    return latest === undefined || sequenceDifference(until, latest) > 0 ? until : latest;
  }, undefined);
  if (first === undefined || last === undefined) return 0;
  const fin = own.some(({ segment }) => segment.flags.fin && segmentEnd(segment) === last) ? 1 : 0;
  return Math.max(0, sequenceDifference(last, first.segment.seq) - fin);
}
