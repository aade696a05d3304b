// From where a request comes, where proxies may stand between.
import type { IncomingHttpHeaders } from 'node:http';
import { BlockList, isIP, isIPv6 } from 'node:net';
import { failure, type Result, success } from '@syn-or-swim/shared/kernel/result.ts';
import { addressKey } from './address-key.ts';

/** The two things about a request that say where it comes from. */
export interface Arrival {
  readonly headers: IncomingHttpHeaders;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/** What of the sender's address counts for limits, see {@link addressKey}. */
export type AddressOf = (arrival: Arrival) => string;

/** Names for networks that proxies usually stand in. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

/**
 * Reads addresses behind the proxies `trusted`: a comma-separated list of addresses, networks (10.0.0.0/8), and the
 * names loopback and private. Anybody can write X-Forwarded-For, so of it only what a trusted proxy has added is
 * believed: from the right, up to the first address that is none of theirs. Gives back the entry that can't be read.
 */
export function addressReader(trusted: string): Result<AddressOf, string> {
  const proxies = new BlockList();
  const entries = trusted.split(',').map((entry) => entry.trim());
  for (const entry of entries.filter((text) => text !== '')) {
    for (const network of NAMED[entry] ?? [entry]) if (!added(proxies, network)) return failure(entry);
  }
  const isTrusted = (address: string) => proxies.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  return success(({ headers, socket }) => {
    const forwarded = String(headers['x-forwarded-for'] ?? '').split(',');
    let address = plain(socket.remoteAddress ?? '');
    while (isIP(address) !== 0 && isTrusted(address)) {
      const before = plain(forwarded.pop()?.trim() ?? '');
      if (isIP(before) === 0) break;
      address = before;
    }
    return addressKey(address === '' ? undefined : address);
  });
}

/** An IPv4 address that a socket of both families wrote as IPv6, as IPv4. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

function added(proxies: BlockList, network: string): boolean {
  const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(network) ?? [];
  const family = isIP(address);
  const most = family === 4 ? 32 : 128;
  if (family === 0 || Number(bits ?? 0) > most) return false;
  proxies.addSubnet(address, bits === undefined ? most : Number(bits), family === 4 ? 'ipv4' : 'ipv6');
  return true;
}
