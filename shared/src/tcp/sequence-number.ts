// Sequence space (RFC 9293 §3.4): 32 bits that wrap. This file alone compares across the wrap.
import { type Branded, branded } from '../kernel/brand.ts';

/** A point in the sequence space of one direction: an integer from 0 to 2^32 - 1. */
export type SequenceNumber = Branded<number, 'SequenceNumber'>;

/** `value` modulo 2^32; negative values count back from the wrap. */
export function sequenceNumber(value: number): SequenceNumber {
  return branded<SequenceNumber>(value >>> 0);
}

/** The sequence number `octets` after `from` (before it, where negative). */
export function sequenceAdd(from: SequenceNumber, octets: number): SequenceNumber {
  return branded<SequenceNumber>((from + octets) >>> 0);
}

/** `a - b` as a signed 32-bit integer: how far `a` lies ahead of `b`. Meaningful within half the space. */
export function sequenceDifference(a: SequenceNumber, b: SequenceNumber): number {
  return (a - b) | 0;
}

/** `a < b` in sequence space. */
export function sequenceLess(a: SequenceNumber, b: SequenceNumber): boolean {
  return ((a - b) | 0) < 0;
}

/** `a =< b` in sequence space. */
export function sequenceLessOrEqual(a: SequenceNumber, b: SequenceNumber): boolean {
  return ((a - b) | 0) <= 0;
}

/** The one of two sequence numbers that lies further ahead. */
export function sequenceLater(a: SequenceNumber, b: SequenceNumber): SequenceNumber {
  return sequenceLess(a, b) ? b : a;
}
