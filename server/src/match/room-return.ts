// How a room comes back whose process has gone: what is kept of it, and whose it is from now on.
import { setTimeout as wait } from 'node:timers/promises';
import type { OpenRoom } from '../storage/store.ts';
import type { PastRoom } from './kept-room.ts';
import type { RoomOrder } from './lobby.ts';
import type { RoomServices } from './pairing-parts.ts';

/** A room that nobody asked for in so long is not opened again. */
const RETURN_WITHIN_MS = 86_400_000;

/** A process that gives no sign of life for three of its pulses has gone. */
const SILENCE_MS = 3000;

/** What a return needs. */
export interface RoomReturnParts {
  readonly services: Pick<RoomServices, 'store' | 'clock' | 'owner'>;
  /** `one`: the store is this process' alone, so every other owner of rooms has gone. */
  readonly owners: 'one' | 'many';
}

/** The room `code` with its past, now this process' own; undefined where there is none, or where another process has it. */
export type RoomReturn = (code: string) => Promise<(RoomOrder & { readonly past: PastRoom }) | undefined>;

/** The way back of rooms out of the store. */
export function roomReturn({ services, owners }: RoomReturnParts): RoomReturn {
  const { store, clock, owner } = services;
  return async (code) => {
    const room = await store.openRoom(code);
    if (room === undefined) return undefined;
    const pulse = await store.pulse(room.owner);
    if (clock.now() - (pulse?.at ?? room.madeAt) > RETURN_WITHIN_MS) return undefined;
    if (owners === 'many' && room.owner !== owner && (await isAlive(services, room.owner))) return undefined;
    if (!(await store.takeRoom(room.id, room.owner, owner))) return undefined;
    const { id, state } = room;
    const { level, settings, own } = state;
    const past = { state, match: await pastMatch(services, room) };
    return { id, code, level, settings, ...(own === undefined ? {} : { own }), past };
  };
}

/** Whether `owner` gives a sign of life within {@link SILENCE_MS}. */
async function isAlive({ store }: RoomReturnParts['services'], owner: string): Promise<boolean> {
  const before = await store.pulse(owner);
  await wait(SILENCE_MS);
  const after = await store.pulse(owner);
  return before?.at !== after?.at;
}

async function pastMatch(
  { store }: RoomReturnParts['services'],
  { matchId, owner }: OpenRoom,
): Promise<PastRoom['match']> {
  const stored = matchId === undefined ? undefined : await store.readMatch(matchId);
  if (stored === undefined) return undefined;
  const { commands } = stored;
  const askedIds = await store.askedIds(stored.id);
  const pulse = await store.pulse(owner);
  const reached = Math.max(commands.at(-1)?.at ?? 0, pulse?.matches[stored.id] ?? 0);
  return { stored, past: { commands, askedIds, reached } };
}
