import type { NameLanguage } from '../classroom/names.ts';
import type { SeatCommand } from '../game/command.ts';
import type { LevelId } from '../game/level.ts';
import type { Stop } from '../game/match-clock.ts';
import type { MatchSettings } from '../game/match-settings.ts';
import type { ActRefusal, NetworkAct, NetworkView } from '../game/network-act.ts';
import type { Player, Side } from '../game/seat.ts';
import type { HeldReason, Verdict } from '../game/verdict.ts';
import type { NumberedView, PublicView } from '../game/view.ts';
import type { Milliseconds } from '../kernel/time.ts';
import type { OwnLevel } from '../levels/own-level.ts';
import type { Recording } from '../replay/recording.ts';
import type { Blame } from '../scoring/blame.ts';

/** Changes when browser and server no longer understand each other; a browser of another version is told to reload. */
export const PROTOCOL_VERSION = 4;

/** Symbols of a join code: no look-alikes (0 O, 1 I L, U V). */
export const CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Symbols in a join code. */
export const CODE_LENGTH = 6;

/** What a room is asked: a harbour's seat asks as ever, the network's seat does something to boats. */
export type RoomCommand = SeatCommand | { readonly kind: 'network'; readonly act: NetworkAct };

/** A command with the sender's own count, so that a command sent twice over a bad line counts once. */
export interface NumberedCommand {
  readonly id: number;
  /** Which match of the room is meant, from 1: a late command never falls into the next match. */
  readonly match: number;
  readonly command: RoomCommand;
}

/** Why the room, not the referee, turned a command away. */
export type CommandRefusal =
  | HeldReason
  /** Another match of this room is on, or none. */
  | 'wrong-match'
  /** More commands than a person can give; nothing of it was counted. */
  | 'too-fast'
  /** Not a command of this protocol: page and server don't fit, or the message was damaged. */
  | 'malformed'
  /** The store could not keep it; the match has ended, see `match-failed`. */
  | 'not-kept'
  /** The match broke on it or before it; see `match-failed`. */
  | 'match-failed';

/** The referee's answer; it comes only after the command is in the store. */
export type CommandAnswer<Reason = CommandRefusal> =
  | { readonly id: number; readonly kind: 'judged'; readonly at: Milliseconds; readonly verdict: Verdict }
  | { readonly id: number; readonly kind: 'done'; readonly at: Milliseconds }
  | { readonly id: number; readonly kind: 'refused'; readonly reason: Reason };

/** The answer to any command: that to the network's seat may name a reason of its own. */
export type RoomAnswer = CommandAnswer<CommandRefusal | ActRefusal>;

/** What a browser sends into its room, by Colyseus message type. */
export interface ClientMessages {
  /** Answered with {@link RoomAnswer}. */
  readonly command: NumberedCommand;
  /** In the lobby and after a match: this player is ready to begin. */
  readonly ready: { readonly ready: boolean };
  /** In the lobby and after a match: what is played next and how, and whether the seats swap. */
  readonly choose: {
    readonly level: LevelId;
    readonly swap: boolean;
    /** What is left out stays as it was. */
    readonly settings?: Partial<MatchSettings>;
  };
  /** After a match: on the blame card this player names a cause and a remedy, or others than before. */
  readonly blame: Blame & { readonly match: number };
  /** Answered with the server's clock, for measuring the offset: `{ server: ms }`. */
  readonly time: Record<string, never>;
}

