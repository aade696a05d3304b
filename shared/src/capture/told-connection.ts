// A captured connection, told: the states of both ends beside each segment, what is to be said of it, how it ended, and
// what a capture can't show.
import type { ConnectionState } from '../tcp/connection.ts';
import { segmentEnd, segmentLength } from '../tcp/segment.ts';
import { sequenceDifference } from '../tcp/sequence-number.ts';
import {
  type CapturedConnection,
  type CapturedSegment,
  ENDS,
  type End,
  otherEnd,
} from './captured-connection.ts';
import { farStates, type KnownState } from './far-end.ts';
import { type EndStates, isJoined, nearStates } from './near-end.ts';
import type { CapturePlace } from './own-end.ts';
import { type SegmentNote, segmentNotes } from './segment-notes.ts';

/** One segment with both ends as they stood after it. */
export interface ToldSegment extends CapturedSegment {
  readonly states: readonly [KnownState, KnownState];
  readonly notes: readonly SegmentNote[];
}

/** What happened, or may have, without a segment that would show it. */
export type Unseen =
  /** The end was in `state` and answered at `at` as one that knows of no connection: in between it ended in silence. */
  | {
      readonly kind: 'vanished';
      readonly end: End;
      readonly state: ConnectionState;
      readonly after: number;
      readonly at: number;
    }
  /** Nothing answered to the segment with this place: a firewall, a full queue, a host that is busy or gone. */
  | { readonly kind: 'unanswered'; readonly end: End; readonly index: number }
  /** The end never took the segment with this place, though it went by. */
  | { readonly kind: 'not-taken'; readonly end: End; readonly index: number }
  /** What ends `state` sends nothing: whether it has ended since the last segment can't be seen. */
  | { readonly kind: 'may-have-ended'; readonly end: End; readonly state: ConnectionState };

/** How a connection stood when the capture ended. */
export type Ending =
  | { readonly kind: 'clean' }
  | { readonly kind: 'refused' | 'unanswered' | 'opening' | 'open' }
  /** One end has closed, the other has not: `closed` waits for it. */
  | { readonly kind: 'half-closed'; readonly closed: End }
  /** Both have closed, and the last ACK has not been seen. */
  | { readonly kind: 'closing' }
  | { readonly kind: 'reset'; readonly by: End };

/** A captured connection with all that can be said of it. */
export interface ToldConnection {
  readonly segments: readonly ToldSegment[];
  /** True where the capture began in the middle of the connection. */
  readonly joined: boolean;
  readonly ending: Ending;
  readonly closedFirst: End | undefined;
  /** The end that is in TIME_WAIT, or was. */
  readonly waits: End | undefined;
  readonly retransmissions: number;
  /** Each end as it stood last. */
  readonly last: readonly [KnownState, KnownState];
  readonly unseen: readonly Unseen[];
}

/** States that end, if nothing comes, without a segment (RFC 9293 §3.10.8; Linux' orphans). */
const END_IN_SILENCE: readonly ConnectionState[] = [
  'SYN_SENT',
  'SYN_RECEIVED',
  'FIN_WAIT_1',
  'FIN_WAIT_2',
  'CLOSING',
  'LAST_ACK',
  'TIME_WAIT',
];

/** States in which nobody reads any more what comes (RFC 9293 §3.6.1). */
const CLOSED_BY_APPLICATION: readonly ConnectionState[] = ['FIN_WAIT_1', 'FIN_WAIT_2', 'CLOSING'];

const NOTHING: KnownState = { proven: 'CLOSED', possible: 'CLOSED' };

function isNear(end: End, place: CapturePlace): boolean {
  return place === 'both' || place === end;
}

function knownOf(segments: readonly CapturedSegment[], end: End, near: EndStates | undefined) {
  if (near === undefined) return farStates(segments, end);
  return near.states.map((state): KnownState => ({ proven: state, possible: state }));
}

