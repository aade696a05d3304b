// RFC 9293 §3.10.7.4, fifth: check the ACK field.
import type { Milliseconds } from '../../kernel/time.ts';
import { owingAck, owingLimitedAck } from '../acknowledgment.ts';
import {
  type ClosingConnection,
  type Connection,
  closedConnection,
  type OpenConnection,
  type SendSequence,
  type SynchronizedConnection,
  type SynReceivedConnection,
} from '../connection.ts';
import type { TcpEffect } from '../events.ts';
import { isClosing, resetSegment } from '../outgoing.ts';
import type { Profile } from '../profile.ts';
import { afterAcknowledgment, afterDuplicateAcknowledgment, withTimer } from '../retransmission.ts';
import { type Segment, segmentLength } from '../segment.ts';
import { type SequenceNumber, sequenceAdd, sequenceLess, sequenceLessOrEqual } from '../sequence-number.ts';
import { closing, established, finWait2, timeWait } from '../state-changes.ts';
import { NO_EFFECTS } from '../step-result.ts';

/** The connection after its ACK field was used; `dropped`: the rest of the segment is not used. */
export interface AckArrival {
  readonly connection: Connection;
  readonly effects: readonly TcpEffect[];
  readonly dropped: boolean;
}

function dropped(connection: Connection): AckArrival {
  return { connection, effects: NO_EFFECTS, dropped: true };
}

/** Uses SEG.ACK of `segment`, whose ACK bit is set and whose sequence number is acceptable. */
export function ackArrives(
  connection: SynchronizedConnection,
  segment: Segment,
  now: Milliseconds,
  profile: Profile,
): AckArrival {
  if (connection.state === 'SYN_RECEIVED') return ackArrivesAtSynReceived(connection, segment, now, profile);
  const { snd } = connection;
  // "If the ACK acks something not yet sent, then send an ACK, drop the segment, and return."
  const future = sequenceLess(snd.nxt, segment.ack);
  // MAY-12 (RFC 5961 §5): nor may it be older than the largest window reaches back.
  const oldest = sequenceAdd(snd.una, -snd.maxWnd);
  const tooOld = profile.rfc5961 && sequenceLess(segment.ack, oldest);
  if (future || tooOld) return dropped(owingLimitedAck(connection, now, profile));
  switch (connection.state) {
    case 'FIN_WAIT_2':
      return { connection: withUpdatedWindow(connection, segment), effects: NO_EFFECTS, dropped: false };
    case 'TIME_WAIT':
      // Only a retransmitted FIN matters here; the first step has seen it.
      return { connection, effects: NO_EFFECTS, dropped: false };
    default:
      return acknowledging(connection, segment, now, profile);
  }
}

/** `<SEQ=SEG.ACK><CTL=RST>`, with the numbers of the last segment that drew it (rules.md §1.2). */
export function owingReset(
  connection: SynReceivedConnection,
  segment: Segment,
  now: Milliseconds,
): SynReceivedConnection {
  const since = connection.reset?.since ?? now;
  return { ...connection, reset: { segment: resetSegment(segment.ack), since } };
}

/** SYN_RECEIVED: an ACK of our SYN opens the connection, any other draws an RST. */
function ackArrivesAtSynReceived(
  connection: SynReceivedConnection,
  segment: Segment,
  now: Milliseconds,
  profile: Profile,
): AckArrival {
  const { snd } = connection;
  const acceptable = sequenceLess(snd.una, segment.ack) && sequenceLessOrEqual(segment.ack, snd.nxt);
  const synHasLeft = snd.nxt !== snd.iss;
  const linuxTakesIt =
    profile.acceptsAckOfIss && connection.origin === 'active' && synHasLeft && segment.ack === snd.una;
  if (!acceptable && !linuxTakesIt) {
    return dropped(owingReset(connection, segment, now));
  }
  const opened = established(connection);
  // Where our SYN+ACK had still to leave, the peer's SYN is not acknowledged yet (figure 7).
  const owesAck = connection.handshake.kind === 'owed' && connection.origin === 'active';
  const owing = owesAck ? owingAck(opened, now) : opened;
  const { wnd, wl1, wl2 } = { wnd: segment.window, wl1: segment.seq, wl2: segment.ack };
  const window = { wnd, wl1, wl2, maxWnd: Math.max(snd.maxWnd, wnd) };
  const windowed: OpenConnection = { ...owing, snd: { ...snd, ...window } };
  const arrival = acceptable ? acknowledging(windowed, segment, now, profile) : keep(windowed);
  const told: readonly TcpEffect[] = [{ kind: 'signal', signal: 'connection-open' }, ...arrival.effects];
  // §3.10.4: a CLOSE that was queued takes effect on entering ESTABLISHED.
  const closesAt = connection.closeCalledAt;
  if (closesAt === null || arrival.connection.state !== 'ESTABLISHED') return { ...arrival, effects: told };
  const closed = closing(arrival.connection, 'FIN_WAIT_1', { kind: 'called', since: closesAt });
  return { connection: closed, effects: told, dropped: false };
}

