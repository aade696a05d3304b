// Segments as the recordings write them: flags as letters, numbers absolute.
import type { Segment } from '@syn-or-swim/shared/tcp/segment.ts';
import { sequenceNumber } from '@syn-or-swim/shared/tcp/sequence-number.ts';

/** Writes one line of a command's output. */
export type LineWriter = (line: string) => void;

/** A segment as recorded; `seq` and `ack` are absolute, `ack` is null without the ACK bit. */
export interface RecordedSegment {
  readonly flags: string;
  readonly seq: number;
  readonly ack: number | null;
  readonly len: number;
  readonly win: number;
}

/** The engine's form of `recorded`; PSH is left out. */
export function segmentOf(recorded: RecordedSegment): Segment {
  const { flags } = recorded;
  const ack = flags.includes('A');
  return {
    seq: sequenceNumber(recorded.seq),
    ack: sequenceNumber(ack ? (recorded.ack ?? 0) : 0),
    flags: { syn: flags.includes('S'), ack, fin: flags.includes('F'), rst: flags.includes('R') },
    dataLength: recorded.len,
    window: recorded.win,
  };
}

/** The flags of `segment` in the order of the recordings: S, F, R, A. */
export function letters({ flags }: Segment): string {
  return `${flags.syn ? 'S' : ''}${flags.fin ? 'F' : ''}${flags.rst ? 'R' : ''}${flags.ack ? 'A' : ''}`;
}
