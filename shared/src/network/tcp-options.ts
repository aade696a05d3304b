// TCP options (RFC 9293 §3.1, §3.2): End of Option List, No-Operation, Maximum Segment Size (MUST-4).
import { assert } from '../kernel/assert.ts';

/** An option of a TCP header. Those that this stack does not implement keep their kind and octets. */
export type TcpOption =
  /** The largest data that the sender of this option takes in one segment, octets. */
  | { readonly kind: 'maximum-segment-size'; readonly octets: number }
  | { readonly kind: 'unknown'; readonly number: number; readonly data: readonly number[] };

/** The options of a header, and whether the last of them was cut off or had an impossible length. */
export interface ParsedOptions {
  readonly options: readonly TcpOption[];
  readonly malformed: boolean;
}

const END = 0;
const NO_OPERATION = 1;
const MAXIMUM_SEGMENT_SIZE = 2;

/** Most octets that options take: a header of 60 octets without its first 20. */
export const MOST_OPTION_OCTETS = 40;

const NO_OPTIONS: ParsedOptions = { options: [], malformed: false };

/**
 * The options in `octets`, the part of a header between its 20th octet and its data. They may begin on any
 * octet (MUST-64) and come in any segment (MUST-5); unknown ones are passed over by their length (MUST-6,
 * MUST-68). An illegal length, such as 0 or one beyond the header, ends the list there (MUST-7): what came
 * before it counts.
 */
export function parseOptions(octets: Uint8Array): ParsedOptions {
  if (octets.length === 0) return NO_OPTIONS;
  const options: TcpOption[] = [];
  let at = 0;
  while (at < octets.length) {
    const number = octets[at] as number;
    if (number === END) break;
    if (number === NO_OPERATION) {
      at += 1;
      continue;
    }
    const length = octets[at + 1] ?? 0;
    if (length < 2 || at + length > octets.length) return { options, malformed: true };
    options.push(optionOf(number, octets.subarray(at + 2, at + length)));
    at += length;
  }
  return { options, malformed: false };
}

function optionOf(number: number, data: Uint8Array): TcpOption {
  if (number === MAXIMUM_SEGMENT_SIZE && data.length === 2) {
    return { kind: 'maximum-segment-size', octets: ((data[0] as number) << 8) | (data[1] as number) };
  }
  return { kind: 'unknown', number, data: [...data] };
}

/** `options` as octets, filled up with zeros to a multiple of four (MUST-69); at most 40 octets. */
export function encodeOptions(options: readonly TcpOption[]): readonly number[] {
  const octets: number[] = [];
  for (const option of options) {
    if (option.kind === 'maximum-segment-size') {
      assert(isUint16(option.octets), `maximum segment size of ${option.octets}`);
      octets.push(MAXIMUM_SEGMENT_SIZE, 4, option.octets >>> 8, option.octets & 0xff);
    } else {
      octets.push(option.number, option.data.length + 2, ...option.data);
    }
  }
  while (octets.length % 4 !== 0) octets.push(END);
  assert(octets.length <= MOST_OPTION_OCTETS, `${octets.length} octets of TCP options, at most 40 fit`);
  return octets;
}

function isUint16(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0 && value <= 0xffff;
}
