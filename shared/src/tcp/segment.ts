// A segment as the state machine sees it (RFC 9293 §3.1, §3.4): no ports, no checksum, no options, no octets.
import { type SequenceNumber, sequenceAdd } from './sequence-number.ts';

/** The control bits that the state machine reads. PSH and URG change no state and are not modelled. */
export interface Flags {
  readonly syn: boolean;
  readonly ack: boolean;
  readonly fin: boolean;
  readonly rst: boolean;
}

/** One segment. The octets of its data are kept by the caller, by sequence number. */
export interface Segment {
  /** SEG.SEQ: of the SYN where there is one, else of the first octet. */
  readonly seq: SequenceNumber;
  /** SEG.ACK; 0 where `flags.ack` is false. */
  readonly ack: SequenceNumber;
  readonly flags: Flags;
  /** Octets of data, SYN and FIN not counted. */
  readonly dataLength: number;
  /** SEG.WND in octets. */
  readonly window: number;
}

/** SEG.LEN: the sequence space that `segment` takes, data and SYN and FIN (§3.4). */
export function segmentLength(segment: Segment): number {
  return segment.dataLength + (segment.flags.syn ? 1 : 0) + (segment.flags.fin ? 1 : 0);
}

/** The sequence number after the last that `segment` takes: SEG.SEQ + SEG.LEN. */
export function segmentEnd(segment: Segment): SequenceNumber {
  return sequenceAdd(segment.seq, segmentLength(segment));
}

/** Sequence number of the first data octet: after the SYN, where there is one. */
export function segmentDataStart(segment: Segment): SequenceNumber {
  return segment.flags.syn ? sequenceAdd(segment.seq, 1) : segment.seq;
}

/** The names of the set flags joined by `+`, as in `SYN+ACK`; `none` where no flag is set. */
export function flagsText(flags: Flags): string {
  const names: string[] = [];
  if (flags.syn) names.push('SYN');
  if (flags.fin) names.push('FIN');
  if (flags.rst) names.push('RST');
  if (flags.ack) names.push('ACK');
  return names.length === 0 ? 'none' : names.join('+');
}

/** `segment` for logs and tests: `SYN+ACK seq 5200 ack 4101`, with `data 100` where it carries octets. */
export function segmentText(segment: Segment): string {
  const ack = segment.flags.ack ? ` ack ${segment.ack}` : '';
  const data = segment.dataLength > 0 ? ` data ${segment.dataLength}` : '';
  return `${flagsText(segment.flags)} seq ${segment.seq}${ack}${data}`;
}
