// When this end owes an ACK: at once, after a while (RFC 9293 §3.8.6.3), or not at all (RFC 5961 §7).
import type { Milliseconds } from '../kernel/time.ts';
import type { Acknowledgment, ChallengeThrottle, SynchronizedConnection } from './connection.ts';
import type { Profile } from './profile.ts';

/** No challenge ACK sent. */
export const UNUSED_THROTTLE: ChallengeThrottle = { count: 0, since: 0 };

/** An ACK owed from `now` on, or from when one has been owed already; nothing holds it down. */
export function owedAck(acknowledgment: Acknowledgment, now: Milliseconds): Acknowledgment {
  if (acknowledgment.kind === 'owed' && !acknowledgment.limited) return acknowledgment;
  const since = acknowledgment.kind === 'owed' ? acknowledgment.since : now;
  return { kind: 'owed', since, limited: false };
}

/** `connection` owing an ACK. */
export function owingAck<Synchronized extends SynchronizedConnection>(
  connection: Synchronized,
  now: Milliseconds,
): Synchronized {
  const acknowledgment = owedAck(connection.acknowledgment, now);
  return acknowledgment === connection.acknowledgment ? connection : { ...connection, acknowledgment };
}

/** `connection` owing a challenge or duplicate ACK, unless it has sent its share of them (RFC 5961 §7). */
export function owingLimitedAck<Synchronized extends SynchronizedConnection>(
  connection: Synchronized,
  now: Milliseconds,
  profile: Profile,
): Synchronized {
  const { acknowledgment, challenge } = connection;
  if (acknowledgment.kind === 'owed') return connection;
  const limit = profile.challengeLimit;
  if (limit !== null && now - challenge.since < limit.interval && challenge.count >= limit.acknowledgments) {
    return connection;
  }
  return { ...connection, acknowledgment: { kind: 'owed', since: now, limited: true } };
}

/** The ACK of `octets` that arrived in order: it may wait (SHLD-18), but not for long (MUST-40). */
export function ackOfText(
  acknowledgment: Acknowledgment,
  octets: number,
  now: Milliseconds,
  profile: Profile,
): Acknowledgment {
  if (acknowledgment.kind === 'owed' || profile.delayedAck === 0) return owedAck(acknowledgment, now);
  const waiting = acknowledgment.kind === 'delayed' ? acknowledgment.octets : 0;
  // SHLD-19: an ACK for at least every second full-sized segment.
  if (waiting + octets >= 2 * profile.mss) return owedAck(acknowledgment, now);
  const expiresAt = acknowledgment.kind === 'delayed' ? acknowledgment.expiresAt : now + profile.delayedAck;
  return { kind: 'delayed', expiresAt, octets: waiting + octets };
}

/** `connection` after a segment that acknowledges RCV.NXT has left: nothing is owed, a limited ACK counts. */
export function ackPaid<Synchronized extends SynchronizedConnection>(
  connection: Synchronized,
  now: Milliseconds,
  profile: Profile,
): Synchronized {
  const { acknowledgment, challenge } = connection;
  if (acknowledgment.kind === 'none') return connection;
  const paid: Synchronized = { ...connection, acknowledgment: { kind: 'none' } };
  if (acknowledgment.kind !== 'owed' || !acknowledgment.limited || profile.challengeLimit === null)
    return paid;
  const within = challenge.count > 0 && now - challenge.since < profile.challengeLimit.interval;
  const counted = within ? { ...challenge, count: challenge.count + 1 } : { count: 1, since: now };
  return { ...paid, challenge: counted };
}
