// What changes when a segment leaves (rules.md §1.1): SND.NXT, the timers, and the dues that it pays.
import { InvariantError } from '../kernel/assert.ts';
import type { Milliseconds } from '../kernel/time.ts';
import { ackPaid } from './acknowledgment.ts';
import {
  type Connection,
  closedConnection,
  type Retransmission,
  type RetransmissionTimer,
  type SendingConnection,
  type SendQueue,
  type SynchronizedConnection,
} from './connection.ts';
import { keepAliveOf, keepAliveTimes } from './keep-alive.ts';
import { maySend } from './may-send.ts';
import { isClosing, isSending } from './outgoing.ts';
import type { Profile } from './profile.ts';
import { afterNewTransmission, afterRepeat, currentRto, doubled, settled } from './retransmission.ts';
import { type Segment, segmentDataStart, segmentEnd, segmentLength, segmentText } from './segment.ts';
import {
  sequenceAdd,
  sequenceDifference,
  sequenceLater,
  sequenceLess,
  sequenceLessOrEqual,
} from './sequence-number.ts';
import { type Step, silently } from './step-result.ts';

/**
 * `connection` after `segment` left. Throws where {@link maySend} refuses it, unless it is `behind`: then it
 * was legal a moment ago, and does and pays only what its own numbers do and pay.
 */
export function transmit(
  connection: Connection,
  segment: Segment,
  behind: boolean,
  now: Milliseconds,
  profile: Profile,
): Step {
  if (!behind) {
    const permission = maySend(connection, segment, now, profile);
    if (!permission.allowed) {
      const { reason } = permission.refusal;
      throw new InvariantError(`${connection.state} transmits ${segmentText(segment)}: ${reason}`);
    }
  }
  if (connection.state === 'CLOSED' || connection.state === 'LISTEN') return silently(connection);
  if (segment.flags.rst) return afterReset(connection, segment);
  const sent = isSending(connection) ? afterSending(connection, segment, now, profile) : connection;
  if (sent.state === 'SYN_SENT') return silently(sent);
  return silently(afterAcknowledging(sent, segment, now, profile));
}

/** The reset that a bad ACK drew, or the ABORT that a player's RST is. */
function afterReset(connection: Exclude<Connection, { state: 'CLOSED' | 'LISTEN' }>, segment: Segment): Step {
  if (connection.state === 'SYN_SENT' || connection.state === 'SYN_RECEIVED') {
    const owed = connection.reset;
    if (owed !== null && owed.segment.seq === segment.seq) return silently({ ...connection, reset: null });
    // A reset with the numbers of an earlier bad ACK: the newer one stays owed.
    if (connection.state === 'SYN_SENT' || connection.snd.nxt !== segment.seq) return silently(connection);
  }
  return { connection: closedConnection, effects: [{ kind: 'signal', signal: 'connection-reset' }] };
}

function afterSending(
  connection: SendingConnection,
  segment: Segment,
  now: Milliseconds,
  profile: Profile,
): SendingConnection {
  if (segmentLength(segment) === 0) {
    return connection.state === 'SYN_SENT' ? connection : afterEmptyProbe(connection, segment, now, profile);
  }
  const shaken = segment.flags.syn ? handshakePaid(connection, segment) : connection;
  const end = segmentEnd(segment);
  const { snd, options } = shaken;
  const isNew = sequenceLess(snd.nxt, end);
  const probed = isNew ? undefined : afterProbe(shaken, segment, now, profile);
  if (probed !== undefined) return probed;
  if (isNew) {
    const wasProbe = afterProbe(shaken, segment, now, profile);
    if (wasProbe !== undefined) return withNewSpace(shaken, segment, wasProbe.retransmission);
    // The front went along: it is repeated, and the round trip can't be told (Karn).
    const repeats = sequenceLessOrEqual(segment.seq, snd.una) && sequenceLess(snd.una, snd.nxt);
    const repeated = repeats
      ? afterRepeat(shaken.retransmission, false, now, profile)
      : shaken.retransmission;
    const retransmission = afterNewTransmission(repeated, end, now, options, profile);
    return settled(withNewSpace(shaken, segment, retransmission), now, profile);
  }
  const isFront = sequenceLessOrEqual(segment.seq, snd.una) && sequenceLess(snd.una, end);
  if (!isFront) return withoutSample(shaken);
  return { ...shaken, retransmission: afterRepeat(shaken.retransmission, segment.flags.syn, now, profile) };
}

