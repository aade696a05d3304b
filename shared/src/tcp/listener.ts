// What stands before a passive OPEN's children (RFC 9293 §3.9.1.1, RFC 4987): a SYN queue, an accept queue,
// and SYN cookies as an option. The children themselves are connections; who keeps them is the caller's.
import { type HashPart, keyedHash } from '../kernel/hash.ts';
import type { Milliseconds } from '../kernel/time.ts';
import type { Connection } from './connection.ts';
import type { Profile } from './profile.ts';
import type { Segment } from './segment.ts';
import { type SequenceNumber, sequenceAdd, sequenceNumber } from './sequence-number.ts';
import { synReceivedFromListen } from './state-changes.ts';

/** Places before the application, as `listen(backlog)` and the system set them. */
export interface ListenerLimits {
  /** Most children in SYN_RECEIVED. */
  readonly synQueue: number;
  /** Most children that are ESTABLISHED and not accepted. */
  readonly acceptQueue: number;
  /** One row of places for both (the game's anchorage); `synQueue` counts them. */
  readonly shared: boolean;
  /** A full SYN queue answers with a cookie and keeps nothing (RFC 4987 §3.6). */
  readonly cookies: boolean;
}

/** How many children stand where. */
export interface ListenerLoad {
  readonly synReceived: number;
  readonly established: number;
}

/** The limits of Linux' `listen(backlog)`: one more than `backlog` waits for accept(). */
export function linuxLimits(backlog: number, cookies: boolean): ListenerLimits {
  return { synQueue: Math.max(1, backlog + 1), acceptQueue: backlog + 1, shared: false, cookies };
}

/** What becomes of a SYN: a child, a SYN+ACK from memory alone, or silence (never an RST). */
export function answerToSyn(limits: ListenerLimits, load: ListenerLoad): 'child' | 'cookie' | 'silence' {
  const { synReceived, established } = load;
  if (limits.shared) {
    if (synReceived + established < limits.synQueue) return 'child';
    return limits.cookies ? 'cookie' : 'silence';
  }
  if (established >= limits.acceptQueue) return 'silence';
  if (synReceived < limits.synQueue) return 'child';
  return limits.cookies ? 'cookie' : 'silence';
}

/** Whether the ACK of a handshake finds a place; Linux drops it otherwise, and repeats its SYN+ACK later. */
export function takesHandshakeAck(limits: ListenerLimits, load: ListenerLoad): boolean {
  return limits.shared || load.established < limits.acceptQueue;
}

/** A secret and the addresses and ports: all that a cookie is made from, beside the peer's ISS. */
export interface CookieKey {
  readonly secret: number;
  readonly addresses: readonly HashPart[];
}

/** The ISS that stands for a connection which is not kept: a hash of who asks, with what number, and when. */
export function cookieIss(key: CookieKey, irs: SequenceNumber, period: number): SequenceNumber {
  return sequenceNumber(keyedHash(key.secret, ...key.addresses, irs, period));
}

/**
 * The connection whose SYN+ACK was the cookie that `segment` acknowledges, in SYN_RECEIVED with its SYN+ACK
 * sent, ready to take `segment`; undefined where the cookie is of none of `periods`.
 */
export function connectionOfCookie(
  key: CookieKey,
  segment: Segment,
  periods: readonly number[],
  now: Milliseconds,
  profile: Profile,
): Connection | undefined {
  const { flags } = segment;
  if (!flags.ack || flags.syn || flags.rst) return undefined;
  const irs = sequenceAdd(segment.seq, -1);
  const iss = sequenceAdd(segment.ack, -1);
  if (!periods.some((period) => cookieIss(key, irs, period) === iss)) return undefined;
  // Options and window of the SYN are forgotten: that is the price of a cookie.
  const syn: Segment = { ...segment, seq: irs, dataLength: 0, flags: { ...flags, syn: true, ack: false } };
  const child = synReceivedFromListen(iss, syn, 0, now, profile);
  return { ...child, snd: { ...child.snd, nxt: sequenceAdd(iss, 1) }, handshake: { kind: 'sent' } };
}
