// The states of the end that was not listened to. Of it a capture tells less: what it had seen when it sent something is
// proven by that, and what it did with the last segments that went its way is not.
import type { ConnectionState } from '../tcp/connection.ts';
import { type Segment, segmentEnd, segmentLength } from '../tcp/segment.ts';
import { type SequenceNumber, sequenceDifference } from '../tcp/sequence-number.ts';
import type { CapturedSegment, End } from './captured-connection.ts';
import { isJoined, nearStates } from './near-end.ts';

/** What is known of an end: it was at least in `proven`; in `possible` where all that was sent to it has arrived. */
export interface KnownState {
  readonly proven: ConnectionState;
  readonly possible: ConnectionState;
}

/** True where `told` of the far end proves that `sent` had reached it; `fin`: after the far end's FIN, once sent. */
function proves(told: Segment, sent: Segment, fin: SequenceNumber | undefined): boolean {
  if (!told.flags.ack || sent.flags.rst) return false;
  if (sequenceDifference(segmentEnd(sent), told.ack) > 0) return false;
  if (segmentLength(sent) > 0) return true;
  // A pure ACK leaves no trace but that the connection is open; whether the ACK of a FIN came can't be told.
  const opens = !told.flags.syn && sent.flags.ack;
  return opens && (fin === undefined || sequenceDifference(sent.ack, fin) < 0);
}

interface Placed {
  readonly index: number;
  readonly captured: CapturedSegment;
}

/** The segments as the end `far` is known to have seen and sent them. */
function asProven(segments: readonly CapturedSegment[], far: End): readonly Placed[] {
  const order: Placed[] = [];
  let pending: Placed[] = [];
  let fin: SequenceNumber | undefined;
  for (const [index, captured] of segments.entries()) {
    const { from, segment } = captured;
    if (from !== far) {
      pending.push({ index, captured });
      continue;
    }
    const proven = pending.filter((other) => proves(segment, other.captured.segment, fin));
    // What a refusal answers has been seen as well.
    const asked = segment.flags.rst ? pending.slice(-1) : [];
    order.push(...proven, ...asked.filter((other) => !proven.includes(other)), { index, captured });
    pending = pending.filter((other) => !proven.includes(other) && !asked.includes(other));
    if (segment.flags.fin) fin = segmentEnd(segment);
  }
  return order;
}

/** What is known of the end `far` after each of `segments`, which were captured at its peer's side. */
export function farStates(segments: readonly CapturedSegment[], far: End): readonly KnownState[] {
  const { states: possible } = nearStates(segments, far);
  const order = asProven(segments, far);
  const { states } = nearStates(
    order.map(({ captured }) => captured),
    far,
  );
  const proven = new Map<number, ConnectionState>();
  for (const [place, { index, captured }] of order.entries()) {
    if (captured.from === far) proven.set(index, states[place] ?? 'CLOSED');
  }
  let last: ConnectionState = isJoined(segments) ? 'ESTABLISHED' : 'CLOSED';
  return segments.map((_, index) => {
    last = proven.get(index) ?? last;
    return { proven: last, possible: possible[index] ?? last };
  });
}
