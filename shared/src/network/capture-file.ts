// Reading captures: pcap in both byte orders and both resolutions, and pcapng (draft-ietf-opsawg-pcap, -pcapng).
import { failure, type Result, success } from '../kernel/result.ts';

/** One packet as it stands in a capture. */
export interface ReadPacket {
  /** Microseconds; since 1970 unless the clock of the capture was wrong. */
  readonly time: number;
  /** Place in the list of interfaces, from 0. */
  readonly seenAt: number;
  /** LINKTYPE number: how `octets` begin. */
  readonly link: number;
  /** What was kept of the packet: a view of the file, not a copy. */
  readonly octets: Uint8Array;
  /** How long it was on the wire, octets. */
  readonly length: number;
}

/** A capture that could be read. */
export interface ReadCapture {
  /** LINKTYPE numbers of the interfaces, in the order of their descriptions. */
  readonly interfaces: readonly number[];
  readonly packets: readonly ReadPacket[];
  /** True where the file ends in the middle of a packet: all before it were read. */
  readonly cutOff: boolean;
}

/** Why a file can't be read as a capture. `at` is the octet at which it went wrong. */
export type CaptureProblem =
  | { readonly kind: 'too-big'; readonly octets: number; readonly most: number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'no-capture' }
  | { readonly kind: 'broken'; readonly at: number };

/** The largest file that is read, octets. */
export const LARGEST_CAPTURE = 50_000_000;

const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const OBSOLETE_PACKET = 2;
const SIMPLE_PACKET = 3;
const ENHANCED_PACKET = 6;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const MICROSECONDS = 0xa1b2c3d4;
const NANOSECONDS = 0xa1b23c4d;
const TIME_RESOLUTION = 9;
const UINT32 = 2 ** 32;
/** No link carries a packet longer than this: a length beyond it is a broken one. */
const LONGEST_PACKET = 0x0004_0000;

function uint16(octets: Uint8Array, at: number, little: boolean): number {
  const [first, second] = [octets[at] ?? 0, octets[at + 1] ?? 0];
  return little ? (second << 8) | first : (first << 8) | second;
}

function uint32(octets: Uint8Array, at: number, little: boolean): number {
  const [low, high] = little ? [at, at + 2] : [at + 2, at];
  return uint16(octets, high, little) * 0x1_0000 + uint16(octets, low, little);
}

/** The capture in `octets`; refused where it is none, longer than {@link LARGEST_CAPTURE}, or broken. */
export function readCapture(octets: Uint8Array): Result<ReadCapture, CaptureProblem> {
  if (octets.length > LARGEST_CAPTURE) {
    return failure({ kind: 'too-big', octets: octets.length, most: LARGEST_CAPTURE });
  }
  if (octets.length === 0) return failure({ kind: 'empty' });
  if (octets.length < 24) return failure({ kind: 'no-capture' });
  if (uint32(octets, 0, true) === SECTION_HEADER) return readPcapng(octets);
  for (const little of [true, false]) {
    const magic = uint32(octets, 0, little);
    if (magic === MICROSECONDS || magic === NANOSECONDS)
      return readPcap(octets, little, magic === NANOSECONDS);
  }
  return failure({ kind: 'no-capture' });
}

function readPcap(
  octets: Uint8Array,
  little: boolean,
  nanoseconds: boolean,
): Result<ReadCapture, CaptureProblem> {
  // The upper bits of the link type tell the length of a frame check sequence.
  const link = uint32(octets, 20, little) % 0x1000_0000;
  const packets: ReadPacket[] = [];
  let at = 24;
  while (at < octets.length) {
    const kept = uint32(octets, at + 8, little);
    if (at + 16 <= octets.length && kept > LONGEST_PACKET) return failure({ kind: 'broken', at });
    const end = at + 16 + kept;
    if (at + 16 > octets.length || end > octets.length) {
      return success({ interfaces: [link], packets, cutOff: true });
    }
    const fraction = uint32(octets, at + 4, little);
    const time =
      uint32(octets, at, little) * 1_000_000 + (nanoseconds ? Math.floor(fraction / 1000) : fraction);
    const length = uint32(octets, at + 12, little);
    packets.push({ time, seenAt: 0, link, octets: octets.subarray(at + 16, end), length });
    at = end;
  }
  return success({ interfaces: [link], packets, cutOff: false });
}

/** An interface of a pcapng file; times count in units of 1 / `perSecond` seconds. */
interface Interface {
  readonly link: number;
  readonly perSecond: number;
  readonly snapLength: number;
}

