// One event of every kind for any connection: for the table of states and events, and the diagram of docs/tcp.md.
import type { Connection } from '../connection.ts';
import type { IcmpError, TcpEvent, UserCall } from '../events.ts';
import { type Profile, strictProfile } from '../profile.ts';
import { sequenceAdd, sequenceNumber } from '../sequence-number.ts';
import { timers } from '../timers.ts';
import { arriving, OUR_ISS, PEER_ISS, segment } from './connection-in.ts';

/** Strict, with what would delay an answer switched off. */
export const promptProfile: Profile = { ...strictProfile, delayedAck: 0, nagle: false, receivesAtOnce: true };

const CALLS = {
  'OPEN active': { kind: 'open-active', iss: OUR_ISS },
  'OPEN passive': { kind: 'open-passive' },
  SEND: { kind: 'send', octets: 100 },
  RECEIVE: { kind: 'receive', octets: 100 },
  CLOSE: { kind: 'close' },
  ABORT: { kind: 'abort' },
  STATUS: { kind: 'status' },
} as const satisfies { readonly [name: string]: UserCall };

/** A segment by where it lies: SEG.SEQ from RCV.NXT on, and what SEG.ACK is of. */
interface Place {
  readonly flags: string;
  readonly seq: number;
  readonly ack?: 'nothing new' | 'all' | 'the future';
  readonly data?: number;
}

const SEGMENTS = {
  'RST exact': { flags: 'RA', seq: 0, ack: 'all' },
  'RST in window': { flags: 'R', seq: 100 },
  'RST outside': { flags: 'R', seq: -100 },
  'SYN old': { flags: 'S', seq: -1 },
  'SYN new': { flags: 'S', seq: 100 },
  'SYN+ACK': { flags: 'SA', seq: -1, ack: 'all' },
  'no flags': { flags: '', seq: 0, data: 10 },
  'ACK of all': { flags: 'A', seq: 0, ack: 'all' },
  'ACK old': { flags: 'A', seq: 0, ack: 'nothing new' },
  'ACK of the future': { flags: 'A', seq: 0, ack: 'the future' },
  'ACK left of window': { flags: 'A', seq: -1, ack: 'all' },
  text: { flags: 'A', seq: 0, ack: 'nothing new', data: 10 },
  'text out of order': { flags: 'A', seq: 5, ack: 'nothing new', data: 10 },
  'text old': { flags: 'A', seq: -10, ack: 'nothing new', data: 10 },
  FIN: { flags: 'FA', seq: 0, ack: 'nothing new' },
  'FIN with ACK of all': { flags: 'FA', seq: 0, ack: 'all' },
  'FIN out of order': { flags: 'FA', seq: 5, ack: 'nothing new' },
  'FIN again': { flags: 'FA', seq: -1, ack: 'nothing new' },
} as const satisfies { readonly [name: string]: Place };

const ICMP = {
  'ICMP soft': { kind: 'destination-unreachable', code: 1 },
  'ICMP hard': { kind: 'destination-unreachable', code: 3 },
  'source quench': { kind: 'source-quench' },
} as const satisfies { readonly [name: string]: IcmpError };

const OTHERS = ['application gone', 'host lost', 'first timer'] as const;

/** The name of an event. */
export type EventName =
  | keyof typeof CALLS
  | keyof typeof SEGMENTS
  | keyof typeof ICMP
  | (typeof OTHERS)[number];

/** One event of every kind, by what it means to the connection that it meets. */
export const EVENTS = [
  ...Object.keys(CALLS),
  ...Object.keys(SEGMENTS),
  ...Object.keys(ICMP),
  ...OTHERS,
] as readonly EventName[];

/** The event called `name`, with numbers that fit `connection`. */
export function eventFor(name: EventName, connection: Connection): TcpEvent {
  if (name in CALLS) return { kind: 'call', call: CALLS[name as keyof typeof CALLS] };
  if (name in SEGMENTS) return placed(connection, SEGMENTS[name as keyof typeof SEGMENTS]);
  if (name in ICMP) return { kind: 'icmp', error: ICMP[name as keyof typeof ICMP] };
  if (name === 'application gone') return { kind: 'application-gone' };
  if (name === 'host lost') return { kind: 'host-lost' };
  return { kind: 'timer', timer: timers(connection, promptProfile)[0]?.timer ?? 'retransmission' };
}

function placed(connection: Connection, place: Place): TcpEvent {
  const expected = 'rcv' in connection ? connection.rcv.nxt : PEER_ISS;
  const nxt = 'snd' in connection ? connection.snd.nxt : sequenceNumber(OUR_ISS + 1);
  const una = 'snd' in connection ? connection.snd.una : nxt;
  const acks = { 'nothing new': una, all: nxt, 'the future': sequenceAdd(nxt, 1) };
  const ack = place.ack === undefined ? 0 : acks[place.ack];
  return arriving(segment(place.flags, sequenceAdd(expected, place.seq), { ack, data: place.data ?? 0 }));
}
