// The least that any TCP does with a segment: 20 octets of header written and read again (RFC 9293 §3.1).
import { assert } from '../../shared/src/kernel/assert.ts';
import { decodeTcp, encodeTcp, type Route, type TcpPacket } from '../../shared/src/network/tcp-header.ts';
import type { Segment } from '../../shared/src/tcp/segment.ts';
import { sequenceNumber } from '../../shared/src/tcp/sequence-number.ts';

const ROUTE: Route = { source: Uint8Array.of(10, 0, 0, 1), destination: Uint8Array.of(10, 0, 0, 2) };
const NO_DATA = new Uint8Array(0);
const OCTETS = 20;
const FIN = 1;
const SYN = 2;
const RST = 4;
const ACK = 16;

/** The header of `segment`, ready for {@link throughHeader}. */
export function packetOf(segment: Segment): TcpPacket {
  return {
    sourcePort: 40_000,
    destinationPort: 80,
    segment: { ...segment, dataLength: 0 },
    push: false,
    urgentPointer: null,
    options: [],
    data: NO_DATA,
  };
}

/** The segment after this project's own encoder and decoder, checksum made and checked, as on the wire. */
export function throughHeader(packet: TcpPacket): Segment {
  const octets = encodeTcp(packet, ROUTE);
  assert(octets.length === OCTETS, `a header of ${octets.length} octets`);
  const decoded = decodeTcp(octets, ROUTE);
  assert(decoded.ok, 'a header that cannot be read');
  return decoded.value.segment;
}

/** The same through the barest encoder there could be: 20 octets, no checksum, nothing refused. */
export function throughBareHeader({ segment }: TcpPacket): Segment {
  const octets = new Uint8Array(OCTETS);
  const view = new DataView(octets.buffer);
  const { fin, syn, rst, ack } = segment.flags;
  view.setUint16(0, 40_000);
  view.setUint16(2, 80);
  view.setUint32(4, segment.seq);
  view.setUint32(8, segment.ack);
  view.setUint8(12, (OCTETS / 4) << 4);
  view.setUint8(13, (fin ? FIN : 0) | (syn ? SYN : 0) | (rst ? RST : 0) | (ack ? ACK : 0));
  view.setUint16(14, segment.window);
  const bits = view.getUint8(13);
  return {
    seq: sequenceNumber(view.getUint32(4)),
    ack: sequenceNumber(view.getUint32(8)),
    flags: {
      syn: (bits & SYN) !== 0,
      ack: (bits & ACK) !== 0,
      fin: (bits & FIN) !== 0,
      rst: (bits & RST) !== 0,
    },
    dataLength: 0,
    window: view.getUint16(14),
  };
}
