// What is asked of whoever opens a WebSocket, before Colyseus sees the request.
import type { IncomingMessage, Server } from 'node:http';
import type { Metrics } from '../match/metrics.ts';
import type { AddressOf } from './client-address.ts';

/**
 * Open sockets of one address: behind one stands a school with twenty classes of thirty, each page with a socket for
 * its class and one for its match, and those whose old sockets have not been missed yet.
 */
const SOCKETS_PER_ADDRESS = 2500;

/** Open sockets of the process: both seats of as many rooms as there may be, and who comes back to them. */
const SOCKETS_MAX = 5000;

/** `/PROCESS/ROOM?sessionId=...`, as Colyseus' SDK asks; anything else is of no use to a page. */
const SEAT_PATH = /^\/[\w-]{1,64}\/[\w-]{1,64}\?[\w&=.:-]{1,256}$/;

/** Why a socket is not opened, with the HTTP status of the answer. */
const REFUSALS = {
  'no-such-path': 404,
  /** A page of another origin must not play with the network of whoever opened it. */
  'foreign-page': 403,
  'too-many-of-address': 429,
  'too-many': 503,
} as const;

/** What the door needs. */
export interface SocketDoorParts {
  readonly addressOf: AddressOf;
  readonly metrics: Pick<Metrics, 'turnedAway'>;
  /** Origins of pages that may open sockets beside those of the same host. */
  readonly origins: readonly string[];
}

/**
 * Puts the door before all that `http` does with upgrade requests so far. Whoever is turned away gets a status and
 * loses the connection; the count of an address falls when its socket closes, however that comes.
 */
export function guardSockets(http: Server, { addressOf, metrics, origins }: SocketDoorParts): void {
  const inside = http.listeners('upgrade');
  const open = new Map<string, number>();
  let total = 0;
  const refusalOf = (request: IncomingMessage, address: string): keyof typeof REFUSALS | undefined => {
    if (!SEAT_PATH.test(request.url ?? '')) return 'no-such-path';
    if (!isOwnPage(request, origins)) return 'foreign-page';
    if ((open.get(address) ?? 0) >= SOCKETS_PER_ADDRESS) return 'too-many-of-address';
    return total >= SOCKETS_MAX ? 'too-many' : undefined;
  };
  const count = (address: string, change: 1 | -1) => {
    total += change;
    const now = (open.get(address) ?? 0) + change;
    if (now === 0) open.delete(address);
    else open.set(address, now);
  };
  http.removeAllListeners('upgrade');
  http.on('upgrade', (request, socket, head) => {
    const address = addressOf(request);
    const refusal = refusalOf(request, address);
    if (refusal !== undefined) {
      metrics.turnedAway('upgrade', refusal);
      socket.on('error', () => socket.destroy());
      socket.end(
        `HTTP/1.1 ${REFUSALS[refusal]} ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      );
      return;
    }
    count(address, 1);
    socket.once('close', () => count(address, -1));
    for (const upgrade of inside) upgrade.call(http, request, socket, head);
  });
}

/** Whether the page that asks was served under the same host or from `origins`. Programs that are no browser say none. */
function isOwnPage({ headers: { origin, host } }: IncomingMessage, origins: readonly string[]): boolean {
  return origin === undefined || URL.parse(origin)?.host === host || origins.includes(origin);
}
