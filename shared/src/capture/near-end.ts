// The states of the end at which a capture was made, segment by segment (RFC 9293 §3.10). What that end saw, and what it
// made of it, is told by what it sent next: a segment that it never acknowledged did not reach its TCP.
import type { ConnectionState } from '../tcp/connection.ts';
import { type Segment, segmentEnd, segmentLength } from '../tcp/segment.ts';
import {
  type SequenceNumber,
  sequenceAdd,
  sequenceDifference,
  sequenceLater,
} from '../tcp/sequence-number.ts';
import type { CapturedSegment, End } from './captured-connection.ts';

/** One end before or after one segment. CLOSED also stands for LISTEN: no connection of this pair of ports. */
export interface EndState {
  readonly state: ConnectionState;
  /** After the last number that this end has sent; undefined before its first segment. */
  readonly sent: SequenceNumber | undefined;
  /** After this end's FIN, once it has been sent. */
  readonly fin: SequenceNumber | undefined;
  /** The next number that this end waits for. */
  readonly next: SequenceNumber | undefined;
  /** After the peer's FIN, once it has arrived, in order or not. */
  readonly peerFin: SequenceNumber | undefined;
  /** What arrived beyond `next`. */
  readonly held: readonly (readonly [SequenceNumber, SequenceNumber])[];
  /** True once an ACK of its SYN+ACK has been dropped inside: the queue of the listener was full. */
  readonly drops: boolean;
}

/** No connection. */
export const NO_CONNECTION: EndState = {
  state: 'CLOSED',
  sent: undefined,
  fin: undefined,
  next: undefined,
  peerFin: undefined,
  held: [],
  drops: false,
};

/** What is known of the end's later segments when one arrives: what it said next, undefined where it said nothing. */
interface Foresight {
  /** The next segment of this end. */
  readonly answer: Segment | undefined;
  /** True where the peer's SYN came once more before this end said anything. */
  readonly synCameAgain: boolean;
  /** True where `answer` is the RST of an end that knows nothing of the connection, drawn by this very segment. */
  readonly refused: boolean;
  /** The acknowledgment number that this end sends next: its RCV.NXT at that moment. */
  readonly acknowledged: SequenceNumber | undefined;
}

/** How an end stood after each segment. */
export interface EndStates {
  readonly states: readonly ConnectionState[];
  /** Places of segments that found no connection although there had been one: it had ended in silence before. */
  readonly vanished: readonly { readonly index: number; readonly from: ConnectionState }[];
  /** States in which an RST found the end, and which may have ended in silence before it came. */
  readonly resetIn: readonly ConnectionState[];
  /** Places of segments of the peer that take numbers and that this end never took. */
  readonly ignored: readonly number[];
}

function isAfter(one: SequenceNumber, other: SequenceNumber): boolean {
  return sequenceDifference(one, other) > 0;
}

/** True where `answer` is the RST of an end that knows of no such connection (§3.10.7.1). */
export function isRefusal(answer: Segment | undefined, arrived: Segment): boolean {
  if (answer === undefined || !answer.flags.rst) return false;
  if (arrived.flags.ack) return !answer.flags.ack && answer.seq === arrived.ack;
  return answer.flags.ack && answer.seq === 0 && answer.ack === segmentEnd(arrived);
}

function acceptsSyn({ answer, synCameAgain }: Foresight, { seq }: Segment): boolean {
  if (answer === undefined || synCameAgain || answer.flags.rst) return false;
  return answer.flags.syn && answer.flags.ack && answer.ack === sequenceAdd(seq, 1);
}

/** `end` with the octets of `segment` put in their place. */
function withText(end: EndState, segment: Segment): EndState {
  if (end.next === undefined || segmentLength(segment) === 0) return end;
  const spans = [...end.held, [segment.seq, segmentEnd(segment)] as const];
  let next = end.next;
  for (let moved = true; moved; ) {
    moved = false;
    for (const [from, until] of spans) {
      if (isAfter(from, next) || !isAfter(until, next)) continue;
      next = until;
      moved = true;
    }
  }
  const held = spans.filter(([, until]) => isAfter(until, next));
  return { ...end, next, held, peerFin: segment.flags.fin ? segmentEnd(segment) : end.peerFin };
}

/** The state after the peer's FIN has been taken (§3.10.7.4, eighth). */
const AFTER_FIN: Readonly<Partial<Record<ConnectionState, ConnectionState>>> = {
  SYN_RECEIVED: 'CLOSE_WAIT',
  ESTABLISHED: 'CLOSE_WAIT',
  FIN_WAIT_1: 'CLOSING',
  FIN_WAIT_2: 'TIME_WAIT',
};

