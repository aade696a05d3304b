// Wrong segments made from a right one, each of which the engine must refuse.
import type { Segment } from '@syn-or-swim/shared/tcp/segment.ts';
import { segmentEnd, segmentLength } from '@syn-or-swim/shared/tcp/segment.ts';
import {
  type SequenceNumber,
  sequenceAdd,
  sequenceDifference,
  sequenceNumber,
} from '@syn-or-swim/shared/tcp/sequence-number.ts';

/** A wrong segment and how it was made. */
export interface Mutant {
  readonly how: string;
  readonly segment: Segment;
}

const FLAGS = ['syn', 'ack', 'fin', 'rst'] as const;

/** `segment` with ack or seq off by one, off by its length, from the other side; a flag more or less. */
export function mutantsOf(segment: Segment): readonly Mutant[] {
  const mutants: Mutant[] = [];
  const add = (how: string, changed: Partial<Segment>) =>
    mutants.push({ how, segment: { ...segment, ...changed } });
  const length = segmentLength(segment);
  const offsets = length > 1 ? [1, -1, length, -length] : [1, -1];
  for (const offset of offsets) {
    add(`seq ${offset}`, { seq: sequenceAdd(segment.seq, offset) });
    if (segment.flags.ack) add(`ack ${offset}`, { ack: sequenceAdd(segment.ack, offset) });
  }
  if (segment.flags.ack) {
    add('seq from the other side', { seq: segment.ack });
    add('ack from the other side', { ack: segment.seq });
  }
  for (const flag of FLAGS) {
    const flags = { ...segment.flags, [flag]: !segment.flags[flag] };
    const ack = flags.ack ? segment.ack : sequenceNumber(0);
    add(`${flag} ${flags[flag] ? 'added' : 'removed'}`, { flags, ack });
  }
  return mutants.filter((mutant) => !equal(mutant.segment, segment));
}

/** Whether two segments say the same; windows are not compared. */
export function equal(a: Segment, b: Segment): boolean {
  return (
    a.seq === b.seq &&
    a.ack === b.ack &&
    a.dataLength === b.dataLength &&
    FLAGS.every((flag) => a.flags[flag] === b.flags[flag])
  );
}

/** What the recording alone says of a sender, with no help from the engine. */
export interface RecordedFacts {
  readonly iss: SequenceNumber;
  /** Highest number sent plus one, before this segment. */
  readonly sentTo: SequenceNumber;
  /** Highest ACK received. */
  readonly acknowledgedTo: SequenceNumber;
  readonly octetsCalled: number;
  readonly closeCalled: boolean;
  /** RCV.NXT: the ACK of the recorded segment. */
  readonly receivedTo: SequenceNumber;
}

/**
 * Whether a mutant is right after all, by what was recorded: an ACK with the newest numbers, which may leave
 * at any time; or a piece of what has been handed over, from a number that has been reached, with the FIN
 * exactly where it belongs.
 */
export function isLegalByCoincidence(mutant: Segment, facts: RecordedFacts): boolean {
  const { flags, dataLength } = mutant;
  if (flags.syn || flags.rst || !flags.ack || mutant.ack !== facts.receivedTo) return false;
  if (facts.sentTo === facts.iss) return false;
  if (dataLength === 0 && !flags.fin) return mutant.seq === facts.sentTo;
  const finAt = sequenceAdd(facts.iss, 1 + facts.octetsCalled);
  const calledTo = facts.closeCalled ? sequenceAdd(finAt, 1) : finAt;
  const end = segmentEnd(mutant);
  const reached =
    sequenceDifference(mutant.seq, facts.acknowledgedTo) >= 0 &&
    sequenceDifference(mutant.seq, facts.sentTo) <= 0;
  const called = sequenceDifference(calledTo, end) >= 0;
  const finBelongs = flags.fin ? facts.closeCalled && end === calledTo : sequenceDifference(finAt, end) >= 0;
  return reached && called && finBelongs;
}
