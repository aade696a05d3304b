// The Transmission Control Block (RFC 9293 §3.3.1) as plain data. Each state has the fields that it can
// have and no others: no receive sequence before a SYN came, no retransmission once the FIN is acknowledged.
import type { Milliseconds } from '../kernel/time.ts';
import type { RoundTrip } from './round-trip.ts';
import type { Segment } from './segment.ts';
import type { SequenceNumber } from './sequence-number.ts';

/** The eleven states of §3.3.2. */
export const CONNECTION_STATES = [
  'CLOSED',
  'LISTEN',
  'SYN_SENT',
  'SYN_RECEIVED',
  'ESTABLISHED',
  'FIN_WAIT_1',
  'FIN_WAIT_2',
  'CLOSE_WAIT',
  'CLOSING',
  'LAST_ACK',
  'TIME_WAIT',
] as const;

/** One of the eleven states. */
export type ConnectionState = (typeof CONNECTION_STATES)[number];

/** Send sequence variables before the peer's window is known: our SYN takes ISS. */
export interface InitialSendSequence {
  /** ISS */
  readonly iss: SequenceNumber;
  /** SND.UNA: the oldest number sent and not acknowledged. */
  readonly una: SequenceNumber;
  /** SND.NXT: the next number to send; ISS until the SYN has left. */
  readonly nxt: SequenceNumber;
}

/** Send sequence variables (§3.3.1). */
export interface SendSequence extends InitialSendSequence {
  /** SND.WND in octets, counted from SND.UNA. */
  readonly wnd: number;
  /** SND.WL1: SEG.SEQ of the segment that gave SND.WND. */
  readonly wl1: SequenceNumber;
  /** SND.WL2: SEG.ACK of the segment that gave SND.WND. */
  readonly wl2: SequenceNumber;
  /** MAX.SND.WND (RFC 5961 §5): the largest window that the peer has offered. */
  readonly maxWnd: number;
}

/** Octets that arrived beyond RCV.NXT: from `from` up to `to`, that one not included. */
export interface HeldOctets {
  readonly from: SequenceNumber;
  readonly to: SequenceNumber;
}

/** Receive sequence variables (§3.3.1), and what has been received but not handed to the user. */
export interface ReceiveSequence {
  /** IRS */
  readonly irs: SequenceNumber;
  /** RCV.NXT */
  readonly nxt: SequenceNumber;
  /** RCV.WND in octets. */
  readonly wnd: number;
  /** Octets in order that no RECEIVE has taken yet. */
  readonly unread: number;
  /** Octets that queued RECEIVE calls still ask for. */
  readonly wanted: number;
  /** Out of order (SHLD-31), in order of `from`, neither touching nor overlapping. */
  readonly held: readonly HeldOctets[];
  /** Sequence number of a FIN that waits for octets before it, or was heard before ESTABLISHED. */
  readonly heldFin: SequenceNumber | null;
}

/** What user calls have handed over and the wire has not taken yet. */
export interface SendQueue {
  /** Octets of SEND calls from SND.NXT on (from ISS + 1 where the SYN has not left). */
  readonly octets: number;
  /** When the queue last became other than empty; undefined meaning only while it is empty. */
  readonly since: Milliseconds;
}

/** One timer for everything unacknowledged, or for a closed window: never both (RFC 6298 §5, §3.8.6.1). */
export type RetransmissionTimer =
  | { readonly kind: 'off' }
  | { readonly kind: 'running'; readonly expiresAt: Milliseconds }
  /** The bell has rung: a repeat of the front is owed and no second bell rings until it leaves. */
  | { readonly kind: 'repeat-owed'; readonly since: Milliseconds; readonly cause: RepeatCause }
  | { readonly kind: 'persist'; readonly expiresAt: Milliseconds; readonly probes: number }
  | { readonly kind: 'probe-owed'; readonly since: Milliseconds; readonly probes: number };

/** Why a repeat is owed. Only a time-out backs the RTO off. */
export type RepeatCause = 'time-out' | 'duplicate-acknowledgments' | 'partial-acknowledgment';

/** Retransmission of what is outstanding (§3.8.1 to §3.8.3, RFC 6298). */
export interface Retransmission {
  readonly timer: RetransmissionTimer;
  /** Times that the front of the queue has been repeated: compared with R1 and R2. */
  readonly count: number;
  /** Times that the RTO has been doubled. */
  readonly backOff: number;
  /** First transmission of the front of the queue; null while nothing is outstanding. */
  readonly frontSentAt: Milliseconds | null;
  /** User time-out (§3.8.3, §3.10.8); null while nothing is outstanding. */
  readonly userTimeoutAt: Milliseconds | null;
  /** Consecutive duplicate ACKs (RFC 5681 §2). */
  readonly duplicateAcknowledgments: number;
  /** SND.NXT when the bell rang: until an ACK reaches it, each partial ACK owes the next front. */
  readonly recoverTo: SequenceNumber | null;
  readonly roundTrip: RoundTrip;
}

/** The ACK that this end owes its peer. A delayed one (§3.8.6.3) is owed when its timer expires. */
export type Acknowledgment =
  | { readonly kind: 'none' }
  | { readonly kind: 'delayed'; readonly expiresAt: Milliseconds; readonly octets: number }
  /** `limited`: counts against the throttle of challenge and duplicate ACKs when it leaves. */
  | { readonly kind: 'owed'; readonly since: Milliseconds; readonly limited: boolean };

