// The other end of a match against the real kernel: the TCP of the machine that hosts the match. What it does comes in
// from outside, as commands do, and is kept in the log; so the match replays where there is no such kernel.
import { type Connection, type ConnectionState, closedConnection } from '../tcp/connection.ts';
import type { Profile } from '../tcp/profile.ts';
import { initialRoundTrip } from '../tcp/round-trip.ts';
import type { Segment } from '../tcp/segment.ts';
import {
  type SequenceNumber,
  sequenceAdd,
  sequenceDifference,
  sequenceLater,
  sequenceLess,
  sequenceLessOrEqual,
  sequenceNumber,
} from '../tcp/sequence-number.ts';
import { type ConnectionKey, keyText } from './token.ts';

/** The timer of a socket that runs in the kernel, as /proc/net/tcp numbers them (`tr`). */
export const KERNEL_TIMERS = ['none', 'retransmission', 'keep-alive', 'time-wait', 'probe'] as const;

/** One of {@link KERNEL_TIMERS}. `keep-alive` is also that of a delayed ACK and of a SYN_RECEIVED. */
export type KernelTimer = (typeof KERNEL_TIMERS)[number];

/** One connection as the kernel tells of it. */
export interface KernelSocket {
  readonly key: ConnectionKey;
  readonly state: ConnectionState;
  /** Octets that its application wrote and nobody has acknowledged (`tx_queue`). */
  readonly unacknowledged: number;
  /** Octets that have come and that its application has not read (`rx_queue`). */
  readonly unread: number;
  readonly timer: KernelTimer;
  /** How often what is unacknowledged has been sent again (`retrnsmt`). */
  readonly repeats: number;
  /** Octets that its application has read, by its own count. */
  readonly read: number;
}

/** What the kernel did. */
export type KernelAct =
  /** It sent `segment`, which carries `octets`: one character an octet, of the code of its value. */
  | {
      readonly kind: 'segment';
      readonly key: ConnectionKey;
      readonly segment: Segment;
      readonly octets: string;
    }
  /** Its table of sockets has changed: all of it. */
  | { readonly kind: 'sockets'; readonly sockets: readonly KernelSocket[] };

/** What is known of one connection's octets and numbers, from the segments that the kernel sent and was sent. */
export interface KernelStream {
  readonly key: ConnectionKey;
  readonly iss: SequenceNumber;
  readonly irs: SequenceNumber;
  /** Numbers of the kernel's end: what it sent, and what has been acknowledged of it. */
  readonly nxt: SequenceNumber;
  readonly una: SequenceNumber;
  /** What the kernel has acknowledged. */
  readonly received: SequenceNumber;
  /** An RST has gone either way. */
  readonly reset: boolean;
  /** What its application sent, in order, a character an octet. */
  readonly octets: string;
}

/** All that a match keeps of the kernel besides its sockets. */
export interface KernelEnd {
  readonly streams: readonly KernelStream[];
}

/** What the client's seat is told of the kernel: its table, and the octets that came from its web server. */
export interface KernelSight {
  readonly sockets: readonly KernelSocket[];
  readonly pages: readonly KernelPage[];
}

/** What a client's socket has been given in order, a character an octet. */
export interface KernelPage {
  readonly clientPort: number;
  readonly octets: string;
}

/** Nothing has been heard of the kernel. */
export const UNHEARD: KernelSight = { sockets: [], pages: [] };

/** More than any web server of ours sends on one connection. */
const OCTETS_MAX = 65_536;
const LINUX_WINDOW = 64_240;
const ZERO = sequenceNumber(0);

/** The stream of `key`, or a fresh one. */
export function streamOf({ streams }: KernelEnd, key: ConnectionKey): KernelStream {
  const known = streams.find((stream) => keyText(stream.key) === keyText(key));
  const numbers = { iss: ZERO, irs: ZERO, nxt: ZERO, una: ZERO, received: ZERO };
  return known ?? { key, ...numbers, reset: false, octets: '' };
}

/** `end` with `stream` in place of the one of the same key. */
export function withStream(end: KernelEnd, stream: KernelStream): KernelEnd {
  const others = end.streams.filter(({ key }) => keyText(key) !== keyText(stream.key));
  return { ...end, streams: [...others, stream] };
}