/** A SYN+ACK that was owed again because the peer repeated its SYN, or the first one. */
function handshakePaid(connection: SendingConnection, segment: Segment): SendingConnection {
  if (connection.state === 'SYN_SENT') return { ...connection, handshake: { kind: 'sent' } };
  if (connection.state !== 'SYN_RECEIVED') return connection;
  // A SYN that sails late does not acknowledge the peer's: the SYN+ACK stays owed.
  if (!segment.flags.ack || segment.ack !== connection.rcv.nxt) return connection;
  return { ...connection, handshake: { kind: 'sent' } };
}

/** SND.NXT moved over what `segment` takes; its octets leave the queue, its FIN is sent. */
function withNewSpace(
  connection: SendingConnection,
  segment: Segment,
  retransmission: Retransmission,
): SendingConnection {
  const { snd } = connection;
  const nxt = segmentEnd(segment);
  const queue = withoutSent(connection, segment);
  if (connection.state === 'SYN_SENT') return { ...connection, snd: { ...snd, nxt }, queue, retransmission };
  const moved = { ...connection.snd, nxt };
  return isClosing(connection) && segment.flags.fin
    ? { ...connection, snd: moved, queue, retransmission, fin: { kind: 'sent' } }
    : { ...connection, snd: moved, queue, retransmission };
}

/** The queue without the octets of `segment` beyond SND.NXT. */
function withoutSent({ snd, queue }: SendingConnection, segment: Segment): SendQueue {
  const start = segmentDataStart(segment);
  const octets = sequenceDifference(sequenceAdd(start, segment.dataLength), sequenceLater(snd.nxt, start));
  return octets <= 0 ? queue : { ...queue, octets: Math.max(0, queue.octets - octets) };
}

/** A probe of a closed window: the next one waits longer (SHLD-30). Undefined where `segment` is none. */
function afterProbe(
  connection: SendingConnection,
  segment: Segment,
  now: Milliseconds,
  profile: Profile,
): SendingConnection | undefined {
  const { timer } = connection.retransmission;
  if (timer.kind !== 'probe-owed' || segmentLength(segment) > 1) return undefined;
  if (connection.state === 'SYN_SENT' || connection.snd.wnd > 0) return undefined;
  return withNextProbe(connection, timer, now, profile);
}

/** Linux' probe without an octet. */
function afterEmptyProbe(
  connection: Exclude<SendingConnection, { state: 'SYN_SENT' }>,
  segment: Segment,
  now: Milliseconds,
  profile: Profile,
): SendingConnection {
  const { timer } = connection.retransmission;
  const isProbe = timer.kind === 'probe-owed' && segment.seq === sequenceAdd(connection.snd.una, -1);
  return isProbe ? withNextProbe(connection, timer, now, profile) : connection;
}

function withNextProbe(
  connection: SendingConnection,
  timer: Extract<RetransmissionTimer, { kind: 'probe-owed' }>,
  now: Milliseconds,
  profile: Profile,
): SendingConnection {
  const { retransmission } = connection;
  const probes = timer.probes + 1;
  const wait = doubled(currentRto(retransmission, profile), probes, profile.persistMax);
  return {
    ...connection,
    retransmission: {
      ...retransmission,
      timer: { kind: 'persist', expiresAt: now + wait, probes },
      count: retransmission.count + 1,
    },
  };
}

/** MUST-18, Karn: something was sent twice, so the running sample is worthless. */
function withoutSample(connection: SendingConnection): SendingConnection {
  const { retransmission } = connection;
  if (retransmission.roundTrip.timed === null) return connection;
  return {
    ...connection,
    retransmission: { ...retransmission, roundTrip: { ...retransmission.roundTrip, timed: null } },
  };
}

/** Every segment with the newest ACK pays the ACK; a keep-alive probe starts the wait for its answer. */
function afterAcknowledging(
  connection: SynchronizedConnection,
  segment: Segment,
  now: Milliseconds,
  profile: Profile,
): SynchronizedConnection {
  const newest = segment.flags.ack && segment.ack === connection.rcv.nxt;
  const paid = newest ? ackPaid(connection, now, profile) : connection;
  const times = keepAliveTimes(paid.options, profile);
  if (times === null) return paid;
  const { keepAlive } = paid;
  const isProbe =
    keepAlive.kind === 'probe-owed' && segmentLength(segment) === 0 && segment.seq !== paid.snd.nxt;
  if (isProbe) {
    const probes = keepAlive.probes + 1;
    return { ...paid, keepAlive: { kind: 'running', expiresAt: now + times.interval, probes } };
  }
  // MUST-26: data that was sent makes the connection other than idle.
  return segmentLength(segment) > 0 ? { ...paid, keepAlive: keepAliveOf(paid, now, profile) } : paid;
}
