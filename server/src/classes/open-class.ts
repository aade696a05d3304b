// What an open class consists of, and what it needs from the rooms around it.
import type { StudentId } from '@syn-or-swim/shared/classroom/class-event.ts';
import type { ClassState } from '@syn-or-swim/shared/classroom/class-state.ts';
import type { ClassServerMessages } from '@syn-or-swim/shared/protocol/class-messages.ts';
import type { Cancel } from '../match/clock.ts';
import type { RoomServices } from '../match/pairing-parts.ts';
import type { ClassRoomPlace, WholeClass } from '../storage/store.ts';
import type { ClassCredentials } from './class-credentials.ts';
import type { ClassLog } from './class-log.ts';
import type { ClassMatchHost } from './class-match-parts.ts';
import type { FreezableClock } from './freezable-clock.ts';

/** Who is told what happens in a class. */
export interface ClassListener {
  readonly tellTeachers: <Type extends keyof ClassServerMessages>(
    type: Type,
    message: ClassServerMessages[Type],
  ) => void;
  readonly tellStudent: <Type extends keyof ClassServerMessages>(
    student: StudentId,
    type: Type,
    message: ClassServerMessages[Type],
  ) => void;
  readonly hasTeacher: () => boolean;
  readonly isConnected: (student: StudentId) => boolean;
  /** The student was removed: their page is sent away. */
  readonly dismiss: (student: StudentId) => void;
}

/** What a class needs from the rooms around it. */
export interface ClassParts {
  readonly services: RoomServices;
  /** Makes the room of a pair's match, with a code that is told to `make`; with `code`, a room that the store has. */
  readonly openMatch: (
    make: (code: string) => ClassMatchHost,
    roomId: string,
    code?: string,
  ) => Promise<void>;
  readonly closeMatch: (code: string) => Promise<void>;
  /** The match of `host` in the room `id` rests: it is brought back as soon as the store works. */
  readonly matchRests: (host: ClassHost, room: Pick<ClassRoomPlace, 'id' | 'code'>) => void;
  /** Deletes the class with all that was kept of it. */
  readonly remove: (host: ClassHost) => void;
}

/** A class as the rooms, the teacher's acts and the report see it. */
export interface ClassHost {
  readonly stored: Omit<WholeClass, 'events'>;
  readonly services: RoomServices;
  readonly credentials: ClassCredentials;
  readonly clock: FreezableClock;
  /** Chance of this class: names, pairs, forms. */
  readonly seed: number;
  readonly parts: ClassParts;
  readonly matches: Map<string, ClassMatchHost>;
  state: ClassState;
  /** The class as the store has it: what pages are told. `state` is ahead of it while events wait for the store. */
  kept: ClassState;
  listener: ClassListener | undefined;
  serial: number;
  draws: number;
  par: number;
  wallTimer: Cancel | undefined;
  readonly log: ClassLog;
  /** The matches of a round are just being brought back. */
  returning: boolean;
  /** The rooms of matches that rest or are not here yet, and are brought back one by one: codes by ids. */
  readonly resting: Map<string, string>;
  closed: boolean;
}
