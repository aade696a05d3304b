// RFC 9293 §3.10.7.4, seventh: process the segment text. The FIN waits for the text before it.
import type { Milliseconds } from '../../kernel/time.ts';
import { ackOfText, owedAck, owingAck } from '../acknowledgment.ts';
import {
  type Acknowledgment,
  closedConnection,
  type ReceiveSequence,
  type SynchronizedConnection,
} from '../connection.ts';
import { resetSegment } from '../outgoing.ts';
import type { Profile } from '../profile.ts';
import { advanced, holding, takenInOrder, withinWindow } from '../receive-buffer.ts';
import { type Segment, segmentDataStart } from '../segment.ts';
import { type SequenceNumber, sequenceAdd, sequenceDifference, sequenceLess } from '../sequence-number.ts';
import { restarted2Msl } from '../state-changes.ts';
import { type Step, silently } from '../step-result.ts';
import { afterFin } from './fin.ts';

/**
 * `rcv` with the text and FIN of `segment` held, so far as they lie in the window and are new. A peer that sends
 * octets beyond its own FIN breaks the rules: the FIN heard first stands, and nothing beyond it is taken.
 */
function withHeld(rcv: ReceiveSequence, segment: Segment): ReceiveSequence {
  const start = segmentDataStart(segment);
  const end = sequenceAdd(start, segment.dataLength);
  const last = rcv.heldFin !== null && sequenceLess(rcv.heldFin, end) ? rcv.heldFin : end;
  const fresh = sequenceLess(start, last) ? withinWindow(rcv, start, last) : undefined;
  const held = fresh === undefined ? rcv.held : holding(rcv.held, fresh.from, fresh.to);
  const heldFin = takesFin(rcv, segment, end) ? end : rcv.heldFin;
  return held === rcv.held && heldFin === rcv.heldFin ? rcv : { ...rcv, held, heldFin };
}

/** Whether the FIN of `segment`, at `number`, is the first one heard, in the window, with no octet beyond it. */
function takesFin(rcv: ReceiveSequence, segment: Segment, number: SequenceNumber): boolean {
  if (!segment.flags.fin || rcv.heldFin !== null) return false;
  if (withinWindow(rcv, number, sequenceAdd(number, 1)) === undefined) return false;
  const furthest = rcv.held.at(-1);
  return furthest === undefined || !sequenceLess(number, furthest.to);
}

/** §3.10.7.2 third, §3.10.7.3 fourth: text and FIN that come with a SYN wait until ESTABLISHED. */
export function withHeldTextOfSyn<Synchronized extends SynchronizedConnection>(
  connection: Synchronized,
  segment: Segment,
  profile: Profile,
): Synchronized {
  if (segment.dataLength === 0 && !segment.flags.fin) return connection;
  // Linux leaves text on a SYN unacknowledged, to be sent again.
  if (!profile.keepsTextOfSyn && !segment.flags.ack) return connection;
  return { ...connection, rcv: withHeld(connection.rcv, segment) };
}

/**
 * Seventh and eighth step: takes the text of `segment` (undefined: what is held alone), hands it to the user,
 * owes the ACK, and goes on to the FIN once everything before it has come.
 */
