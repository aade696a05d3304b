// A match as a capture: what a sniffer in either harbour would have seen, each mistake and each act of the sea a
// comment on its packet. The words are the caller's, the rest is here.

import { cargoOctets } from '../game/cargo-octets.ts';
import { isGhost } from '../game/flood.ts';
import type { JournalEntry, JournalEvent } from '../game/journal.ts';
import { isKernelMatch } from '../game/kernel-harbour.ts';
import type { Match } from '../game/match-state.ts';
import type { NetworkAct } from '../game/network-act.ts';
import type { Side } from '../game/seat.ts';
import type { ConnectionKey } from '../game/token.ts';
import type { Milliseconds } from '../kernel/time.ts';
import type { IpAddress } from '../network/ip-address.ts';
import { encodeIp } from '../network/ip-packet.ts';
import { type CaptureRecord, encodePcapng } from '../network/pcapng.ts';
import { encodeTcp } from '../network/tcp-header.ts';
import type { Fate } from '../network/weather.ts';
import type { ExplainedLoss } from '../scoring/explain.ts';
import type { Segment } from '../tcp/segment.ts';

/** Something worth saying of a packet. */
export type PacketRemark =
  /** Points were lost. `sailed`: by this very packet; else nothing left, and this is the packet nearest to it. */
  | { readonly kind: 'loss'; readonly loss: ExplainedLoss; readonly sailed: boolean }
  /** What the sea did to it; its sender could not know. */
  | { readonly kind: 'fate'; readonly fate: Fate }
  /** What the player who is the network did to it. */
  | { readonly kind: 'network-act'; readonly act: NetworkAct['kind'] }
  /** It came once more. */
  | { readonly kind: 'copy' }
  /** It comes from a connection that is long gone. */
  | { readonly kind: 'earlier-life' }
  /** Its sender does not exist: it is part of a SYN flood. */
  | { readonly kind: 'ghost' };

/** One packet as one harbour saw it. */
export interface CapturedPacket {
  /** Game time. */
  readonly at: Milliseconds;
  readonly seenBy: Side;
  readonly from: Side;
  readonly key: ConnectionKey;
  readonly segment: Segment;
  readonly boat: number;
  readonly remarks: readonly PacketRemark[];
  /** What it really carried, a character an octet, where the server's end was a real kernel. */
  readonly cargo?: string;
}

type Departed = Extract<JournalEvent, { kind: 'departed' }>;
type Arrived = Extract<JournalEvent, { kind: 'arrived' }>;

function isPlain(fate: Fate): boolean {
  return fate.kind === 'arrives' && fate.cause === undefined;
}

function departure(at: Milliseconds, event: Departed, match: Match): CapturedPacket {
  const { boat, from, key, segment, fate } = event;
  const acts = match.journal.flatMap(({ event: other }) =>
    other.kind === 'network-act' && boatsOf(other.act).includes(boat) ? [other.act.kind] : [],
  );
  const remarks: readonly PacketRemark[] = [
    ...(isPlain(fate) ? [] : [{ kind: 'fate', fate } as const]),
    ...acts.map((act) => ({ kind: 'network-act', act }) as const),
  ];
  return { at, seenBy: from, from, key, segment, boat, remarks };
}

function boatsOf(act: NetworkAct): readonly number[] {
  return act.kind === 'swap' ? act.boats : [act.boat];
}

function arrival(at: Milliseconds, event: Arrived, before: readonly JournalEntry[]): CapturedPacket {
  const { boat, key, segment } = event;
  const sent = before.find((entry) => entry.event.kind === 'departed' && entry.event.boat === boat);
  const again = before.some((entry) => entry.event.kind === 'arrived' && entry.event.boat === boat);
  const bySea = sent === undefined || (sent.event.kind === 'departed' && sent.event.by === 'earlier-life');
  const stranger: PacketRemark = isGhost(key) ? { kind: 'ghost' } : { kind: 'earlier-life' };
  const remarks: readonly PacketRemark[] = [
    ...(bySea ? [stranger] : []),
    ...(again ? [{ kind: 'copy' } as const] : []),
  ];
  return {
    at,
    seenBy: event.at,
    from: event.at === 'client' ? 'server' : 'client',
    key,
    segment,
    boat,
    remarks,
  };
}

/** All packets that left or came in at either harbour, in the order of the journal. */
function packetsOf(match: Match): readonly CapturedPacket[] {
  return match.journal.flatMap(({ at, event }, index) => {
    if (event.kind === 'departed' && event.by !== 'earlier-life') return [departure(at, event, match)];
    if (event.kind === 'arrived') return [arrival(at, event, match.journal.slice(0, index))];
    return [];
  });
}

