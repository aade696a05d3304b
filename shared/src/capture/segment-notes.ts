// What is worth saying of single segments of a capture: repeats, duplicate ACKs, who closes, and why an RST was sent.
import type { ConnectionState } from '../tcp/connection.ts';
import { type Segment, segmentEnd, segmentLength } from '../tcp/segment.ts';
import { type SequenceNumber, sequenceDifference, sequenceLater } from '../tcp/sequence-number.ts';
import { type CapturedSegment, type End, otherEnd } from './captured-connection.ts';
import type { KnownState } from './far-end.ts';
import { isRefusal } from './near-end.ts';

/** Why an RST was sent. */
export type ResetReason =
  /** To a SYN: nobody listens on the port, or a firewall answers for it. */
  | 'refused'
  /** To a segment of a connection that its sender does not know, or knows no more (RFC 9293 3.5.2, group 1). */
  | 'no-connection'
  /** To an ACK of something that was never sent, while the connection opened (group 2). */
  | 'bad-ack'
  /** To data that came after its application had closed (RFC 1122 4.2.2.13, RFC 9293 3.6.1). */
  | 'closed-application'
  /** The application or its system ended the connection at once. */
  | 'abort';

/** Something to say of one segment. */
export type SegmentNote =
  | { readonly kind: 'opens' | 'simultaneous-open' | 'new-life' }
  | { readonly kind: 'closes-first' | 'closes-second' | 'simultaneous-close' }
  /** It covers numbers that its sender had sent before; `first`: place of the segment that began with them. */
  | { readonly kind: 'retransmission'; readonly first: number; readonly cause: 'time' | 'duplicate-acks' }
  /** Later numbers came before it. */
  | { readonly kind: 'out-of-order' }
  /** Numbers before it were never seen: lost before this place, or left out by the capture. */
  | { readonly kind: 'gap' }
  /** `count`: the how manieth in a row. */
  | { readonly kind: 'duplicate-ack'; readonly count: number }
  | { readonly kind: 'keep-alive' | 'window-closed' | 'window-probe' }
  /** It takes no number of the connection: its sender answers to a segment that it does not accept. */
  | { readonly kind: 'challenge' }
  /** Data to an end that has closed its own direction: half-closed. */
  | { readonly kind: 'half-closed-data' }
  | { readonly kind: 'reset'; readonly why: ResetReason };

/** The numbers of one segment, and its place. */
interface Span {
  readonly index: number;
  readonly from: SequenceNumber;
  readonly until: SequenceNumber;
}

/** What has been seen of one direction. */
interface Direction {
  /** Grows in place: captures are long, and a copy for each segment would be slow. */
  readonly spans: Span[];
  /** After the last number seen. */
  readonly until: SequenceNumber | undefined;
  readonly last: Segment | undefined;
  readonly duplicates: number;
  readonly fin: boolean;
}

function unseen(): Direction {
  return { spans: [], until: undefined, last: undefined, duplicates: 0, fin: false };
}

/** So many duplicate ACKs make TCP repeat at once (RFC 5681 3.2). */
const FAST_RETRANSMIT = 3;
/** Spans further back than this are forgotten: repeats come soon, and captures are long. */
const REMEMBERED = 400;

function isDuplicateAck(segment: Segment, { last }: Direction, peer: Direction): boolean {
  if (last === undefined || segmentLength(segment) > 0 || segment.flags.rst || !segment.flags.ack)
    return false;
  const outstanding = peer.until !== undefined && sequenceDifference(peer.until, segment.ack) > 0;
  const same = last.ack === segment.ack && last.window === segment.window && !last.flags.syn;
  return outstanding && same && segmentLength(last) === 0;
}

function sequenceNotes(segment: Segment, own: Direction, peer: Direction): readonly SegmentNote[] {
  const { until } = own;
  if (until === undefined || segment.flags.rst) return [];
  const ahead = sequenceDifference(segment.seq, until);
  const length = segmentLength(segment);
  if (length === 0 || (length === 1 && segment.dataLength === 1)) {
    const closed = peer.last?.window === 0;
    if (ahead === -1 && !own.fin) return [{ kind: closed ? 'window-probe' : 'keep-alive' }];
    if (length === 0) return ahead > 0 ? [{ kind: 'gap' }] : [];
    if (closed && ahead <= 0) return [{ kind: 'window-probe' }];
  }
  const end = segmentEnd(segment);
  const covers = (span: Span) =>
    sequenceDifference(span.until, segment.seq) > 0 && sequenceDifference(end, span.from) > 0;
  const covered = ahead < 0 ? own.spans.find(covers) : undefined;
  if (covered !== undefined) {
    const cause = peer.duplicates >= FAST_RETRANSMIT ? 'duplicate-acks' : 'time';
    return [{ kind: 'retransmission', first: covered.index, cause }];
  }
  if (ahead < 0) return [{ kind: 'out-of-order' }];
  return ahead > 0 ? [{ kind: 'gap' }] : [];
}