/** Challenge ACKs sent in the running interval (RFC 5961 §7). */
export interface ChallengeThrottle {
  readonly count: number;
  readonly since: Milliseconds;
}

/** Keep-alive (§3.8.4); `probes` counts those that went unanswered. */
export type KeepAlive =
  | { readonly kind: 'off' }
  | { readonly kind: 'running'; readonly expiresAt: Milliseconds; readonly probes: number }
  | { readonly kind: 'probe-owed'; readonly since: Milliseconds; readonly probes: number };

/** What the application has set for this connection; a field that is left out follows the profile. */
export interface ConnectionOptions {
  /** MUST-24: the application turns keep-alives on or off; MUST-27: and sets their interval. */
  readonly keepAlive?: {
    readonly idle: Milliseconds;
    readonly interval: Milliseconds;
    readonly probes: number;
  } | null;
  /** User time-out of OPEN and SEND (§3.9.1), and thereby R2 (MUST-21). */
  readonly userTimeout?: Milliseconds;
}

/** A SYN or SYN+ACK that is owed, or the moment when it needs no more care than the RTO gives it. */
export type Handshake = { readonly kind: 'owed'; readonly since: Milliseconds } | { readonly kind: 'sent' };

/** An RST owed to a bad ACK in SYN_SENT or SYN_RECEIVED. */
export type OwedReset = { readonly segment: Segment; readonly since: Milliseconds };

/** Our FIN: CLOSE was called at `since`; it leaves behind all queued octets. */
export type Fin = { readonly kind: 'called'; readonly since: Milliseconds } | { readonly kind: 'sent' };

/** No connection state at all (§3.3.2). */
export interface ClosedConnection {
  readonly state: 'CLOSED';
}

/** Waits for any SYN. Its SYN_RECEIVED children are connections of their own. */
export interface ListenConnection {
  readonly state: 'LISTEN';
  /** Octets that RECEIVE calls asked for before there was a connection. */
  readonly wanted: number;
}

/** An active OPEN was called; its SYN is owed or on its way. */
export interface SynSentConnection {
  readonly state: 'SYN_SENT';
  readonly snd: InitialSendSequence;
  readonly queue: SendQueue;
  readonly retransmission: Retransmission;
  readonly handshake: Handshake;
  readonly reset: OwedReset | null;
  readonly wanted: number;
  readonly orphan: boolean;
  readonly options: ConnectionOptions;
}

/** Fields of every state in which both initial sequence numbers are known. */
export interface SynchronizedFields {
  readonly snd: SendSequence;
  readonly rcv: ReceiveSequence;
  readonly acknowledgment: Acknowledgment;
  readonly challenge: ChallengeThrottle;
  readonly keepAlive: KeepAlive;
  /** True once the application has gone: nobody reads what arrives. */
  readonly orphan: boolean;
  readonly options: ConnectionOptions;
}

/** Fields of the states that may have something outstanding. */
export interface SendingFields extends SynchronizedFields {
  readonly queue: SendQueue;
  readonly retransmission: Retransmission;
}

/** Both SYNs are known; ours is not acknowledged. */
export interface SynReceivedConnection extends SendingFields {
  readonly state: 'SYN_RECEIVED';
  /** MUST-11: whether LISTEN or an active OPEN led here. */
  readonly origin: 'passive' | 'active';
  readonly handshake: Handshake;
  readonly reset: OwedReset | null;
  /** When CLOSE was called with something still to send: it waits for ESTABLISHED (§3.10.4). */
  readonly closeCalledAt: Milliseconds | null;
}

/** Data flows both ways; no CLOSE was called at this end. */
export interface OpenConnection extends SendingFields {
  readonly state: 'ESTABLISHED' | 'CLOSE_WAIT';
}

/** CLOSE was called; our FIN is not acknowledged. */
export interface ClosingConnection extends SendingFields {
  readonly state: 'FIN_WAIT_1' | 'CLOSING' | 'LAST_ACK';
  readonly fin: Fin;
}

/** Our FIN is acknowledged; the peer still sends. */
export interface FinWait2Connection extends SynchronizedFields {
  readonly state: 'FIN_WAIT_2';
  /** Linux' tcp_fin_timeout, for orphans alone; RFC 9293 has no such timer. */
  readonly orphanExpiresAt: Milliseconds | null;
}

/** Both FINs are acknowledged; waits 2 MSL for old duplicates (MUST-13). */
export interface TimeWaitConnection extends SynchronizedFields {
  readonly state: 'TIME_WAIT';
  readonly expiresAt: Milliseconds;
}

/** States whose sequence numbers, receive window and ACK processing are those of §3.10.7.4. */
export type SynchronizedConnection =
  | SynReceivedConnection
  | OpenConnection
  | ClosingConnection
  | FinWait2Connection
  | TimeWaitConnection;

/** States in which something may be outstanding, to be retransmitted. */
export type SendingConnection =
  | SynSentConnection
  | SynReceivedConnection
  | OpenConnection
  | ClosingConnection;

/** One end of a connection: a TCB, or CLOSED where there is none. */
export type Connection = ClosedConnection | ListenConnection | SynSentConnection | SynchronizedConnection;

/** The connection that is none. */
export const closedConnection: ClosedConnection = { state: 'CLOSED' };

/** A passive OPEN that no SYN has reached. */
export const listenConnection: ListenConnection = { state: 'LISTEN', wanted: 0 };
