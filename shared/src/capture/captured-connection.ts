// The TCP connections of a capture: its segments, sorted by address and port pairs.
import type { ReadCapture } from '../network/capture-file.ts';
import { addressText } from '../network/ip-address.ts';
import { isKnownLink, type SeenSegment, seenSegment } from '../network/seen-segment.ts';
import type { Segment } from '../tcp/segment.ts';

/** One of the two ends of a connection: 0 opened it as far as the capture tells, 1 is its peer. */
export type End = 0 | 1;

/** The ends in order. */
export const ENDS: readonly End[] = [0, 1];

/** The other end. */
export function otherEnd(end: End): End {
  return end === 0 ? 1 : 0;
}

/** Where an end lives. */
export interface Endpoint {
  /** `10.0.0.1`, or eight hexadecimal groups. */
  readonly address: string;
  readonly port: number;
}

/** One segment of a connection, where the capture saw it. */
export interface CapturedSegment {
  /** Microseconds since the first packet of the capture; below 0 where the capture's clock ran backwards. */
  readonly at: number;
  readonly from: End;
  readonly segment: Segment;
  readonly hopLimit: number;
  readonly outgoing: boolean | undefined;
}

/** All segments between two endpoints that were seen at one interface, in the order of the capture. */
export interface CapturedConnection {
  readonly ends: readonly [Endpoint, Endpoint];
  /** Place of the interface in the capture's list. */
  readonly seenAt: number;
  readonly segments: readonly CapturedSegment[];
}

/** What a capture holds for this program. */
export interface CapturedConnections {
  readonly connections: readonly CapturedConnection[];
  /** Packets that hold no TCP segment that could be read: other protocols, fragments, too little kept. */
  readonly others: number;
  /** LINKTYPE numbers that can't be read, each once. */
  readonly unknownLinks: readonly number[];
  /** How many interfaces the capture has. */
  readonly interfaces: number;
}

function endpointText(address: string, port: number): string {
  return `${address} ${port}`;
}

function keyOf(seen: SeenSegment): string {
  const source = endpointText(addressText(seen.source), seen.sourcePort);
  const destination = endpointText(addressText(seen.destination), seen.destinationPort);
  const pair = source < destination ? [source, destination] : [destination, source];
  return [seen.seenAt, ...pair].join(' ');
}

/** Whether the sender of the first segment is the opener: by a SYN where there is one, else by the ports. */
function firstIsOpener(segments: readonly SeenSegment[]): boolean {
  const [first] = segments;
  if (first === undefined) return true;
  const sentByFirst = (seen: SeenSegment) => seen.sourcePort === first.sourcePort && sameSource(seen, first);
  const syn = segments.find(({ segment: { flags } }) => flags.syn);
  // Whoever opens uses a port from the upper end, by custom.
  if (syn === undefined) return first.sourcePort >= first.destinationPort;
  return sentByFirst(syn) !== syn.segment.flags.ack;
}

function sameSource(one: SeenSegment, other: SeenSegment): boolean {
  return addressText(one.source) === addressText(other.source);
}

function connectionOf(segments: readonly SeenSegment[], began: number): CapturedConnection | undefined {
  const [first] = segments;
  if (first === undefined) return undefined;
  const one = { address: addressText(first.source), port: first.sourcePort };
  const other = { address: addressText(first.destination), port: first.destinationPort };
  const opens = firstIsOpener(segments);
  const ends = opens ? ([one, other] as const) : ([other, one] as const);
  return {
    ends,
    seenAt: first.seenAt,
    segments: segments.map(({ time, source, sourcePort, segment, hopLimit, outgoing }) => {
      const isOpener = sourcePort === ends[0].port && addressText(source) === ends[0].address;
      return { at: time - began, from: isOpener ? 0 : 1, segment, hopLimit, outgoing };
    }),
  };
}

/** The TCP connections in `capture`, in the order of their first segments. */
export function capturedConnections({ packets, interfaces }: ReadCapture): CapturedConnections {
  const byKey = new Map<string, SeenSegment[]>();
  let others = 0;
  for (const packet of packets) {
    const seen = seenSegment(packet);
    if (seen === undefined) {
      others += 1;
      continue;
    }
    const key = keyOf(seen);
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [seen]);
    else known.push(seen);
  }
  const began = packets[0]?.time ?? 0;
  return {
    connections: [...byKey.values()].flatMap((segments) => connectionOf(segments, began) ?? []),
    others,
    unknownLinks: [...new Set(interfaces)].filter((link) => !isKnownLink(link)),
    interfaces: interfaces.length,
  };
}
