// The places of a class's match: the client's, the server's, and the third's.
import type { PairSeats, StudentId } from '@syn-or-swim/shared/classroom/class-event.ts';
import type { MatchPlace } from '@syn-or-swim/shared/classroom/class-state.ts';
import type { MatchSettings } from '@syn-or-swim/shared/game/match-settings.ts';
import type { Player, Side } from '@syn-or-swim/shared/game/seat.ts';
import type { RoomSeat } from '@syn-or-swim/shared/protocol/messages.ts';
import type { PlaceIndex } from '../match/place-credential.ts';

/** The number of a place in its room: the first is always the client's, since the class itself moves its students. */
export const PLACE_INDEX: Readonly<Record<MatchPlace, PlaceIndex>> = { client: 0, server: 1, third: 2 };

const PLACES: readonly MatchPlace[] = ['client', 'server', 'third'];

/** The place with this number. */
export function placeAt(index: PlaceIndex): MatchPlace {
  return index === 0 ? 'client' : index === 1 ? 'server' : 'third';
}

/** Who has `place`: null is a stack, or nobody. */
export function studentAt(seats: PairSeats, place: MatchPlace): StudentId | null {
  return place === 'third' ? (seats.third?.student ?? null) : seats[place];
}

/** The seat that whoever has `place` plays; undefined of the third's where there is none. */
export function seatAt(seats: PairSeats, place: MatchPlace): RoomSeat | undefined {
  return place === 'third' ? seats.third?.seat : place;
}

/** The places from which `seat` is played: two where a harbour is shared. */
export function placesOf(seats: PairSeats, seat: RoomSeat): readonly MatchPlace[] {
  return PLACES.filter((place) => seatAt(seats, place) === seat);
}

/** The places at which students sit. */
export function takenPlaces(seats: PairSeats): readonly MatchPlace[] {
  return PLACES.filter((place) => studentAt(seats, place) !== null);
}

/** Who plays `side` when the match begins: a student who has not come yet has a little time before the holder plays. */
export function firstPlayer(seats: PairSeats, side: Side): Player {
  return placesOf(seats, side).some((place) => studentAt(seats, place) !== null) ? 'person' : 'perfect';
}

/** Who is the weather of a match with these seats, beside the level's own. */
export function networkOf({ third }: PairSeats): MatchSettings['network'] {
  return third?.seat === 'network' ? 'person' : 'nobody';
}
