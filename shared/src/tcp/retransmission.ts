// The retransmission timer (RFC 6298 §5) with its back-off, R1 and R2 (RFC 9293 §3.8.3), and the persist timer.
import type { Milliseconds } from '../kernel/time.ts';
import type {
  ConnectionOptions,
  Retransmission,
  RetransmissionTimer,
  SendingConnection,
} from './connection.ts';
import type { Profile, RetransmissionLimit } from './profile.ts';
import { initialRoundTrip, sampledAt } from './round-trip.ts';
import { needsPersist } from './send-window.ts';
import { type SequenceNumber, sequenceLess } from './sequence-number.ts';

const OFF: RetransmissionTimer = { kind: 'off' };

/** When the user time-out ends a wait that begins at `now`; null where there is none. */
export function userTimeoutFrom(
  now: Milliseconds,
  options: ConnectionOptions,
  profile: Profile,
): Milliseconds | null {
  const timeout = options.userTimeout ?? profile.userTimeout;
  return timeout === null ? null : now + timeout;
}

/** Of a connection whose SYN has not left. The user time-out runs from the OPEN, or from the peer's SYN, on. */
export function initialRetransmission(
  now: Milliseconds,
  options: ConnectionOptions,
  profile: Profile,
): Retransmission {
  return {
    timer: OFF,
    count: 0,
    backOff: 0,
    frontSentAt: null,
    userTimeoutAt: userTimeoutFrom(now, options, profile),
    duplicateAcknowledgments: 0,
    recoverTo: null,
    roundTrip: initialRoundTrip(profile),
  };
}

/** `base` doubled `times` times, never above `most`. */
export function doubled(base: Milliseconds, times: number, most: Milliseconds): Milliseconds {
  let wait = base;
  for (let time = 0; time < times && wait < most; time += 1) wait *= 2;
  return Math.min(most, wait);
}

/** The RTO as it stands, doubled as often as the bell has been paid (RFC 6298 §5.5), never above its bound. */
export function currentRto(retransmission: Retransmission, profile: Profile): Milliseconds {
  return doubled(retransmission.roundTrip.rto, retransmission.backOff, profile.rtoMax);
}

function running(retransmission: Retransmission, now: Milliseconds, profile: Profile): RetransmissionTimer {
  return { kind: 'running', expiresAt: now + currentRto(retransmission, profile) };
}

/** After new sequence space up to `upTo` has left: the timer runs (RFC 6298 §5.1), a round trip is timed. */
export function afterNewTransmission(
  retransmission: Retransmission,
  upTo: SequenceNumber,
  now: Milliseconds,
  options: ConnectionOptions,
  profile: Profile,
): Retransmission {
  const { timer, roundTrip } = retransmission;
  const idle = timer.kind === 'off' || timer.kind === 'persist' || timer.kind === 'probe-owed';
  const times = profile.rttSampling && roundTrip.timed === null && retransmission.count === 0;
  return {
    ...retransmission,
    timer: idle ? running(retransmission, now, profile) : timer,
    frontSentAt: retransmission.frontSentAt ?? now,
    userTimeoutAt: retransmission.userTimeoutAt ?? userTimeoutFrom(now, options, profile),
    roundTrip: times ? { ...roundTrip, timed: { upTo, sentAt: now } } : roundTrip,
  };
}

/** After the front of the queue has left again: the bell is paid, the timer starts anew, no sample (Karn). */
export function afterRepeat(
  retransmission: Retransmission,
  isSyn: boolean,
  now: Milliseconds,
  profile: Profile,
): Retransmission {
  const { timer, roundTrip, count, backOff } = retransmission;
  const timedOut = timer.kind === 'repeat-owed' && timer.cause === 'time-out';
  const linear = isSyn && count < profile.linearSynRepeats;
  const paid: Retransmission = {
    ...retransmission,
    count: count + 1,
    // RFC 6298 §5.5: only a time-out doubles the RTO.
    backOff: timedOut && !linear ? backOff + 1 : backOff,
    duplicateAcknowledgments: 0,
    // MUST-18, Karn: an ACK could be of either transmission.
    roundTrip: roundTrip.timed === null ? roundTrip : { ...roundTrip, timed: null },
  };
  return { ...paid, timer: running(paid, now, profile) };
}

