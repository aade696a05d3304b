// What a connection is told (events) and what it tells (effects).
import type { ConnectionOptions, ConnectionState } from './connection.ts';
import type { Segment } from './segment.ts';
import type { SequenceNumber } from './sequence-number.ts';

/** A user call (RFC 9293 §3.9.1). `octets` of RECEIVE left out: whatever there is, or else the next to come. */
export type UserCall =
  | { readonly kind: 'open-active'; readonly iss: SequenceNumber; readonly remoteUnspecified?: true }
  | { readonly kind: 'open-passive' }
  /** `iss`: of the active OPEN that a SEND on LISTEN makes (§3.10.2); without it the remote is unspecified. */
  | { readonly kind: 'send'; readonly octets: number; readonly iss?: SequenceNumber }
  | { readonly kind: 'receive'; readonly octets?: number }
  | { readonly kind: 'close' }
  | { readonly kind: 'abort' }
  | { readonly kind: 'status' }
  /** Sets what the application may set (MUST-21, MUST-24, MUST-27); a field left out stays. */
  | { readonly kind: 'set'; readonly options: ConnectionOptions };

/** Timers by name, as `timers` lists them and a timer event tells. */
export const TIMER_NAMES = [
  'retransmission',
  'user-timeout',
  'persist',
  'delayed-ack',
  'keep-alive',
  'time-wait',
  'orphan-fin-wait-2',
] as const;

/** One of the timers. */
export type TimerName = (typeof TIMER_NAMES)[number];

/** An ICMP error about this connection (§3.9.2.2). */
export type IcmpError =
  | { readonly kind: 'destination-unreachable'; readonly code: number }
  | { readonly kind: 'time-exceeded' }
  | { readonly kind: 'parameter-problem' }
  | { readonly kind: 'source-quench' };

/** Something that happens to a connection. */
export type TcpEvent =
  | { readonly kind: 'call'; readonly call: UserCall }
  /** `iss`: of the connection that a SYN to LISTEN, or to TIME_WAIT where somebody listens, makes. */
  | { readonly kind: 'segment'; readonly segment: Segment; readonly iss?: SequenceNumber }
  /** `timer` reached its moment. Early or of a timer that does not run: nothing happens. */
  | { readonly kind: 'timer'; readonly timer: TimerName }
  /**
   * `segment` left. One that `maySend` refuses throws; `behind` tells that it was legal up to a moment ago
   * and sails as built: it pays only what its own older numbers pay, what has arrived since stays owed.
   */
  | { readonly kind: 'transmit'; readonly segment: Segment; readonly behind?: true }
  | { readonly kind: 'icmp'; readonly error: IcmpError }
  /** The application closed both directions or died: nobody reads from now on. CLOSE is a call of its own. */
  | { readonly kind: 'application-gone' }
  /** The host lost its memory: the TCB is gone and nobody is told. */
  | { readonly kind: 'host-lost' };

/** Why a call was refused, in RFC 9293's words (§3.10.1 to §3.10.6). */
export type CallError =
  | 'connection does not exist'
  | 'connection already exists'
  | 'connection closing'
  | 'remote socket unspecified';

/** What the user is told. */
export type Signal =
  | { readonly kind: 'signal'; readonly signal: 'connection-open' }
  | { readonly kind: 'signal'; readonly signal: 'connection-refused' }
  | { readonly kind: 'signal'; readonly signal: 'connection-reset' }
  /** The peer's FIN: nothing more will come. */
  | { readonly kind: 'signal'; readonly signal: 'connection-closing' }
  | { readonly kind: 'signal'; readonly signal: 'user-timeout' }
  /** The TCB is gone after a normal close (MUST-12 tells it from an abort). */
  | { readonly kind: 'signal'; readonly signal: 'closed' }
  | { readonly kind: 'signal'; readonly signal: 'error'; readonly error: CallError }
  | { readonly kind: 'signal'; readonly signal: 'status'; readonly state: ConnectionState }
  /** R1 was reached (SHLD-9): the connection is in trouble, and lives on. */
  | { readonly kind: 'signal'; readonly signal: 'retransmission-trouble'; readonly count: number }
  /** A soft ICMP error (SHLD-25), or a hard one that ended the connection (SHLD-26). */
  | { readonly kind: 'signal'; readonly signal: 'unreachable'; readonly error: IcmpError };

/** Who owes a reset that no TCB holds. */
export type ResetCause = 'closed-port' | 'listen' | 'abort' | 'no-reader' | 'keep-alive';

/** What a step tells its caller, beside the connection that follows. */
export type TcpEffect =
  /** Octets in order from `from` on, handed to the user. */
  | { readonly kind: 'delivered'; readonly from: SequenceNumber; readonly octets: number }
  /** An RST owed without a TCB: the caller keeps it (rules.md §1.2). */
  | { readonly kind: 'owes-reset'; readonly segment: Segment; readonly cause: ResetCause }
  | Signal
  /** SND.UNA advanced to `through`: everything before it has arrived. */
  | { readonly kind: 'acknowledged'; readonly through: SequenceNumber };