/** Where a section stands in the reading of a pcapng file. */
interface Section {
  readonly little: boolean;
  /** Place of the section's first interface among those of the whole file. */
  readonly firstInterface: number;
}

/** A block's place: `body` to `end`, without its lengths. */
interface Block {
  readonly type: number;
  readonly body: number;
  readonly end: number;
}

function readPcapng(octets: Uint8Array): Result<ReadCapture, CaptureProblem> {
  const interfaces: Interface[] = [];
  const packets: ReadPacket[] = [];
  let section: Section = { little: true, firstInterface: 0 };
  const read = (cutOff: boolean) =>
    success({ interfaces: interfaces.map(({ link }) => link), packets, cutOff });
  let at = 0;
  while (at < octets.length) {
    if (at + 12 > octets.length) return read(true);
    if (uint32(octets, at, true) === SECTION_HEADER) {
      const little = uint32(octets, at + 8, true) === BYTE_ORDER_MAGIC;
      if (!little && uint32(octets, at + 8, false) !== BYTE_ORDER_MAGIC)
        return failure({ kind: 'broken', at });
      section = { little, firstInterface: interfaces.length };
    }
    const total = uint32(octets, at + 4, section.little);
    if (total < 12 || total % 4 !== 0) return failure({ kind: 'broken', at });
    if (at + total > octets.length) return read(true);
    const block: Block = {
      type: uint32(octets, at, section.little),
      body: at + 8,
      end: at + total - 4,
    };
    if (block.type === INTERFACE_DESCRIPTION) interfaces.push(interfaceIn(octets, block, section.little));
    else {
      const packet = packetIn(octets, block, section, interfaces);
      if (packet === 'broken') return failure({ kind: 'broken', at });
      if (packet !== undefined) packets.push(packet);
    }
    at += total;
  }
  return read(false);
}

function interfaceIn(octets: Uint8Array, { body, end }: Block, little: boolean): Interface {
  let perSecond = 1_000_000;
  let at = body + 8;
  while (at + 4 <= end) {
    const code = uint16(octets, at, little);
    const length = uint16(octets, at + 2, little);
    const value = octets[at + 4] ?? 0;
    if (code === TIME_RESOLUTION && length === 1) {
      perSecond = value < 0x80 ? powerOf(10, value) : powerOf(2, value - 0x80);
    }
    at += 4 + length + (-length & 3);
  }
  return { link: uint16(octets, body, little), snapLength: uint32(octets, body + 4, little), perSecond };
}

function powerOf(base: number, exponent: number): number {
  let power = 1;
  for (let count = 0; count < exponent; count += 1) power *= base;
  return power;
}

/** The packet of a block, undefined where the block holds none. */
function packetIn(
  octets: Uint8Array,
  { type, body, end }: Block,
  { little, firstInterface }: Section,
  interfaces: readonly Interface[],
): ReadPacket | undefined | 'broken' {
  const packetOf = (
    seenAt: number,
    time: number,
    from: number,
    kept: number,
    length: number,
  ): ReadPacket | 'broken' => {
    const seen = interfaces[seenAt];
    if (seen === undefined || from + kept > end) return 'broken';
    const { perSecond } = seen;
    const fraction = Math.floor(((time % perSecond) * 1_000_000) / perSecond);
    const microseconds = Math.floor(time / perSecond) * 1_000_000 + fraction;
    return {
      time: microseconds,
      seenAt,
      link: seen.link,
      octets: octets.subarray(from, from + kept),
      length,
    };
  };
  const wide = uint32(octets, body + 4, little) * UINT32 + uint32(octets, body + 8, little);
  switch (type) {
    case ENHANCED_PACKET:
    case OBSOLETE_PACKET: {
      // The obsolete block counts drops in the other half of the interface's number.
      const read = type === ENHANCED_PACKET ? uint32 : uint16;
      const place = firstInterface + read(octets, body, little);
      const [kept, length] = [12, 16].map((at) => uint32(octets, body + at, little));
      return packetOf(place, wide, body + 20, kept ?? 0, length ?? 0);
    }
    case SIMPLE_PACKET: {
      const length = uint32(octets, body, little);
      const snapLength = interfaces[firstInterface]?.snapLength ?? 0;
      const kept = snapLength === 0 ? length : Math.min(length, snapLength);
      // A simple packet has no time of its own.
      return packetOf(firstInterface, 0, body + 4, kept, length);
    }
    default:
      return undefined;
  }
}