function keep(connection: Connection): AckArrival {
  return { connection, effects: NO_EFFECTS, dropped: false };
}

/** ESTABLISHED processing: SND.UNA, the retransmission queue, the send window. */
function acknowledging(
  connection: OpenConnection | ClosingConnection,
  segment: Segment,
  now: Milliseconds,
  profile: Profile,
): AckArrival {
  const { snd } = connection;
  const { ack } = segment;
  if (sequenceLessOrEqual(ack, snd.una)) {
    return keep(afterOldAck(connection, segment, now, profile));
  }
  const retransmission = afterAcknowledgment(connection, ack, now, profile);
  const advanced = { ...connection, snd: updatedSend(snd, ack, segment), retransmission };
  const effects: readonly TcpEffect[] = [{ kind: 'acknowledged', through: ack }];
  const ofFin = isClosing(advanced) && advanced.fin.kind === 'sent' && ack === snd.nxt;
  return ofFin
    ? finAcknowledged(advanced, effects, now, profile)
    : { connection: advanced, effects, dropped: false };
}

/** An ACK of nothing new: at most a window update, an answer to a probe, or a duplicate (RFC 5681 §2). */
function afterOldAck(
  connection: OpenConnection | ClosingConnection,
  segment: Segment,
  now: Milliseconds,
  profile: Profile,
): OpenConnection | ClosingConnection {
  const { snd, retransmission } = connection;
  const { timer } = retransmission;
  const isDuplicate =
    segment.ack === snd.una &&
    snd.una !== snd.nxt &&
    segmentLength(segment) === 0 &&
    segment.window === snd.wnd;
  const updated = withUpdatedWindow(connection, segment);
  if (timer.kind === 'persist' || timer.kind === 'probe-owed') {
    // MUST-37: as long as the peer answers, the connection stays open.
    const answered = { ...retransmission, userTimeoutAt: null, frontSentAt: null, count: 0 };
    return withTimer({ ...updated, retransmission: answered }, timer);
  }
  if (!isDuplicate) return updated;
  return { ...updated, retransmission: afterDuplicateAcknowledgment(retransmission, snd.nxt, now, profile) };
}

/** The ACK of our FIN: FIN_WAIT_1 to FIN_WAIT_2, CLOSING to TIME_WAIT (MUST-13), LAST_ACK to CLOSED. */
function finAcknowledged(
  connection: ClosingConnection,
  effects: readonly TcpEffect[],
  now: Milliseconds,
  profile: Profile,
): AckArrival {
  switch (connection.state) {
    case 'FIN_WAIT_1':
      return { connection: finWait2(connection, now, profile), effects, dropped: false };
    case 'CLOSING':
      return { connection: timeWait(connection, now, profile), effects, dropped: false };
    case 'LAST_ACK':
      return {
        connection: closedConnection,
        effects: [...effects, { kind: 'signal', signal: 'closed' }],
        dropped: true,
      };
  }
}

/**
 * `snd` with SND.UNA at `una`, and with the window of `segment` where it is the newest: "if SND.WL1 < SEG.SEQ or
 * (SND.WL1 = SEG.SEQ and SND.WL2 =< SEG.ACK)".
 */
function updatedSend(snd: SendSequence, una: SequenceNumber, segment: Segment): SendSequence {
  const newer =
    sequenceLess(snd.wl1, segment.seq) ||
    (snd.wl1 === segment.seq && sequenceLessOrEqual(snd.wl2, segment.ack));
  if (!newer) return una === snd.una ? snd : { ...snd, una };
  const wnd = segment.window;
  return { ...snd, una, wnd, wl1: segment.seq, wl2: segment.ack, maxWnd: Math.max(snd.maxWnd, wnd) };
}

/** `connection` with the window of `segment`, whose ACK is not left of SND.UNA. */
function withUpdatedWindow<Synchronized extends SynchronizedConnection>(
  connection: Synchronized,
  segment: Segment,
): Synchronized {
  if (sequenceLess(segment.ack, connection.snd.una)) return connection;
  return { ...connection, snd: updatedSend(connection.snd, connection.snd.una, segment) };
}
