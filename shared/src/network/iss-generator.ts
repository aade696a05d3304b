// Initial sequence numbers (RFC 9293 §3.4.1, RFC 6528): ISN = M + F(connection, secret).
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { assert } from '../kernel/assert.ts';
import { type SequenceNumber, sequenceNumber } from '../tcp/sequence-number.ts';
import type { IpAddress } from './ip-address.ts';

/** The four things that tell one connection from every other, seen from the end that chooses the ISS. */
export interface ConnectionName {
  readonly localAddress: IpAddress;
  readonly localPort: number;
  readonly remoteAddress: IpAddress;
  readonly remotePort: number;
}

/** Shortest secret that is taken, octets. */
export const SHORTEST_SECRET = 16;

/** M counts up once in this many microseconds (MUST-8), and so comes round every 4.77 hours. */
const MICROSECONDS_PER_TICK = 4;

/**
 * The ISS of an incarnation of `name` that begins at `clock` (SHLD-1). F is HMAC-SHA-256 under `secret`, so
 * that nobody without the secret can compute it (MUST-9), and every connection has a number space of its own
 * in which later incarnations begin further on. `clock` is in whole microseconds, of any clock that goes on
 * steadily; `secret` is at least 16 octets of true chance, kept while the host runs.
 */
export function initialSequenceNumber(
  name: ConnectionName,
  clock: number,
  secret: Uint8Array,
): SequenceNumber {
  assert(Number.isSafeInteger(clock) && clock >= 0, `a clock of ${clock} microseconds`);
  assert(secret.length >= SHORTEST_SECRET, `a secret of ${secret.length} octets, at least 16 are needed`);
  const digest = hmac(sha256, secret, nameOctets(name));
  const keyed = new DataView(digest.buffer, digest.byteOffset).getUint32(0);
  const ticks = Math.floor(clock / MICROSECONDS_PER_TICK) % 2 ** 32;
  return sequenceNumber(ticks + keyed);
}

/** `name` as octets; the lengths go along, so that no two names look alike. */
function nameOctets({ localAddress, localPort, remoteAddress, remotePort }: ConnectionName): Uint8Array {
  return Uint8Array.from([
    localAddress.length,
    ...localAddress,
    localPort >>> 8,
    localPort & 0xff,
    remoteAddress.length,
    ...remoteAddress,
    remotePort >>> 8,
    remotePort & 0xff,
  ]);
}
