// Every constant and switch of the engine as data: strict RFC 9293, the game's, and Linux' (docs/tcp.md).
import type { Milliseconds } from '../kernel/time.ts';

/** When retransmission gives up (R2, §3.8.3): after a time, or after a count of repeats. */
export type RetransmissionLimit =
  | { readonly kind: 'time'; readonly after: Milliseconds }
  | { readonly kind: 'count'; readonly repeats: number };

/** Constants (milliseconds, octets) and switches of a TCP implementation. */
export interface Profile {
  readonly name: 'strict' | 'game' | 'linux';
  /** RTO before any sample, and its bounds (RFC 6298 §2). */
  readonly rtoInitial: Milliseconds;
  readonly rtoMin: Milliseconds;
  readonly rtoMax: Milliseconds;
  /** RTO of data after a SYN that had to be repeated (RFC 6298 §5.7). */
  readonly rtoAfterSynRepeat: Milliseconds;
  /** SYNs that are repeated without back-off first: Linux' tcp_syn_linear_timeouts. */
  readonly linearSynRepeats: number;
  readonly rttSampling: boolean;
  /** True: the RTO stays backed off until a sample (Karn). False: until something new is acknowledged. */
  readonly backOffUntilSample: boolean;
  /** Repeats after which the user is warned: R1 (SHLD-10). */
  readonly r1: number;
  /** R2 of data and FIN (SHLD-11), of a SYN (MUST-23), and of anything once the application has gone. */
  readonly r2: RetransmissionLimit;
  readonly r2Syn: RetransmissionLimit;
  readonly r2SynAck: RetransmissionLimit;
  readonly r2Orphan: RetransmissionLimit;
  /** Default user time-out (§3.9.1.1): 5 minutes in the RFC; null: none. */
  readonly userTimeout: Milliseconds | null;
  /**
   * User time-out of a child of LISTEN from the peer's SYN until it is ESTABLISHED (§3.9.1.1: OPEN sets it, passive
   * ones too); null: that of every connection.
   */
  readonly synReceivedTimeout: Milliseconds | null;
  /** Maximum segment lifetime; TIME_WAIT lasts twice as long. */
  readonly msl: Milliseconds;
  /** Linux' tcp_fin_timeout for a FIN_WAIT_2 without application; null: no timer, as in the RFC. */
  readonly orphanFinWait2: Milliseconds | null;
  /** Largest data of a segment, octets. */
  readonly mss: number;
  /** Receive buffer, octets: RCV.WND while nothing is unread. */
  readonly receiveWindow: number;
  /** True: a RECEIVE is always outstanding, so that the window never closes. */
  readonly receivesAtOnce: boolean;
  /** How long an ACK may wait for company (MUST-40: < 500 ms); 0: it is owed at once. */
  readonly delayedAck: Milliseconds;
  /** Keep-alive that a new connection has; null: off (MUST-25). */
  readonly keepAlive: {
    readonly idle: Milliseconds;
    readonly interval: Milliseconds;
    readonly probes: number;
  } | null;
  /** Probes of a closed window carry one new octet (RFC), or none at SND.UNA - 1 (Linux). */
  readonly probe: 'one-octet' | 'no-octet';
  readonly persistMax: Milliseconds;
  /** RFC 5961 §3 to §5: challenge ACKs for an RST or SYN in the window, and the test of old ACKs (MAY-12). */
  readonly rfc5961: boolean;
  /** RFC 5961 §7: at most this many challenge ACKs in each interval; null: no limit. */
  readonly challengeLimit: { readonly acknowledgments: number; readonly interval: Milliseconds } | null;
  /** True: ACKs of unacceptable segments count against `challengeLimit` as well. */
  readonly limitsDuplicateAcks: 'none' | 'without-data' | 'all';
  /** RFC 1337: an RST does not end TIME_WAIT. */
  readonly rfc1337: boolean;
  /** MAY-2: a SYN beyond RCV.NXT opens a new connection out of TIME_WAIT, where somebody listens. */
  readonly acceptsSynInTimeWait: boolean;
  /** What a duplicate of the first SYN draws in SYN_RECEIVED: an ACK (RFC), or the SYN+ACK again. */
  readonly duplicateSyn: 'ack' | 'syn-ack' | 'syn-ack-if-passive';
  /** What a new SYN in the window does to a passive SYN_RECEIVED: back to LISTEN, or an RST besides (Linux). */
  readonly synInSynReceived: 'listen' | 'reset';
  /** SHLD-3: data that nobody will read draws an RST. */
  readonly resetsUnreadData: boolean;
  /** ABORT's segment is an RST (RFC), or RST+ACK (Linux). */
  readonly abortsWithAck: boolean;
  /** A segment that ends at RCV.NXT is accepted for its ACK (Linux). */
  readonly acceptsLeftEdge: boolean;
  /** What Linux' small TIME_WAIT and orphan FIN_WAIT_2 sockets do otherwise. */
  readonly smallSockets: boolean;
  /** Text and FIN that come with a SYN are kept for later (RFC), or left to be sent again (Linux). */
  readonly keepsTextOfSyn: boolean;
  /** LISTEN takes a SYN that carries a FIN. */
  readonly acceptsSynFin: boolean;
  /** In SYN_RECEIVED of a simultaneous open an ACK of ISS opens the connection (Linux). */
  readonly acceptsAckOfIss: boolean;
  /** The first SYN is repeated so soon after a bad ACK (Linux); null: the bell is waited for. */
  readonly synRepeatAfterBadAck: Milliseconds | null;
  /** A second FIN beyond the first draws an ACK (RFC, eighth step), or nothing (Linux). */
  readonly acknowledgesSecondFin: boolean;
  /** A hard ICMP error ends a synchronized connection (RFC 1122), or is only told (RFC 5461). */
  readonly hardErrorsAbort: boolean;
  /** Three duplicate ACKs owe a repeat (RFC 5681 §3.2). */
  readonly fastRetransmit: boolean;
  /** SHLD-7: small data waits while anything is outstanding (Nagle). */
  readonly nagle: boolean;
  /** Keep-alive's death is told to the peer with an RST+ACK (Linux). */
  readonly keepAliveDeathResets: boolean;
}

