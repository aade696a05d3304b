// Who is here, who is ready, what is played next: the room around its matches, as plain data.
import type { LevelId } from '@syn-or-swim/shared/game/level.ts';
import type { MatchSettings } from '@syn-or-swim/shared/game/match-settings.ts';
import { peerOf, type Side } from '@syn-or-swim/shared/game/seat.ts';
import type { OwnLevel } from '@syn-or-swim/shared/levels/own-level.ts';
import type {
  ClientMessages,
  JoinOptions,
  RoomPublic,
  RoomSeat,
} from '@syn-or-swim/shared/protocol/messages.ts';
import type { HarbourPlace, PlaceCredentials, PlaceIndex } from './place-credential.ts';

/** One of the places. It stays its person's through swaps and lost lines, until it is let go. */
export interface Place {
  /** Grows each time the place gets another person: an older credential no longer fits. */
  readonly epoch: number;
  readonly taken: boolean;
  readonly connected: boolean;
  readonly ready: boolean;
  /** The mark of the joining id of the page that took it, where it had one: not the id itself. */
  readonly joining: string | undefined;
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
  /** Two at the harbours, and the network's, which is open where the settings say that a person is the weather. */
  readonly places: readonly [Place, Place, Place];
}

/** What a new room is made with. */
export interface RoomOrder {
  /** Its own for ever. */
  readonly id: string;
  readonly code: string;
  readonly level: LevelId;
  readonly settings: MatchSettings;
  /** A level from a file that its maker brought; this room alone knows it. */
  readonly own?: OwnLevel;
}

/** By what a room may know who comes: a seat's token, or the joining id of a page that has none yet. */
export type Knock = Pick<JoinOptions, 'seatToken' | 'joining'>;

/** Why nobody can be let in. */
export type AdmissionProblem = 'room-full' | 'stale-seat';

/** The places at the harbours, in their order. */
export const HARBOUR_PLACES: readonly HarbourPlace[] = [0, 1];

/** The network's place. */
export const NETWORK_PLACE = 2;

/** All places, in their order. */
export const PLACES: readonly PlaceIndex[] = [...HARBOUR_PLACES, NETWORK_PLACE];

const FREE: Place = { epoch: 0, taken: false, connected: false, ready: false, joining: undefined };

/** A room that nobody has joined. */
export function emptyLobby(level: LevelId, settings: MatchSettings): Lobby {
  return { phase: 'lobby', level, settings, match: 0, swapped: false, places: [FREE, FREE, FREE] };
}

/** The side that `place` plays. */
export function sideOf(lobby: Lobby, place: HarbourPlace): Side {
  const first: Side = lobby.swapped ? 'server' : 'client';
  return place === 0 ? first : peerOf(first);
}

/** Where the person on `place` sits. */
export function seatOf(lobby: Lobby, place: PlaceIndex): RoomSeat {
  return place === NETWORK_PLACE ? 'network' : sideOf(lobby, place);
}

/** The place that plays `side`. */
export function placeOf(lobby: Lobby, side: Side): HarbourPlace {
  return sideOf(lobby, 0) === side ? 0 : 1;
}

/**
 * The place that is given back to a person who returns, by their token or, where their page was let in and never heard so,
 * by its joining id; or the one that a newcomer gets.
 */
export function admission(
  lobby: Lobby,
  credentials: PlaceCredentials,
  { seatToken, joining }: Knock,
): PlaceIndex | AdmissionProblem {
  if (seatToken !== undefined) {
    const claim = credentials.open(seatToken);
    if (claim === undefined) return 'stale-seat';
    const { taken, epoch } = lobby.places[claim.place];
    return taken && epoch === claim.epoch ? claim.place : 'stale-seat';
  }
  const mark = joining === undefined ? undefined : credentials.markOf(joining);
  const own = PLACES.find((place) => mark !== undefined && lobby.places[place].joining === mark);
  return own ?? newPlace(lobby);
}

function newPlace(lobby: Lobby): PlaceIndex | AdmissionProblem {
  const open = lobby.settings.network === 'person' ? PLACES : HARBOUR_PLACES;
  return open.find((place) => !lobby.places[place].taken) ?? 'room-full';
}

/** Somebody is on `place` now: new, with the joining id of this `mark` where they have one, or back again. */
export function arrived(lobby: Lobby, place: PlaceIndex, mark: string | undefined): Lobby {
  const { taken, joining } = lobby.places[place];
  return withPlace(lobby, place, { taken: true, connected: true, joining: taken ? joining : mark });
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
  const asked = { ...lobby.settings, ...choice.settings };
  // Nobody loses their seat by a setting: whoever is the weather leaves first.
  const settings = lobby.places[NETWORK_PLACE].taken ? { ...asked, network: lobby.settings.network } : asked;
  return countdownStopped(unready({ ...lobby, level: choice.level, settings, swapped }));
}

/** Whether both are here and want to begin, and the network's player too, where there is one just now. */
export function mayCountDown(lobby: Lobby): boolean {
  const waiting = lobby.phase === 'lobby' || lobby.phase === 'ended';
  const network = lobby.places[NETWORK_PLACE];
  const both = HARBOUR_PLACES.every((place) => lobby.places[place].connected && lobby.places[place].ready);
  return waiting && both && (network.ready || !network.connected);
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
  const changed = (place: PlaceIndex): Place => {
    const before = lobby.places[place];
    return place === index ? { ...before, ...change } : before;
  };
  return { ...lobby, places: [changed(0), changed(1), changed(2)] };
}

function unready(lobby: Lobby): Lobby {
  return PLACES.reduce((before, place) => withPlace(before, place, { ready: false }), lobby);
}

function countdownStopped(lobby: Lobby): Lobby {
  return lobby.phase === 'countdown' ? { ...lobby, phase: 'lobby' } : lobby;
}
