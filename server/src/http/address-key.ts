import { isIPv6 } from 'node:net';

/** Groups of an IPv6 address that name the network; whoever has one host in it can take any of its addresses. */
const NETWORK_GROUPS = 4;

/** An IPv4 address as a socket that takes both families writes it. */
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * What of a socket's remote address counts for limits: an IPv4 address whole, of an IPv6 address its network of
 * 64 bits.
 */
export function addressKey(address: string | undefined): string {
  if (address === undefined) return 'unknown';
  const mapped = MAPPED.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [before = '', after] = address.split('::');
  const groups = before === '' ? [] : before.split(':');
  if (after !== undefined) {
    const rest = after === '' ? [] : after.split(':');
    while (groups.length + rest.length < 8) groups.push('0');
  }
  return groups
    .slice(0, NETWORK_GROUPS)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':');
}
