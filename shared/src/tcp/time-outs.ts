// RFC 9293 §3.10.8: time-outs. A timer makes something owed, or ends the connection; nothing is sent by it.
import type { Milliseconds } from '../kernel/time.ts';
import {
  type Connection,
  closedConnection,
  listenConnection,
  type RetransmissionTimer,
  type SendingConnection,
  type SynchronizedConnection,
} from './connection.ts';
import type { TcpEffect, TimerName } from './events.ts';
import { keepAliveOf, keepAliveTimes } from './keep-alive.ts';
import { abortSegment, isSending, resetAckSegment } from './outgoing.ts';
import type { Profile, RetransmissionLimit } from './profile.ts';
import { reachedLimit, userTimeoutFrom, withTimer } from './retransmission.ts';
import { NO_EFFECTS, type Step, silently } from './step-result.ts';

const USER_TIMEOUT: TcpEffect = { kind: 'signal', signal: 'user-timeout' };

/** `connection` after `timer` rang. A timer that does not run, or whose moment has not come, changes nothing. */
export function timeOut(connection: Connection, timer: TimerName, now: Milliseconds, profile: Profile): Step {
  switch (timer) {
    case 'retransmission':
      return isSending(connection) ? retransmissionTimeOut(connection, now, profile) : silently(connection);
    case 'user-timeout':
      return userTimeOut(connection, now, profile);
    case 'persist':
      return isSending(connection) ? persistTimeOut(connection, now, profile) : silently(connection);
    case 'delayed-ack':
      return 'rcv' in connection ? delayedAckTimeOut(connection, now) : silently(connection);
    case 'keep-alive':
      return 'rcv' in connection ? keepAliveTimeOut(connection, now, profile) : silently(connection);
    case 'time-wait':
      return timeWaitTimeOut(connection, now);
    case 'orphan-fin-wait-2':
      return orphanTimeOut(connection, now);
  }
}

/** R2 for what stands at the front: a SYN (MUST-22, MUST-23), a SYN+ACK, or data and FIN. */
function limitOf(connection: SendingConnection, profile: Profile): RetransmissionLimit {
  if (connection.state === 'SYN_SENT') return profile.r2Syn;
  if (connection.snd.una === connection.snd.iss) return profile.r2SynAck;
  return connection.orphan ? profile.r2Orphan : profile.r2;
}

/** "Retransmission timeout": the front of the queue is owed again; the RTO backs off when it leaves. */
function retransmissionTimeOut(connection: SendingConnection, now: Milliseconds, profile: Profile): Step {
  const { retransmission } = connection;
  if (retransmission.timer.kind !== 'running' || retransmission.timer.expiresAt > now)
    return silently(connection);
  // MUST-20: R2 closes the connection.
  if (reachedLimit(retransmission, limitOf(connection, profile), now)) return givenUp(connection);
  const rung: RetransmissionTimer = { kind: 'repeat-owed', since: now, cause: 'time-out' };
  const owing = withTimer(connection, rung);
  const recovering = { ...owing, retransmission: { ...owing.retransmission, recoverTo: connection.snd.nxt } };
  // SHLD-9: at R1 the user is told.
  const troubled = retransmission.count === profile.r1;
  const effects: readonly TcpEffect[] = troubled
    ? [{ kind: 'signal', signal: 'retransmission-trouble', count: retransmission.count }]
    : NO_EFFECTS;
  return { connection: recovering, effects };
}

/** A child of a listener gives its place back; everything else is closed and the user told (§3.8.3). */
function givenUp(connection: SendingConnection): Step {
  if (connection.state === 'SYN_RECEIVED' && connection.origin === 'passive')
    return silently(listenConnection);
  return { connection: closedConnection, effects: [USER_TIMEOUT] };
}

/**
 * "USER TIMEOUT: For any state if the user timeout expires, flush all queues, ... delete the TCB, enter the
 * CLOSED state, and return." No segment is sent. Once our FIN is acknowledged nothing is outstanding and no
 * such timer runs here; a caller that keeps one of its own ends the connection by it all the same.
 */
