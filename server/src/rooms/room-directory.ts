// The rooms of this process: how one is made, found by its code, opened again, and joined.
import { initializeRoomCache, matchMaker, ServerError } from '@colyseus/core';
import type { LevelId } from '@syn-or-swim/shared/game/level.ts';
import type { MatchSettings } from '@syn-or-swim/shared/game/match-settings.ts';
import { failure, type Result, success } from '@syn-or-swim/shared/kernel/result.ts';
import type { OwnLevel } from '@syn-or-swim/shared/levels/own-level.ts';
import { type JoinOptions, type JoinRefusal, MATCH_ROOM } from '@syn-or-swim/shared/protocol/messages.ts';
import type { PastRoom } from '../match/kept-room.ts';
import type { RoomOrder } from '../match/lobby.ts';
import type { Pairing } from '../match/pairing-parts.ts';
import type { RoomReturn } from '../match/room-return.ts';
import type { Store } from '../storage/store.ts';
import type { CodeBook } from './code-book.ts';

/** Most rooms of one process: 2,000 matches and those who wait for one; more would slow down those that play. */
const ROOMS_MAX = 2500;

/** What Colyseus gives to a browser that may come in. */
export type SeatReservation = Awaited<ReturnType<typeof matchMaker.joinById>>;

/** What a room is told of each who comes in. */
export interface SeatOptions extends JoinOptions {
  /** Grows with each reservation of this process. */
  readonly reservation: number;
}

/** A room that is here. */
export interface RoomHere {
  /** Under which the store keeps it. */
  readonly id: string;
  /** Under which Colyseus knows it, for as long as it is here. */
  readonly roomId: string;
  readonly pairing: Pairing;
  /** Lets it rest where it is; whoever knocks opens it again, here or in the process that has it now. */
  readonly rest: () => void;
  /** Closes it for good. */
  readonly close: () => void;
}

/** The rooms of this process. */
export interface RoomDirectory {
  /** Makes a room and gives its code; undefined where there are too many rooms already, or none are made any more. */
  readonly make: (level: LevelId, settings: MatchSettings, own?: OwnLevel) => Promise<string | undefined>;
  /** Makes the room of `order`, whose code and id the store has. */
  readonly create: (order: RoomOrder) => Promise<void>;
  /** Whether the room `code` is here, or is just being opened. */
  readonly has: (code: string) => boolean;
  /** Reserves a seat in a room that is here for somebody who knows its `code`. */
  readonly join: (code: string, options: JoinOptions) => Promise<Result<SeatReservation, JoinRefusal>>;
  /**
   * Opens the room `code` out of the store where it is this process', or that of `from`, who has gone. Those who ask
   * meanwhile wait with the first. Gives whether it is here now.
   */
  readonly open: (code: string, from: string) => Promise<boolean>;
  readonly pairings: () => Iterable<Pairing>;
  /** Closes the room `code`, if it is here. */
  readonly close: (code: string) => void;
  /** From now on no room is made: the server is to end. */
  readonly drain: () => void;
  readonly isDraining: () => boolean;
  /** A room tells that it is there. */
  readonly opened: (code: string, room: RoomHere) => void;
  /** A room tells that it rests: it is not here any more. */
  readonly rests: (code: string, pairing: Pairing) => void;
  /** A room tells that it is gone. */
  readonly closed: (code: string, pairing: Pairing) => void;
  /** Lets all rooms rest whose ids are not among `owned`: others have taken them over. */
  readonly disown: (owned: ReadonlySet<string>) => void;
}

/** What a directory needs. */
export interface RoomDirectoryParts {
  readonly store: Store;
  readonly now: () => number;
  readonly nextId: () => string;
  readonly codes: CodeBook;
  /** Brings rooms back whose process has gone. */
  readonly roomReturn: RoomReturn;
}

/** Reserves a seat in Colyseus' room `roomId` of this process; nobody outside is asked for it. */
export async function reserveHere(
  name: string,
  roomId: string,
  options: object,
): Promise<Result<SeatReservation, JoinRefusal>> {
  const { processId, publicAddress } = matchMaker;
  const listing = initializeRoomCache({ name, roomId, processId, ...(publicAddress && { publicAddress }) });
  try {
    return success(await matchMaker.reserveSeatFor(listing, options));
  } catch (cause) {
    // The room went between the look and the step.
    if (cause instanceof ServerError) return failure('no-such-room');
    throw cause;
  }
}

/** A room that is new, or that has a past. */
type ReturningOrder = RoomOrder & { readonly past?: PastRoom };

/** The rooms that are here, and those that are just being opened. */
interface Rooms {
  readonly here: Map<string, RoomHere>;
  readonly opening: Map<string, Promise<boolean>>;
}

/** A directory without rooms. */
export function createRoomDirectory(parts: RoomDirectoryParts): RoomDirectory {
  const rooms: Rooms = { here: new Map(), opening: new Map() };
  const { here, opening } = rooms;
  let reservations = 0;
  let draining = false;
  const gone = (code: string, pairing: Pairing) => {
    if (here.get(code)?.pairing === pairing) here.delete(code);
  };
  return {
    make: async (level, settings, own) => {
      if (draining || here.size >= ROOMS_MAX) return undefined;
      return await made(rooms, parts, { level, settings, ...(own === undefined ? {} : { own }) });
    },
    create: (order) => created(rooms, order),
    has: (code) => here.has(code) || opening.has(code),
    join: async (code, options) => {
      await opening.get(code);
      const room = here.get(code);
      if (room === undefined) return failure('no-such-room');
      const place = room.pairing.admission(options);
      if (typeof place === 'string') return failure(place);
      reservations += 1;
      const ordered: SeatOptions = { ...options, reservation: reservations };
      return reserveHere(MATCH_ROOM, room.roomId, ordered);
    },
    open: (code, from) => {
      const known = opening.get(code);
      if (known !== undefined) return known;
      if (here.has(code) || here.size >= ROOMS_MAX) return Promise.resolve(here.has(code));
      const opens = openedAgain(rooms, parts, code, from).finally(() => opening.delete(code));
      opening.set(code, opens);
      return opens;
    },
    pairings: () => [...here.values()].map(({ pairing }) => pairing),
    close: (code) => here.get(code)?.close(),
    drain: () => {
      draining = true;
    },
    isDraining: () => draining,
    opened: (code, room) => void here.set(code, room),
    rests: gone,
    closed: gone,
    disown: (owned) => {
      for (const { id, rest } of [...here.values()]) if (!owned.has(id)) rest();
    },
  };
}

/** Where Colyseus can't list the room, it is none. */
async function created({ here }: Rooms, order: ReturningOrder): Promise<void> {
  try {
    await matchMaker.createRoom(MATCH_ROOM, order);
  } catch (cause) {
    here.get(order.code)?.rest();
    throw cause;
  }
}

async function made(
  rooms: Rooms,
  { store, now, nextId, codes }: RoomDirectoryParts,
  wanted: Pick<RoomOrder, 'level' | 'settings' | 'own'>,
): Promise<string> {
  const code = await codes.reserve();
  const order: RoomOrder = { id: nextId(), code, ...wanted };
  try {
    await store.addRoom({ id: order.id, code, madeAt: now() });
    await created(rooms, order);
  } finally {
    // From now on the store says that the code is in use.
    await codes.release(code);
  }
  return code;
}

async function openedAgain(
  rooms: Rooms,
  { roomReturn }: RoomDirectoryParts,
  code: string,
  from: string,
): Promise<boolean> {
  const returned = await roomReturn(code, from);
  if (returned !== undefined) await created(rooms, returned);
  return rooms.here.has(code);
}