/** What opens, closes or goes on after a close. */
function lifeNotes(segment: Segment, own: Direction, peer: Direction): readonly SegmentNote[] {
  const { flags } = segment;
  const notes: SegmentNote[] = [];
  const asks = flags.syn && !flags.ack;
  if (asks && own.last === undefined) {
    notes.push({
      kind: peer.last?.flags.syn === true && !peer.last.flags.ack ? 'simultaneous-open' : 'opens',
    });
  } else if (asks && own.spans.every(({ from }) => from !== segment.seq)) notes.push({ kind: 'new-life' });
  if (flags.fin && !own.fin) {
    const crossed = peer.fin && peer.until !== undefined && sequenceDifference(peer.until, segment.ack) > 0;
    notes.push({ kind: crossed ? 'simultaneous-close' : peer.fin ? 'closes-second' : 'closes-first' });
  } else if (segment.dataLength > 0 && peer.fin && !own.fin) notes.push({ kind: 'half-closed-data' });
  return notes;
}

/** `sender`: as it stood before `asked`, the segment of its peer just before, had come. */
function resetReason(segment: Segment, asked: Segment | undefined, sender: KnownState): ResetReason {
  if (asked === undefined) return 'abort';
  const state = sender.possible;
  const toSyn = asked.flags.syn && !asked.flags.ack;
  if (toSyn && (state === 'CLOSED' || isRefusal(segment, asked))) return 'refused';
  if (!isRefusal(segment, asked)) return 'abort';
  if (state === 'SYN_SENT' || state === 'SYN_RECEIVED') return 'bad-ack';
  const closed = state === 'FIN_WAIT_1' || state === 'FIN_WAIT_2' || state === 'CLOSING';
  return closed && asked.dataLength > 0 ? 'closed-application' : 'no-connection';
}

function isChallenge(segment: Segment, asked: Segment | undefined, state: ConnectionState): boolean {
  if (asked === undefined || segmentLength(segment) > 0 || segment.flags.rst || state === 'SYN_SENT')
    return false;
  if (asked.flags.rst) return true;
  return asked.flags.syn && !asked.flags.ack;
}

function passed(own: Direction, segment: Segment, index: number, duplicate: boolean): Direction {
  if (segment.flags.rst) return own;
  const end = segmentEnd(segment);
  const takes = segmentLength(segment) > 0;
  const spans = own.spans.length > 2 * REMEMBERED ? own.spans.slice(-REMEMBERED) : own.spans;
  if (takes) spans.push({ index, from: segment.seq, until: end });
  return {
    spans,
    until: own.until === undefined ? end : sequenceLater(own.until, end),
    last: segment,
    duplicates: duplicate ? own.duplicates + 1 : takes ? own.duplicates : 0,
    fin: own.fin || segment.flags.fin,
  };
}

/** What is to be said of each of `segments`; `known`: each end's state before the segment, by its place. */
export function segmentNotes(
  segments: readonly CapturedSegment[],
  known: (index: number, end: End) => KnownState,
): readonly (readonly SegmentNote[])[] {
  let directions: readonly [Direction, Direction] = [unseen(), unseen()];
  return segments.map(({ from, segment }, index) => {
    const own = directions[from];
    const peer = directions[otherEnd(from)];
    const before = segments[index - 1];
    const asked = before !== undefined && before.from !== from ? before.segment : undefined;
    const state = known(index, from);
    const life = lifeNotes(segment, own, peer);
    const reborn = life.some(({ kind }) => kind === 'new-life');
    const duplicate = isDuplicateAck(segment, own, peer);
    const notes: SegmentNote[] = [...life];
    if (segment.flags.rst)
      notes.push({ kind: 'reset', why: resetReason(segment, asked, known(index - 1, from)) });
    else if (isChallenge(segment, asked, state.proven)) notes.push({ kind: 'challenge' });
    else if (duplicate) notes.push({ kind: 'duplicate-ack', count: own.duplicates + 1 });
    else if (!reborn) notes.push(...sequenceNotes(segment, own, peer));
    const closes = own.last !== undefined && own.last.window > 0 && segment.window === 0;
    if (closes && !segment.flags.rst) notes.push({ kind: 'window-closed' });
    const next = passed(reborn ? unseen() : own, segment, index, duplicate);
    const other = reborn ? unseen() : peer;
    directions = from === 0 ? [next, other] : [other, next];
    return notes;
  });
}
