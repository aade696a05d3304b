// Every state meets every event: no cell is empty, and what happens in each is written down. Read each line
// beside RFC 9293 §3.10: the state that follows, then what is owed, then what the user is told.
import { describe, expect, test } from 'vitest';
import { CONNECTION_STATES, type Connection, type ConnectionState } from './connection.ts';
import { dues } from './dues.ts';
import type { TcpEffect, TcpEvent } from './events.ts';
import { type Profile, strictProfile } from './profile.ts';
import { flagsText } from './segment.ts';
import { sequenceAdd, sequenceNumber } from './sequence-number.ts';
import { step } from './step.ts';
import { arriving, calling, connectionIn, OUR_ISS, PEER_ISS, segment } from './testing/connection-in.ts';
import { timers } from './timers.ts';

const profile: Profile = { ...strictProfile, delayedAck: 0, nagle: false, receivesAtOnce: true };

const EVENTS = [
  'OPEN active',
  'OPEN passive',
  'SEND',
  'RECEIVE',
  'CLOSE',
  'ABORT',
  'STATUS',
  'application gone',
  'host lost',
  'RST exact',
  'RST in window',
  'RST outside',
  'SYN old',
  'SYN new',
  'SYN+ACK',
  'no flags',
  'ACK of all',
  'ACK old',
  'ACK of the future',
  'ACK left of window',
  'text',
  'text out of order',
  'text old',
  'FIN',
  'FIN with ACK of all',
  'FIN out of order',
  'FIN again',
  'first timer',
  'ICMP soft',
  'ICMP hard',
  'source quench',
] as const;

type EventName = (typeof EVENTS)[number];

/** A segment numbered from where the connection stands. */
function numbered(
  connection: Connection,
  flags: string,
  offset: number,
  ackOffset: number,
  data = 0,
): TcpEvent {
  const irsNext = 'rcv' in connection ? connection.rcv.nxt : PEER_ISS;
  const nxt = 'snd' in connection ? connection.snd.nxt : sequenceNumber(OUR_ISS + 1);
  const ack = flags.includes('A') ? sequenceAdd(nxt, ackOffset) : 0;
  return arriving(segment(flags, sequenceAdd(irsNext, offset), { ack, data }));
}

function eventOf(name: EventName, connection: Connection): TcpEvent {
  const una = 'snd' in connection ? connection.snd.una - connection.snd.nxt : 0;
  const at = (flags: string, offset: number, ackOffset = una, data = 0) =>
    numbered(connection, flags, offset, ackOffset, data);
  switch (name) {
    case 'OPEN active':
      return calling({ kind: 'open-active', iss: OUR_ISS });
    case 'OPEN passive':
      return calling({ kind: 'open-passive' });
    case 'SEND':
      return calling({ kind: 'send', octets: 100 });
    case 'RECEIVE':
      return calling({ kind: 'receive', octets: 100 });
    case 'CLOSE':
      return calling({ kind: 'close' });
    case 'ABORT':
      return calling({ kind: 'abort' });
    case 'STATUS':
      return calling({ kind: 'status' });
    case 'application gone':
      return { kind: 'application-gone' };
    case 'host lost':
      return { kind: 'host-lost' };
    case 'RST exact':
      return at('RA', 0, 0);
    case 'RST in window':
      return at('R', 100);
    case 'RST outside':
      return at('R', -100);
    case 'SYN old':
      return at('S', -1);
    case 'SYN new':
      return at('S', 100);
    case 'SYN+ACK':
      return at('SA', -1, 0);
    case 'no flags':
      return at('', 0, 0, 10);
    case 'ACK of all':
      return at('A', 0, 0);
    case 'ACK old':
      return at('A', 0);
    case 'ACK of the future':
      return at('A', 0, 1);
    case 'ACK left of window':
      return at('A', -1, 0);
    case 'text':
      return at('A', 0, una, 10);
    case 'text out of order':
      return at('A', 5, una, 10);
    case 'text old':
      return at('A', -10, una, 10);
    case 'FIN':
      return at('FA', 0);
    case 'FIN with ACK of all':
      return at('FA', 0, 0);
    case 'FIN out of order':
      return at('FA', 5);
    case 'FIN again':
      return at('FA', -1);
    case 'first timer': {
      const [first] = timers(connection, profile);
      return { kind: 'timer', timer: first?.timer ?? 'retransmission' };
    }
    case 'ICMP soft':
      return { kind: 'icmp', error: { kind: 'destination-unreachable', code: 1 } };
    case 'ICMP hard':
      return { kind: 'icmp', error: { kind: 'destination-unreachable', code: 3 } };
    case 'source quench':
      return { kind: 'icmp', error: { kind: 'source-quench' } };
  }
}

