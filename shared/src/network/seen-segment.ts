// TCP segments in packets that a sniffer kept, as far as they were kept: checksums may be wrong, for network cards
// fill them in later, and data may be cut off.
import type { Segment } from '../tcp/segment.ts';
import { sequenceNumber } from '../tcp/sequence-number.ts';
import type { ReadPacket } from './capture-file.ts';
import type { IpAddress } from './ip-address.ts';

/** A segment that a sniffer saw. */
export interface SeenSegment {
  /** Microseconds. */
  readonly time: number;
  readonly source: IpAddress;
  readonly destination: IpAddress;
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** Time to live of IPv4, hop limit of IPv6. */
  readonly hopLimit: number;
  /** True where the capture says that the capturing host itself sent it, false where it says otherwise. */
  readonly outgoing: boolean | undefined;
  /** Place in the list of interfaces, from 0. */
  readonly seenAt: number;
  /** `dataLength` as it was on the wire, also where the capture cut the data off; `window` unscaled. */
  readonly segment: Segment;
}

/** Octets before the IP header, or undefined where the packet is no IP packet. */
type LinkHeader = (octets: Uint8Array) => number | undefined;

const IPV4 = 0x0800;
const IPV6 = 0x86dd;
const VLAN_TAGS: readonly number[] = [0x8100, 0x88a8, 0x9100];
const TCP = 6;
/** IPv6 extension headers that are passed over: hop-by-hop, routing, destination options. */
const PASSED_OVER: readonly number[] = [0, 43, 60];

function uint16(octets: Uint8Array, at: number): number {
  return ((octets[at] ?? 0) << 8) | (octets[at + 1] ?? 0);
}

function uint32(octets: Uint8Array, at: number): number {
  return ((uint16(octets, at) << 16) | uint16(octets, at + 2)) >>> 0;
}

function ethernet(octets: Uint8Array): number | undefined {
  let at = 12;
  while (VLAN_TAGS.includes(uint16(octets, at))) at += 4;
  return carriesIp(uint16(octets, at)) ? at + 2 : undefined;
}

function carriesIp(protocol: number): boolean {
  return protocol === IPV4 || protocol === IPV6;
}

/** How packets of each LINKTYPE begin. */
const LINK_HEADERS: Readonly<Record<number, LinkHeader>> = {
  // NULL and LOOP: the address family, in a byte order that is not told; the IP version tells enough.
  0: () => 4,
  108: () => 4,
  1: ethernet,
  12: () => 0,
  14: () => 0,
  101: () => 0,
  228: () => 0,
  229: () => 0,
  // LINUX_SLL and LINUX_SLL2.
  113: (octets) => (carriesIp(uint16(octets, 14)) ? 16 : undefined),
  276: (octets) => (carriesIp(uint16(octets, 0)) ? 20 : undefined),
};

/** The link types that can be read. */
export function isKnownLink(link: number): boolean {
  return Object.hasOwn(LINK_HEADERS, link);
}

/** Where the IP payload lies, and how long it was on the wire. */
interface IpPart {
  readonly source: IpAddress;
  readonly destination: IpAddress;
  readonly hopLimit: number;
  readonly at: number;
  readonly length: number;
}

function ipv4Part(octets: Uint8Array, start: number, wire: number): IpPart | undefined {
  const header = ((octets[start] ?? 0) & 0x0f) * 4;
  const isFragment = (uint16(octets, start + 6) & 0x3fff) !== 0;
  if (header < 20 || octets[start + 9] !== TCP || isFragment) return undefined;
  // A length of 0 stands where the network card was to cut the packet up.
  const told = uint16(octets, start + 2);
  const length = (told === 0 ? wire : told) - header;
  return {
    source: octets.subarray(start + 12, start + 16),
    destination: octets.subarray(start + 16, start + 20),
    hopLimit: octets[start + 8] ?? 0,
    at: start + header,
    length,
  };
}

function ipv6Part(octets: Uint8Array, start: number, wire: number): IpPart | undefined {
  const told = uint16(octets, start + 4);
  const end = start + 40 + (told === 0 ? wire - 40 : told);
  let protocol = octets[start + 6] ?? 0;
  let at = start + 40;
  while (PASSED_OVER.includes(protocol)) {
    if (at + 8 > octets.length) return undefined;
    protocol = octets[at] ?? 0;
    at += ((octets[at + 1] ?? 0) + 1) * 8;
  }
  if (protocol !== TCP) return undefined;
  const source = octets.subarray(start + 8, start + 24);
  const destination = octets.subarray(start + 24, start + 40);
  return { source, destination, hopLimit: octets[start + 7] ?? 0, at, length: end - at };
}

/** What a packet of LINUX_SLL or LINUX_SLL2 says of its direction: 4 is "sent by us". */
function isOutgoing(link: number, octets: Uint8Array): boolean | undefined {
  if (link === 113) return uint16(octets, 0) === 4;
  return link === 276 ? octets[10] === 4 : undefined;
}

/** The TCP segment in `packet`; undefined where it holds none, or too little of its header was kept. */
export function seenSegment({ link, octets, length, time, seenAt }: ReadPacket): SeenSegment | undefined {
  const start = LINK_HEADERS[link]?.(octets);
  if (start === undefined) return undefined;
  const version = (octets[start] ?? 0) >> 4;
  const wire = length - start;
  const part =
    version === 4 ? ipv4Part(octets, start, wire) : version === 6 ? ipv6Part(octets, start, wire) : undefined;
  if (part === undefined || part.at + 16 > octets.length) return undefined;
  const { at } = part;
  const header = ((octets[at + 12] ?? 0) >> 4) * 4;
  if (header < 20 || part.length < header) return undefined;
  const bits = octets[at + 13] ?? 0;
  const flags = {
    fin: (bits & 1) !== 0,
    syn: (bits & 2) !== 0,
    rst: (bits & 4) !== 0,
    ack: (bits & 16) !== 0,
  };
  return {
    time,
    source: part.source,
    destination: part.destination,
    sourcePort: uint16(octets, at),
    destinationPort: uint16(octets, at + 2),
    hopLimit: part.hopLimit,
    outgoing: isOutgoing(link, octets),
    seenAt,
    segment: {
      seq: sequenceNumber(uint32(octets, at + 4)),
      ack: sequenceNumber(flags.ack ? uint32(octets, at + 8) : 0),
      flags,
      dataLength: part.length - header,
      window: uint16(octets, at + 14),
    },
  };
}
