// The Internet checksum (RFC 1071) of IPv4 headers, ICMP, and of TCP with its pseudo-header (RFC 9293 §3.1).
import type { IpAddress } from './ip-address.ts';

/** Adds `octets` as 16-bit words to `sum`; an odd last octet counts as if a zero followed. */
function addWords(sum: number, octets: Uint8Array): number {
  let total = sum;
  const even = octets.length & ~1;
  for (let at = 0; at < even; at += 2) total += ((octets[at] as number) << 8) | (octets[at + 1] as number);
  return even === octets.length ? total : total + ((octets[even] as number) << 8);
}

/** One's complement of the one's complement sum; `sum` is below 2^48. */
function folded(sum: number): number {
  let rest = sum;
  while (rest > 0xffff) rest = Math.floor(rest / 0x10000) + (rest % 0x10000);
  return ~rest & 0xffff;
}

/** The checksum of `octets`: 0 where they contain their own right checksum. */
export function internetChecksum(octets: Uint8Array): number {
  return folded(addWords(0, octets));
}

/**
 * The checksum of a TCP segment with the pseudo-header of `source` and `destination`, both of one family
 * (RFC 9293 §3.1, RFC 8200 §8.1): what a sender writes where the field is 0 (MUST-2), and 0 where a receiver
 * finds it right (MUST-3).
 */
export function tcpChecksum(source: IpAddress, destination: IpAddress, segment: Uint8Array): number {
  const protocolAndLength = TCP_PROTOCOL + segment.length;
  return folded(addWords(addWords(addWords(protocolAndLength, source), destination), segment));
}

/** TCP's number in the protocol field of IP. */
export const TCP_PROTOCOL = 6;
