// The server's harbour where the real kernel is its TCP: its sockets are shown as the kernel tells them, and nothing
// in them happens by itself. Score, ladder and debrief read them as they read any other harbour's.
import type { Boat } from '../network/strait.ts';
import type { ConnectionState } from '../tcp/connection.ts';
import { step } from '../tcp/step.ts';
import { type Ending, isAlive, type Socket, socketOf, unopenedSocket, withSocket } from './harbour.ts';
import {
  afterCame,
  connectionOf,
  type KernelEnd,
  type KernelPage,
  type KernelStream,
  streamOf,
  UNHEARD,
  withStream,
} from './kernel-end.ts';
import { type BoatLoad, journalled, type Match, withSeat } from './match-state.ts';
import type { Order } from './order.ts';
import { withArrival, withSignal } from './seat-state.ts';
import type { Signal } from './signal.ts';
import type { ConnectionKey } from './token.ts';

/** True where the server's end of `match` is the real kernel of a machine. */
export function isKernelMatch({ rules }: Match): boolean {
  return rules.players.server === 'kernel';
}

/** What `match` keeps of the kernel. */
export function kernelEnd(match: Match): KernelEnd {
  return match.kernel ?? { streams: [] };
}

const SYNCHRONIZED: readonly ConnectionState[] = [
  'ESTABLISHED',
  'FIN_WAIT_1',
  'FIN_WAIT_2',
  'CLOSE_WAIT',
  'CLOSING',
  'LAST_ACK',
  'TIME_WAIT',
];
const PEER_CLOSED: readonly ConnectionState[] = ['CLOSE_WAIT', 'CLOSING', 'LAST_ACK', 'TIME_WAIT'];

/** How a socket of the kernel ended that was in `from`: its table says no more than that it is gone. */
function endingAfter(from: ConnectionState, { reset }: KernelStream): Ending {
  if (from === 'TIME_WAIT' || from === 'LAST_ACK' || from === 'CLOSING') return 'clean';
  return reset ? 'reset' : 'timeout';
}

function socketIn(socket: Socket, state: ConnectionState, stream: KernelStream, match: Match): Socket {
  const from = socket.connection.state;
  const isNewLife = from === 'CLOSED' && state !== 'CLOSED';
  const before = isNewLife
    ? { ...unopenedSocket(socket.key, socket.order, match.now), incarnation: socket.incarnation + 1 }
    : socket;
  return {
    ...before,
    connection: connectionOf(state, stream, match.profile),
    place: isNewLife ? 'anchorage' : before.place,
    stateSince: from === state ? before.stateSince : match.now,
    sent: stream.octets.length,
    established: before.established || SYNCHRONIZED.includes(state),
    peerClosed: before.peerClosed || PEER_CLOSED.includes(state),
    ending: from !== state && state === 'CLOSED' ? endingAfter(from, stream) : before.ending,
  };
}

/** `match` in which the kernel's socket of `key` is in `state`, and its application has read `read` octets. */
export function kernelSocketSet(
  match: Match,
  key: ConnectionKey,
  state: ConnectionState,
  read?: number,
): Match {
  const seat = match.seats.server;
  const before = socketOf(seat.harbour, key) ?? unopenedSocket(key, undefined, match.now);
  const from = before.connection.state;
  if (from === 'CLOSED' && state === 'CLOSED') return match;
  const changed = socketIn(before, state, streamOf(kernelEnd(match), key), match);
  const socket = { ...changed, received: read ?? changed.received };
  const after = withSeat(match, 'server', { ...seat, harbour: withSocket(seat.harbour, socket) });
  if (from === state) return after;
  const told = journalled(after, {
    kind: 'state',
    side: 'server',
    key,
    from: from === 'CLOSED' ? 'LISTEN' : from,
    to: state,
  });
  if (state !== 'CLOSED' || socket.ending === undefined) return told;
  return journalled(told, { kind: 'ended', side: 'server', key, ending: socket.ending });
}

/** `match` with `stream`, and the socket's numbers as the stream has them now. */
export function withKernelStream(match: Match, stream: KernelStream): Match {
  const after = { ...match, kernel: withStream(kernelEnd(match), stream) };
  const socket = socketOf(match.seats.server.harbour, stream.key);
  return socket === undefined ? after : kernelSocketSet(after, stream.key, socket.connection.state);
}

/** True where a TCP in the kernel's place would take something of the boat: then a stray one spoils the connection. */
function isTaken(match: Match, { key, segment }: BoatLoad): boolean {
  const socket = socketOf(match.seats.server.harbour, key);
  if (socket === undefined || !isAlive(socket)) return false;
  const before = socket.connection;
  const after = step(before, { kind: 'segment', segment }, match.now, match.profile).connection;
  if (before.state !== after.state || !('rcv' in before) || !('rcv' in after)) return true;
  const numbers = ({ snd, rcv }: typeof before) => [snd.una, rcv.nxt, rcv.held.length, rcv.heldFin];
  return JSON.stringify(numbers(before)) !== JSON.stringify(numbers(after));
}

/** `match` in which `boat` has come to the kernel: whoever hosts the match hands it over, and tells what follows. */
export function cameToKernel(match: Match, boat: Boat<BoatLoad>): Match {
  const { key, segment, stray } = boat.load;
  const { harbour } = match.seats.server;
  const state = socketOf(harbour, key)?.connection.state ?? 'CLOSED';
  const shown = state === 'CLOSED' && harbour.listening.includes(key.serverPort) ? 'LISTEN' : state;
  const spoilt = stray && isTaken(match, boat.load);
  const noted = spoilt ? journalled(match, { kind: 'spoilt', side: 'server', key, boat: boat.id }) : match;
  const after = withKernelStream(noted, afterCame(streamOf(kernelEnd(noted), key), segment));
  const arrival = { at: match.now, key, segment, before: shown, after: shown };
  return withSeat(after, 'server', withArrival(after.seats.server, arrival));
}

/** `match` in which the client's seat has what came to it of the octets that the kernel sent. */
export function pagesRead(match: Match): Match {
  const seat = match.seats.client;
  const { streams } = kernelEnd(match);
  const pages = seat.harbour.sockets.flatMap(({ key, received }): readonly KernelPage[] => {
    const octets = streams.find((stream) => stream.key.clientPort === key.clientPort)?.octets ?? '';
    return received === 0 ? [] : [{ clientPort: key.clientPort, octets: octets.slice(0, received) }];
  });
  const before = seat.kernel ?? UNHEARD;
  if (JSON.stringify(pages) === JSON.stringify(before.pages)) return match;
  return withSeat(match, 'client', { ...seat, kernel: { ...before, pages } });
}

/** The kernel's application says nothing, so the client is told its own half of `order` with the slip. */
export function toldByHost(match: Match, order: Order): Match {
  const words: readonly Signal[] = [
    { kind: 'send', order: order.id, crates: order.crates.client },
    { kind: 'close-first', order: order.id, who: order.closesFirst === 'client' ? 'you' : 'I' },
  ];
  return words.reduce((told, signal) => {
    const said = { at: told.now, from: 'server', signal } as const;
    const heard = withSeat(told, 'client', withSignal(told.seats.client, said));
    return journalled(heard, { kind: 'said', seat: 'server', signal });
  }, match);
}
