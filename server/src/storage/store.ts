import type { LoggedCommand } from '@syn-or-swim/shared/game/command.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { MatchSetup } from '@syn-or-swim/shared/replay/recording.ts';

/** A room as the store keeps it. `id` is its own for ever; its code may be given again when the room has gone. */
export interface StoredRoom {
  readonly id: string;
  readonly code: string;
  /** Server's clock, ms since 1970. */
  readonly madeAt: Milliseconds;
}

/** A match when it begins. */
export interface NewMatch {
  readonly id: string;
  readonly roomId: string;
  /** Which match of its room, from 1. */
  readonly number: number;
  readonly rulesVersion: number;
  readonly setup: MatchSetup;
  /** Server's clock, ms since 1970. */
  readonly startedAt: Milliseconds;
}

/** How a match ended: at its horn, or by a fault (`failure` says which), with the game time. */
export interface MatchEnd {
  readonly endedAt: Milliseconds;
  readonly failure: string | undefined;
}

/** A match as the store gives it back: its log is whole up to the last append that was confirmed. */
export interface StoredMatch extends NewMatch {
  readonly commands: readonly LoggedCommand[];
  readonly end: MatchEnd | undefined;
}

/** Where matches are kept. Each write resolves once it is durable, and rejects where nothing of it was kept. */
export interface Store {
  readonly addRoom: (room: StoredRoom) => Promise<void>;
  readonly addMatch: (match: NewMatch) => Promise<void>;
  readonly append: (matchId: string, command: LoggedCommand) => Promise<void>;
  readonly endMatch: (matchId: string, end: MatchEnd) => Promise<void>;
  /** The match with its commands in the order of their serial numbers; undefined where there is none. */
  readonly readMatch: (matchId: string) => Promise<StoredMatch | undefined>;
  /** The ids of all matches in the order in which they began. */
  readonly matchIds: () => Promise<readonly string[]>;
  /** Finishes what was asked before, then lets the files go. */
  readonly close: () => Promise<void>;
}