function userTimeOut(connection: Connection, now: Milliseconds, profile: Profile): Step {
  if (connection.state === 'CLOSED' || connection.state === 'LISTEN') return silently(connection);
  if (!isSending(connection)) return silently(closedConnection);
  const { userTimeoutAt } = connection.retransmission;
  if (userTimeoutAt === null || userTimeoutAt > now) return silently(connection);
  // A child that has a time-out of its own gives its place back as after R2: its listener goes on.
  if (connection.state === 'SYN_RECEIVED' && profile.synReceivedTimeout !== null) return givenUp(connection);
  return { connection: closedConnection, effects: [USER_TIMEOUT] };
}

/** §3.8.6.1: a probe of the closed window is owed (MUST-36). Only silence ends the connection (MUST-37). */
function persistTimeOut(connection: SendingConnection, now: Milliseconds, profile: Profile): Step {
  const { retransmission } = connection;
  const { timer } = retransmission;
  if (timer.kind !== 'persist' || timer.expiresAt > now) return silently(connection);
  // MUST-37: answers start the count anew, silence adds up to R2.
  if (reachedLimit(retransmission, limitOf(connection, profile), now)) return givenUp(connection);
  const { options } = connection;
  const userTimeoutAt = retransmission.userTimeoutAt ?? userTimeoutFrom(now, options, profile);
  const frontSentAt = retransmission.frontSentAt ?? now;
  const owing = withTimer(connection, { kind: 'probe-owed', since: now, probes: timer.probes });
  return silently({ ...owing, retransmission: { ...owing.retransmission, userTimeoutAt, frontSentAt } });
}

/** MUST-40: an ACK waits less than half a second. */
function delayedAckTimeOut(connection: SynchronizedConnection, now: Milliseconds): Step {
  const { acknowledgment } = connection;
  if (acknowledgment.kind !== 'delayed' || acknowledgment.expiresAt > now) return silently(connection);
  return silently({ ...connection, acknowledgment: { kind: 'owed', since: now, limited: false } });
}

/** §3.8.4: a probe is owed. MUST-29: it takes several without answer to call the connection dead. */
function keepAliveTimeOut(connection: SynchronizedConnection, now: Milliseconds, profile: Profile): Step {
  const { keepAlive } = connection;
  if (keepAlive.kind !== 'running' || keepAlive.expiresAt > now) return silently(connection);
  const times = keepAliveTimes(connection.options, profile);
  // MUST-26: not while something is on its way or waits for the window; those have timers of their own.
  const busy =
    isSending(connection) && (connection.snd.una !== connection.snd.nxt || connection.queue.octets > 0);
  if (busy) return silently({ ...connection, keepAlive: keepAliveOf(connection, now, profile) });
  if (times !== null && keepAlive.probes >= times.probes) return keepAliveDeath(connection, profile);
  return silently({ ...connection, keepAlive: { kind: 'probe-owed', since: now, probes: keepAlive.probes } });
}

function keepAliveDeath(connection: SynchronizedConnection, profile: Profile): Step {
  if (!profile.keepAliveDeathResets) return { connection: closedConnection, effects: [USER_TIMEOUT] };
  const segment = profile.abortsWithAck
    ? resetAckSegment(connection.snd.nxt, connection.rcv.nxt)
    : abortSegment(connection, profile);
  return {
    connection: closedConnection,
    effects: [{ kind: 'owes-reset', segment, cause: 'keep-alive' }, USER_TIMEOUT],
  };
}

/** "TIME-WAIT TIMEOUT": the connection is gone after 2 MSL (MUST-13). */
function timeWaitTimeOut(connection: Connection, now: Milliseconds): Step {
  if (connection.state !== 'TIME_WAIT' || connection.expiresAt > now) return silently(connection);
  return { connection: closedConnection, effects: [{ kind: 'signal', signal: 'closed' }] };
}

/** Linux' tcp_fin_timeout, not in the RFC: silently, so that a late FIN will draw an RST. */
function orphanTimeOut(connection: Connection, now: Milliseconds): Step {
  if (connection.state !== 'FIN_WAIT_2') return silently(connection);
  if (connection.orphanExpiresAt === null || connection.orphanExpiresAt > now) return silently(connection);
  return { connection: closedConnection, effects: [{ kind: 'signal', signal: 'closed' }] };
}