/** The times of a level (rules.md section 4), milliseconds. */
export interface GameTimes {
  readonly rto: Milliseconds;
  readonly rtoMax: Milliseconds;
  readonly msl: Milliseconds;
  readonly userTimeout: Milliseconds;
  /** Left out: a half-open child of LISTEN waits as long as any other connection. */
  readonly synReceivedTimeout?: Milliseconds;
  /** Left out: FIN_WAIT_2 never ends by itself, as in RFC 9293. */
  readonly orphanFinWait2?: Milliseconds;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** RFC 9293 with RFC 5961, 6298 and 5681's fast retransmit, and nothing that one system does otherwise. */
export const strictProfile: Profile = {
  name: 'strict',
  rtoInitial: SECOND,
  rtoMin: SECOND,
  rtoMax: MINUTE,
  rtoAfterSynRepeat: 3 * SECOND,
  linearSynRepeats: 0,
  rttSampling: true,
  backOffUntilSample: true,
  r1: 3,
  r2: { kind: 'time', after: 100 * SECOND },
  r2Syn: { kind: 'time', after: 3 * MINUTE },
  r2SynAck: { kind: 'time', after: 3 * MINUTE },
  r2Orphan: { kind: 'time', after: 100 * SECOND },
  userTimeout: 5 * MINUTE,
  synReceivedTimeout: null,
  msl: 2 * MINUTE,
  orphanFinWait2: null,
  mss: 536,
  receiveWindow: 65_535,
  receivesAtOnce: false,
  delayedAck: 40,
  keepAlive: null,
  probe: 'one-octet',
  persistMax: MINUTE,
  rfc5961: true,
  challengeLimit: { acknowledgments: 10, interval: 5 * SECOND },
  limitsDuplicateAcks: 'none',
  rfc1337: false,
  acceptsSynInTimeWait: true,
  duplicateSyn: 'ack',
  synInSynReceived: 'listen',
  resetsUnreadData: true,
  abortsWithAck: false,
  acceptsLeftEdge: false,
  smallSockets: false,
  keepsTextOfSyn: true,
  acceptsSynFin: true,
  acceptsAckOfIss: false,
  synRepeatAfterBadAck: null,
  acknowledgesSecondFin: true,
  hardErrorsAbort: false,
  fastRetransmit: true,
  nagle: true,
  keepAliveDeathResets: false,
};

/** Linux 6.18 as the captures and the matrix show it; every difference from `strictProfile` is a field. */
export const linuxProfile: Profile = {
  ...strictProfile,
  name: 'linux',
  rtoMin: 200,
  rtoMax: 2 * MINUTE,
  linearSynRepeats: 4,
  backOffUntilSample: false,
  r2: { kind: 'count', repeats: 15 },
  r2Syn: { kind: 'count', repeats: 10 },
  r2SynAck: { kind: 'count', repeats: 5 },
  r2Orphan: { kind: 'count', repeats: 8 },
  userTimeout: null,
  msl: 30 * SECOND,
  orphanFinWait2: MINUTE,
  mss: 1460,
  receiveWindow: 64_240,
  probe: 'no-octet',
  persistMax: 2 * MINUTE,
  challengeLimit: { acknowledgments: 1, interval: 500 },
  limitsDuplicateAcks: 'without-data',
  duplicateSyn: 'syn-ack-if-passive',
  synInSynReceived: 'reset',
  abortsWithAck: true,
  acceptsLeftEdge: true,
  smallSockets: true,
  keepsTextOfSyn: false,
  acceptsSynFin: false,
  acceptsAckOfIss: true,
  synRepeatAfterBadAck: 8,
  acknowledgesSecondFin: false,
  keepAliveDeathResets: true,
};

/** The game's TCP: strict RFC 9293 with what rules.md §1.6 changes, and a level's times. */
export function gameProfile(times: GameTimes): Profile {
  return {
    ...strictProfile,
    name: 'game',
    rtoInitial: times.rto,
    rtoMin: times.rto,
    rtoMax: times.rtoMax,
    rtoAfterSynRepeat: times.rto,
    rttSampling: false,
    backOffUntilSample: false,
    // The user time-out alone ends a connection that gets no answer.
    r2: { kind: 'time', after: times.userTimeout },
    r2Syn: { kind: 'time', after: times.userTimeout },
    r2SynAck: { kind: 'time', after: times.userTimeout },
    r2Orphan: { kind: 'time', after: times.userTimeout },
    userTimeout: times.userTimeout,
    synReceivedTimeout: times.synReceivedTimeout ?? null,
    msl: times.msl,
    orphanFinWait2: times.orphanFinWait2 ?? null,
    mss: 300,
    receiveWindow: 10_000,
    receivesAtOnce: true,
    delayedAck: 0,
    challengeLimit: { acknowledgments: 1, interval: 2 * SECOND },
    limitsDuplicateAcks: 'all',
    duplicateSyn: 'syn-ack',
    acceptsSynInTimeWait: true,
    nagle: false,
  };
}