function endingOf(segments: readonly CapturedSegment[], last: readonly [KnownState, KnownState]): Ending {
  const fins = ENDS.filter((end) => segments.some(({ from, segment }) => from === end && segment.flags.fin));
  const reset = segments.findLast(({ segment }) => segment.flags.rst);
  const accepted = segments.some(({ segment: { flags } }) => flags.syn && flags.ack);
  const only = segments.every(({ segment: { flags } }) => flags.syn || flags.rst);
  if (only && reset !== undefined && !accepted) return { kind: 'refused' };
  if (only && !accepted) return { kind: 'unanswered' };
  const states = last.map(({ possible }) => possible);
  if (states.some((state) => state === 'TIME_WAIT')) return { kind: 'clean' };
  const gone = states.every((state) => state === 'CLOSED');
  if (reset !== undefined && (gone || fins.length < 2)) return { kind: 'reset', by: reset.from };
  if (fins.length === 2) return { kind: gone ? 'clean' : 'closing' };
  const [closed] = fins;
  if (closed !== undefined) return { kind: 'half-closed', closed };
  return { kind: states.some((state) => state.startsWith('SYN')) ? 'opening' : 'open' };
}

/** True where the last numbers that `end` sent were never acknowledged: it gives up one day, without a word. */
function hasOutstanding(segments: readonly CapturedSegment[], end: End): boolean {
  const last = segments.findLast(({ from, segment }) => from === end && segmentLength(segment) > 0);
  if (last === undefined) return false;
  const until = segmentEnd(last.segment);
  return !segments.some(
    ({ from, segment }) =>
      from !== end && segment.flags.ack && sequenceDifference(segment.ack, until) >= 0 && !segment.flags.rst,
  );
}

function unseenOf(
  segments: readonly CapturedSegment[],
  near: readonly (EndStates | undefined)[],
  last: readonly [KnownState, KnownState],
): readonly Unseen[] {
  return ENDS.flatMap((end): readonly Unseen[] => {
    const found = near[end];
    const { possible: state } = last[end];
    const waits = END_IN_SILENCE.includes(state) || (state !== 'CLOSED' && hasOutstanding(segments, end));
    const silent = (found?.resetIn ?? []).filter((before) => END_IN_SILENCE.includes(before));
    const mayEnd = [...silent, ...(waits ? [state] : [])].map(
      (before): Unseen => ({ kind: 'may-have-ended', end, state: before }),
    );
    if (found === undefined) return mayEnd;
    const vanished = found.vanished.map(({ index, from }): Unseen => {
      // An application that has closed answers data in the same way: then nothing need have ended before.
      const toData = (segments[index]?.segment.dataLength ?? 0) > 0;
      if (toData && CLOSED_BY_APPLICATION.includes(from)) {
        return { kind: 'may-have-ended', end, state: from };
      }
      const at = segments[index]?.at ?? 0;
      return { kind: 'vanished', end, state: from, after: segments[index - 1]?.at ?? at, at };
    });
    const ignored = found.ignored.map((index): Unseen => {
      const asks = segments[index]?.segment.flags.syn === true && !segments[index].segment.flags.ack;
      return { kind: asks ? 'unanswered' : 'not-taken', end, index };
    });
    return [...vanished, ...ignored, ...mayEnd];
  });
}

/** `connection` as it looks from `place`, the end or ends at which it was captured. */
export function toldConnection({ segments }: CapturedConnection, place: CapturePlace): ToldConnection {
  const near = ENDS.map((end) => (isNear(end, place) ? nearStates(segments, end) : undefined));
  const [first, second] = ENDS.map((end) => knownOf(segments, end, near[end]));
  const joined = isJoined(segments);
  const before: KnownState = joined ? { proven: 'ESTABLISHED', possible: 'ESTABLISHED' } : NOTHING;
  const at = (index: number, end: End): KnownState => (end === 0 ? first : second)?.[index] ?? before;
  const notes = segmentNotes(segments, (index, end) => at(index - 1, end));
  const told = segments.map((segment, index) => ({
    ...segment,
    states: [at(index, 0), at(index, 1)] as const,
    notes: notes[index] ?? [],
  }));
  const last = [at(segments.length - 1, 0), at(segments.length - 1, 1)] as const;
  const has = (kind: SegmentNote['kind']) =>
    told.filter((one) => one.notes.some((note) => note.kind === kind));
  const waits = ENDS.find((end) => told.some(({ states }) => states[end].possible === 'TIME_WAIT'));
  return {
    segments: told,
    joined,
    ending: endingOf(segments, last),
    closedFirst: has('closes-first').at(-1)?.from,
    waits,
    retransmissions: has('retransmission').length,
    last,
    unseen: unseenOf(segments, near, last),
  };
}

/** The end that holds `ending` up; undefined where neither does. */
export function stuckEnd(ending: Ending): End | undefined {
  return ending.kind === 'half-closed' ? otherEnd(ending.closed) : undefined;
}
