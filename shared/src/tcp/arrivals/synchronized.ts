// RFC 9293 §3.10.7.4: a segment arrives in a state in which both ends' sequence numbers are known.
import type { Milliseconds } from '../../kernel/time.ts';
import { owingAck } from '../acknowledgment.ts';
import type { Connection, SynchronizedConnection } from '../connection.ts';
import { isSending } from '../outgoing.ts';
import type { Profile } from '../profile.ts';
import { settled } from '../retransmission.ts';
import { type Segment, segmentDataStart } from '../segment.ts';
import type { SequenceNumber } from '../sequence-number.ts';
import { type Step, silently } from '../step-result.ts';
import { ackArrives } from './acknowledgment-field.ts';
import { resetArrives } from './reset.ts';
import { afterUnacceptable, endsAtLeftEdge, isAcceptable } from './sequence-check.ts';
import { arrivesAtSmallSocket, isSmallSocket } from './small-socket.ts';
import { isCrossingSynAck, synArrivesAtSynReceived, synArrivesLater } from './syn.ts';
import { arrivedText } from './text.ts';

/** The eight steps in their order; `iss` as for a SYN to LISTEN (MAY-2). */
export function arrivesSynchronized(
  connection: SynchronizedConnection,
  segment: Segment,
  iss: SequenceNumber | undefined,
  now: Milliseconds,
  profile: Profile,
): Step {
  const { flags } = segment;
  if (profile.smallSockets && isSmallSocket(connection)) {
    return arrivesAtSmallSocket(connection, segment, iss, now, profile);
  }
  // Second, for its first case is the first step's: an unacceptable RST is dropped without an ACK.
  if (flags.rst) return resetArrives(connection, segment, now, profile);
  if (isCrossingSynAck(connection, segment)) {
    const trimmed = withoutSyn(segment);
    return textAfterAck(owingAck(connection, now), trimmed, now, profile);
  }
  // Fourth before first: RFC 5961 §4 answers a SYN with the same ACK, wherever it lies.
  if (flags.syn) {
    return connection.state === 'SYN_RECEIVED'
      ? synArrivesAtSynReceived(connection, segment, now, profile)
      : synArrivesLater(connection, segment, iss, now, profile);
  }
  // First
  if (!isAcceptable(connection, segment, profile)) {
    return silently(afterUnacceptable(connection, segment, now, profile));
  }
  // Fifth: "If the ACK bit is off, drop the segment and return."
  if (!flags.ack) return silently(connection);
  return textAfterAck(connection, segment, now, profile);
}

/** Steps five to eight. */
function textAfterAck(
  connection: SynchronizedConnection,
  segment: Segment,
  now: Milliseconds,
  profile: Profile,
): Step {
  const arrival = ackArrives(connection, segment, now, profile);
  if (arrival.dropped || !isSynchronized(arrival.connection)) {
    return { connection: arrival.connection, effects: arrival.effects };
  }
  const text = arrivedText(arrival.connection, segment, now, profile);
  const after = acknowledgedOldDuplicate(connection, segment, text.connection, now, profile);
  const timed = isSending(after) ? settled(after, now, profile) : after;
  return { connection: timed, effects: [...arrival.effects, ...text.effects] };
}

/** Linux' old duplicate whose ACK counted (`before` met it): it is acknowledged, but for one that ends all. */
function acknowledgedOldDuplicate(
  before: SynchronizedConnection,
  segment: Segment,
  after: Connection,
  now: Milliseconds,
  profile: Profile,
): Connection {
  if (!profile.acceptsLeftEdge || !endsAtLeftEdge(before, segment)) return after;
  return isSynchronized(after) && after.state !== 'TIME_WAIT' ? owingAck(after, now) : after;
}

function isSynchronized(connection: Connection): connection is SynchronizedConnection {
  return 'rcv' in connection;
}

function withoutSyn(segment: Segment): Segment {
  return { ...segment, seq: segmentDataStart(segment), flags: { ...segment.flags, syn: false } };
}
