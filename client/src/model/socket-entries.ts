import type { Level } from '@syn-or-swim/shared/game/level.ts';
import type { Slip } from '@syn-or-swim/shared/game/order.ts';
import type { ConnectionKey } from '@syn-or-swim/shared/game/token.ts';
import type { OwedReset, SeatView, SocketView } from '@syn-or-swim/shared/game/view.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import {
  type Connection,
  type ConnectionState,
  closedConnection,
} from '@syn-or-swim/shared/tcp/connection.ts';
import type { TimerName } from '@syn-or-swim/shared/tcp/events.ts';
import type { Span } from './strait-model.ts';

/** One timer that runs, as the stretch of time that it takes. */
export interface RunningTimer {
  readonly timer: TimerName;
  readonly span: Span;
}

/** One row of the socket table: a socket of this harbour, or a port pair on which the harbour owes an RST. */
export interface SocketEntry {
  /** The same from the slip to the horn, also when the SYN gives the key its server port. */
  readonly id: string;
  /** Its place on the keyboard, from 1. */
  readonly number: number;
  readonly key: ConnectionKey;
  readonly socket: SocketView | undefined;
  readonly reset: OwedReset | undefined;
  readonly slip: Slip | undefined;
  readonly connection: Connection;
  readonly state: ConnectionState;
  readonly owesSince: Milliseconds | undefined;
  readonly piloted: boolean;
  readonly timers: readonly RunningTimer[];
  /** True once this end has reached what the level asks of the order. */
  readonly reached: boolean;
  /** Points that this seat has lost on the order. */
  readonly cost: number;
}

/** How long `timer` runs in all, by the level's constants; a timer of another kind counts as its RTO. */
function lengthOf(timer: TimerName, connection: Connection, level: Level): Milliseconds {
  const { rto, rtoMax, msl, userTimeout } = level.timing;
  if (timer === 'time-wait') return 2 * msl;
  if (timer === 'user-timeout') return userTimeout;
  const backOff = 'retransmission' in connection ? connection.retransmission.backOff : 0;
  return Math.min(rtoMax, rto * 2 ** backOff);
}

function entryOfSocket(socket: SocketView, number: number, view: SeatView, level: Level): SocketEntry {
  const order = view.orders.find((other) => other.clientPort === socket.key.clientPort);
  return {
    id: String(socket.key.clientPort),
    number,
    key: socket.key,
    socket,
    reset: undefined,
    slip: view.slips.find((slip) => slip.clientPort === socket.key.clientPort),
    connection: socket.connection,
    state: socket.connection.state,
    owesSince: socket.owesSince,
    piloted: socket.piloted,
    timers: socket.timers.map(({ timer, at }) => ({
      timer,
      span: { from: at - lengthOf(timer, socket.connection, level), until: at },
    })),
    reached: order?.reached ?? false,
    cost: order?.cost ?? 0,
  };
}

function entryOfReset(reset: OwedReset, number: number): SocketEntry {
  return {
    id: `rst-${reset.key.clientPort}-${reset.key.serverPort}`,
    number,
    key: reset.key,
    socket: undefined,
    reset,
    slip: undefined,
    connection: closedConnection,
    state: 'CLOSED',
    owesSince: reset.since,
    piloted: false,
    timers: [],
    reached: false,
    cost: 0,
  };
}

/** All rows of the socket table: sockets in the view's order, then the RSTs owed where there is no socket. */
export function socketEntries(view: SeatView, level: Level): readonly SocketEntry[] {
  const sockets = view.sockets.map((socket, index) => entryOfSocket(socket, index + 1, view, level));
  const strangers = view.resets.filter(
    (reset) => !sockets.some((entry) => sameKey(entry.key, reset.key) && entry.state !== 'CLOSED'),
  );
  return [...sockets, ...strangers.map((reset, index) => entryOfReset(reset, sockets.length + index + 1))];
}

function sameKey(left: ConnectionKey, right: ConnectionKey): boolean {
  return left.clientPort === right.clientPort && left.serverPort === right.serverPort;
}

/** True for a socket of the client that no SYN has opened, or whose opening failed: a customer waits. */
export function waitsForOpen(entry: SocketEntry): boolean {
  return entry.socket !== undefined && entry.state === 'CLOSED' && !entry.reached && entry.slip !== undefined;
}

/** True once nothing is left to be done by hand at this row. */
export function isFinished(entry: SocketEntry): boolean {
  if (entry.owesSince !== undefined) return false;
  if (entry.piloted) return true;
  return entry.reached || (entry.state === 'CLOSED' && !waitsForOpen(entry)) || entry.state === 'TIME_WAIT';
}
