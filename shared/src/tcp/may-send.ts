// Which segments may this end send now, and why not this one (rules.md §2). All calls have been made already.
import type { Milliseconds } from '../kernel/time.ts';
import type { Connection } from './connection.ts';
import type { DueKind } from './dues.ts';
import type { UserCall } from './events.ts';
import type { MisconceptionId } from './misconceptions.ts';
import type { Profile } from './profile.ts';
import type { Segment } from './segment.ts';
import type { SequenceNumber } from './sequence-number.ts';

/** Why no TCP in this state would send the segment. */
export type RefusalReason =
  | 'no-connection'
  | 'listening'
  | 'flags-contradict'
  | 'syn-missing'
  | 'handshake-first'
  | 'syn-after-open'
  | 'ack-missing'
  | 'ack-before-syn'
  | 'ack-wrong'
  | 'seq-wrong'
  | 'data-with-handshake'
  | 'data-before-established'
  | 'data-after-fin'
  | 'data-not-called'
  | 'data-beyond-window'
  | 'data-too-long'
  | 'data-with-reset'
  | 'fin-not-called'
  | 'fin-before-data'
  | 'fin-again'
  | 'reset-not-owed'
  | 'probe-not-owed';

/** A refusal in terms that the game can put into words. */
export interface Refusal {
  readonly reason: RefusalReason;
  /** The part of the segment to look at. */
  readonly field: 'flags' | 'seq' | 'ack' | 'data' | 'state';
  readonly expected?: number | string;
  readonly actual?: number | string;
  /** Section of RFC 9293 that says so, without the section sign. */
  readonly section: string;
  readonly requirement?: string;
  readonly misconception: MisconceptionId;
  /** The nearest segment that this end may send; undefined where it may send none. */
  readonly right: Segment | undefined;
}

/** What transmitting a segment would be. */
export type SegmentNature = 'new' | 'repeat' | 'acknowledgment' | 'reset' | 'probe';

/** The answer of {@link maySend}. */
export type Permission =
  | {
      readonly allowed: true;
      /** `new`: takes new sequence space. `repeat`: sends again what is not acknowledged. */
      readonly nature: SegmentNature;
      readonly pays: readonly DueKind[];
      /** Of a repeat: true where the bell has rung or three duplicate ACKs came; else it is hasty. */
      readonly repeatNeeded?: boolean;
    }
  | { readonly allowed: false; readonly refusal: Refusal };

/** Whether this end may send `segment` now, what it pays, or why no TCP would send it. */
export declare function maySend(
  connection: Connection,
  segment: Segment,
  now: Milliseconds,
  profile: Profile,
): Permission;

/**
 * The calls that a player's token implies (rules.md §1.4): SYN = OPEN, octets beyond those called = SEND,
 * FIN = CLOSE. `iss` is the ISS to open with; the token's own number where it is left out. An RST implies
 * none: `maySend` judges it against the TCB that it would abort, and transmitting it is the ABORT.
 */
export declare function impliedCalls(
  connection: Connection,
  segment: Segment,
  iss?: SequenceNumber,
): readonly UserCall[];
