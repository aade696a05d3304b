// What a room is given, whom it tells, and what it can be asked.
import type { Level, LevelId } from '@syn-or-swim/shared/game/level.ts';
import { type MatchSettings, unusualSettings } from '@syn-or-swim/shared/game/match-settings.ts';
import type { Drivers } from '@syn-or-swim/shared/game/rules.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { OwnLevel } from '@syn-or-swim/shared/levels/own-level.ts';
import type {
  ClientMessages,
  NumberedCommand,
  RoomAnswer,
  RoomPublic,
  ServerMessages,
} from '@syn-or-swim/shared/protocol/messages.ts';
import type { MatchSetup } from '@syn-or-swim/shared/replay/recording.ts';
import { levelHash } from '@syn-or-swim/shared/replay/replay.ts';
import type { Store } from '../storage/store.ts';
import type { Cancel, Clock } from './clock.ts';
import type { AdmissionProblem, Knock } from './lobby.ts';
import type { Log } from './log.ts';
import type { PlaceIndex } from './place-credential.ts';

/** What the server gives to every room. */
export interface RoomServices {
  readonly clock: Clock;
  readonly store: Store;
  readonly log: Log;
  readonly drivers: Drivers;
  readonly levelById: (id: LevelId) => Level | undefined;
  /** 32 bits by which the next match goes. */
  readonly nextSeed: () => number;
  /** An id that nothing else has. */
  readonly nextId: () => string;
  /** With which the credentials of seats are made. */
  readonly seatSecret: Uint8Array;
  /** Names this process: rooms are its own until another takes them over. */
  readonly owner: string;
}

/** Who is told what happens in a room. */
export interface PairingListener {
  /** A message for the person on `place` alone; nobody else gets a byte. */
  readonly send: <Type extends keyof ServerMessages>(
    place: PlaceIndex,
    type: Type,
    message: ServerMessages[Type],
  ) => void;
  /** What all may see has perhaps changed. */
  readonly publicChanged: () => void;
  /** The place is somebody else's from now on: the person on it is sent away. */
  readonly dismiss: (place: PlaceIndex) => void;
  /** Nobody has been here for ten minutes. */
  readonly idle: () => void;
  /** The store failed: the room stops here, and opens again from the store for whoever knocks. */
  readonly rests: () => void;
}

/** A room that can be asked. */
export interface Pairing {
  /** The place that somebody who knocks so would get. */
  readonly admission: (knock: Knock) => PlaceIndex | AdmissionProblem;
  /** Somebody is on `place`, who has asked with this joining id; they are told all that they may know. */
  readonly arrive: (place: PlaceIndex, joining?: string) => void;
  /** The person on `place` is gone; for good where they said so. */
  readonly depart: (place: PlaceIndex, forGood: boolean) => void;
  readonly ready: (place: PlaceIndex, message: ClientMessages['ready']) => void;
  readonly choose: (place: PlaceIndex, message: ClientMessages['choose']) => void;
  readonly blame: (place: PlaceIndex, message: ClientMessages['blame']) => void;
  readonly command: (place: PlaceIndex, message: NumberedCommand) => Promise<RoomAnswer>;
  /** What all may see now. */
  readonly roomPublic: () => RoomPublic;
  /** A test has moved the clock: the anchor that browsers have is of no use any more. */
  readonly clockMoved: () => void;
  readonly settled: () => Promise<void>;
  /** The match that is on, and its game time; undefined where none is. */
  readonly playing: () => { readonly id: string; readonly gameTime: Milliseconds } | undefined;
  /** Lets all rest as it is, for another process to go on with. */
  readonly suspend: () => void;
  /** Ends what is on, and every timer, for good. */
  readonly close: () => void;
}

/** `services` to which a room's own level is known as well. */
export function withOwnLevel(services: RoomServices, own: OwnLevel | undefined): RoomServices {
  if (own === undefined) return services;
  const { level } = own;
  return { ...services, levelById: (id) => (id === level.id ? level : services.levelById(id)) };
}

/** The setup of a new match of two people on `level`, with the room's own level where it is that. */
export function setupOf(
  { nextSeed }: Pick<RoomServices, 'nextSeed'>,
  settings: MatchSettings,
  level: Level,
  own: OwnLevel | undefined,
): MatchSetup {
  return {
    levelId: level.id,
    levelHash: levelHash(level),
    seed: nextSeed(),
    players: { client: 'person', server: 'person' },
    ...unusualSettings(settings),
    ...(own !== undefined && own.level.id === level.id ? { own } : {}),
  };
}

/** Does `action` in `ms`. A fault in it stays in this room: nobody else is behind a timer who could catch it. */
export function inTime({ clock, log }: RoomServices, ms: Milliseconds, action: () => void): Cancel {
  return clock.at(clock.now() + ms, () => {
    try {
      action();
    } catch (cause) {
      log.error({ err: cause }, 'a timer of a room broke');
    }
  });
}