/** What a room sends to one browser, by Colyseus message type. Public things go by the room's state instead. */
export interface ServerMessages {
  /** Once after each join or return, before anything else; and again when the seats were swapped. */
  readonly welcome: {
    readonly protocol: number;
    /** The third place is the network's. */
    readonly seat: RoomSeat;
    /** The place's own credential, the same after a swap; with it a lost seat is taken again. */
    readonly seatToken: string;
    /** The lowest command id that this seat has not used in the match that is on: a reloaded page counts on from it. */
    readonly nextCommand: number;
    /** The level from a file for which the room was made; left out where it is one of the game's own. */
    readonly own?: OwnLevel;
  };
  /** The whole view of the seat, each time it changes, and after a return. */
  readonly view: NumberedView & { readonly match: number; readonly public: PublicView };
  /** The whole view of the network's seat, each time it changes, and after a return. */
  readonly 'network-view': NetworkView & { readonly match: number; readonly at: Milliseconds };
  /** After the horn: the log, from which the browser makes score and ladder itself. */
  readonly debrief: {
    readonly match: number;
    readonly recording: Recording;
    /** This browser's seat in that match: it may have swapped since. */
    readonly seat: RoomSeat;
  };
  /** What each seat of the match has said on the blame card so far; after the first word, and after each further one. */
  readonly blame: { readonly match: number; readonly said: Readonly<Partial<Record<Side, Blame>>> };
  /** The match ended by a fault of the server; what was answered before is kept, there is no debrief. */
  readonly 'match-failed': { readonly match: number; readonly reason: MatchFault };
}

/**
 * Why a match ended before its end: the store failed, an invariant of the game broke, the server came back with other
 * rules or another level, the kernel at its other end could not be started, or as many of them ran as the host allows.
 */
export type MatchFault = 'storage' | 'broken' | 'other-rules' | 'kernel-gone' | 'kernel-busy';

/** The Colyseus name of the room that plays matches. */
export const MATCH_ROOM = 'match';

/** What a browser sends with `joinById(code, options)`; with a seat token it takes its own seat again. */
export interface JoinOptions {
  readonly seatToken?: string;
  /** Into a class: as its teacher. */
  readonly teacherToken?: string;
  /** Into a class: as a student who was there before. */
  readonly studentToken?: string;
  /** Into a class, as a new student: the language of the name that is drawn. */
  readonly language?: NameLanguage;
  /** From a page without a token: 128 bits of chance, base64url. Asked with it again, the same seat or student is its own. */
  readonly joining?: string;
  /** The page's own pass for guessing codes (`POST /api/visitors`). */
  readonly visitor?: string;
}

/** Why a browser may not join, as the message of the error, and the HTTP status that goes with it. */
export const JOIN_REFUSALS = {
  /** Options that no page sends. */
  malformed: 400,
  /** Six symbols are needed, all of {@link CODE_ALPHABET}. */
  'malformed-code': 400,
  /** The token is forged, or its seat was given to another since. Without it one may join where a seat is free. */
  'stale-seat': 403,
  'no-such-room': 404,
  'room-full': 409,
  /** The teacher lets nobody in any more. */
  'class-locked': 423,
  /** The teacher has removed this student, and may let them back. */
  removed: 403,
  /** Too many wrong codes from this address; a minute later it goes on. */
  'too-many-guesses': 429,
  /** The room is in another process that does not answer just now; a little later it does, or is taken over. */
  'server-away': 503,
} as const;

/** One of {@link JOIN_REFUSALS}. */
export type JoinRefusal = keyof typeof JOIN_REFUSALS;

/** Body of `POST /api/rooms`; answered with 201 and {@link RoomMade}, or with {@link ApiProblem}. */
export interface MakeRoom {
  readonly level: LevelId;
  /** What is left out is as usual; what is not offered is refused as `no-such-setting`. */
  readonly settings?: Partial<MatchSettings>;
  /** The level itself, where it came from a file. */
  readonly own?: OwnLevel;
}

/**
 * Answer of `GET /api/kernel`: whether this host lets its own kernel be the other end (level `real-kernel`), at most
 * `most` matches at a time, or what it is missing. `off`: its operator has not turned it on.
 */
export type KernelOffer =
  | { readonly kind: 'here'; readonly most: number }
  | {
      readonly kind: 'missing';
      readonly why:
        | 'off'
        | 'no-linux'
        | 'no-device'
        | 'device-closed'
        | 'no-program'
        | 'no-namespace'
        | 'not-allowed';
    };

/** The room that the server made; it is joined by its code. */
export interface RoomMade {
  readonly code: string;
}

