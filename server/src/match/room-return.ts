// How a room comes back whose process has gone: what is kept of it, and whose it is from now on.
import type { OpenRoom } from '../storage/store.ts';
import type { PastRoom } from './kept-room.ts';
import type { RoomOrder } from './lobby.ts';
import type { RoomServices } from './pairing-parts.ts';

/** A room that nobody asked for in so long is not opened again. */
const RETURN_WITHIN_MS = 86_400_000;

/** What a return needs. */
export type RoomReturnParts = Pick<RoomServices, 'store' | 'clock' | 'owner'>;

/**
 * The room `code` with its past, this process' own from now on; undefined where there is none, or where it is neither
 * this process' nor that of `from` any more, who has gone.
 */
export type RoomReturn = (
  code: string,
  from: string,
) => Promise<(RoomOrder & { readonly past: PastRoom }) | undefined>;

/** The way back of rooms out of the store. */
export function roomReturn(services: RoomReturnParts): RoomReturn {
  const { store, clock, owner } = services;
  const isTaken = async (room: OpenRoom) => {
    // Asked also for what is this process' own: a store that can't write brings nothing back.
    if (await store.takeRoom(room.id, room.owner, owner)) return true;
    // Of a taking whose answer was lost only the store knows.
    return (await store.openRoom(room.code))?.owner === owner;
  };
  return async (code, from) => {
    const room = await store.openRoom(code);
    if (room === undefined || (room.owner !== owner && room.owner !== from)) return undefined;
    const pulse = await store.pulse(room.owner);
    if (clock.now() - (pulse?.at ?? room.madeAt) > RETURN_WITHIN_MS) return undefined;
    if (!(await isTaken(room))) return undefined;
    const { id, state } = room;
    const { level, settings, own } = state;
    const past = { state, match: await pastMatch(services, room) };
    return { id, code, level, settings, ...(own === undefined ? {} : { own }), past };
  };
}

/** The match `matchId` as its log has it, and how far it was when `owner` was last heard of; undefined where none is. */
export async function pastMatch(
  { store }: Pick<RoomReturnParts, 'store'>,
  { matchId, owner }: Pick<OpenRoom, 'matchId' | 'owner'>,
): Promise<PastRoom['match']> {
  const stored = matchId === undefined ? undefined : await store.readMatch(matchId);
  if (stored === undefined) return undefined;
  const { commands } = stored;
  const askedIds = await store.askedIds(stored.id);
  const pulse = await store.pulse(owner);
  const reached = Math.max(commands.at(-1)?.at ?? 0, pulse?.matches[stored.id] ?? 0);
  return { stored, past: { commands, askedIds, reached } };
}
