// What is kept of a room so that it can be opened again, and how it opens.
import type { Level, LevelId } from '@syn-or-swim/shared/game/level.ts';
import type { OwnLevel } from '@syn-or-swim/shared/levels/own-level.ts';
import type { MatchFault } from '@syn-or-swim/shared/protocol/messages.ts';
import { type Recording, RULES_VERSION } from '@syn-or-swim/shared/replay/recording.ts';
import { createRecording, levelHash } from '@syn-or-swim/shared/replay/replay.ts';
import { isOwnerLost, type KeptRoom, type StoredMatch } from '../storage/store.ts';
import type { Cancel } from './clock.ts';
import { emptyLobby, type Lobby } from './lobby.ts';
import type { RoomServices } from './pairing-parts.ts';
import type { PastMatch } from './past-match.ts';

/** A room that is to be opened again. */
export interface PastRoom {
  readonly state: KeptRoom;
  /** Its last match, if there is one. */
  readonly match: { readonly stored: StoredMatch; readonly past: PastMatch } | undefined;
}

/** Keeps in the store what a room needs to be opened again. */
export interface RoomKeeper {
  /** Keeps the room as it is now, where that differs from what was kept last. */
  readonly keep: (lobby: Lobby, played: boolean) => void;
  /** The room is closed for good. */
  readonly forget: () => void;
  /** Tries no longer what failed: the room is another's from now on. */
  readonly rest: () => void;
  /** Resolves when all of it is in the store, or could not be stored. */
  readonly settled: () => Promise<void>;
}

/** How long a room waits before it tries again to keep what it could not. */
const KEEP_AGAIN_MS = 1000;

/**
 * The keeper of the room `roomId`, made for the level `own` where that came from a file. What it could not keep it
 * tells the log, and tries again: the room itself goes on.
 */
export function createRoomKeeper(
  { store, log, owner, clock }: Pick<RoomServices, 'store' | 'log' | 'owner' | 'clock'>,
  roomId: string,
  own: OwnLevel | undefined,
): RoomKeeper {
  let keptText = '';
  let last: Promise<void> = Promise.resolve();
  let again: Cancel | undefined;
  let rests = false;
  const write = (state: KeptRoom | undefined) => {
    again?.();
    last = store.keepRoom(roomId, owner, state).catch((cause: unknown) => {
      log.error({ err: cause }, 'what a room needs to be opened again could not be stored');
      again?.();
      if (!rests && !isOwnerLost(cause)) again = clock.at(clock.now() + KEEP_AGAIN_MS, () => write(state));
    });
  };
  return {
    keep: (lobby, played) => {
      const state = { ...keptRoom(lobby, played), ...(own === undefined ? {} : { own }) };
      const text = JSON.stringify(state);
      if (text === keptText) return;
      keptText = text;
      write(state);
    },
    forget: () => {
      rests = false;
      write(undefined);
    },
    rest: () => {
      rests = true;
      again?.();
    },
    settled: () => last,
  };
}

/** What of `lobby` outlives its process: lines and who is ready do not. `played` is how seats were in the last match. */
function keptRoom(lobby: Lobby, played: boolean): KeptRoom {
  const { level, settings, match, swapped, phase, places } = lobby;
  return {
    level,
    settings,
    match,
    swapped,
    played,
    phase: phase === 'countdown' ? 'lobby' : phase,
    places: places.map(({ epoch, taken, joining }) => ({
      epoch,
      taken,
      ...(joining === undefined ? {} : { joining }),
    })),
  };
}

/** The room of `past` before anybody is back. A match that had begun, but was not kept, has not been. */
export function returnedLobby({ state, match }: PastRoom): Lobby {
  const empty = emptyLobby(state.level, state.settings);
  const [first, second, network] = empty.places;
  const [one, two, three] = state.places;
  return {
    ...empty,
    phase: phaseOf(state, match),
    swapped: state.swapped,
    match: state.match,
    places: [
      { ...first, ...one },
      { ...second, ...two },
      { ...network, ...three },
    ],
  };
}

function phaseOf(state: KeptRoom, match: PastRoom['match']): Lobby['phase'] {
  if (state.phase !== 'playing') return state.phase;
  if (match?.stored.number !== state.match) return 'lobby';
  return match.stored.end === undefined ? 'playing' : 'ended';
}

/** The recording of a match that had ended well; undefined of one that was on or that broke. */
export function recordingOf({ setup, commands, end }: StoredMatch): Recording | undefined {
  if (end === undefined || end.failure !== undefined) return undefined;
  return createRecording(setup, commands, end.endedAt);
}

/** Whether `stored` was played by other rules, or on another level, than there are now: it can't go on. */
export function isOutdated({ rulesVersion, setup }: StoredMatch, level: Level | undefined): boolean {
  return rulesVersion !== RULES_VERSION || level === undefined || levelHash(level) !== setup.levelHash;
}

/** What becomes of the last match of a room that comes back. */
export type MatchReturn =
  | { readonly kind: 'none' }
  | { readonly kind: 'debrief'; readonly recording: Recording }
  | { readonly kind: 'failed'; readonly reason: MatchFault }
  | { readonly kind: 'goes-on'; readonly match: NonNullable<PastRoom['match']> };

/** What becomes of `match` in a room that comes back in `phase`. */
export function returnOf(
  phase: Lobby['phase'],
  match: PastRoom['match'],
  levelById: (id: LevelId) => Level | undefined,
): MatchReturn {
  if (phase !== 'playing' && phase !== 'ended') return { kind: 'none' };
  if (match === undefined) return { kind: 'failed', reason: 'broken' };
  const { stored } = match;
  const recording = recordingOf(stored);
  if (recording !== undefined) return { kind: 'debrief', recording };
  const isCut = stored.end === undefined;
  if (isCut && isOutdated(stored, levelById(stored.setup.levelId))) {
    return { kind: 'failed', reason: 'other-rules' };
  }
  return isCut && phase === 'playing' ? { kind: 'goes-on', match } : { kind: 'failed', reason: 'broken' };
}