/** Answer of an HTTP request that was refused. */
export interface ApiProblem {
  readonly error:
    | JoinRefusal
    | 'no-such-level'
    | 'no-such-setting'
    | 'too-many-rooms'
    /** This host does not offer its kernel; `GET /api/kernel` says why. */
    | 'no-kernel'
    /** As many matches against the kernel are on as the host allows. */
    | 'kernel-busy'
    | 'not-found'
    | 'server-fault';
}

/** WebSocket close codes of a room, beside those of Colyseus; the name is the reason of the close. */
export const CLOSE_CODES = {
  /** The same seat was taken in another tab or on another device. */
  'seat-taken-elsewhere': 4100,
  /** More frames than any page sends. */
  'too-many-frames': 4101,
  /** Nobody was here for long; the room is gone. */
  'room-idle': 4102,
  /** A frame that no page sends. */
  'damaged-frame': 4103,
  /** The class was deleted, or its server ends. */
  'class-closed': 4104,
  /** The teacher has removed this student. */
  'removed-from-class': 4105,
} as const;

/** Game time is `gameAnchor + (host's clock - wallAnchor) * rate`; a standing clock has rate 0. */
export interface ClockAnchor {
  readonly gameAnchor: Milliseconds;
  /** The host's clock at the anchor: a server's in ms since 1970, or the page's own in a match for one. */
  readonly wallAnchor: Milliseconds;
  /** 1 divided by the stretch that was chosen, while the clock runs. */
  readonly rate: number;
}

/** The room's shared state as plain data: only what all may see. */
export interface RoomPublic {
  readonly code: string;
  readonly phase: 'lobby' | 'countdown' | 'playing' | 'ended';
  readonly level: LevelId;
  /** How many matches this room has begun. */
  readonly match: number;
  readonly clock: ClockAnchor;
  /** Why the clock stands though a match is on: somebody has paused, or in the patient pace somebody is thinking. */
  readonly stop: Stop;
  /** With what the match that is on is played, or the next one. */
  readonly settings: MatchSettings;
  readonly roster: Readonly<Record<RoomSeat, RosterEntry>>;
}

/** Where somebody sits in a room: at a harbour, or as the network, where the room has that seat. */
export type RoomSeat = Side | 'network';

/** Who sits where, as all may see it. A network that a stack plays is not in the room. */
export interface RosterEntry {
  readonly player: Player | 'nobody';
  readonly connected: boolean;
  readonly ready: boolean;
}

/**
 * From the page to the worker that runs a solo match. `now` is the page's own clock, in whole ms from any moment;
 * game time is the worker's to say.
 */
export type SoloRequest =
  | {
      readonly kind: 'start';
      readonly level: LevelId;
      readonly seed: number;
      readonly side: Side;
      readonly partner: Player;
      /** The level itself, where it came from a file. */
      readonly own?: OwnLevel;
      /** What is left out is as usual. */
      readonly settings?: Partial<MatchSettings>;
    }
  /** Lets the clock run, which stands at 0 until then. A command does so too. */
  | { readonly kind: 'begin'; readonly now: Milliseconds }
  | { readonly kind: 'command'; readonly now: Milliseconds; readonly command: NumberedCommand }
  | { readonly kind: 'wake'; readonly now: Milliseconds }
  /** Ends the match before its horn: the debrief comes. */
  | { readonly kind: 'finish'; readonly now: Milliseconds };

/** From the worker to the page: the same words as a room uses, and when to wake the match next. */
export type SoloReply =
  | { readonly kind: 'view'; readonly view: ServerMessages['view'] }
  | { readonly kind: 'answer'; readonly answer: CommandAnswer }
  | { readonly kind: 'debrief'; readonly debrief: ServerMessages['debrief'] }
  /** Where game time stands; each replaces the one before, and it comes before the view that belongs to it. */
  | { readonly kind: 'clock'; readonly clock: ClockAnchor; readonly stop: Stop }
  /** On the page's own clock; undefined: only a command wakes it. */
  | { readonly kind: 'wake-at'; readonly at: Milliseconds | undefined }
  | { readonly kind: 'failed'; readonly message: string };
