// Whether the process that has a room is still there.
import { setTimeout as wait } from 'node:timers/promises';
import type { RoomServices } from './pairing-parts.ts';

/** A process that gives no sign of life for three of its pulses has gone. */
export const SILENCE_MS = 3000;

/** Watches over the processes that share a store. */
export interface OwnerWatch {
  /** Whether the process `owner` has gone: at once where it said so, else after {@link SILENCE_MS} without a sign of life. */
  readonly hasGone: (owner: string) => Promise<boolean>;
}

/** `one`: the store is this process' alone, so every other owner of rooms has gone. */
export function createOwnerWatch({ store }: Pick<RoomServices, 'store'>, owners: 'one' | 'many'): OwnerWatch {
  const watched = new Map<string, Promise<boolean>>();
  const watch = async (owner: string) => {
    const before = await store.pulse(owner);
    if (before?.ended === true) return true;
    await wait(SILENCE_MS);
    const after = await store.pulse(owner);
    return after?.ended === true || before?.at === after?.at;
  };
  return {
    hasGone: (owner) => {
      if (owners === 'one') return Promise.resolve(true);
      // Many players of a dead process knock at the same time.
      const known = watched.get(owner);
      if (known !== undefined) return known;
      const watching = watch(owner).finally(() => watched.delete(owner));
      watched.set(owner, watching);
      return watching;
    },
  };
}
