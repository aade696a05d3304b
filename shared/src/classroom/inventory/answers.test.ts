// The right answer of every question, tried: what the TCP engine does where the question stands, by RFC 9293 alone.
import { describe, expect, it } from 'vitest';
import { decodeTcp, encodeTcp } from '../../network/tcp-header.ts';
import type { Connection, ConnectionState } from '../../tcp/connection.ts';
import type { TcpEvent } from '../../tcp/events.ts';
import { answerToSyn } from '../../tcp/listener.ts';
import type { Segment } from '../../tcp/segment.ts';
import { step } from '../../tcp/step.ts';
import {
  arriving,
  calling,
  connectionIn,
  OUR_ISS,
  PEER_ISS,
  paid,
  segment,
} from '../../tcp/testing/connection-in.ts';
import { type EventName, eventFor, promptProfile } from '../../tcp/testing/every-event.ts';
import { timers } from '../../tcp/timers.ts';
import { inventoryEn } from './en.ts';
import { QUESTION_IDS, type QuestionId, questionNamed } from './items.ts';

const OUR_FIN = OUR_ISS + 1;
const THEIR_FIN = PEER_ISS + 1;

function shown({ flags, seq, ack, dataLength }: Segment): string {
  const names = Object.entries(flags).flatMap(([flag, is]) => (is ? [flag.toUpperCase()] : []));
  const text = dataLength === 0 ? '' : ` ${dataLength} octets`;
  return `${names.join('+')} ${seq}${flags.ack ? `/${ack}` : ''}${text}`;
}

/** What `events` make of a connection: its state, what it sends then and owes as RST, what its application is told. */
function after(connection: Connection, events: readonly TcpEvent[], now = 0) {
  let current = connection;
  const sent: string[] = [];
  const told: string[] = [];
  for (const event of events) {
    const { connection: next, effects } = step(current, event, now, promptProfile);
    for (const effect of effects) {
      if (effect.kind === 'owes-reset') sent.push(shown(effect.segment));
      else if (effect.kind === 'signal') told.push(effect.signal === 'error' ? effect.error : effect.signal);
      else if (effect.kind === 'delivered') told.push(`${effect.octets} octets`);
    }
    const payment = paid(next, now, promptProfile);
    sent.push(...payment.sent.map(shown));
    current = payment.connection;
  }
  return { connection: current, seen: [current.state, sent, told] };
}

const close = calling({ kind: 'close' });
const send = calling({ kind: 'send', octets: 10 });
const inState = (state: ConnectionState) => connectionIn(state, promptProfile);
const meets = (state: ConnectionState, ...events: TcpEvent[]) => after(inState(state), events).seen;
const clocks = (connection: Connection) => timers(connection, promptProfile).map(({ timer }) => timer);
const named = (state: ConnectionState, name: EventName) => meets(state, eventFor(name, inState(state)));
const rings = (connection: Connection) =>
  after(connection, [{ kind: 'timer', timer: 'retransmission' }], promptProfile.rtoInitial).seen[1];
const synAckOf301 = () =>
  after(connectionIn('SYN_SENT', promptProfile, { iss: 700, irs: PEER_ISS }), [
    arriving(segment('SA', PEER_ISS, { ack: 301 })),
  ]).seen;
const dataFrom = (irs: number, octets: number) => () =>
  after(connectionIn('ESTABLISHED', promptProfile, { iss: OUR_ISS, irs }), [
    arriving(segment('A', irs + 1, { ack: OUR_ISS + 1, data: octets })),
  ]).seen[1];
/** A client that closes first and a server that closes when told: where each ends up. */
const closedInTurn = () => {
  const first = after(inState('ESTABLISHED'), [close]).connection;
  const second = inState('ESTABLISHED');
  const acked = after(first, [arriving(segment('A', PEER_ISS + 1, { ack: OUR_FIN + 1 }))]).connection;
  const last = after(acked, [arriving(segment('FA', THEIR_FIN, { ack: OUR_FIN + 1 }))]);
  const passive = after(second, [eventFor('FIN', second), close]).connection;
  return [last.seen[0], after(passive, [eventFor('ACK of all', passive)]).seen[0]];
};
const silenceAfterClose = () => {
  const { connection, seen } = after(inState('ESTABLISHED'), [send, close]);
  return [seen, step(connection, { kind: 'timer', timer: 'user-timeout' }, 300_000, promptProfile).effects];
};
const UNSURE_AFTER_CLOSE = [
  [
    'FIN_WAIT_1',
    [`ACK ${OUR_ISS + 1}/${PEER_ISS + 1} 10 octets`, `ACK+FIN ${OUR_ISS + 11}/${PEER_ISS + 1}`],
    [],
  ],
  [{ kind: 'signal', signal: 'user-timeout' }],
];
const withOneBitFlipped = () => {
  const route = { source: Uint8Array.from([10, 0, 0, 1]), destination: Uint8Array.from([10, 0, 0, 2]) };
  const sent = segment('A', 500, { ack: 1, data: 4 });
  const packet = { sourcePort: 40_000, destinationPort: 80, segment: sent, push: false, urgentPointer: null };
  const octets = encodeTcp({ ...packet, options: [], data: Uint8Array.from([1, 2, 3, 4]) }, route);
  octets[22] = (octets[22] ?? 0) ^ 8;
  return decodeTcp(octets, route);
};
const flood = (cookies: boolean) => () =>
  answerToSyn({ synQueue: 2, acceptQueue: 2, shared: false, cookies }, { synReceived: 2, established: 0 });