/** The place in `packets` on which `loss` is to be told, or undefined where its harbour saw no packet at all. */
function placeOf(packets: readonly CapturedPacket[], loss: ExplainedLoss): number | undefined {
  const { ledTo } = loss;
  const sailed = (packet: CapturedPacket) =>
    ledTo.kind === 'sailed' && packet.boat === ledTo.boat && packet.seenBy === packet.from;
  const near = (packet: CapturedPacket) =>
    packet.seenBy === loss.seat && packet.key.clientPort === loss.key.clientPort;
  const found = [
    packets.findIndex(sailed),
    packets.findLastIndex((packet) => near(packet) && packet.at <= loss.at),
    packets.findIndex(near),
    packets.findLastIndex((packet) => packet.seenBy === loss.seat && packet.at <= loss.at),
    packets.findIndex((packet) => packet.seenBy === loss.seat),
  ];
  return found.find((index) => index >= 0);
}

function withCargo(match: Match, packet: CapturedPacket): CapturedPacket {
  const { from, key, segment } = packet;
  return { ...packet, cargo: cargoOctets(match, from, key, segment) };
}

/** The packets of `match`, which has ended, with `losses` told where they belong; in the order of their times. */
export function capturedPackets(match: Match, losses: readonly ExplainedLoss[]): readonly CapturedPacket[] {
  const packets = packetsOf(match);
  const told = new Map<number, PacketRemark[]>();
  for (const loss of losses) {
    const place = placeOf(packets, loss);
    if (place === undefined) continue;
    const sailed = loss.ledTo.kind === 'sailed' && packets[place]?.boat === loss.ledTo.boat;
    told.set(place, [...(told.get(place) ?? []), { kind: 'loss', loss, sailed }]);
  }
  return packets.map((packet, index) => {
    const more = told.get(index);
    const loaded = isKernelMatch(match) ? withCargo(match, packet) : packet;
    return more === undefined ? loaded : { ...loaded, remarks: [...loaded.remarks, ...more] };
  });
}

/** Addresses that documentation may use (RFC 5737): the two harbours, and those who do not exist. */
const HARBOURS: Readonly<Record<Side, IpAddress>> = {
  client: Uint8Array.of(192, 0, 2, 1),
  server: Uint8Array.of(198, 51, 100, 1),
};
const HOP_LIMIT = 64;
const TCP = 6;
const GAME_MSS = 300;
/** What a kernel announces on a device whose packets have up to 1500 octets. */
const KERNEL_MSS = 1460;
const LETTERS = 26;

function addressOf(side: Side, key: ConnectionKey): IpAddress {
  return side === 'client' && isGhost(key)
    ? Uint8Array.of(203, 0, 113, 1 + (key.clientPort % 254))
    : HARBOURS[side];
}

/** Cargo: what it really was, or letters by their sequence numbers, so that a repeat carries the same octets. */
function cargoOf({ segment, cargo }: CapturedPacket): Uint8Array {
  const { seq, dataLength, flags } = segment;
  if (cargo !== undefined) return Uint8Array.from(cargo, (octet) => octet.charCodeAt(0));
  const first = seq + (flags.syn ? 1 : 0);
  return Uint8Array.from({ length: dataLength }, (_, index) => 97 + ((first + index) % LETTERS));
}

function octetsOf(packet: CapturedPacket): Uint8Array {
  const { from, key, segment, cargo } = packet;
  const to = from === 'client' ? 'server' : 'client';
  const route = { source: addressOf(from, key), destination: addressOf(to, key) };
  const [sourcePort, destinationPort] =
    from === 'client' ? [key.clientPort, key.serverPort] : [key.serverPort, key.clientPort];
  const mss = cargo !== undefined && from === 'server' ? KERNEL_MSS : GAME_MSS;
  const payload = encodeTcp(
    {
      sourcePort,
      destinationPort,
      segment,
      push: segment.dataLength > 0,
      urgentPointer: null,
      options: segment.flags.syn ? [{ kind: 'maximum-segment-size', octets: mss }] : [],
      data: cargoOf(packet),
    },
    route,
  );
  return encodeIp({ ...route, protocol: TCP, hopLimit: HOP_LIMIT, payload });
}

/** What a capture is made with. */
export interface CaptureOptions {
  /** At whose harbour; both: two interfaces, the client's first. */
  readonly ends: readonly Side[];
  /** When the match began, milliseconds since 1970. */
  readonly began: number;
  /** What stands in the file of each harbour, of the whole, and of each remark. */
  readonly harbour: (side: Side) => string;
  readonly title: string;
  readonly remark: (remark: PacketRemark, packet: CapturedPacket) => string;
}

/** `packets` as a pcapng file. */
export function captureFile(packets: readonly CapturedPacket[], options: CaptureOptions): Uint8Array {
  const { ends, began, harbour, title, remark } = options;
  const records = packets.flatMap((packet): readonly CaptureRecord[] => {
    const seenAt = ends.indexOf(packet.seenBy);
    if (seenAt === -1) return [];
    const comments = packet.remarks.map((one) => remark(one, packet));
    return [{ seenAt, time: (began + packet.at) * 1000, octets: octetsOf(packet), comments }];
  });
  const interfaces = ends.map((side) => ({ name: side, description: harbour(side) }));
  return encodePcapng({ application: 'SYN or Swim', comment: title, interfaces, packets: records });
}
