import type { ClassEvent } from '@syn-or-swim/shared/classroom/class-event.ts';
import type { LoggedCommand } from '@syn-or-swim/shared/game/command.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { MatchSetup } from '@syn-or-swim/shared/replay/recording.ts';

/** A room as the store keeps it. `id` is its own for ever; its code may be given again when the room has gone. */
export interface StoredRoom {
  readonly id: string;
  readonly code: string;
  /** Server's clock, ms since 1970. */
  readonly madeAt: Milliseconds;
  /** The class whose pair plays there; the room goes with it. */
  readonly classId?: string;
}

/** A class as the store keeps it, without what happened in it. */
export interface StoredClass {
  readonly id: string;
  readonly code: string;
  /** SHA-256 of the teacher's secret, as hexadecimal digits. */
  readonly keyHash: string;
  /** Server's clock, ms since 1970. */
  readonly madeAt: Milliseconds;
}

/** One event of a class as the log keeps it. */
export interface LoggedClassEvent {
  /** From 1, without a gap. */
  readonly serial: number;
  /** Server's clock, ms since 1970. */
  readonly at: Milliseconds;
  readonly event: ClassEvent;
}

/** A class with all that happened in it, in the order of the serial numbers. */
export interface WholeClass extends StoredClass {
  readonly events: readonly LoggedClassEvent[];
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
  readonly addClass: (stored: StoredClass) => Promise<void>;
  readonly appendClassEvent: (classId: string, logged: LoggedClassEvent) => Promise<void>;
  /** All classes, in the order in which they were made. */
  readonly readClasses: () => Promise<readonly WholeClass[]>;
  /** The ids of the matches that the pairs of a class played, in the order in which they began. */
  readonly classMatchIds: (classId: string) => Promise<readonly string[]>;
  /** Removes a class with its events, rooms, matches and commands. */
  readonly deleteClass: (classId: string) => Promise<void>;
  /** The octets kept under `name`: `proposed`, where nothing was kept before. */
  readonly secret: (name: string, proposed: Uint8Array) => Promise<Uint8Array>;
  /** Finishes what was asked before, then lets the files go. */
  readonly close: () => Promise<void>;
}
