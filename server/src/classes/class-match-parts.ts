// What a match of a class is made with, what its class can ask of it, and what it changes as it goes.
import type { PairSeats, StudentId } from '@syn-or-swim/shared/classroom/class-event.ts';
import type { MatchPlace } from '@syn-or-swim/shared/classroom/class-state.ts';
import type { LeftSockets, Level } from '@syn-or-swim/shared/game/level.ts';
import type { MatchSettings } from '@syn-or-swim/shared/game/match-settings.ts';
import type { Match } from '@syn-or-swim/shared/game/match-state.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { MatchFault } from '@syn-or-swim/shared/protocol/messages.ts';
import type { AfterMatch } from '../match/after-match.ts';
import type { Cancel } from '../match/clock.ts';
import type { PastRoom } from '../match/kept-room.ts';
import type { MatchHost } from '../match/match-host-parts.ts';
import type { Pairing, PairingListener, RoomServices } from '../match/pairing-parts.ts';
import type { PlaceCredentials } from '../match/place-credential.ts';
import type { FreezableClock } from './freezable-clock.ts';

/** A match of a class that had begun before its process went. */
export type PastClassMatch = NonNullable<PastRoom['match']>;

/** What a pair's match is made with. */
export interface ClassMatchOrder {
  /** Under which the store keeps its room. */
  readonly id: string;
  readonly code: string;
  readonly level: Level;
  readonly settings: MatchSettings;
  readonly seed: number;
  /** What two perfect stacks reach in it. */
  readonly par: number;
  /** The night shift: what the pair before left. */
  readonly inherited?: LeftSockets | undefined;
  readonly seats: PairSeats;
  /** It began while the round was on, and ends with the others. */
  readonly late: boolean;
  readonly clock: FreezableClock;
  /** Left out of a match that is still to begin. */
  readonly past?: PastClassMatch | undefined;
  /** The match is over, by its horn, the teacher or a fault. */
  readonly onEnded: () => void;
  /** The match rests, and its room is closed: the class brings both back from the store. */
  readonly onRests: () => void;
}

/** A pair's match, as its class knows it. */
export interface ClassMatchHost {
  readonly order: ClassMatchOrder;
  /** What its room hosts, once Colyseus has made it. */
  readonly pairing: (listener: PairingListener) => Pairing;
  /** Proves to the room that `student` sits at `place`. */
  readonly seatToken: (place: MatchPlace, student: StudentId) => string;
  /** `student` takes `place`, or a stack does; nobody where it is the third's. */
  readonly seat: (place: MatchPlace, student: StudentId | null) => void;
  readonly connected: (place: MatchPlace) => boolean;
  /** The match as it stands, and its game time; undefined before it begins. */
  readonly now: () => { readonly match: Match; readonly at: Milliseconds } | undefined;
  /** Over by its horn, by the teacher, or by a fault. */
  readonly isOver: () => boolean;
  /** It does nothing any more, until another one of the same order takes its place. */
  readonly rests: () => boolean;
  /** The horn blows `ms` later. */
  readonly giveTime: (ms: Milliseconds) => void;
  /** The clock was frozen or runs again. */
  readonly clockChanged: () => void;
  readonly end: () => void;
  /** Lets the match rest, unfinished: its process ends, or another one has it. */
  readonly suspend: () => void;
  readonly settled: () => Promise<void>;
}

/** What a match of a class changes as it goes. */
export interface HostedClassMatch {
  readonly services: RoomServices;
  readonly order: ClassMatchOrder;
  readonly credentials: PlaceCredentials;
  readonly away: Record<Side, Cancel | undefined>;
  readonly connected: Record<MatchPlace, boolean>;
  readonly startsAt: Milliseconds;
  cancelStart: Cancel | undefined;
  /** Time that was given before the match began. */
  given: Milliseconds;
  seats: PairSeats;
  phase: 'countdown' | 'playing' | 'ended';
  matchId: string;
  host: MatchHost | undefined;
  after: AfterMatch | undefined;
  failure: MatchFault | undefined;
  listener: PairingListener | undefined;
  rests: boolean;
}
