// Who is here, who is ready, what is played next: the room around its matches, as plain data.
import type { LevelId } from '@syn-or-swim/shared/game/level.ts';
import type { MatchSettings } from '@syn-or-swim/shared/game/match-settings.ts';
import { peerOf, type Side } from '@syn-or-swim/shared/game/seat.ts';
import type { ClientMessages, RoomPublic } from '@syn-or-swim/shared/protocol/messages.ts';
import type { PlaceClaim, PlaceIndex } from './place-credential.ts';

/** One of the two places. It stays its person's through swaps and lost lines, until it is let go. */
export interface Place {
  /** Grows each time the place gets another person: an older credential no longer fits. */
  readonly epoch: number;
  readonly taken: boolean;
  readonly connected: boolean;
  readonly ready: boolean;
}

/** A room around its matches. */
export interface Lobby {
  readonly phase: RoomPublic['phase'];
  readonly level: LevelId;
  readonly settings: MatchSettings;
  /** How many matches have begun. */
  readonly match: number;
  /** The first place plays the TCP client, unless the seats were swapped. */
  readonly swapped: boolean;
  readonly places: readonly [Place, Place];
}

/** What a new room is made with. */
export interface RoomOrder {
  /** Its own for ever. */
  readonly id: string;
  readonly code: string;
  readonly level: LevelId;
  readonly settings: MatchSettings;
}

/** Why nobody can be let in. */
export type AdmissionProblem = 'room-full' | 'stale-seat';

/** Both places, in their order. */
export const PLACES: readonly PlaceIndex[] = [0, 1];

const FREE: Place = { epoch: 0, taken: false, connected: false, ready: false };

/** A room that nobody has joined. */
export function emptyLobby(level: LevelId, settings: MatchSettings): Lobby {
  return { phase: 'lobby', level, settings, match: 0, swapped: false, places: [FREE, FREE] };
}

/** The side that `place` plays. */
export function sideOf(lobby: Lobby, place: PlaceIndex): Side {
  const first: Side = lobby.swapped ? 'server' : 'client';
  return place === 0 ? first : peerOf(first);
}

/** The place that plays `side`. */
export function placeOf(lobby: Lobby, side: Side): PlaceIndex {
  return sideOf(lobby, 0) === side ? 0 : 1;
}

/** The place that a newcomer gets, or that a returning person's `claim` gives back. */
export function admission(lobby: Lobby, claim: PlaceClaim | undefined): PlaceIndex | AdmissionProblem {
  if (claim !== undefined) {
    const place = lobby.places[claim.place];
    return place.taken && place.epoch === claim.epoch ? claim.place : 'stale-seat';
  }
  return PLACES.find((place) => !lobby.places[place].taken) ?? 'room-full';
}

/** Somebody is on `place` now, new or back again. */
export function arrived(lobby: Lobby, place: PlaceIndex): Lobby {
  return withPlace(lobby, place, { taken: true, connected: true });
}

/** The line to `place` is lost; the place stays its person's. */
export function departed(lobby: Lobby, place: PlaceIndex): Lobby {
  return countdownStopped(withPlace(lobby, place, { connected: false, ready: false }));
}

/** `place` is free for another person. */
export function released(lobby: Lobby, place: PlaceIndex): Lobby {
  const { epoch } = lobby.places[place];
  return countdownStopped(withPlace(lobby, place, { ...FREE, epoch: epoch + 1 }));
}

/** The person on `place` says whether to begin. While a match is on it says nothing. */
export function readied(lobby: Lobby, place: PlaceIndex, ready: boolean): Lobby {
  if (lobby.phase === 'playing') return lobby;
  const after = withPlace(lobby, place, { ready });
  return ready ? after : countdownStopped(after);
}

/** Another level or other settings, or the seats swapped; both have to be ready anew. Not while a match is on. */
export function chosen(lobby: Lobby, choice: ClientMessages['choose']): Lobby {
  if (lobby.phase === 'playing') return lobby;
  const swapped = choice.swap ? !lobby.swapped : lobby.swapped;
  const settings = { ...lobby.settings, ...choice.settings };
  return countdownStopped(unready({ ...lobby, level: choice.level, settings, swapped }));
}

/** Whether both are here and want to begin. */
export function mayCountDown(lobby: Lobby): boolean {
  const waiting = lobby.phase === 'lobby' || lobby.phase === 'ended';
  return waiting && lobby.places.every((place) => place.connected && place.ready);
}

/** The next match begins. */
export function begun(lobby: Lobby): Lobby {
  return { ...unready(lobby), phase: 'playing', match: lobby.match + 1 };
}

/** The match is over. */
export function ended(lobby: Lobby): Lobby {
  return { ...lobby, phase: 'ended' };
}

function withPlace(lobby: Lobby, index: PlaceIndex, change: Partial<Place>): Lobby {
  const [first, second] = lobby.places;
  const places: readonly [Place, Place] =
    index === 0 ? [{ ...first, ...change }, second] : [first, { ...second, ...change }];
  return { ...lobby, places };
}

function unready(lobby: Lobby): Lobby {
  return withPlace(withPlace(lobby, 0, { ready: false }), 1, { ready: false });
}

function countdownStopped(lobby: Lobby): Lobby {
  return lobby.phase === 'countdown' ? { ...lobby, phase: 'lobby' } : lobby;
}
