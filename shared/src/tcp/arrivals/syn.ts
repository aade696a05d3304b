// RFC 9293 §3.10.7.4, fourth: check the SYN bit (with RFC 5961 §4), and what figure 7 and MAY-2 add to it.
import type { Milliseconds } from '../../kernel/time.ts';
import { owingAck, owingLimitedAck } from '../acknowledgment.ts';
import {
  type Connection,
  closedConnection,
  listenConnection,
  type SynchronizedConnection,
  type SynReceivedConnection,
  type TimeWaitConnection,
} from '../connection.ts';
import { resetAckSegment } from '../outgoing.ts';
import type { Profile } from '../profile.ts';
import { type Segment, segmentEnd } from '../segment.ts';
import {
  type SequenceNumber,
  sequenceLess,
  sequenceLessOrEqual,
  sequenceNumber,
} from '../sequence-number.ts';
import { synReceivedFromListen } from '../state-changes.ts';
import { type Step, silently } from '../step-result.ts';
import { owingReset } from './acknowledgment-field.ts';
import { resetFor } from './closed.ts';
import { inReceiveWindow } from './sequence-check.ts';
import { withHeldTextOfSyn } from './text.ts';

/**
 * The SYN+ACK that crosses ours in a simultaneous open (figure 7, MUST-10). The first step read literally
 * would refuse it, for its SYN lies left of the window: so the SYN is trimmed off and the rest counts.
 */
export function isCrossingSynAck(connection: SynchronizedConnection, segment: Segment): boolean {
  const { flags } = segment;
  return (
    connection.state === 'SYN_RECEIVED' &&
    connection.origin === 'active' &&
    flags.syn &&
    flags.ack &&
    !flags.rst &&
    segment.seq === connection.rcv.irs &&
    sequenceLess(connection.snd.una, segment.ack) &&
    sequenceLessOrEqual(segment.ack, connection.snd.nxt)
  );
}

/** A SYN (no RST) at SYN_RECEIVED. */
export function synArrivesAtSynReceived(
  connection: SynReceivedConnection,
  segment: Segment,
  now: Milliseconds,
  profile: Profile,
): Step {
  // A duplicate of the SYN that we know: our answer may have been lost.
  if (segment.seq === connection.rcv.irs && !segment.flags.ack) {
    const answersAgain =
      profile.duplicateSyn === 'syn-ack' ||
      (profile.duplicateSyn === 'syn-ack-if-passive' && connection.origin === 'passive');
    if (!answersAgain) return silently(owingAck(connection, now));
    if (connection.handshake.kind === 'owed') return silently(connection);
    return silently({ ...connection, handshake: { kind: 'owed', since: now } });
  }
  // Linux looks at the ACK of a request first.
  const isRequest = profile.synInSynReceived === 'reset' && connection.origin === 'passive';
  if (isRequest && segment.flags.ack && segment.ack !== connection.snd.nxt) {
    return silently(owingReset(connection, segment, now));
  }
  // Left or right of the window: an ACK, as for every unacceptable segment (first step).
  if (!inReceiveWindow(connection, segment.seq)) {
    return silently(
      profile.limitsDuplicateAcks === 'none'
        ? owingAck(connection, now)
        : owingLimitedAck(connection, now, profile),
    );
  }
  // "If the connection was initiated with a passive OPEN, then return this connection to the LISTEN state."
  if (connection.origin === 'passive') return afterSynInWindow(segment, profile);
  // RFC 5961 §4: challenge ACK.
  if (profile.rfc5961) return silently(owingLimitedAck(connection, now, profile));
  return synIsAnError(segment);
}

/** Linux sends an RST besides. */
function afterSynInWindow(segment: Segment, profile: Profile): Step {
  const reset = profile.synInSynReceived === 'reset' ? resetFor(segment) : undefined;
  if (reset === undefined) return silently(listenConnection);
  return {
    connection: listenConnection,
    effects: [{ kind: 'owes-reset', segment: reset, cause: 'listen' }],
  };
}

/** RFC 793's rule, where RFC 5961 is switched off. */
function synIsAnError(segment: Segment): Step {
  const reset = resetAckSegment(sequenceNumber(0), segmentEnd(segment));
  return {
    connection: closedConnection,
    effects: [
      { kind: 'owes-reset', segment: reset, cause: 'abort' },
      { kind: 'signal', signal: 'connection-reset' },
    ],
  };
}

/** A SYN (no RST) in any later state, whatever its number: the peer is challenged (RFC 5961 §4). */
export function synArrivesLater(
  connection: Exclude<SynchronizedConnection, SynReceivedConnection>,
  segment: Segment,
  iss: SequenceNumber | undefined,
  now: Milliseconds,
  profile: Profile,
): Step {
  if (connection.state === 'TIME_WAIT') {
    const reopened = reopenedFromTimeWait(connection, segment, iss, now, profile);
    if (reopened !== undefined) return silently(reopened);
  }
  if (!profile.rfc5961 && inReceiveWindow(connection, segment.seq)) return synIsAnError(segment);
  return silently(owingLimitedAck(connection, now, profile));
}

/**
 * MAY-2 (§3.6.1): a SYN beyond RCV.NXT opens a new connection, where somebody listens (`iss` is given) and
 * the new ISS lies beyond every number that the old connection used; undefined otherwise.
 */
export function reopenedFromTimeWait(
  connection: TimeWaitConnection,
  segment: Segment,
  iss: SequenceNumber | undefined,
  now: Milliseconds,
  profile: Profile,
): Connection | undefined {
  if (!profile.acceptsSynInTimeWait || iss === undefined || segment.flags.ack) return undefined;
  if (!sequenceLess(connection.rcv.nxt, segment.seq)) return undefined;
  if (!sequenceLess(connection.snd.nxt, iss)) return undefined;
  if (segment.flags.fin && !profile.acceptsSynFin) return undefined;
  return withHeldTextOfSyn(synReceivedFromListen(iss, segment, 0, now, profile), segment, profile);
}
