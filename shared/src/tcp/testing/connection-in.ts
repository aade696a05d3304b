// Connections in a given state for tests: reached by events, never written down field by field.
import { assert } from '../../kernel/assert.ts';
import type { Milliseconds } from '../../kernel/time.ts';
import { type Connection, type ConnectionState, closedConnection } from '../connection.ts';
import { nextTransmission } from '../dues.ts';
import type { TcpEvent, UserCall } from '../events.ts';
import type { Profile } from '../profile.ts';
import type { Segment } from '../segment.ts';
import { sequenceAdd, sequenceNumber } from '../sequence-number.ts';
import { step } from '../step.ts';

/** Our ISS and the peer's in every connection made here, unless a test says otherwise. */
export const OUR_ISS = sequenceNumber(1000);
export const PEER_ISS = sequenceNumber(5000);
/** The window that the peer offers. */
export const PEER_WINDOW = 8000;

/** Where a built connection starts its numbers. */
export interface Numbers {
  readonly iss: number;
  readonly irs: number;
}

const DEFAULT_NUMBERS: Numbers = { iss: OUR_ISS, irs: PEER_ISS };

/** A segment from the peer: `flags` as letters of S, A, F, R; the rest 0 or the peer's window where left out. */
export function segment(
  flags: string,
  seq: number,
  fields: { readonly ack?: number; readonly data?: number; readonly window?: number } = {},
): Segment {
  return {
    seq: sequenceNumber(seq),
    ack: sequenceNumber(fields.ack ?? 0),
    flags: {
      syn: flags.includes('S'),
      ack: flags.includes('A'),
      fin: flags.includes('F'),
      rst: flags.includes('R'),
    },
    dataLength: fields.data ?? 0,
    window: fields.window ?? PEER_WINDOW,
  };
}

/** `connection` after `events`, all at `now`. */
export function after(
  connection: Connection,
  events: readonly TcpEvent[],
  now: Milliseconds,
  profile: Profile,
): Connection {
  return events.reduce((current, event) => step(current, event, now, profile).connection, connection);
}

/** The event of `call`. */
export function calling(call: UserCall): TcpEvent {
  return { kind: 'call', call };
}

/** The event of `arrived` with our ISS for a new connection. */
export function arriving(arrived: Segment): TcpEvent {
  return { kind: 'segment', segment: arrived, iss: OUR_ISS };
}

/** `connection` after it transmitted all that it owes, with the segments in their order. */
export function paid(
  connection: Connection,
  now: Milliseconds,
  profile: Profile,
): { readonly connection: Connection; readonly sent: readonly Segment[] } {
  const sent: Segment[] = [];
  let current = connection;
  for (let next = nextTransmission(current, now, profile); next !== undefined; ) {
    current = step(current, { kind: 'transmit', segment: next }, now, profile).connection;
    sent.push(next);
    assert(sent.length < 1000, `${current.state} never stops transmitting`);
    next = nextTransmission(current, now, profile);
  }
  return { connection: current, sent };
}

/** What a connection in `state` went through: calls, segments (numbers from `numbers`), each followed by paying. */
function route(state: ConnectionState, { iss, irs }: Numbers): readonly TcpEvent[] {
  const ours = (offset: number) => sequenceAdd(sequenceNumber(iss), offset);
  const theirs = (offset: number) => sequenceAdd(sequenceNumber(irs), offset);
  const open = calling({ kind: 'open-active', iss: sequenceNumber(iss) });
  const close = calling({ kind: 'close' });
  const synAck = arriving(segment('SA', theirs(0), { ack: ours(1) }));
  const fin = (ack: number) => arriving(segment('FA', theirs(1), { ack: ours(ack) }));
  const ack = (seq: number, number: number) => arriving(segment('A', theirs(seq), { ack: ours(number) }));
  switch (state) {
    case 'CLOSED':
      return [];
    case 'LISTEN':
      return [calling({ kind: 'open-passive' })];
    case 'SYN_SENT':
      return [open];
    case 'SYN_RECEIVED':
      return [
        calling({ kind: 'open-passive' }),
        { kind: 'segment', segment: segment('S', theirs(0)), iss: sequenceNumber(iss) },
      ];
    case 'ESTABLISHED':
      return [open, synAck];
    case 'FIN_WAIT_1':
      return [open, synAck, close];
    case 'FIN_WAIT_2':
      return [open, synAck, close, ack(1, 2)];
    case 'CLOSE_WAIT':
      return [open, synAck, fin(1)];
    case 'CLOSING':
      return [open, synAck, close, fin(1)];
    case 'LAST_ACK':
      return [open, synAck, fin(1), close];
    case 'TIME_WAIT':
      return [open, synAck, close, ack(1, 2), fin(2)];
  }
}

/** A connection in `state` at moment 0 that owes nothing: all dues on the way have been paid. */
export function connectionIn(
  state: ConnectionState,
  profile: Profile,
  numbers: Numbers = DEFAULT_NUMBERS,
): Connection {
  let current: Connection = closedConnection;
  for (const event of route(state, numbers)) {
    current = paid(step(current, event, 0, profile).connection, 0, profile).connection;
  }
  assert(current.state === state, `the route to ${state} led to ${current.state}`);
  return current;
}

/** SYN_RECEIVED that came from an active OPEN: a simultaneous open. It owes nothing. */
export function crossingConnection(profile: Profile): Connection {
  const sent = connectionIn('SYN_SENT', profile);
  return paid(step(sent, arriving(segment('S', PEER_ISS)), 0, profile).connection, 0, profile).connection;
}
