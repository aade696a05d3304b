// Round-trip times and the RTO that follows from them (RFC 6298 §2 to §5, Karn's algorithm: MUST-18).
import type { Milliseconds } from '../kernel/time.ts';
import type { Profile } from './profile.ts';
import { type SequenceNumber, sequenceLess } from './sequence-number.ts';

/** A transmission whose acknowledgment will give a sample: the first time `upTo` was reached. */
export interface TimedTransmission {
  /** The sequence number that an ACK must reach. */
  readonly upTo: SequenceNumber;
  readonly sentAt: Milliseconds;
}

/** What is known of the round trip; `srtt` and `rttvar` are null until the first sample. Milliseconds. */
export interface RoundTrip {
  readonly rto: Milliseconds;
  readonly srtt: number | null;
  readonly rttvar: number | null;
  /** The transmission being timed: null where there is none, or where Karn's algorithm forbids it. */
  readonly timed: TimedTransmission | null;
}

/** Nothing is known yet: the RTO is the profile's first (RFC 6298 §2.1). */
export function initialRoundTrip(profile: Profile): RoundTrip {
  return { rto: profile.rtoInitial, srtt: null, rttvar: null, timed: null };
}

/** `roundTrip` with the sample `rtt` taken in, alpha 1/8 and beta 1/4 (RFC 6298 §2.2, §2.3). */
export function withSample(roundTrip: RoundTrip, rtt: Milliseconds, profile: Profile): RoundTrip {
  const first = roundTrip.srtt === null || roundTrip.rttvar === null;
  const rttvar = first
    ? rtt / 2
    : 0.75 * (roundTrip.rttvar ?? 0) + 0.25 * Math.abs((roundTrip.srtt ?? 0) - rtt);
  const srtt = first ? rtt : 0.875 * (roundTrip.srtt ?? 0) + 0.125 * rtt;
  const rto = Math.ceil(srtt + Math.max(1, 4 * rttvar));
  return { rto: Math.min(profile.rtoMax, Math.max(profile.rtoMin, rto)), srtt, rttvar, timed: null };
}

/** `roundTrip` once an ACK has reached `una`: a sample where the timed transmission is covered. */
export function sampledAt(
  roundTrip: RoundTrip,
  una: SequenceNumber,
  now: Milliseconds,
  profile: Profile,
): RoundTrip {
  const { timed } = roundTrip;
  if (timed === null || sequenceLess(una, timed.upTo)) return roundTrip;
  return withSample(roundTrip, now - timed.sentAt, profile);
}
