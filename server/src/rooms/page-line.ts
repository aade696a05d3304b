import type { Socket } from 'node:net';
import { ClientState } from '@colyseus/core';
import type { Metrics } from '../match/metrics.ts';

/** Octets that may wait for a page that does not read; the longest debrief and a whole class are a fraction of it. */
const UNREAD_MAX = 1024 * 1024;

/** The state of a line over which something can go. */
const OPEN = 1;

/** What is needed of a WebSocket beside what Colyseus does with it. */
interface WebSocketLine {
  /** Octets that were sent but not yet taken by the system. */
  readonly bufferedAmount: number;
  readonly readyState: number;
  readonly terminate: () => void;
  /** Its TCP connection. */
  readonly _socket?: Socket;
}

/** A client of Colyseus, as far as its line goes: Colyseus knows the socket only as what emits its events. */
interface LineOwner {
  readonly ref: unknown;
}

/** Cuts the line of `client` at once: a close would wait for a page that may not answer. */
export function cutLine({ ref }: LineOwner): void {
  (ref as WebSocketLine).terminate();
}

/**
 * Whether the page of `client` reads what it is sent. One that does not loses its line, and gets everything anew when
 * it comes back.
 */
export function readsOn(client: LineOwner, metrics: Pick<Metrics, 'turnedAway'>): boolean {
  const line = client.ref as WebSocketLine;
  if (line.bufferedAmount <= UNREAD_MAX) return true;
  // Of a line that is cut, what had come in by then is still heard.
  if (line.readyState === OPEN) {
    metrics.turnedAway('socket', 'does-not-read');
    line.terminate();
  }
  return false;
}

/** Whether all that `client` was sent has been taken by the system: nobody looks at those octets any more. */
export function hasAllLeft({ ref, state }: LineOwner & { readonly state: ClientState }): boolean {
  // Before its page has joined Colyseus keeps what is sent.
  return state === ClientState.JOINED && (ref as WebSocketLine).bufferedAmount === 0;
}

/** What `client` is sent from here to the end of this turn, as a view and the answer behind it, is one write to the system. */
export function leaveTogether({ ref }: LineOwner): void {
  const { _socket: socket } = ref as WebSocketLine;
  if (socket === undefined || socket.writableCorked > 0) return;
  socket.cork();
  process.nextTick(() => socket.uncork());
}
