// TCP segments as octets (RFC 9293 §3.1), to the wire and back.
import { assert } from '../kernel/assert.ts';
import { failure, type Result, success } from '../kernel/result.ts';
import type { Segment } from '../tcp/segment.ts';
import { sequenceNumber } from '../tcp/sequence-number.ts';
import { tcpChecksum } from './checksum.ts';
import type { IpAddress } from './ip-address.ts';
import { encodeOptions, parseOptions, type TcpOption } from './tcp-options.ts';

/** From where to where: the addresses of the pseudo-header, both of one family. */
export interface Route {
  readonly source: IpAddress;
  readonly destination: IpAddress;
}

/** A segment with all that its header carries besides what the state machine reads. */
export interface TcpPacket {
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** `window` as it stands in the header, at most 65535: this stack does not scale windows. */
  readonly segment: Segment;
  readonly push: boolean;
  /** The urgent pointer where URG is set; null where it is not. */
  readonly urgentPointer: number | null;
  readonly options: readonly TcpOption[];
  /** As many octets as `segment.dataLength` says. */
  readonly data: Uint8Array;
}

/** Why octets are no TCP segment. */
export type TcpProblem = 'shorter than a header' | 'data offset outside the segment' | 'wrong checksum';

const HEADER = 20;
const FIN = 1;
const SYN = 2;
const RST = 4;
const PSH = 8;
const ACK = 16;
const URG = 32;

/**
 * `packet` as octets with the checksum of `route` in place (MUST-2): 20 octets without options and data.
 * Reserved bits are zero. Throws where a field does not fit, or the MSS option stands without SYN (MUST-65).
 */
export function encodeTcp(packet: TcpPacket, route: Route): Uint8Array {
  const { segment, data } = packet;
  assert(segment.window <= 0xffff, `a window of ${segment.window} octets does not fit into 16 bits`);
  assert(data.length === segment.dataLength, `${data.length} octets for ${segment.dataLength} of data`);
  const options = packet.options.length === 0 ? [] : optionsFor(packet);
  const offset = HEADER + options.length;
  const octets = new Uint8Array(offset + data.length);
  writeUint16(octets, 0, packet.sourcePort);
  writeUint16(octets, 2, packet.destinationPort);
  writeUint32(octets, 4, segment.seq);
  writeUint32(octets, 8, segment.ack);
  octets[12] = (offset >> 2) << 4;
  octets[13] = controlBits(packet);
  writeUint16(octets, 14, segment.window);
  writeUint16(octets, 18, packet.urgentPointer ?? 0);
  if (options.length > 0) octets.set(options, HEADER);
  if (data.length > 0) octets.set(data, offset);
  writeUint16(octets, 16, tcpChecksum(route.source, route.destination, octets));
  return octets;
}

function optionsFor({ options, segment }: TcpPacket): readonly number[] {
  const announces = options.some((option) => option.kind === 'maximum-segment-size');
  assert(!announces || segment.flags.syn, 'the MSS option belongs on SYN alone (RFC 9293 MUST-65)');
  return encodeOptions(options);
}

function controlBits({ segment, push, urgentPointer }: TcpPacket): number {
  const { syn, ack, fin, rst } = segment.flags;
  return (
    (fin ? FIN : 0) |
    (syn ? SYN : 0) |
    (rst ? RST : 0) |
    (push ? PSH : 0) |
    (ack ? ACK : 0) |
    (urgentPointer === null ? 0 : URG)
  );
}

/**
 * The segment in `octets`, which came by `route`; refused where the checksum is wrong (MUST-3) or the header
 * does not hold together. Reserved bits are ignored, options read as far as they make sense (MUST-6, MUST-7),
 * and the acknowledgment number is 0 where the ACK bit is off. `data` is a view of `octets`, not a copy.
 */
export function decodeTcp(octets: Uint8Array, route: Route): Result<TcpPacket, TcpProblem> {
  if (octets.length < HEADER) return failure('shorter than a header');
  const offset = ((octets[12] as number) >> 4) * 4;
  if (offset < HEADER || offset > octets.length) return failure('data offset outside the segment');
  if (tcpChecksum(route.source, route.destination, octets) !== 0) return failure('wrong checksum');
  const bits = octets[13] as number;
  const data = octets.subarray(offset);
  const flags = {
    syn: (bits & SYN) !== 0,
    ack: (bits & ACK) !== 0,
    fin: (bits & FIN) !== 0,
    rst: (bits & RST) !== 0,
  };
  return success({
    sourcePort: readUint16(octets, 0),
    destinationPort: readUint16(octets, 2),
    segment: {
      seq: sequenceNumber(readUint32(octets, 4)),
      ack: sequenceNumber(flags.ack ? readUint32(octets, 8) : 0),
      flags,
      dataLength: data.length,
      window: readUint16(octets, 14),
    },
    push: (bits & PSH) !== 0,
    urgentPointer: (bits & URG) === 0 ? null : readUint16(octets, 18),
    options: parseOptions(octets.subarray(HEADER, offset)).options,
    data,
  });
}

function writeUint16(octets: Uint8Array, at: number, value: number): void {
  octets[at] = value >>> 8;
  octets[at + 1] = value;
}

function writeUint32(octets: Uint8Array, at: number, value: number): void {
  octets[at] = value >>> 24;
  octets[at + 1] = value >>> 16;
  octets[at + 2] = value >>> 8;
  octets[at + 3] = value;
}

function readUint16(octets: Uint8Array, at: number): number {
  return ((octets[at] as number) << 8) | (octets[at + 1] as number);
}

function readUint32(octets: Uint8Array, at: number): number {
  return ((readUint16(octets, at) << 16) | readUint16(octets, at + 2)) >>> 0;
}
