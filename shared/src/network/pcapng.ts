// Captures as files in the pcapng format (draft-ietf-opsawg-pcapng), little-endian, raw IP packets.
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { assert } from '../kernel/assert.ts';

/** One place at which packets were seen. */
export interface CaptureInterface {
  readonly name: string;
  readonly description: string;
}

/** One packet as it was seen. */
export interface CaptureRecord {
  /** Place in the list of interfaces, from 0. */
  readonly seenAt: number;
  /** Microseconds since 1970, a whole number. */
  readonly time: number;
  /** The packet from its IP header on. */
  readonly octets: Uint8Array;
  readonly comments: readonly string[];
}

/** A whole capture. */
export interface Capture {
  /** The program that wrote it. */
  readonly application: string;
  readonly comment: string;
  readonly interfaces: readonly CaptureInterface[];
  /** In the order in which they are to stand in the file. */
  readonly packets: readonly CaptureRecord[];
}

const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const ENHANCED_PACKET = 6;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
/** LINKTYPE_RAW: IPv4 or IPv6, told by the first four bits. */
const RAW_IP = 101;
const SNAP_LENGTH = 65_535;
const OPTION_COMMENT = 1;
const INTERFACE_NAME = 2;
const INTERFACE_DESCRIBED = 3;
const SECTION_APPLICATION = 4;
const UINT32 = 2 ** 32;
/** An option's length has 16 bits. */
const OPTION_MAX = 0xffff;

type Part = readonly number[] | Uint8Array;

function uint16(value: number): Part {
  return [value & 0xff, (value >>> 8) & 0xff];
}

function uint32(value: number): Part {
  return [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, (value >>> 24) & 0xff];
}

function joined(parts: readonly Part[]): Uint8Array {
  const octets = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    octets.set(part, at);
    at += part.length;
  }
  return octets;
}

/** `octets` with zeros up to a multiple of four. */
function padded(octets: Uint8Array): readonly Part[] {
  return [octets, new Uint8Array(-octets.length & 3)];
}

/** `text` as octets that fit into an option, cut between two characters where it is too long. */
function optionText(text: string): Uint8Array {
  let kept = text;
  for (;;) {
    const octets = utf8ToBytes(kept);
    if (octets.length <= OPTION_MAX) return octets;
    kept = [...kept].slice(0, -1 - (octets.length - OPTION_MAX) / 4).join('');
  }
}

function options(entries: readonly (readonly [number, string])[]): readonly Part[] {
  const given = entries.filter(([, text]) => text !== '');
  if (given.length === 0) return [];
  const written = given.flatMap(([code, text]) => {
    const octets = optionText(text);
    return [uint16(code), uint16(octets.length), ...padded(octets)];
  });
  return [...written, uint16(0), uint16(0)];
}

/** A block of `type`: its total length stands before and after its body. */
function block(type: number, body: readonly Part[]): Uint8Array {
  const content = joined(body);
  assert(content.length % 4 === 0, 'a block ends on a 32-bit boundary');
  const length = content.length + 12;
  return joined([uint32(type), uint32(length), content, uint32(length)]);
}

function sectionHeader({ application, comment }: Capture): Uint8Array {
  const unknownLength = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
  const texts = options([
    [OPTION_COMMENT, comment],
    [SECTION_APPLICATION, application],
  ]);
  return block(SECTION_HEADER, [uint32(BYTE_ORDER_MAGIC), uint16(1), uint16(0), unknownLength, ...texts]);
}

function interfaceDescription({ name, description }: CaptureInterface): Uint8Array {
  const texts = options([
    [INTERFACE_NAME, name],
    [INTERFACE_DESCRIBED, description],
  ]);
  return block(INTERFACE_DESCRIPTION, [uint16(RAW_IP), uint16(0), uint32(SNAP_LENGTH), ...texts]);
}

function enhancedPacket({ seenAt, time, octets, comments }: CaptureRecord, interfaces: number): Uint8Array {
  assert(seenAt >= 0 && seenAt < interfaces, `interface ${seenAt} of ${interfaces}`);
  assert(Number.isSafeInteger(time) && time >= 0, `${time} is no time in whole microseconds`);
  return block(ENHANCED_PACKET, [
    uint32(seenAt),
    uint32(Math.floor(time / UINT32)),
    uint32(time % UINT32),
    uint32(octets.length),
    uint32(octets.length),
    ...padded(octets),
    ...options(comments.map((comment) => [OPTION_COMMENT, comment] as const)),
  ]);
}

/** `capture` as the octets of a pcapng file: one section, its interfaces, its packets with their comments. */
export function encodePcapng(capture: Capture): Uint8Array {
  const { interfaces, packets } = capture;
  return joined([
    sectionHeader(capture),
    ...interfaces.map(interfaceDescription),
    ...packets.map((packet) => enhancedPacket(packet, interfaces.length)),
  ]);
}
