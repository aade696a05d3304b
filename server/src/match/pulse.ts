import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { Pulse as StoredPulse } from '../storage/store.ts';
import { SILENCE_MS } from './owner-watch.ts';
import type { Pairing, RoomServices } from './pairing-parts.ts';

/** Less than after which others take over, by what reading a clock and starting a timer may take. */
const LEASE_MS = SILENCE_MS - 100;

/** The signs of life of this process. */
export interface Pulse {
  /** Stores one, with where the game time of each match stands; nothing while the last one is still under way. */
  readonly beat: () => Promise<void>;
  /** Stores the last one: from now on others may take what was this process' own. */
  readonly end: () => Promise<void>;
  /** Whether nobody can have taken this process for gone: what it shows is still its to show. */
  readonly holds: () => boolean;
}

/** What signs of life are made of, and who hears what came of them. */
export interface PulseParts {
  readonly services: Pick<RoomServices, 'store' | 'clock' | 'log' | 'owner'>;
  readonly pairings: () => Iterable<Pairing>;
  /** `one`: nobody else takes anything over, and without rooms nothing is stored. */
  readonly owners: 'one' | 'many';
  readonly monotonic: () => Milliseconds;
  /** Others have taken over what was this process' own, since it had given no sign of life for long. */
  readonly onLost: () => Promise<void>;
}

/** A process that has given no sign of life yet. */
export function createPulse({ services, pairings, owners, monotonic, onLost }: PulseParts): Pulse {
  const { store, clock, log, owner } = services;
  let underWay = false;
  let heldUntil = Number.POSITIVE_INFINITY;
  let lost = 0;
  let matches: StoredPulse['matches'] = {};
  const send = async (ended: boolean) => {
    const sentAt = monotonic();
    const lostSoFar = await store.beat({ owner, at: clock.now(), matches, ...(ended ? { ended } : {}) });
    if (owners === 'one') return;
    if (lostSoFar > lost) {
      lost = lostSoFar;
      await onLost();
    }
    heldUntil = sentAt + LEASE_MS;
  };
  return {
    beat: async () => {
      const rooms = [...pairings()];
      if (underWay || (owners === 'one' && rooms.length === 0)) return;
      underWay = true;
      matches = gameTimes(rooms);
      try {
        await send(false);
      } catch (cause) {
        log.warn({ err: cause }, 'a sign of life could not be stored');
      } finally {
        underWay = false;
      }
    },
    end: () =>
      send(true).catch((cause: unknown) => {
        log.warn(
          { err: cause },
          'the end could not be stored: others wait until this process counts as gone',
        );
      }),
    holds: () => monotonic() < heldUntil,
  };
}

function gameTimes(rooms: readonly Pairing[]): StoredPulse['matches'] {
  const matches: Record<string, Milliseconds> = {};
  for (const room of rooms) {
    const playing = room.playing();
    if (playing !== undefined) matches[playing.id] = playing.gameTime;
  }
  return matches;
}
