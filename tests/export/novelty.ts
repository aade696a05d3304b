// What one harbour can know of each segment from those that it saw before: an oracle for a sniffer's marks.
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import type { CapturedPacket } from '@syn-or-swim/shared/replay/match-capture.ts';
import { segmentLength } from '@syn-or-swim/shared/tcp/segment.ts';
import { type SequenceNumber, sequenceDifference } from '@syn-or-swim/shared/tcp/sequence-number.ts';

/**
 * `repeated`: it covers octets, a SYN or a FIN that were seen before. `overtaken`: later numbers came before it.
 * `empty`: it takes no number, so that nothing can be said of it; but it may overtake, by the number that it names.
 */
export type Novelty = 'new' | 'repeated' | 'overtaken' | 'empty';

/** One direction of one connection: its first number, and what has been covered, counted from there. */
interface Direction {
  readonly first: SequenceNumber;
  readonly spans: readonly (readonly [number, number])[];
}

/** How each of `packets`, all seen at one end and in order, stands to those before it. */
export function noveltyOf(packets: readonly CapturedPacket[]): readonly Novelty[] {
  const seen = new Map<string, Direction>();
  const directionOf = (from: Side, { key }: CapturedPacket) => `${from}|${key.clientPort}|${key.serverPort}`;
  return packets.map((packet) => {
    const { from, segment } = packet;
    const name = directionOf(from, packet);
    const before = seen.get(name);
    // An RST may answer for a connection that is gone: its number says nothing of this one, but that there was another.
    if (segment.flags.rst) {
      if (before === undefined) seen.set(name, { first: segment.seq, spans: [] });
      return 'empty';
    }
    // A SYN without ACK and with another number begins another connection, in both directions. A SYN+ACK does not:
    // until it comes, what is left of an earlier life counts as part of this one.
    const begins =
      segment.flags.syn && !segment.flags.ack && before !== undefined && before.first !== segment.seq;
    if (begins) seen.delete(directionOf(from === 'client' ? 'server' : 'client', packet));
    const length = segmentLength(segment);
    const known = begins ? undefined : before;
    const first = known?.first ?? segment.seq;
    const low = sequenceDifference(segment.seq, first);
    const spans = known?.spans ?? [];
    seen.set(name, { first, spans: [...spans, [low, low + length]] });
    if (length === 0) return 'empty';
    if (spans.some(([from, until]) => low < until && from < low + length)) return 'repeated';
    return spans.some(([, until]) => low < until) ? 'overtaken' : 'new';
  });
}
