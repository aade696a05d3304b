// Internet addresses, and which of them TCP may talk to (RFC 9293 §3.9.2.3, RFC 1122 §3.2.1.3).
import { failure, type Result, success } from '../kernel/result.ts';

/** An address in network byte order: 4 octets for IPv4, 16 for IPv6. */
export type IpAddress = Uint8Array;

/** A host's own address, and how many of its leading bits name the network (`/24`). */
export interface HostAddress {
  readonly address: IpAddress;
  readonly prefixLength: number;
}

/** What an address stands for. `loopback` never leaves a host, `reserved` is nobody's. */
export type AddressKind = 'unicast' | 'loopback' | 'unspecified' | 'multicast' | 'broadcast' | 'reserved';

/** The IPv4 address that `text` writes as four decimal numbers; refused with the reason otherwise. */
export function ipv4Address(text: string): Result<IpAddress, string> {
  const parts = text.split('.');
  const isOctet = (part: string): boolean => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255;
  if (parts.length !== 4 || !parts.every(isOctet)) {
    return failure(`${JSON.stringify(text)} is no IPv4 address: four numbers from 0 to 255, as in 10.0.0.1`);
  }
  return success(Uint8Array.from(parts, Number));
}

/** `address` in words: `10.0.0.1`, or eight hexadecimal groups for IPv6. */
export function addressText(address: IpAddress): string {
  if (address.length === 4) return address.join('.');
  const groups: string[] = [];
  for (let at = 0; at < address.length; at += 2) {
    groups.push((((address[at] ?? 0) << 8) | (address[at + 1] ?? 0)).toString(16));
  }
  return groups.join(':');
}

/** True where both are the same address of the same family. */
export function sameAddress(first: IpAddress, second: IpAddress): boolean {
  return first.length === second.length && first.every((octet, index) => octet === second[index]);
}

/** What `address` stands for, seen from `host`, whose network's own broadcast addresses count. */
export function addressKind(address: IpAddress, host: HostAddress): AddressKind {
  return address.length === 4 ? ipv4Kind(address, host) : ipv6Kind(address);
}

function ipv4Kind(address: IpAddress, host: HostAddress): AddressKind {
  const first = address[0] ?? 0;
  if (address.every((octet) => octet === 255)) return 'broadcast';
  // 0.0.0.0/8: "this host on this network", good for a source while a host learns its address, never for TCP.
  if (first === 0) return 'unspecified';
  if (first === 127) return 'loopback';
  if (first >= 240) return 'reserved';
  if (first >= 224) return 'multicast';
  return isNetworkBroadcast(address, host) ? 'broadcast' : 'unicast';
}

/** All host bits one, or all zero as old hosts had it (RFC 1122 §3.3.6). A /31 has no broadcast (RFC 3021). */
function isNetworkBroadcast(address: IpAddress, { address: own, prefixLength }: HostAddress): boolean {
  if (own.length !== 4 || prefixLength > 30) return false;
  const mask = prefixLength === 0 ? 0 : (0xffffffff << (32 - prefixLength)) >>> 0;
  const number = ipv4Number(address);
  if (((number ^ ipv4Number(own)) & mask) !== 0) return false;
  const hostBits = (number & ~mask) >>> 0;
  return hostBits === 0 || hostBits === ~mask >>> 0;
}

function ipv4Number(address: IpAddress): number {
  return address.reduce((number, octet) => ((number << 8) | octet) >>> 0, 0);
}

function ipv6Kind(address: IpAddress): AddressKind {
  if (address[0] === 0xff) return 'multicast';
  if (address.subarray(0, 15).some((octet) => octet !== 0)) return 'unicast';
  if (address[15] === 0) return 'unspecified';
  return address[15] === 1 ? 'loopback' : 'unicast';
}

/**
 * The address that an OPEN to `remote` may use, or what it is instead (MUST-46: broadcast and multicast are
 * rejected as an error, and whatever else is no single host).
 */
export function remoteOfOpen(remote: IpAddress, host: HostAddress): Result<IpAddress, AddressKind> {
  const kind = addressKind(remote, host);
  return kind === 'unicast' || kind === 'loopback' ? success(remote) : failure(kind);
}

/** Whether a segment from `source` counts at all; a SYN from elsewhere is ignored (MUST-63). */
export function isValidSource(source: IpAddress, host: HostAddress): boolean {
  return addressKind(source, host) === 'unicast';
}
