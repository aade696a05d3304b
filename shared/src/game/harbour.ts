import type { Milliseconds } from '../kernel/time.ts';
import { type Connection, closedConnection } from '../tcp/connection.ts';
import type { OrderId } from './order.ts';
import type { Side } from './seat.ts';
import { type ConnectionKey, keyText } from './token.ts';
import type { OwedReset } from './view.ts';

/** How the life of one end ended. */
export type Ending = 'clean' | 'reset' | 'timeout' | 'refused' | 'given-up' | 'crashed';

/** One end of one connection, with where it lies in the harbour. */
export interface Socket {
  readonly key: ConnectionKey;
  readonly connection: Connection;
  /** The order that the seat knows this socket to serve: the client's from its slip on, the server's likewise. */
  readonly order: OrderId | undefined;
  readonly place: 'berth' | 'anchorage' | 'none';
  readonly piloted: boolean;
  readonly stateSince: Milliseconds;
  /** How many times this port pair was opened. */
  readonly incarnation: number;
  /** Octets that the user was given, in order, in this incarnation. */
  readonly received: number;
  /** Octets that SEND calls have handed over in this incarnation. */
  readonly sent: number;
  /** True once this incarnation was ESTABLISHED. */
  readonly established: boolean;
  /** True once the peer's FIN was taken. */
  readonly peerClosed: boolean;
  /** How this incarnation ended, once it has. */
  readonly ending: Ending | undefined;
}

/** Everything that lies in one seat's harbour. */
export interface Harbour {
  readonly side: Side;
  readonly listening: readonly number[];
  readonly sockets: readonly Socket[];
  readonly resets: readonly OwedReset[];
}

/** A socket for which nothing has been opened yet. */
export function unopenedSocket(
  key: ConnectionKey,
  order: OrderId | undefined,
  now: Milliseconds,
  piloted = false,
): Socket {
  return {
    key,
    connection: closedConnection,
    order,
    place: 'none',
    piloted,
    stateSince: now,
    incarnation: 0,
    received: 0,
    sent: 0,
    established: false,
    peerClosed: false,
    ending: undefined,
  };
}

/** The socket of `harbour` with `key`, whatever its state; undefined where there was never one. */
export function socketOf(harbour: Harbour, key: ConnectionKey): Socket | undefined {
  return harbour.sockets.find(
    (socket) => socket.key.clientPort === key.clientPort && socket.key.serverPort === key.serverPort,
  );
}

/** The client's socket for `clientPort`, whichever port of the server it is bound for. */
export function socketByClientPort(harbour: Harbour, clientPort: number): Socket | undefined {
  return harbour.sockets.find((socket) => socket.key.clientPort === clientPort);
}

/** `harbour` with `socket` in the place of the one of the same client port, or added behind the others. */
export function withSocket(harbour: Harbour, socket: Socket): Harbour {
  const index = harbour.sockets.findIndex((other) =>
    harbour.side === 'client'
      ? other.key.clientPort === socket.key.clientPort
      : keyText(other.key) === keyText(socket.key),
  );
  if (index === -1) return { ...harbour, sockets: [...harbour.sockets, socket] };
  return { ...harbour, sockets: harbour.sockets.with(index, socket) };
}

/** True while a TCB exists, TIME_WAIT included: it takes its place. */
export function isAlive(socket: Socket): boolean {
  return socket.connection.state !== 'CLOSED';
}

/** How many sockets lie at `place`. */
export function occupied(harbour: Harbour, place: 'berth' | 'anchorage'): number {
  return harbour.sockets.filter((socket) => isAlive(socket) && socket.place === place).length;
}
