import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { Pairing, RoomServices } from './pairing-parts.ts';

/**
 * A function that stores a sign of life of this process, with where the game time of each of its matches stands; it
 * does nothing while there are no rooms, or while the last one is still under way.
 */
export function createPulse(
  { store, clock, log, owner }: Pick<RoomServices, 'store' | 'clock' | 'log' | 'owner'>,
  pairings: () => Iterable<Pairing>,
): () => Promise<void> {
  let underWay = false;
  return async () => {
    const rooms = [...pairings()];
    if (underWay || rooms.length === 0) return;
    underWay = true;
    const matches: Record<string, Milliseconds> = {};
    for (const room of rooms) {
      const playing = room.playing();
      if (playing !== undefined) matches[playing.id] = playing.gameTime;
    }
    try {
      await store.beat({ owner, at: clock.now(), matches });
    } catch (cause) {
      log.warn({ err: cause }, 'a sign of life could not be stored');
    } finally {
      underWay = false;
    }
  };
}
