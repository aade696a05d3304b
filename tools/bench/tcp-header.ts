// The least that any TCP does with a segment: 20 octets of header written and read (RFC 9293 §3.1).
import type { Segment } from '../../shared/src/tcp/segment.ts';
import { sequenceNumber } from '../../shared/src/tcp/sequence-number.ts';

const OCTETS = 20;
const FIN = 1;
const SYN = 2;
const RST = 4;
const ACK = 16;

/** `segment` as a header of 20 octets, the checksum left out: the time to beat is that of the plainest one. */
export function encodeHeader(segment: Segment): Uint8Array {
  const octets = new Uint8Array(OCTETS);
  const view = new DataView(octets.buffer);
  const { flags } = segment;
  view.setUint16(0, 40_000);
  view.setUint16(2, 80);
  view.setUint32(4, segment.seq);
  view.setUint32(8, segment.ack);
  view.setUint8(12, (OCTETS / 4) << 4);
  view.setUint8(
    13,
    (flags.fin ? FIN : 0) | (flags.syn ? SYN : 0) | (flags.rst ? RST : 0) | (flags.ack ? ACK : 0),
  );
  view.setUint16(14, segment.window);
  return octets;
}

/** The segment of a header that {@link encodeHeader} wrote, with `dataLength` octets behind it. */
export function decodeHeader(octets: Uint8Array, dataLength: number): Segment {
  const view = new DataView(octets.buffer, octets.byteOffset);
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
    dataLength,
    window: view.getUint16(14),
  };
}
