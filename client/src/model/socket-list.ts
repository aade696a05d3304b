// The seat's sockets as `ss -tan` of Linux lists them.
import type { GuessView } from '@syn-or-swim/shared/game/guess.ts';
import type { Level } from '@syn-or-swim/shared/game/level.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import type { SeatView, SocketView } from '@syn-or-swim/shared/game/view.ts';
import type { ConnectionState } from '@syn-or-swim/shared/tcp/connection.ts';
import { sequenceDifference } from '@syn-or-swim/shared/tcp/sequence-number.ts';
import { COVERED, coversState } from './open-guess.ts';

/** The words of `ss` for the states of RFC 9293. */
export const SS_STATES: Readonly<Record<ConnectionState, string>> = {
  CLOSED: 'UNCONN',
  LISTEN: 'LISTEN',
  SYN_SENT: 'SYN-SENT',
  SYN_RECEIVED: 'SYN-RECV',
  ESTABLISHED: 'ESTAB',
  FIN_WAIT_1: 'FIN-WAIT-1',
  FIN_WAIT_2: 'FIN-WAIT-2',
  CLOSE_WAIT: 'CLOSE-WAIT',
  CLOSING: 'CLOSING',
  LAST_ACK: 'LAST-ACK',
  TIME_WAIT: 'TIME-WAIT',
};

/** Addresses of the two harbours: from the ranges that are kept for documents (RFC 5737). */
const ADDRESSES: Readonly<Record<Side, string>> = { client: '192.0.2.10', server: '198.51.100.80' };

/** One line of `ss -tan`. */
export interface ListedSocket {
  readonly state: string;
  /** Octets; covered with the state, which they would tell. */
  readonly receiveQueue: number | typeof COVERED;
  readonly sendQueue: number | typeof COVERED;
  readonly local: string;
  readonly peer: string;
}

/** Octets that left or wait to leave and are not acknowledged, SYN and FIN counted, as Linux counts them. */
function unacknowledged({ connection }: SocketView): number {
  if (!('snd' in connection)) return 0;
  return Math.max(0, sequenceDifference(connection.snd.nxt, connection.snd.una));
}

function lineOf(socket: SocketView, side: Side, covered: boolean): ListedSocket {
  const { key, connection } = socket;
  const client = `${ADDRESSES.client}:${key.clientPort}`;
  const server = `${ADDRESSES.server}:${key.serverPort}`;
  const ends = side === 'client' ? { local: client, peer: server } : { local: server, peer: client };
  if (covered) return { state: COVERED, receiveQueue: COVERED, sendQueue: COVERED, ...ends };
  return {
    state: SS_STATES[connection.state],
    // The FIN that the application has not answered yet stands in the queue as one octet.
    receiveQueue: connection.state === 'CLOSE_WAIT' ? 1 : 0,
    sendQueue: connection.state === 'TIME_WAIT' ? 0 : unacknowledged(socket),
    ...ends,
  };
}

/**
 * The sockets of one seat, listeners first. A closed one is not listed: there is nothing left of it. Of a listener
 * the two queues are those that wait to be accepted, and how many may wait. The state for which `guess` asks is covered.
 */
export function listedSockets(
  view: SeatView,
  level: Level,
  guess: GuessView | undefined,
): readonly ListedSocket[] {
  const waiting = (port: number): number =>
    view.sockets.filter(
      ({ place, key, connection }) =>
        place === 'anchorage' && key.serverPort === port && connection.state === 'ESTABLISHED',
    ).length;
  const listeners = view.listening.map((port) => ({
    state: SS_STATES.LISTEN,
    receiveQueue: waiting(port),
    sendQueue: level.anchorage,
    local: `0.0.0.0:${port}`,
    peer: '0.0.0.0:*',
  }));
  const covered = ({ key }: SocketView): boolean => coversState(guess, key.clientPort);
  // A line that is missing would tell, too.
  const open = view.sockets.filter((socket) => socket.connection.state !== 'CLOSED' || covered(socket));
  return [...listeners, ...open.map((socket) => lineOf(socket, view.side, covered(socket)))];
}

/** `sockets` as the command prints them: a head, then a line each, columns under each other. */
export function printedList(sockets: readonly ListedSocket[]): string {
  const head = ['State', 'Recv-Q', 'Send-Q', 'Local Address:Port', 'Peer Address:Port'];
  const rows = sockets.map(({ state, receiveQueue, sendQueue, local, peer }) => [
    state,
    String(receiveQueue),
    String(sendQueue),
    local,
    peer,
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join(' ')
        .trimEnd(),
    )
    .join('\n');
}
