// What a connection owes the wire (rules.md §1.2): RFC 9293's "send" read as "owes from now on".
import type { Milliseconds } from '../kernel/time.ts';
import type { Connection } from './connection.ts';
import type { Profile } from './profile.ts';
import type { Segment } from './segment.ts';

/** What may be owed; at most one of each kind at a time. */
export type DueKind = 'handshake' | 'repeat' | 'acknowledgment' | 'probe' | 'reset' | 'data' | 'fin';

/** Something owed. */
export interface Due {
  readonly kind: DueKind;
  /** With the newest numbers; transmitting it pays the due. */
  readonly segment: Segment;
  readonly since: Milliseconds;
}

/** All that `connection` owes at `now`. */
export declare function dues(connection: Connection, now: Milliseconds, profile: Profile): readonly Due[];

/** The segment that a stack which pays all it owes sends next, dues merged; undefined where nothing is owed. */
export declare function nextTransmission(
  connection: Connection,
  now: Milliseconds,
  profile: Profile,
): Segment | undefined;
