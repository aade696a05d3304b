// RFC 9293 §3.10.7.4, first: check the sequence number.

import type { Milliseconds } from '../../kernel/time.ts';
import { owingAck, owingLimitedAck } from '../acknowledgment.ts';
import type { SynchronizedConnection } from '../connection.ts';
import type { Profile } from '../profile.ts';
import { type Segment, segmentEnd, segmentLength } from '../segment.ts';
import { type SequenceNumber, sequenceAdd, sequenceDifference } from '../sequence-number.ts';
import { restarted2Msl } from '../state-changes.ts';

/** `RCV.NXT =< number < RCV.NXT + RCV.WND` */
export function inReceiveWindow(connection: SynchronizedConnection, number: SequenceNumber): boolean {
  const offset = sequenceDifference(number, connection.rcv.nxt);
  return offset >= 0 && offset < connection.rcv.wnd;
}

/** Table 6: whether some part of the segment lies in the window. */
export function isAcceptable(
  connection: SynchronizedConnection,
  segment: Segment,
  profile: Profile,
): boolean {
  const { rcv } = connection;
  const length = segmentLength(segment);
  if (profile.acceptsLeftEdge && endsAtLeftEdge(connection, segment)) return true;
  if (length === 0) {
    return rcv.wnd === 0 ? segment.seq === rcv.nxt : inReceiveWindow(connection, segment.seq);
  }
  // With a closed window valid ACKs and RSTs still count (MUST-66); their text is trimmed off.
  if (rcv.wnd === 0) return segment.seq === rcv.nxt && segment.flags.ack;
  return (
    inReceiveWindow(connection, segment.seq) ||
    inReceiveWindow(connection, sequenceAdd(segmentEnd(segment), -1))
  );
}

/**
 * Whether the segment, an old duplicate, ends at RCV.NXT. Linux uses its ACK field all the same, but for a
 * request that waits for the handshake's ACK.
 */
export function endsAtLeftEdge(connection: SynchronizedConnection, segment: Segment): boolean {
  const isRequest = connection.state === 'SYN_RECEIVED' && connection.origin === 'passive';
  return !isRequest && segmentLength(segment) > 0 && segmentEnd(segment) === connection.rcv.nxt;
}

/** An unacceptable segment: an ACK in reply, and nothing of it is used. RSTs have been dropped before. */
export function afterUnacceptable(
  connection: SynchronizedConnection,
  segment: Segment,
  now: Milliseconds,
  profile: Profile,
): SynchronizedConnection {
  const isOldFin = segment.flags.fin && segmentEnd(segment) === connection.rcv.nxt;
  // §3.10.7.4 eighth, MUST-13: a retransmitted FIN restarts the 2 MSL, however the ACK is limited.
  const timed =
    connection.state === 'TIME_WAIT' && isOldFin ? restarted2Msl(connection, now, profile) : connection;
  const limited =
    profile.limitsDuplicateAcks === 'all' ||
    (profile.limitsDuplicateAcks === 'without-data' && (segment.flags.syn || segmentLength(segment) === 0));
  return limited ? owingLimitedAck(timed, now, profile) : owingAck(timed, now);
}
