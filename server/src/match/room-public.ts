// What everybody in a room may see.
import { NO_STOP } from '@syn-or-swim/shared/game/match-clock.ts';
import type {
  ClockAnchor,
  RoomPublic,
  RoomSeat,
  RosterEntry,
} from '@syn-or-swim/shared/protocol/messages.ts';
import { type Lobby, NETWORK_PLACE, placeOf } from './lobby.ts';
import type { MatchHost } from './match-host-parts.ts';

/** What of a room its public part follows from. */
export interface PublicParts {
  readonly lobby: Lobby;
  readonly code: string;
  /** Where game time stands while no match is on. */
  readonly anchor: ClockAnchor;
  readonly host: MatchHost | undefined;
}

/** What all may see of `room`. */
export function roomPublic({ lobby, code, anchor, host }: PublicParts): RoomPublic {
  const entry = (seat: RoomSeat): RosterEntry => {
    const place = seat === 'network' ? NETWORK_PLACE : placeOf(lobby, seat);
    const { taken, connected, ready } = lobby.places[place];
    const playing = lobby.phase === 'playing' && seat !== 'network';
    const seated = playing ? host?.publicView().players[seat] : undefined;
    return { player: taken ? (seated ?? 'person') : 'nobody', connected, ready };
  };
  const { phase, level, match, settings } = lobby;
  const { anchor: clock, stop } = (phase === 'playing' ? host?.clock() : undefined) ?? {
    anchor,
    stop: NO_STOP,
  };
  return {
    code,
    phase,
    level,
    match,
    clock,
    stop,
    settings,
    roster: { client: entry('client'), server: entry('server'), network: entry('network') },
  };
}