export function arrivedText(
  connection: SynchronizedConnection,
  segment: Segment | undefined,
  now: Milliseconds,
  profile: Profile,
): Step {
  switch (connection.state) {
    case 'ESTABLISHED':
    case 'FIN_WAIT_1':
    case 'FIN_WAIT_2':
      break;
    case 'SYN_RECEIVED':
    case 'CLOSE_WAIT':
    case 'CLOSING':
    case 'LAST_ACK':
    case 'TIME_WAIT':
      // "This should not occur since a FIN has been received from the remote side. Ignore the segment text."
      return silently(afterSecondFin(connection, segment, now, profile));
  }
  if (hasNothingToTake(connection.rcv, segment)) return silently(connection);
  if (segment !== undefined && hasNoReader(connection, segment, profile))
    return afterTextWithoutReader(segment);
  const received =
    segment !== undefined && isNextInOrder(connection.rcv, segment)
      ? takenInOrder(connection.rcv, segment.dataLength, profile)
      : advanced(segment === undefined ? connection.rcv : withHeld(connection.rcv, segment), profile);
  const acknowledgment = acknowledgmentOf(connection, received.rcv, segment, now, profile);
  const acknowledging = { ...connection, rcv: received.rcv, acknowledgment };
  if (received.rcv.heldFin !== received.rcv.nxt) {
    return { connection: acknowledging, effects: received.effects };
  }
  const fin = afterFin(acknowledging, now, profile);
  return { connection: fin.connection, effects: [...received.effects, ...fin.effects] };
}

/** The common case of a pure ACK: neither text nor FIN, and none held. */
function hasNothingToTake(rcv: ReceiveSequence, segment: Segment | undefined): boolean {
  const carries = segment !== undefined && (segment.dataLength > 0 || segment.flags.fin);
  return !carries && rcv.held.length === 0 && rcv.heldFin === null;
}

/** The common case of text: the next octets, all of them in the window, nothing held beyond them, no FIN. */
function isNextInOrder(rcv: ReceiveSequence, segment: Segment): boolean {
  const { seq, flags, dataLength } = segment;
  const plain = !flags.syn && !flags.fin && rcv.held.length === 0 && rcv.heldFin === null;
  return plain && seq === rcv.nxt && dataLength > 0 && dataLength <= rcv.wnd;
}

/** Eighth: even a FIN beyond the first is acknowledged, and begins 2 MSL again; no state changes. */
function afterSecondFin(
  connection: SynchronizedConnection,
  segment: Segment | undefined,
  now: Milliseconds,
  profile: Profile,
): SynchronizedConnection {
  if (!segment?.flags.fin || !profile.acknowledgesSecondFin) return connection;
  const timed = connection.state === 'TIME_WAIT' ? restarted2Msl(connection, now, profile) : connection;
  return owingAck(timed, now);
}

/** SHLD-3: new text came after the application had closed both directions. */
function hasNoReader(connection: SynchronizedConnection, segment: Segment, profile: Profile): boolean {
  if (!connection.orphan || !profile.resetsUnreadData) return false;
  if (connection.state === 'ESTABLISHED' || segment.dataLength === 0) return false;
  const end = sequenceAdd(segmentDataStart(segment), segment.dataLength);
  return sequenceLess(connection.rcv.nxt, end);
}

/** §3.6.1: an RST shows the peer that its data was lost. */
function afterTextWithoutReader(segment: Segment): Step {
  return {
    connection: closedConnection,
    effects: [{ kind: 'owes-reset', segment: resetSegment(segment.ack), cause: 'no-reader' }],
  };
}

/** The ACK that `connection` owes after `segment` made its receive sequence what `rcv` is. */
function acknowledgmentOf(
  connection: SynchronizedConnection,
  rcv: ReceiveSequence,
  segment: Segment | undefined,
  now: Milliseconds,
  profile: Profile,
): Acknowledgment {
  const { acknowledgment, rcv: before } = connection;
  const octets = sequenceDifference(rcv.nxt, before.nxt);
  const carries = segment !== undefined && (segment.dataLength > 0 || segment.flags.fin);
  // What was held since the SYN counts from ESTABLISHED on, whatever opened the connection.
  if (!carries) return octets > 0 ? owedAck(acknowledgment, now) : acknowledgment;
  // MAY-13, RFC 5681 §4.2: out of order, a gap filled, or nothing new: the peer should know at once.
  const inOrder = octets > 0 && octets === segment.dataLength && before.held.length === 0;
  return inOrder ? ackOfText(acknowledgment, octets, now, profile) : owedAck(acknowledgment, now);
}