function written(stream: KernelStream, { seq }: Segment, octets: string): string {
  const offset = sequenceDifference(seq, stream.iss) - 1;
  const isNext = offset >= 0 && offset <= stream.octets.length && offset + octets.length <= OCTETS_MAX;
  if (!isNext) return stream.octets;
  return stream.octets.slice(0, offset) + octets + stream.octets.slice(offset + octets.length);
}

/** `stream` after the kernel has sent `segment`: a SYN+ACK begins a new life of the connection. */
export function afterSent(stream: KernelStream, segment: Segment, octets: string): KernelStream {
  const { flags, seq, ack, dataLength } = segment;
  if (flags.rst) return { ...stream, reset: true };
  const length = dataLength + (flags.syn ? 1 : 0) + (flags.fin ? 1 : 0);
  const end = sequenceAdd(seq, length);
  if (flags.syn && seq !== stream.iss) {
    const { key } = stream;
    const irs = sequenceAdd(ack, -1);
    return { key, iss: seq, irs, nxt: end, una: seq, received: ack, reset: false, octets: '' };
  }
  return {
    ...stream,
    nxt: sequenceLater(stream.nxt, end),
    received: flags.ack ? sequenceLater(stream.received, ack) : stream.received,
    octets: written(stream, segment, octets),
  };
}

/** `stream` after `segment` has come to the kernel: what it acknowledges of what was sent is no longer outstanding. */
export function afterCame(stream: KernelStream, { flags, ack }: Segment): KernelStream {
  if (flags.rst) return { ...stream, reset: true };
  const isNews = flags.ack && sequenceLess(stream.una, ack);
  return isNews && sequenceLessOrEqual(ack, stream.nxt) ? { ...stream, una: ack } : stream;
}

/** True where the segment that the kernel sends on `stream` repeats what it has sent before. */
export function isRepeat(stream: KernelStream, { flags, seq, dataLength }: Segment): boolean {
  const occupies = dataLength > 0 || flags.syn || flags.fin;
  // A SYN of another number begins a new life, and of a stream that has none nothing can be repeated.
  if (flags.syn ? seq !== stream.iss : stream.nxt === stream.iss) return false;
  return occupies && !flags.rst && sequenceLess(seq, stream.nxt);
}

/**
 * The kernel's end in `state` as a connection of ours: its state is the kernel's word, its numbers are those of
 * `stream`. No timer runs in it and nothing is owed: for that the kernel looks itself.
 */
export function connectionOf(state: ConnectionState, stream: KernelStream, profile: Profile): Connection {
  const { iss, irs, una, nxt, received } = stream;
  const synchronized = {
    snd: { iss, una, nxt, wnd: LINUX_WINDOW, wl1: irs, wl2: una, maxWnd: LINUX_WINDOW },
    rcv: { irs, nxt: received, wnd: LINUX_WINDOW, unread: 0, wanted: 0, held: [], heldFin: null },
    acknowledgment: { kind: 'none' },
    challenge: { count: 0, since: 0 },
    keepAlive: { kind: 'off' },
    orphan: false,
    options: {},
  } as const;
  const sending = {
    ...synchronized,
    queue: { octets: 0, since: 0 },
    retransmission: {
      timer: { kind: 'off' },
      count: 0,
      backOff: 0,
      frontSentAt: null,
      userTimeoutAt: null,
      duplicateAcknowledgments: 0,
      recoverTo: null,
      roundTrip: initialRoundTrip(profile),
    },
  } as const;
  switch (state) {
    case 'SYN_RECEIVED':
      return {
        state,
        ...sending,
        origin: 'passive',
        handshake: { kind: 'sent' },
        reset: null,
        closeCalledAt: null,
      };
    case 'ESTABLISHED':
    case 'CLOSE_WAIT':
      return { state, ...sending };
    case 'FIN_WAIT_1':
    case 'CLOSING':
    case 'LAST_ACK':
      return { state, ...sending, fin: { kind: 'sent' } };
    case 'FIN_WAIT_2':
      return { state, ...synchronized, orphanExpiresAt: null };
    case 'TIME_WAIT':
      return { state, ...synchronized, expiresAt: Number.MAX_SAFE_INTEGER };
    // Its web server opens no connection, and its listener is the harbour's lamp.
    case 'SYN_SENT':
    case 'LISTEN':
    case 'CLOSED':
      return closedConnection;
  }
}