/** The state after this end's FIN has been acknowledged (§3.10.7.4, fifth). */
const AFTER_ACK_OF_FIN: Readonly<Partial<Record<ConnectionState, ConnectionState>>> = {
  FIN_WAIT_1: 'FIN_WAIT_2',
  CLOSING: 'TIME_WAIT',
  LAST_ACK: 'CLOSED',
};

/** The state after this end has sent its FIN (§3.10.4). */
const AFTER_CLOSE: Readonly<Partial<Record<ConnectionState, ConnectionState>>> = {
  SYN_RECEIVED: 'FIN_WAIT_1',
  ESTABLISHED: 'FIN_WAIT_1',
  CLOSE_WAIT: 'LAST_ACK',
};

/** `end` once the peer's FIN is taken, where all before it has come and this end's next ACK does not deny it. */
function withFinTaken(end: EndState, acknowledged: SequenceNumber | undefined): EndState {
  const { peerFin, next, state } = end;
  if (peerFin === undefined || next === undefined || isAfter(peerFin, next)) return end;
  if (acknowledged !== undefined && isAfter(peerFin, acknowledged)) return end;
  return { ...end, state: AFTER_FIN[state] ?? state };
}

function opened(end: EndState, state: ConnectionState, { seq }: Segment): EndState {
  return { ...end, state, next: sequenceAdd(seq, 1), peerFin: undefined, held: [] };
}

function acknowledges(segment: Segment, end: EndState): boolean {
  const { sent } = end;
  return segment.flags.ack && sent !== undefined && segment.ack === sent;
}

/** SYN_SENT (§3.10.7.3). */
function arrivesAtSynSent(end: EndState, segment: Segment, foresight: Foresight): EndState {
  const { flags } = segment;
  const good = acknowledges(segment, end);
  if (flags.ack && !good) return end;
  if (flags.rst) return good ? NO_CONNECTION : end;
  if (!flags.syn) return end;
  const next = opened(end, good ? 'ESTABLISHED' : 'SYN_RECEIVED', segment);
  return withFinTaken(withText(next, segment), foresight.acknowledged);
}

/** All states in which both ends' numbers are known (§3.10.7.4). */
function arrivesSynchronized(end: EndState, segment: Segment, foresight: Foresight): EndState {
  const { flags } = segment;
  const { next } = end;
  if (flags.rst) return segment.seq === next ? NO_CONNECTION : end;
  if (flags.syn && end.state === 'TIME_WAIT' && acceptsSyn(foresight, segment)) {
    return opened(NO_CONNECTION, 'SYN_RECEIVED', segment);
  }
  // A segment that ends before what is awaited is an old one, and its ACK is old as well.
  if (next !== undefined && sequenceDifference(segmentEnd(segment), next) < 0) return end;
  if (!flags.ack) return end;
  const acked = afterAcknowledgment(end, segment, foresight);
  return withFinTaken(flags.syn ? acked : withText(acked, segment), foresight.acknowledged);
}

function afterAcknowledgment(end: EndState, segment: Segment, { answer }: Foresight): EndState {
  const { state, sent, fin } = end;
  if (sent === undefined || isAfter(segment.ack, sent)) return end;
  if (state === 'SYN_RECEIVED') {
    if (segment.ack !== sent) return end;
    // Where the SYN+ACK is repeated next, the ACK was dropped inside; from then on only what this end says tells of more.
    const drops = answer === undefined ? end.drops : answer.flags.syn && answer.flags.ack;
    return drops ? { ...end, drops } : { ...end, state: 'ESTABLISHED' };
  }
  if (fin === undefined || segment.ack !== fin) return end;
  return { ...end, state: AFTER_ACK_OF_FIN[state] ?? state };
}

/** `end` after `segment` of its peer has come. */
function arrives(end: EndState, segment: Segment, foresight: Foresight): EndState {
  const { state } = end;
  if (state === 'CLOSED' || state === 'LISTEN') {
    const asks = segment.flags.syn && !segment.flags.ack && !segment.flags.rst;
    return asks && acceptsSyn(foresight, segment) ? opened(NO_CONNECTION, 'SYN_RECEIVED', segment) : end;
  }
  return state === 'SYN_SENT'
    ? arrivesAtSynSent(end, segment, foresight)
    : arrivesSynchronized(end, segment, foresight);
}

