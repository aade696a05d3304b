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

/** What the rows are made of. */
export interface Sight {
  readonly view: SeatView;
  readonly level: Level;
  readonly now: Milliseconds;
  /** Every slip that this page has seen in the match, by the client's port: some are blown off the pier. */
  readonly remembered: ReadonlyMap<number, Slip>;
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
  /** The due lamp burns: something is owed, and from level 8 on for a while already (rules.md section 2). */
  readonly lamp: boolean;
  readonly piloted: boolean;
  /** The slip blew off the pier: its customer has left, the socket stays. */
  readonly cancelled: boolean;
  readonly timers: readonly RunningTimer[];
  /** True once this end has reached what the level asks of the order. */
  readonly reached: boolean;
  /** Points that this seat has lost on the order. */
  readonly cost: number;
}

/** From this level on the due lamp burns only after {@link LAMP_DELAY}. */
const LATE_LAMP_LEVEL = 8;
const LAMP_DELAY: Milliseconds = 4_000;

/** When the due lamp of a socket that owes since `owesSince` begins to burn. */
export function lampBurnsAt(owesSince: Milliseconds, level: Level): Milliseconds {
  return level.number >= LATE_LAMP_LEVEL ? owesSince + LAMP_DELAY : owesSince;
}

/** How long `timer` runs in all, by the level's constants; a timer of another kind counts as its RTO. */
function lengthOf(timer: TimerName, connection: Connection, level: Level): Milliseconds {
  const { rto, rtoMax, msl, userTimeout } = level.timing;
  if (timer === 'time-wait') return 2 * msl;
  if (timer === 'user-timeout') {
    const early = connection.state === 'SYN_RECEIVED' ? level.synReceivedTimeout : undefined;
    return early ?? userTimeout;
  }
  if (timer === 'orphan-fin-wait-2') return level.orphanFinWait2 ?? userTimeout;
  const backOff = 'retransmission' in connection ? connection.retransmission.backOff : 0;
  return Math.min(rtoMax, rto * 2 ** backOff);
}

/** True while a repeat is owed since the RTO's bell. */
export function bellRings(connection: Connection): boolean {
  return 'retransmission' in connection && connection.retransmission.timer.kind === 'repeat-owed';
}

function entryOfSocket(socket: SocketView, number: number, sight: Sight): SocketEntry {
  const { view, level, now, remembered } = sight;
  const { clientPort } = socket.key;
  const slip = view.slips.find((other) => other.clientPort === clientPort);
  const { owesSince } = socket;
  const order = view.orders.find((other) => other.clientPort === clientPort);
  return {
    id: String(clientPort),
    number,
    key: socket.key,
    socket,
    reset: undefined,
    slip: slip ?? remembered.get(clientPort),
    connection: socket.connection,
    state: socket.connection.state,
    owesSince,
    lamp: owesSince !== undefined && (bellRings(socket.connection) || now >= lampBurnsAt(owesSince, level)),
    piloted: socket.piloted,
    cancelled: slip === undefined && remembered.has(clientPort),
    timers: socket.timers.map(({ timer, at }) => ({
      timer,
      span: { from: at - lengthOf(timer, socket.connection, level), until: at },
    })),
    reached: order?.reached ?? false,
    cost: order?.cost ?? 0,
  };
}

function entryOfReset(reset: OwedReset, number: number, { level, now }: Sight): SocketEntry {
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
    lamp: now >= lampBurnsAt(reset.since, level),
    piloted: false,
    cancelled: false,
    timers: [],
    reached: false,
    cost: 0,
  };
}

/** All rows of the socket table: sockets in the view's order, then the RSTs owed where there is no socket. */
export function socketEntries(sight: Sight): readonly SocketEntry[] {
  const { view } = sight;
  const sockets = view.sockets.map((socket, index) => entryOfSocket(socket, index + 1, sight));
  const strangers = view.resets.filter(
    (reset) => !sockets.some((entry) => sameKey(entry.key, reset.key) && entry.state !== 'CLOSED'),
  );
  return [
    ...sockets,
    ...strangers.map((reset, index) => entryOfReset(reset, sockets.length + index + 1, sight)),
  ];
}

function sameKey(left: ConnectionKey, right: ConnectionKey): boolean {
  return left.clientPort === right.clientPort && left.serverPort === right.serverPort;
}

/** True for a socket that no SYN has opened, or whose opening failed, and that is this seat's to open. */
export function waitsForOpen(entry: SocketEntry): boolean {
  const opensHere = entry.socket?.nextIss !== undefined && entry.slip !== undefined;
  return opensHere && entry.state === 'CLOSED' && !entry.reached;
}

/** True for a connection that the last shift left: it is older than the match, and no slip speaks of it. */
export function isOfNightShift({ socket, slip }: SocketEntry, level: Level): boolean {
  const left = (level.nightShift ?? 0) > 0 || level.inherited !== undefined;
  return left && slip === undefined && socket?.stateSince === 0;
}

/** True once nothing is left to be done by hand at this row. */
export function isFinished(entry: SocketEntry): boolean {
  if (entry.owesSince !== undefined) return false;
  if (entry.piloted) return true;
  return entry.reached || (entry.state === 'CLOSED' && !waitsForOpen(entry)) || entry.state === 'TIME_WAIT';
}

/** The row to which the hand is led once `current` is gone or finished; undefined where it may stay. */
export function rowToChoose(
  entries: readonly SocketEntry[],
  current: SocketEntry | undefined,
): SocketEntry | undefined {
  if (current !== undefined && !isFinished(current)) return undefined;
  const open = entries.filter((entry) => !isFinished(entry));
  const first = current === undefined ? entries[0] : undefined;
  return open.find((entry) => entry.lamp) ?? open[0] ?? first;
}
