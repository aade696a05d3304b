// Round-trip times and the RTO that follows from them (RFC 6298 §2 to §5, Karn's algorithm: MUST-18).
import type { Milliseconds } from '../kernel/time.ts';
import type { SequenceNumber } from './sequence-number.ts';

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
