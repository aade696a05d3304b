import type { ClassEvent } from '@syn-or-swim/shared/classroom/class-event.ts';
import type { LoggedCommand } from '@syn-or-swim/shared/game/command.ts';
import type { LevelId } from '@syn-or-swim/shared/game/level.ts';
import type { MatchSettings } from '@syn-or-swim/shared/game/match-settings.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { OwnLevel } from '@syn-or-swim/shared/levels/own-level.ts';
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

/** What has to be known of a room to open it again after its process has gone. */
export interface KeptRoom {
  readonly level: LevelId;
  readonly settings: MatchSettings;
  /** The level from a file for which the room was made. */
  readonly own?: OwnLevel;
  /** How many matches have begun. */
  readonly match: number;
  readonly swapped: boolean;
  /** Whether seats were swapped in the last match that began. */
  readonly played: boolean;
  readonly phase: 'lobby' | 'playing' | 'ended';
  /** Who had which place: with the epoch a credential fits again, and with the mark a joining id. */
  readonly places: readonly { readonly epoch: number; readonly taken: boolean; readonly joining?: string }[];
}

/** A room that was not closed, with its last match. */
export interface OpenRoom extends StoredRoom {
  readonly state: KeptRoom;
  readonly owner: string;
  /** undefined where none has begun. */
  readonly matchId: string | undefined;
}

/** Why a write is refused whose room or class another process has taken over. */
export const OWNER_LOST = 'another process has taken this over';

/** Whether `cause`, with which a store rejected, is {@link OWNER_LOST}. */
export function isOwnerLost(cause: unknown): boolean {
  return cause instanceof Error && cause.message.includes(OWNER_LOST);
}

/** Where somebody who knows a code is to be sent. */
export type Whereabouts =
  | {
      /** A room of friends; `open` is false where it was closed, or can't be opened again. */
      readonly kind: 'room';
      readonly owner: string;
      readonly open: boolean;
    }
  | {
      /** A class, or the room of one of its pairs (`isPair`). */
      readonly kind: 'class';
      readonly isPair: boolean;
      readonly stored: StoredClass;
      /** undefined of a class of an older version that no process has opened since. */
      readonly owner: string | undefined;
    };

/** What a process has. */
export interface Owned {
  readonly rooms: ReadonlySet<string>;
  readonly classes: ReadonlySet<string>;
}

/** The last sign of life of a process. */
export interface Pulse {
  readonly owner: string;
  /** Server's clock, ms since 1970. */
  readonly at: Milliseconds;
  /** Where the game time of its matches stood, by their ids. */
  readonly matches: Readonly<Record<string, Milliseconds>>;
  /** True of the last one of a process that ends in order: whoever wants its rooms need not wait. */
  readonly ended?: boolean;
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
  /** The process that had it last; undefined of a new class. */
  readonly owner?: string | undefined;
  readonly events: readonly LoggedClassEvent[];
}

/** The room of one pair of a class. */
export interface ClassRoomPlace {
  readonly id: string;
  readonly code: string;
  /** undefined where it has not begun. */
  readonly matchId: string | undefined;
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

/**
 * Where matches are kept. Each write resolves once it is durable, and rejects where nothing of it was kept. A store
 * that was opened for an owner writes matches and events only into rooms and classes that are still that owner's,
 * and rejects with {@link OWNER_LOST} else: a process that stood still while another took over can't write behind it.
 */
export interface Store {
  readonly addRoom: (room: StoredRoom) => Promise<void>;
  readonly addMatch: (match: NewMatch) => Promise<void>;
  /** `askedAs` is the number that the page gave the command. Rejects where the command before it is not there. */
  readonly append: (matchId: string, command: LoggedCommand, askedAs?: number) => Promise<void>;
  readonly endMatch: (matchId: string, end: MatchEnd) => Promise<void>;
  /** The match with its commands in the order of their serial numbers; undefined where there is none. */
  readonly readMatch: (matchId: string) => Promise<StoredMatch | undefined>;
  /** The ids of all matches in the order in which they began. */
  readonly matchIds: () => Promise<readonly string[]>;
  /** What the room's process, `owner`, has to know to open it again; undefined once it is closed for good. */
  readonly keepRoom: (roomId: string, owner: string, state: KeptRoom | undefined) => Promise<void>;
  /** The room with `code` that is not closed and belongs to no class; of several the newest. */
  readonly openRoom: (code: string) => Promise<OpenRoom | undefined>;
  /** Makes `owner` the room's process where it still is `from`'s: of several that try, one is told true. */
  readonly takeRoom: (roomId: string, from: string, owner: string) => Promise<boolean>;
  /** Keeps a sign of life; gives how many rooms and classes others have taken over from this owner so far. */
  readonly beat: (pulse: Pulse) => Promise<number>;
  /** What is `owner`'s now, of what is not closed. */
  readonly owned: (owner: string) => Promise<Owned>;
  /** The newest room or class that has, or had, `code`. */
  readonly whereIs: (code: string) => Promise<Whereabouts | undefined>;
  readonly pulse: (owner: string) => Promise<Pulse | undefined>;
  /** The numbers that pages gave to the commands of a match, by serial number. */
  readonly askedIds: (matchId: string) => Promise<ReadonlyMap<number, number>>;
  readonly addClass: (stored: StoredClass) => Promise<void>;
  /** Makes `owner` the process of the class and of all its rooms, where it still is `from`'s. */
  readonly takeClass: (classId: string, from: string | undefined, owner: string) => Promise<boolean>;
  readonly readClass: (classId: string) => Promise<WholeClass | undefined>;
  readonly appendClassEvent: (classId: string, logged: LoggedClassEvent) => Promise<void>;
  /** All classes, in the order in which they were made. */
  readonly readClasses: () => Promise<readonly WholeClass[]>;
  /** The rooms of a class's pairs, each with its match. */
  readonly classRooms: (classId: string) => Promise<readonly ClassRoomPlace[]>;
  /** The ids of the matches that the pairs of a class played, in the order in which they began. */
  readonly classMatchIds: (classId: string) => Promise<readonly string[]>;
  /** Removes a class with its events, rooms, matches and commands. */
  readonly deleteClass: (classId: string) => Promise<void>;
  /** The octets kept under `name`: `proposed`, where nothing was kept before. */
  readonly secret: (name: string, proposed: Uint8Array) => Promise<Uint8Array>;
  /** Finishes what was asked before, then lets the files go. */
  readonly close: () => Promise<void>;
}
