// IP packets as octets (RFC 791, RFC 8200), as far as TCP and the errors about it need them.
import { assert } from '../kernel/assert.ts';
import { failure, type Result, success } from '../kernel/result.ts';
import { internetChecksum } from './checksum.ts';
import type { IpAddress } from './ip-address.ts';

/** One whole packet. */
export interface IpPacket {
  /** Both of one family, which is the packet's version. */
  readonly source: IpAddress;
  readonly destination: IpAddress;
  /** What `payload` is: 6 for TCP, 1 for ICMP. */
  readonly protocol: number;
  /** Time to live, or hop limit. */
  readonly hopLimit: number;
  readonly payload: Uint8Array;
}

/** Why octets are no packet that this host can take. */
export type IpProblem =
  | 'neither IPv4 nor IPv6'
  | 'shorter than its header'
  | 'shorter than it says'
  | 'wrong header checksum'
  | 'fragment';

const IPV4_HEADER = 20;
const IPV6_HEADER = 40;
const DONT_FRAGMENT = 0x40;
/** Extension headers that are passed over by their length: hop-by-hop, routing, destination options. */
const PASSED_OVER: readonly number[] = [0, 43, 60];
const IPV6_FRAGMENT = 44;

/** `packet` as octets, without IP options or extension headers, never to be fragmented. */
export function encodeIp(packet: IpPacket): Uint8Array {
  const { source, destination } = packet;
  assert(source.length === destination.length, 'source and destination are of two address families');
  return source.length === 4 ? encodeIpv4(packet) : encodeIpv6(packet);
}

function encodeIpv4({ source, destination, protocol, hopLimit, payload }: IpPacket): Uint8Array {
  const length = IPV4_HEADER + payload.length;
  assert(length <= 0xffff, `${length} octets do not fit into one IPv4 packet`);
  const octets = new Uint8Array(length);
  octets[0] = 0x45;
  octets[2] = length >>> 8;
  octets[3] = length;
  octets[6] = DONT_FRAGMENT;
  octets[8] = hopLimit;
  octets[9] = protocol;
  octets.set(source, 12);
  octets.set(destination, 16);
  const checksum = internetChecksum(octets.subarray(0, IPV4_HEADER));
  octets[10] = checksum >>> 8;
  octets[11] = checksum;
  octets.set(payload, IPV4_HEADER);
  return octets;
}

function encodeIpv6({ source, destination, protocol, hopLimit, payload }: IpPacket): Uint8Array {
  assert(payload.length <= 0xffff, `${payload.length} octets do not fit into one IPv6 packet`);
  const octets = new Uint8Array(IPV6_HEADER + payload.length);
  octets[0] = 0x60;
  octets[4] = payload.length >>> 8;
  octets[5] = payload.length;
  octets[6] = protocol;
  octets[7] = hopLimit;
  octets.set(source, 8);
  octets.set(destination, 24);
  octets.set(payload, IPV6_HEADER);
  return octets;
}

/**
 * The packet in `octets`. IP options and extension headers are passed over, what follows the stated length is
 * cut off, fragments are refused. Addresses and payload are views of `octets`, not copies.
 */
export function decodeIp(octets: Uint8Array): Result<IpPacket, IpProblem> {
  switch ((octets[0] ?? 0) >> 4) {
    case 4:
      return decodeIpv4(octets);
    case 6:
      return decodeIpv6(octets);
    default:
      return failure('neither IPv4 nor IPv6');
  }
}

function decodeIpv4(octets: Uint8Array): Result<IpPacket, IpProblem> {
  const headerLength = ((octets[0] as number) & 0x0f) * 4;
  if (headerLength < IPV4_HEADER || octets.length < headerLength) return failure('shorter than its header');
  const length = readUint16(octets, 2);
  if (length < headerLength || octets.length < length) return failure('shorter than it says');
  if (internetChecksum(octets.subarray(0, headerLength)) !== 0) return failure('wrong header checksum');
  // More fragments to come, or an offset: this is a part.
  if ((readUint16(octets, 6) & 0x3fff) !== 0) return failure('fragment');
  return success({
    source: octets.subarray(12, 16),
    destination: octets.subarray(16, 20),
    protocol: octets[9] as number,
    hopLimit: octets[8] as number,
    payload: octets.subarray(headerLength, length),
  });
}

function decodeIpv6(octets: Uint8Array): Result<IpPacket, IpProblem> {
  if (octets.length < IPV6_HEADER) return failure('shorter than its header');
  const end = IPV6_HEADER + readUint16(octets, 4);
  if (octets.length < end) return failure('shorter than it says');
  let protocol = octets[6] as number;
  let at = IPV6_HEADER;
  while (PASSED_OVER.includes(protocol)) {
    if (at + 8 > end) return failure('shorter than it says');
    protocol = octets[at] as number;
    at += ((octets[at + 1] as number) + 1) * 8;
  }
  if (at > end) return failure('shorter than it says');
  if (protocol === IPV6_FRAGMENT) return failure('fragment');
  return success({
    source: octets.subarray(8, 24),
    destination: octets.subarray(24, 40),
    protocol,
    hopLimit: octets[7] as number,
    payload: octets.subarray(at, end),
  });
}

function readUint16(octets: Uint8Array, at: number): number {
  return ((octets[at] as number) << 8) | (octets[at + 1] as number);
}
