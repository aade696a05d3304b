// What a room still has of its last match: the recording, and what each of the two has said on the blame card.
import type { RoomSeat, ServerMessages } from '@syn-or-swim/shared/protocol/messages.ts';
import type { Recording } from '@syn-or-swim/shared/replay/recording.ts';
import type { Blame } from '@syn-or-swim/shared/scoring/blame.ts';
import { PLACES } from './lobby.ts';
import type { PlaceIndex } from './place-credential.ts';

/** The messages that come after a match. */
type Told = 'debrief' | 'blame';

/** Tells the person on `place`. */
type Tell = <Type extends Told>(place: PlaceIndex, type: Type, message: ServerMessages[Type]) => void;

/** A match that has ended, as its room remembers it. */
export interface AfterMatch {
  /** Tells the person on `place` all of it. */
  readonly show: (place: PlaceIndex) => void;
  /** The person on `place` blames `blame`, or somebody else than before; both are told. */
  readonly blame: (place: PlaceIndex, blame: Blame) => void;
}

/** The match number `match` has ended with `recording`; `seatOf` says where each place sat in it. */
export function createAfterMatch(
  match: number,
  recording: Recording,
  seatOf: (place: PlaceIndex) => RoomSeat,
  tell: Tell,
): AfterMatch {
  let said: ServerMessages['blame']['said'] = {};
  return {
    show: (place) => {
      tell(place, 'debrief', { match, recording, seat: seatOf(place) });
      if (Object.keys(said).length > 0) tell(place, 'blame', { match, said });
    },
    blame: (place, { cause, remedy }) => {
      const seat = seatOf(place);
      // The card is the pair's: whoever was the network knows too well what it did.
      if (seat === 'network') return;
      said = { ...said, [seat]: { cause, remedy } };
      for (const each of PLACES) tell(each, 'blame', { match, said });
    },
  };
}
