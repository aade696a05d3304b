// What the crates of the client carry where the other end is a real kernel with a web server behind it.
import { present } from '../kernel/assert.ts';
import type { OrderTask } from './order.ts';
import { CRATE_OCTETS } from './token.ts';

/** What follows where a client sends more than its request: empty lines, which HTTP passes over. */
const FILLER = '\r\n';

/**
 * The HTTP request of an order, as long as its crates: by HTTP/1.0, so that the server closes, where it is to close
 * first, else by HTTP/1.1 (RFC 9112). Throws where the order has not two crates for it.
 */
export function webRequest({ closesFirst, crates }: Pick<OrderTask, 'closesFirst' | 'crates'>): string {
  const line = closesFirst === 'server' ? 'GET / HTTP/1.0' : 'GET /lighthouse HTTP/1.1';
  const head = `${line}\r\nHost: harbour.example\r\nUser-Agent: syn-or-swim (by hand)\r\nX-Ballast: `;
  const end = '\r\n\r\n';
  const ballast = crates.client * CRATE_OCTETS - head.length - end.length;
  return `${head}${present(ballast > 0 ? '~'.repeat(ballast) : undefined, 'room for a request in its crates')}${end}`;
}

/** `length` octets from `offset` on of all that the client of an order could ever send, a character an octet. */
export function requestOctets(request: string, offset: number, length: number): string {
  let octets = '';
  for (let at = offset; at < offset + length; at += 1) {
    octets += request[at] ?? FILLER[(at - request.length) & 1] ?? '\n';
  }
  return octets;
}
