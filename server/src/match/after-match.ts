// What a room still has of its last match: the recording, and what each of the two has said on the blame card.
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import type { ServerMessages } from '@syn-or-swim/shared/protocol/messages.ts';
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

/** The match number `match` has ended with `recording`; `sides` are those that the two places played in it. */
export function createAfterMatch(
  match: number,
  recording: Recording,
  sides: readonly [Side, Side],
  tell: Tell,
): AfterMatch {
  let said: ServerMessages['blame']['said'] = {};
  return {
    show: (place) => {
      tell(place, 'debrief', { match, recording, seat: sides[place] });
      if (Object.keys(said).length > 0) tell(place, 'blame', { match, said });
    },
    blame: (place, { cause, remedy }) => {
      said = { ...said, [sides[place]]: { cause, remedy } };
      for (const each of PLACES) tell(each, 'blame', { match, said });
    },
  };
}