/** Words of the right option, what is tried, and what comes of it. */
type Trial = readonly [words: string, tried: () => unknown, expected: unknown];

const NO_REPLY: readonly string[] = [];
const TRIALS: Readonly<Record<QuestionId, Trial>> = {
  'stray-handshake-a': ['answers RST', synAckOf301, ['SYN_SENT', ['RST 301'], []]],
  'stray-handshake-b': ['sends RST', synAckOf301, ['SYN_SENT', ['RST 301'], []]],
  'established-when-a': [
    'client is ESTABLISHED, the server SYN_RECEIVED',
    () => [named('SYN_SENT', 'SYN+ACK')[0], named('LISTEN', 'SYN new')[0]],
    ['ESTABLISHED', 'SYN_RECEIVED'],
  ],
  'established-when-b': [
    'client is SYN_SENT, the server SYN_RECEIVED',
    () => [meets('CLOSED', eventFor('OPEN active', inState('CLOSED')))[0], named('LISTEN', 'SYN new')[0]],
    ['SYN_SENT', 'SYN_RECEIVED'],
  ],
  'ack-next-a': ['600', dataFrom(499, 100), [`ACK ${OUR_ISS + 1}/600`]],
  'ack-next-b': ['2250', dataFrom(1999, 250), [`ACK ${OUR_ISS + 1}/2250`]],
  'number-of-a-flag-a': [
    '901',
    () =>
      after(connectionIn('ESTABLISHED', promptProfile, { iss: OUR_ISS, irs: 899 }), [
        arriving(segment('FA', 900, { ack: OUR_ISS + 1 })),
      ]).seen[1],
    [`ACK ${OUR_ISS + 1}/901`],
  ],
  'number-of-a-flag-b': [
    '4001',
    () => after(connectionIn('ESTABLISHED', promptProfile, { iss: 4000, irs: PEER_ISS }), [send]).seen[1],
    [`ACK 4001/${PEER_ISS + 1} 10 octets`],
  ],
  'half-close-a': [
    'takes the data and acknowledges it',
    () => named('FIN_WAIT_2', 'text'),
    ['FIN_WAIT_2', [`ACK ${OUR_FIN + 1}/${PEER_ISS + 11}`], ['10 octets']],
  ],
  'half-close-b': [
    'the client can go on sending',
    () => {
      const closed = after(inState('ESTABLISHED'), [close]).connection;
      return after(closed, [eventFor('text', closed)]).seen[2];
    },
    ['10 octets'],
  ],
  'passive-close-a': [
    'CLOSED at once',
    () => named('LAST_ACK', 'ACK of all'),
    ['CLOSED', NO_REPLY, ['closed']],
  ],
  'passive-close-b': ['CLOSED then', () => named('LAST_ACK', 'ACK of all'), ['CLOSED', NO_REPLY, ['closed']]],
  'close-returned-a': ['may still fail', silenceAfterClose, UNSURE_AFTER_CLOSE],
  'close-returned-b': ['may be lost', silenceAfterClose, UNSURE_AFTER_CLOSE],
  'lost-ack-a': [
    'sends its FIN again, and your end acknowledges it again',
    () => [rings(inState('FIN_WAIT_1')), clocks(inState('CLOSE_WAIT')), named('CLOSE_WAIT', 'FIN again')[1]],
    [[`ACK+FIN ${OUR_FIN}/${PEER_ISS + 1}`], [], [`ACK ${OUR_ISS + 1}/${THEIR_FIN + 1}`]],
  ],
  'lost-ack-b': [
    'sends the data again, and the receiver acknowledges it again',
    () => {
      const sender = after(inState('ESTABLISHED'), [send]).connection;
      const receiver = after(inState('ESTABLISHED'), [eventFor('text', inState('ESTABLISHED'))]).connection;
      return [rings(sender), clocks(receiver), after(receiver, [eventFor('text old', receiver)]).seen[1]];
    },
    [[`ACK ${OUR_ISS + 1}/${PEER_ISS + 1} 10 octets`], [], [`ACK ${OUR_ISS + 1}/${PEER_ISS + 11}`]],
  ],
  'duplicate-a': [
    'drops the segment and sends an ACK',
    () => named('ESTABLISHED', 'text old'),
    ['ESTABLISHED', [`ACK ${OUR_ISS + 1}/${PEER_ISS + 1}`], []],
  ],
  'duplicate-b': [
    'acknowledges it once more',
    () => named('CLOSE_WAIT', 'FIN again'),
    ['CLOSE_WAIT', [`ACK ${OUR_ISS + 1}/${THEIR_FIN + 1}`], []],
  ],
  'damaged-a': ['drops the segment', withOneBitFlipped, { ok: false, problem: 'wrong checksum' }],
  'damaged-b': ['drops the segment', withOneBitFlipped, { ok: false, problem: 'wrong checksum' }],
  'close-wait-a': ['does not close', () => clocks(inState('CLOSE_WAIT')), []],
  'close-wait-b': [
    'calls close()',
    () => [named('ESTABLISHED', 'FIN')[1], meets('CLOSE_WAIT', close)[1]],
    [[`ACK ${OUR_ISS + 1}/${THEIR_FIN + 1}`], [`ACK+FIN ${OUR_FIN}/${THEIR_FIN + 1}`]],
  ],
  'silent-port-a': ['firewall', () => named('CLOSED', 'SYN new')[1], [`ACK+RST 0/${PEER_ISS + 101}`]],
  'silent-port-b': ['No program', () => named('CLOSED', 'SYN new')[1], [`ACK+RST 0/${PEER_ISS + 101}`]],
  'cut-cable-a': ['Neither end notices', () => clocks(inState('ESTABLISHED')), []],
  'cut-cable-b': ['ESTABLISHED', () => clocks(inState('ESTABLISHED')), []],
  'fin-wait-2-a': ['As long as', () => clocks(inState('FIN_WAIT_2')), []],
  'fin-wait-2-b': [
    'other end’s FIN',
    () => named('FIN_WAIT_2', 'FIN'),
    ['TIME_WAIT', [`ACK ${OUR_FIN + 1}/${THEIR_FIN + 1}`], ['connection-closing']],
  ],
  'time-wait-owner-a': ['The client', closedInTurn, ['TIME_WAIT', 'CLOSED']],
  'time-wait-owner-b': ['browser’s host', closedInTurn, ['TIME_WAIT', 'CLOSED']],
  'time-wait-purpose-a': [
    'begins anew',
    () => {
      const { connection, seen } = after(
        inState('TIME_WAIT'),
        [eventFor('FIN again', inState('TIME_WAIT'))],
        1000,
      );
      return [seen[1], timers(connection, promptProfile)];
    },
    [[`ACK ${OUR_FIN + 1}/${THEIR_FIN + 1}`], [{ timer: 'time-wait', at: 1000 + 2 * promptProfile.msl }]],
  ],
  'time-wait-purpose-b': [
    'sent again, and old segments can vanish',
    () => [named('TIME_WAIT', 'FIN again')[1], timers(inState('TIME_WAIT'), promptProfile)],
    [[`ACK ${OUR_FIN + 1}/${THEIR_FIN + 1}`], [{ timer: 'time-wait', at: 2 * promptProfile.msl }]],
  ],
  'reset-arrives-a': [
    'CLOSED, sends nothing',
    () => named('ESTABLISHED', 'RST exact'),
    ['CLOSED', NO_REPLY, ['connection-reset']],
  ],
  'reset-arrives-b': [
    'drops the RST and goes on',
    () => named('ESTABLISHED', 'RST outside'),
    ['ESTABLISHED', NO_REPLY, []],
  ],
  'restarted-host-a': ['RST', () => named('CLOSED', 'text')[1], [`RST ${OUR_ISS + 1}`]],
  'restarted-host-b': [
    'new connection',
    () => {
      const reset = after(inState('ESTABLISHED'), [eventFor('RST exact', inState('ESTABLISHED'))]).connection;
      return [after(reset, [send]).seen, after(reset, [eventFor('OPEN active', reset)]).seen];
    },
    [
      ['CLOSED', [], ['connection does not exist']],
      ['SYN_SENT', [`SYN ${OUR_ISS}`], []],
    ],
  ],
  'crossing-a': [
    'through CLOSING into TIME_WAIT',
    () => [named('FIN_WAIT_1', 'FIN').slice(0, 2), named('CLOSING', 'ACK of all')[0]],
    [['CLOSING', [`ACK ${OUR_FIN + 1}/${THEIR_FIN + 1}`]], 'TIME_WAIT'],
  ],
  'crossing-b': [
    'through SYN_RECEIVED to ESTABLISHED',
    () => {
      const crossed = after(inState('SYN_SENT'), [arriving(segment('S', PEER_ISS))]);
      return [crossed.seen, after(crossed.connection, [eventFor('SYN+ACK', crossed.connection)]).seen[0]];
    },
    [['SYN_RECEIVED', [`SYN+ACK ${OUR_ISS}/${PEER_ISS + 1}`], []], 'ESTABLISHED'],
  ],
  'syn-flood-a': ['handshakes that are not finished', flood(false), 'silence'],
  'syn-flood-b': ['SYN cookies', flood(true), 'cookie'],
};

describe('the right answers', () => {
  it.each(QUESTION_IDS)('%s is what TCP does', (id) => {
    const [words, tried, expected] = TRIALS[id];
    const right = questionNamed(id)?.options.indexOf('right') ?? -1;
    expect(inventoryEn[id].options[right]).toContain(words);
    expect(tried()).toEqual(expected);
  });
});