/** After `ack` advanced SND.UNA from where `snd` has it (RFC 6298 §5.2, §5.3). */
export function afterAcknowledgment(
  connection: Pick<SendingConnection, 'retransmission' | 'options' | 'snd'>,
  una: SequenceNumber,
  now: Milliseconds,
  profile: Profile,
): Retransmission {
  const { retransmission, options } = connection;
  const { nxt } = connection.snd;
  const ofSyn = connection.snd.una === connection.snd.iss;
  const roundTrip = sampledAt(retransmission.roundTrip, una, now, profile);
  const sampled = roundTrip !== retransmission.roundTrip;
  const { recoverTo } = retransmission;
  // RFC 6298 §5.7: after a SYN that had to be repeated, data starts with a longer RTO and no back-off.
  const slowSyn = ofSyn && retransmission.count > 0;
  const recovers = recoverTo !== null && sequenceLess(una, recoverTo);
  const outstanding = una !== nxt;
  const next: Retransmission = {
    timer: OFF,
    count: 0,
    backOff: sampled || slowSyn || !profile.backOffUntilSample ? 0 : retransmission.backOff,
    frontSentAt: outstanding ? now : null,
    userTimeoutAt: outstanding ? userTimeoutFrom(now, options, profile) : null,
    duplicateAcknowledgments: 0,
    recoverTo: recovers ? recoverTo : null,
    roundTrip: slowSyn
      ? { ...roundTrip, rto: Math.max(roundTrip.rto, profile.rtoAfterSynRepeat) }
      : roundTrip,
  };
  if (!outstanding) return next;
  // rules.md §1.3: an ACK that stays short of what was outstanding at the bell owes the next front at once.
  if (recovers)
    return { ...next, timer: { kind: 'repeat-owed', since: now, cause: 'partial-acknowledgment' } };
  return { ...next, timer: running(next, now, profile) };
}

/** After a duplicate ACK: the third owes a repeat as the bell does (RFC 5681 §3.2). */
export function afterDuplicateAcknowledgment(
  retransmission: Retransmission,
  nxt: SequenceNumber,
  now: Milliseconds,
  profile: Profile,
): Retransmission {
  const duplicateAcknowledgments = retransmission.duplicateAcknowledgments + 1;
  const counted = { ...retransmission, duplicateAcknowledgments };
  const third = profile.fastRetransmit && duplicateAcknowledgments === 3;
  if (!third || retransmission.timer.kind !== 'running' || retransmission.recoverTo !== null) return counted;
  return {
    ...counted,
    recoverTo: nxt,
    timer: { kind: 'repeat-owed', since: now, cause: 'duplicate-acknowledgments' },
  };
}

/** R2 (MUST-20): whether the front has been repeated for long or often enough to give up. */
export function reachedLimit(
  retransmission: Retransmission,
  limit: RetransmissionLimit,
  now: Milliseconds,
): boolean {
  if (limit.kind === 'count') return retransmission.count >= limit.repeats;
  return retransmission.frontSentAt !== null && now - retransmission.frontSentAt >= limit.after;
}

/**
 * `connection` with the timer that its window asks for: persist where the window is closed and nothing else
 * could open it (§3.8.6.1), the retransmission timer where something is outstanding, else none.
 */
export function settled<Sending extends SendingConnection>(
  connection: Sending,
  now: Milliseconds,
  profile: Profile,
): Sending {
  const { retransmission, snd } = connection;
  const { timer } = retransmission;
  const state: SendingConnection = connection;
  if (state.state === 'SYN_SENT' || state.state === 'SYN_RECEIVED') return connection;
  const persisting = timer.kind === 'persist' || timer.kind === 'probe-owed';
  if (needsPersist(state, profile)) {
    if (persisting) return connection;
    // SHLD-29: the first probe after one RTO.
    const expiresAt = now + currentRto(retransmission, profile);
    return withTimer(connection, { kind: 'persist', expiresAt, probes: 0 });
  }
  if (!persisting) return connection;
  if (snd.nxt === snd.una) return withTimer(connection, OFF);
  const userTimeoutAt = retransmission.userTimeoutAt ?? userTimeoutFrom(now, connection.options, profile);
  const waiting: Retransmission = {
    ...retransmission,
    userTimeoutAt,
    frontSentAt: retransmission.frontSentAt ?? now,
  };
  return { ...connection, retransmission: { ...waiting, timer: running(waiting, now, profile) } };
}

/** `connection` with `timer` as its retransmission timer. */
export function withTimer<Sending extends SendingConnection>(
  connection: Sending,
  timer: RetransmissionTimer,
): Sending {
  return { ...connection, retransmission: { ...connection.retransmission, timer } };
}
