// Lets an event happen to one socket, and writes down what followed: for the socket, the harbour, the journal.
import type { Milliseconds } from '../kernel/time.ts';
import { type Connection, type ConnectionState, closedConnection } from '../tcp/connection.ts';
import type { TcpEffect, TcpEvent } from '../tcp/events.ts';
import { step } from '../tcp/step.ts';
import { type Harbour, type Socket, withSocket } from './harbour.ts';
import type { JournalEvent } from './journal.ts';
import { journalled, type Match, withSeat } from './match-state.ts';
import type { Side } from './seat.ts';
import { type ConnectionKey, keyText } from './token.ts';

/** An RST that nobody pays lapses after this (rules.md section 1.2). */
const RESET_LAPSES_AFTER: Milliseconds = 5000;

/** `harbour` that owes the RST of `effect` on `key`: one a port pair, with the numbers of the last that drew it. */
export function withOwedReset(
  harbour: Harbour,
  key: ConnectionKey,
  effect: Extract<TcpEffect, { kind: 'owes-reset' }>,
  now: Milliseconds,
): Harbour {
  const others = harbour.resets.filter((reset) => keyText(reset.key) !== keyText(key));
  const owed = { key, segment: effect.segment, since: now, lapsesAt: now + RESET_LAPSES_AFTER };
  return { ...harbour, resets: [...others, owed] };
}

function endingOf(from: ConnectionState, event: TcpEvent, effects: readonly TcpEffect[]): Socket['ending'] {
  const bothFinsSeen = from === 'CLOSING' || from === 'LAST_ACK' || from === 'TIME_WAIT';
  if (event.kind === 'host-lost') return bothFinsSeen ? 'clean' : 'crashed';
  // Linux' clock of an orphan in FIN_WAIT_2 ends it without a word; RFC 9293 has no such clock.
  if (event.kind === 'timer' && from === 'FIN_WAIT_2') return 'timeout';
  // A half-open child gives its place back without a word.
  if (event.kind === 'timer' && from === 'SYN_RECEIVED') return 'timeout';
  for (const effect of effects) {
    if (effect.kind !== 'signal') continue;
    if (effect.signal === 'closed') return 'clean';
    if (effect.signal === 'connection-refused') return 'refused';
    if (effect.signal === 'connection-reset') return from === 'SYN_SENT' ? 'refused' : 'reset';
    if (effect.signal === 'user-timeout') return 'timeout';
  }
  if (event.kind === 'call' || event.kind === 'transmit') return from === 'SYN_SENT' ? 'given-up' : 'reset';
  // An RST ends CLOSING, LAST_ACK and TIME_WAIT without an error: both FINs are through (RFC 9293 section 3.10.7.4,
  // second). So ends LAST_ACK where the peer's TIME_WAIT ran out before the FIN came again.
  return bothFinsSeen ? 'clean' : 'reset';
}

const ESTABLISHED_STATES: readonly ConnectionState[] = [
  'ESTABLISHED',
  'FIN_WAIT_1',
  'FIN_WAIT_2',
  'CLOSE_WAIT',
  'CLOSING',
  'LAST_ACK',
  'TIME_WAIT',
];

function deliveredOctets(effects: readonly TcpEffect[]): number {
  return effects.reduce((sum, effect) => (effect.kind === 'delivered' ? sum + effect.octets : sum), 0);
}

function nextSocket(
  socket: Socket,
  connection: Connection,
  event: TcpEvent,
  effects: readonly TcpEffect[],
  now: Milliseconds,
): Socket {
  const before = socket.connection.state;
  const turned = connection.state !== before;
  const called = event.kind === 'call' && event.call.kind === 'send' ? event.call.octets : 0;
  const closing = effects.some(
    (effect) => effect.kind === 'signal' && effect.signal === 'connection-closing',
  );
  return {
    ...socket,
    connection,
    stateSince: turned ? now : socket.stateSince,
    received: socket.received + deliveredOctets(effects),
    sent: socket.sent + called,
    established: socket.established || ESTABLISHED_STATES.includes(connection.state),
    peerClosed: socket.peerClosed || closing,
    ending: turned && connection.state === 'CLOSED' ? endingOf(before, event, effects) : socket.ending,
  };
}

function noted(
  match: Match,
  side: Side,
  before: Socket,
  after: Socket,
  effects: readonly TcpEffect[],
): Match {
  const { key } = after;
  const events: JournalEvent[] = [];
  const octets = deliveredOctets(effects);
  if (octets > 0) events.push({ kind: 'delivered', side, key, octets });
  const [from, to] = [before.connection.state, after.connection.state];
  if (from !== to) events.push({ kind: 'state', side, key, from, to });
  if (from !== to && to === 'CLOSED' && after.ending !== undefined) {
    events.push({ kind: 'ended', side, key, ending: after.ending });
  }
  return events.reduce(journalled, match);
}

/**
 * `match` after `event` happened to `socket` of `side`. A child of LISTEN that goes back to LISTEN is gone:
 * the harbour itself keeps its listener (RFC 9293 section 3.10.7.4, sockets as in section 3.9.1).
 */
export function absorbed(match: Match, side: Side, socket: Socket, event: TcpEvent): Match {
  const stepped = step(socket.connection, event, match.now, match.profile);
  const connection = stepped.connection.state === 'LISTEN' ? closedConnection : stepped.connection;
  if (connection === socket.connection && stepped.effects.length === 0) return match;
  const after = nextSocket(socket, connection, event, stepped.effects, match.now);
  const seat = match.seats[side];
  let harbour = withSocket(seat.harbour, after);
  for (const effect of stepped.effects) {
    if (effect.kind === 'owes-reset') harbour = withOwedReset(harbour, socket.key, effect, match.now);
  }
  return noted(withSeat(match, side, { ...seat, harbour }), side, socket, after, stepped.effects);
}
