import type { Flags } from '../tcp/segment.ts';
import type { SequenceNumber } from '../tcp/sequence-number.ts';

/** Octets in one crate of cargo (rules.md section 1.7). */
export const CRATE_OCTETS = 100;

/** The most crates that one boat carries: the MSS is 300 octets. */
export const CRATES_MAX = 3;

/**
 * The pair of ports that tells connections of a match apart; the addresses are always those of the two harbours.
 * `clientPort` belongs to one order, `serverPort` is where its SYN knocks.
 */
export interface ConnectionKey {
  readonly clientPort: number;
  readonly serverPort: number;
}

/** `key` as text, for maps and logs: "49153-80". */
export function keyText(key: ConnectionKey): string {
  return `${key.clientPort}-${key.serverPort}`;
}

/** What a player builds by hand and sends: one boat for one connection. */
export interface Token {
  readonly key: ConnectionKey;
  readonly flags: Flags;
  /** Sequence number on the plate. */
  readonly seq: SequenceNumber;
  /** Acknowledgment number on the plate; 0 where the ACK flag does not fly. */
  readonly ack: SequenceNumber;
  /** Whole crates of {@link CRATE_OCTETS} octets, 0 to {@link CRATES_MAX}. */
  readonly crates: number;
}