/** `end` after it has sent `segment`; `asked`: the last segment of its peer. */
function leaves(end: EndState, segment: Segment, asked: Segment | undefined): EndState {
  const { flags } = segment;
  if (flags.rst) {
    const opening = end.state === 'SYN_SENT' || end.state === 'SYN_RECEIVED';
    // To a bad ACK while it opens, an end answers RST and goes on opening (§3.10.7.3, §3.10.7.4).
    const answers = opening && asked?.flags.ack === true && isRefusal(segment, asked);
    return answers ? end : NO_CONNECTION;
  }
  const until = segmentEnd(segment);
  if (flags.syn && !flags.ack && end.sent !== until) {
    return { ...NO_CONNECTION, state: 'SYN_SENT', sent: until };
  }
  const sent = end.sent === undefined ? until : sequenceLater(end.sent, until);
  const synced = flags.syn && flags.ack && end.state === 'CLOSED' ? 'SYN_RECEIVED' : end.state;
  const next = flags.ack && end.next !== undefined ? sequenceLater(end.next, segment.ack) : end.next;
  const told = withFinTaken({ ...end, state: synced, sent, next }, undefined);
  if (!flags.fin) return told;
  return { ...told, fin: until, state: AFTER_CLOSE[told.state] ?? told.state };
}

function foresightOf(
  segments: readonly CapturedSegment[],
  index: number,
  arrived: Segment,
  me: End,
): Foresight {
  let answer: Segment | undefined;
  let acknowledged: SequenceNumber | undefined;
  let synCameAgain = false;
  let askedAgain: Segment | undefined;
  for (let later = index + 1; later <= index + LOOK_AHEAD && acknowledged === undefined; later += 1) {
    const found = segments[later];
    if (found === undefined) break;
    const { from, segment } = found;
    if (from === me) {
      answer ??= segment;
      if (segment.flags.ack && !segment.flags.rst) acknowledged = segment.ack;
    } else if (answer === undefined) {
      synCameAgain ||= segment.flags.syn && !segment.flags.ack;
      askedAgain = segment;
    }
  }
  const drawnByOther = askedAgain !== undefined && isRefusal(answer, askedAgain);
  return {
    answer,
    refused: isRefusal(answer, arrived) && !drawnByOther,
    synCameAgain,
    acknowledged,
  };
}

/** So many segments further on an end's answer is looked for. */
const LOOK_AHEAD = 200;

/** An end of a connection that the capture joined in the middle: open, as far as can be told. */
function joined(segments: readonly CapturedSegment[], me: End): EndState {
  const own = segments.find(({ from, segment }) => from === me && !segment.flags.rst)?.segment;
  const peers = segments.find(({ from, segment }) => from !== me && !segment.flags.rst)?.segment;
  const sent = own?.seq ?? (peers?.flags.ack === true ? peers.ack : undefined);
  const next = peers?.seq ?? (own?.flags.ack === true ? own.ack : undefined);
  return { ...NO_CONNECTION, state: 'ESTABLISHED', sent, next };
}

/** True where `segments` begin in the middle of a connection: neither with a SYN nor with what draws an RST. */
export function isJoined(segments: readonly CapturedSegment[]): boolean {
  const [first, second] = segments;
  if (first === undefined || first.segment.flags.syn || first.segment.flags.rst) return false;
  return second === undefined || second.from === first.from || !isRefusal(second.segment, first.segment);
}

/** The states of the end `me` after each of `segments`, which were captured at its own side. */
export function nearStates(segments: readonly CapturedSegment[], me: End): EndStates {
  let end = isJoined(segments) ? joined(segments, me) : NO_CONNECTION;
  let asked: Segment | undefined;
  const states: ConnectionState[] = [];
  const vanished: { index: number; from: ConnectionState }[] = [];
  const resetIn: ConnectionState[] = [];
  const ignored: number[] = [];
  for (const [index, { from, segment }] of segments.entries()) {
    const { state } = end;
    if (from === me) {
      end = leaves(end, segment, asked);
    } else {
      asked = segment;
      const foresight = foresightOf(segments, index, segment, me);
      const gone = foresight.refused && !isBadAck(end, segment);
      if (gone && state !== 'CLOSED') vanished.push({ index, from: state });
      end = gone ? NO_CONNECTION : arrives(end, segment, foresight);
      if (segment.flags.rst && end.state === 'CLOSED') resetIn.push(state);
      if (!gone && isIgnored(segment, foresight)) ignored.push(index);
    }
    states.push(end.state);
  }
  return { states, vanished, resetIn, ignored };
}

/** A bad ACK at an end that opens: it is answered by RST, and the end goes on. */
function isBadAck({ state, sent }: EndState, { flags, ack }: Segment): boolean {
  return (state === 'SYN_SENT' || state === 'SYN_RECEIVED') && flags.ack && ack !== sent;
}

/** True where this end's next segment denies that it ever took `segment`, or where it says nothing to a SYN. */
function isIgnored(segment: Segment, { answer, acknowledged, synCameAgain }: Foresight): boolean {
  if (segment.flags.rst || segmentLength(segment) === 0) return false;
  if (segment.flags.syn && !segment.flags.ack) return answer === undefined || synCameAgain;
  return acknowledged !== undefined && isAfter(segmentEnd(segment), acknowledged);
}