function toldBy(effect: TcpEffect): string {
  switch (effect.kind) {
    case 'signal':
      return effect.signal === 'error' ? `error: ${effect.error}` : effect.signal;
    case 'owes-reset':
      return `resets with ${flagsText(effect.segment.flags)}`;
    case 'delivered':
      return `delivers ${effect.octets}`;
    case 'acknowledged':
      return 'acknowledged';
  }
}

/** `NEXT_STATE | owed | told`, parts that are empty left out; `-` where nothing changes at all. */
function outcome(connection: Connection, name: EventName): string {
  const now = timers(connection, profile)[0]?.at ?? 0;
  const moment = name === 'first timer' ? now : 0;
  const { connection: next, effects } = step(connection, eventOf(name, connection), moment, profile);
  const owed = dues(next, moment, profile).map((due) => `${due.kind} ${flagsText(due.segment.flags)}`);
  const told = effects.map(toldBy);
  const parts = [next.state === connection.state ? '' : next.state, owed.join(', '), told.join(', ')];
  const text = parts.filter((part) => part !== '').join(' | ');
  return text === '' ? '-' : text;
}

const TABLE: { readonly [State in ConnectionState]: { readonly [Name in EventName]: string } } = {
  CLOSED: {
    'OPEN active': 'SYN_SENT | handshake SYN',
    'OPEN passive': 'LISTEN',
    SEND: 'error: connection does not exist',
    RECEIVE: 'error: connection does not exist',
    CLOSE: 'error: connection does not exist',
    ABORT: 'error: connection does not exist',
    STATUS: 'error: connection does not exist',
    'application gone': '-',
    'host lost': '-',
    'RST exact': '-',
    'RST in window': '-',
    'RST outside': '-',
    'SYN old': 'resets with RST+ACK',
    'SYN new': 'resets with RST+ACK',
    'SYN+ACK': 'resets with RST',
    'no flags': 'resets with RST+ACK',
    'ACK of all': 'resets with RST',
    'ACK old': 'resets with RST',
    'ACK of the future': 'resets with RST',
    'ACK left of window': 'resets with RST',
    text: 'resets with RST',
    'text out of order': 'resets with RST',
    'text old': 'resets with RST',
    FIN: 'resets with RST',
    'FIN with ACK of all': 'resets with RST',
    'FIN out of order': 'resets with RST',
    'FIN again': 'resets with RST',
    'first timer': '-',
    'ICMP soft': '-',
    'ICMP hard': '-',
    'source quench': '-',
  },
  LISTEN: {
    'OPEN active': 'SYN_SENT | handshake SYN',
    'OPEN passive': 'error: connection already exists',
    SEND: 'error: remote socket unspecified',
    RECEIVE: '-',
    CLOSE: 'CLOSED | closed',
    ABORT: 'CLOSED | connection-reset',
    STATUS: 'status',
    'application gone': '-',
    'host lost': 'CLOSED',
    'RST exact': '-',
    'RST in window': '-',
    'RST outside': '-',
    'SYN old': 'SYN_RECEIVED | handshake SYN+ACK',
    'SYN new': 'SYN_RECEIVED | handshake SYN+ACK',
    'SYN+ACK': 'resets with RST',
    'no flags': '-',
    'ACK of all': 'resets with RST',
    'ACK old': 'resets with RST',
    'ACK of the future': 'resets with RST',
    'ACK left of window': 'resets with RST',
    text: 'resets with RST',
    'text out of order': 'resets with RST',
    'text old': 'resets with RST',
    FIN: 'resets with RST',
    'FIN with ACK of all': 'resets with RST',
    'FIN out of order': 'resets with RST',
    'FIN again': 'resets with RST',
    'first timer': '-',
    'ICMP soft': '-',
    'ICMP hard': '-',
    'source quench': '-',
  },
  SYN_SENT: {
    'OPEN active': 'error: connection already exists',
    'OPEN passive': 'error: connection already exists',
    SEND: '-',
    RECEIVE: '-',
    CLOSE: 'CLOSED | closed',
    ABORT: 'CLOSED | connection-reset',
    STATUS: 'status',
    'application gone': '-',
    'host lost': 'CLOSED',
    'RST exact': 'CLOSED | connection-reset',
    'RST in window': '-',
    'RST outside': '-',
    'SYN old': 'SYN_RECEIVED | handshake SYN+ACK',
    'SYN new': 'SYN_RECEIVED | handshake SYN+ACK',
    'SYN+ACK': 'ESTABLISHED | acknowledgment ACK | connection-open, acknowledged',
    'no flags': '-',
    'ACK of all': '-',
    'ACK old': 'reset RST',
    'ACK of the future': 'reset RST',
    'ACK left of window': '-',
    text: 'reset RST',
    'text out of order': 'reset RST',
    'text old': 'reset RST',
    FIN: 'reset RST',
    'FIN with ACK of all': '-',
    'FIN out of order': 'reset RST',
    'FIN again': 'reset RST',
    'first timer': 'repeat SYN',
    'ICMP soft': 'unreachable',
    'ICMP hard': 'CLOSED | unreachable',
    'source quench': '-',
  },
  SYN_RECEIVED: {
    'OPEN active': 'error: connection already exists',
    'OPEN passive': 'error: connection already exists',
    SEND: '-',
    RECEIVE: '-',
    CLOSE: 'FIN_WAIT_1 | fin FIN+ACK',
    ABORT: 'CLOSED | resets with RST, connection-reset',
    STATUS: 'status',
    'application gone': '-',
    'host lost': 'CLOSED',
    'RST exact': 'LISTEN',
    'RST in window': 'acknowledgment ACK',
    'RST outside': '-',
    'SYN old': 'acknowledgment ACK',
    'SYN new': 'LISTEN',
    'SYN+ACK': 'acknowledgment ACK',
    'no flags': '-',
    'ACK of all': 'ESTABLISHED | connection-open, acknowledged',
    'ACK old': 'reset RST',
    'ACK of the future': 'reset RST',
    'ACK left of window': 'acknowledgment ACK',
    text: 'reset RST',
    'text out of order': 'reset RST',
    'text old': 'acknowledgment ACK',
    FIN: 'reset RST',
    'FIN with ACK of all':
      'CLOSE_WAIT | acknowledgment ACK | connection-open, acknowledged, connection-closing',
    'FIN out of order': 'reset RST',
    'FIN again': 'acknowledgment ACK',
    'first timer': 'repeat SYN+ACK',
    'ICMP soft': 'unreachable',
    'ICMP hard': 'unreachable',
    'source quench': '-',
  },
  ESTABLISHED: {
    'OPEN active': 'error: connection already exists',
    'OPEN passive': 'error: connection already exists',
    SEND: 'data ACK',
    RECEIVE: '-',
    CLOSE: 'FIN_WAIT_1 | fin FIN+ACK',
    ABORT: 'CLOSED | resets with RST, connection-reset',
    STATUS: 'status',
    'application gone': '-',
    'host lost': 'CLOSED',
    'RST exact': 'CLOSED | connection-reset',
    'RST in window': 'acknowledgment ACK',
    'RST outside': '-',
    'SYN old': 'acknowledgment ACK',
    'SYN new': 'acknowledgment ACK',
    'SYN+ACK': 'acknowledgment ACK',
    'no flags': '-',
    'ACK of all': '-',
    'ACK old': '-',
    'ACK of the future': 'acknowledgment ACK',
    'ACK left of window': 'acknowledgment ACK',
    text: 'acknowledgment ACK | delivers 10',
    'text out of order': 'acknowledgment ACK',
    'text old': 'acknowledgment ACK',
    FIN: 'CLOSE_WAIT | acknowledgment ACK | connection-closing',
    'FIN with ACK of all': 'CLOSE_WAIT | acknowledgment ACK | connection-closing',
    'FIN out of order': 'acknowledgment ACK',
    'FIN again': 'acknowledgment ACK',
    'first timer': '-',
    'ICMP soft': 'unreachable',
    'ICMP hard': 'unreachable',
    'source quench': '-',
  },
  FIN_WAIT_1: {
    'OPEN active': 'error: connection already exists',
    'OPEN passive': 'error: connection already exists',
    SEND: 'error: connection closing',
    RECEIVE: '-',
    CLOSE: 'error: connection closing',
    ABORT: 'CLOSED | resets with RST, connection-reset',
    STATUS: 'status',
    'application gone': '-',
    'host lost': 'CLOSED',
    'RST exact': 'CLOSED | connection-reset',
    'RST in window': 'acknowledgment ACK',
    'RST outside': '-',
    'SYN old': 'acknowledgment ACK',
    'SYN new': 'acknowledgment ACK',
    'SYN+ACK': 'acknowledgment ACK',
    'no flags': '-',
    'ACK of all': 'FIN_WAIT_2 | acknowledged',
    'ACK old': '-',
    'ACK of the future': 'acknowledgment ACK',
    'ACK left of window': 'acknowledgment ACK',
    text: 'acknowledgment ACK | delivers 10',
    'text out of order': 'acknowledgment ACK',
    'text old': 'acknowledgment ACK',
    FIN: 'CLOSING | acknowledgment ACK | connection-closing',
    'FIN with ACK of all': 'TIME_WAIT | acknowledgment ACK | acknowledged, connection-closing',
    'FIN out of order': 'acknowledgment ACK',
    'FIN again': 'acknowledgment ACK',
    'first timer': 'repeat FIN+ACK',
    'ICMP soft': 'unreachable',
    'ICMP hard': 'unreachable',
    'source quench': '-',
  },
  FIN_WAIT_2: {
    'OPEN active': 'error: connection already exists',
    'OPEN passive': 'error: connection already exists',
    SEND: 'error: connection closing',
    RECEIVE: '-',
    CLOSE: 'error: connection closing',
    ABORT: 'CLOSED | resets with RST, connection-reset',
    STATUS: 'status',
    'application gone': '-',
    'host lost': 'CLOSED',
    'RST exact': 'CLOSED | connection-reset',
    'RST in window': 'acknowledgment ACK',
    'RST outside': '-',
    'SYN old': 'acknowledgment ACK',
    'SYN new': 'acknowledgment ACK',
    'SYN+ACK': 'acknowledgment ACK',
    'no flags': '-',
    'ACK of all': '-',
    'ACK old': '-',
    'ACK of the future': 'acknowledgment ACK',
    'ACK left of window': 'acknowledgment ACK',
    text: 'acknowledgment ACK | delivers 10',
    'text out of order': 'acknowledgment ACK',
    'text old': 'acknowledgment ACK',
    FIN: 'TIME_WAIT | acknowledgment ACK | connection-closing',
    'FIN with ACK of all': 'TIME_WAIT | acknowledgment ACK | connection-closing',
    'FIN out of order': 'acknowledgment ACK',
    'FIN again': 'acknowledgment ACK',
    'first timer': '-',
    'ICMP soft': 'unreachable',
    'ICMP hard': 'unreachable',
    'source quench': '-',
  },
  CLOSE_WAIT: {
    'OPEN active': 'error: connection already exists',
    'OPEN passive': 'error: connection already exists',
    SEND: 'data ACK',
    RECEIVE: 'error: connection closing',
    CLOSE: 'LAST_ACK | fin FIN+ACK',
    ABORT: 'CLOSED | resets with RST, connection-reset',
    STATUS: 'status',
    'application gone': '-',
    'host lost': 'CLOSED',
    'RST exact': 'CLOSED | connection-reset',
    'RST in window': 'acknowledgment ACK',
    'RST outside': '-',
    'SYN old': 'acknowledgment ACK',
    'SYN new': 'acknowledgment ACK',
    'SYN+ACK': 'acknowledgment ACK',
    'no flags': '-',
    'ACK of all': '-',
    'ACK old': '-',
    'ACK of the future': 'acknowledgment ACK',
    'ACK left of window': 'acknowledgment ACK',
    text: '-',
    'text out of order': '-',
    'text old': 'acknowledgment ACK',
    FIN: 'acknowledgment ACK',
    'FIN with ACK of all': 'acknowledgment ACK',
    'FIN out of order': 'acknowledgment ACK',
    'FIN again': 'acknowledgment ACK',
    'first timer': '-',
    'ICMP soft': 'unreachable',
    'ICMP hard': 'unreachable',
    'source quench': '-',
  },
  CLOSING: {
    'OPEN active': 'error: connection already exists',
    'OPEN passive': 'error: connection already exists',
    SEND: 'error: connection closing',
    RECEIVE: 'error: connection closing',
    CLOSE: 'error: connection closing',
    ABORT: 'CLOSED | closed',
    STATUS: 'status',
    'application gone': '-',
    'host lost': 'CLOSED',
    'RST exact': 'CLOSED | closed',
    'RST in window': 'acknowledgment ACK',
    'RST outside': '-',
    'SYN old': 'acknowledgment ACK',
    'SYN new': 'acknowledgment ACK',
    'SYN+ACK': 'acknowledgment ACK',
    'no flags': '-',
    'ACK of all': 'TIME_WAIT | acknowledged',
    'ACK old': '-',
    'ACK of the future': 'acknowledgment ACK',
    'ACK left of window': 'acknowledgment ACK',
    text: '-',
    'text out of order': '-',
    'text old': 'acknowledgment ACK',
    FIN: 'acknowledgment ACK',
    'FIN with ACK of all': 'TIME_WAIT | acknowledgment ACK | acknowledged',
    'FIN out of order': 'acknowledgment ACK',
    'FIN again': 'acknowledgment ACK',
    'first timer': 'repeat FIN+ACK',
    'ICMP soft': 'unreachable',
    'ICMP hard': 'unreachable',
    'source quench': '-',
  },
  LAST_ACK: {
    'OPEN active': 'error: connection already exists',
    'OPEN passive': 'error: connection already exists',
    SEND: 'error: connection closing',
    RECEIVE: 'error: connection closing',
    CLOSE: 'error: connection closing',
    ABORT: 'CLOSED | closed',
    STATUS: 'status',
    'application gone': '-',
    'host lost': 'CLOSED',
    'RST exact': 'CLOSED | closed',
    'RST in window': 'acknowledgment ACK',
    'RST outside': '-',
    'SYN old': 'acknowledgment ACK',
    'SYN new': 'acknowledgment ACK',
    'SYN+ACK': 'acknowledgment ACK',
    'no flags': '-',
    'ACK of all': 'CLOSED | acknowledged, closed',
    'ACK old': '-',
    'ACK of the future': 'acknowledgment ACK',
    'ACK left of window': 'acknowledgment ACK',
    text: '-',
    'text out of order': '-',
    'text old': 'acknowledgment ACK',
    FIN: 'acknowledgment ACK',
    'FIN with ACK of all': 'CLOSED | acknowledged, closed',
    'FIN out of order': 'acknowledgment ACK',
    'FIN again': 'acknowledgment ACK',
    'first timer': 'repeat FIN+ACK',
    'ICMP soft': 'unreachable',
    'ICMP hard': 'unreachable',
    'source quench': '-',
  },
  TIME_WAIT: {
    'OPEN active': 'error: connection already exists',
    'OPEN passive': 'error: connection already exists',
    SEND: 'error: connection closing',
    RECEIVE: 'error: connection closing',
    CLOSE: 'error: connection closing',
    ABORT: 'CLOSED | closed',
    STATUS: 'status',
    'application gone': '-',
    'host lost': 'CLOSED',
    'RST exact': 'CLOSED | closed',
    'RST in window': 'acknowledgment ACK',
    'RST outside': '-',
    'SYN old': 'acknowledgment ACK',
    'SYN new': 'acknowledgment ACK',
    'SYN+ACK': 'acknowledgment ACK',
    'no flags': '-',
    'ACK of all': '-',
    'ACK old': '-',
    'ACK of the future': 'acknowledgment ACK',
    'ACK left of window': 'acknowledgment ACK',
    text: '-',
    'text out of order': '-',
    'text old': 'acknowledgment ACK',
    FIN: 'acknowledgment ACK',
    'FIN with ACK of all': 'acknowledgment ACK',
    'FIN out of order': 'acknowledgment ACK',
    'FIN again': 'acknowledgment ACK',
    'first timer': 'CLOSED | closed',
    'ICMP soft': 'unreachable',
    'ICMP hard': 'unreachable',
    'source quench': '-',
  },
};

describe.each(CONNECTION_STATES)('%s', (state) => {
  test.each(EVENTS)('%s', (name) => {
    expect(outcome(connectionIn(state, profile), name)).toBe(TABLE[state][name]);
  });
});
