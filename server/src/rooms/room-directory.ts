// The rooms of this process: how one is made, found by its code, and joined.
import { matchMaker, ServerError } from '@colyseus/core';
import type { LevelId } from '@syn-or-swim/shared/game/level.ts';
import type { MatchSettings } from '@syn-or-swim/shared/game/match-settings.ts';
import { failure, type Result, success } from '@syn-or-swim/shared/kernel/result.ts';
import type { OwnLevel } from '@syn-or-swim/shared/levels/own-level.ts';
import { type JoinOptions, type JoinRefusal, MATCH_ROOM } from '@syn-or-swim/shared/protocol/messages.ts';
import type { RoomOrder } from '../match/lobby.ts';
import type { Pairing } from '../match/pairing-parts.ts';
import type { RoomReturn } from '../match/room-return.ts';
import type { Store } from '../storage/store.ts';
import type { CodeBook } from './code-book.ts';

/** Most rooms of one process; more would slow down those that play. */
const ROOMS_MAX = 2000;

/** What Colyseus gives to a browser that may come in. */
export type SeatReservation = Awaited<ReturnType<typeof matchMaker.joinById>>;

/** What a room is told of each who comes in. */
export interface SeatOptions extends JoinOptions {
  /** Grows with each reservation of this process. */
  readonly reservation: number;
}

/** The rooms of this process. */
export interface RoomDirectory {
  /** Makes a room and gives its code; undefined where there are too many rooms already, or none are made any more. */
  readonly make: (level: LevelId, settings: MatchSettings, own?: OwnLevel) => Promise<string | undefined>;
  /** Reserves a seat for somebody who knows `code`. */
  readonly join: (code: string, options: JoinOptions) => Promise<Result<SeatReservation, JoinRefusal>>;
  readonly pairings: () => Iterable<Pairing>;
  /** From now on no room is made: the server is to end. */
  readonly drain: () => void;
  /** A room tells that it is there. */
  readonly opened: (code: string, pairing: Pairing) => void;
  /** A room tells that it rests: whoever asks for it waits until it is gone, and it opens again from the store. */
  readonly rests: (code: string) => void;
  /** A room tells that it is gone. */
  readonly closed: (code: string) => void;
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

/** A directory without rooms. */
export function createRoomDirectory(parts: RoomDirectoryParts): RoomDirectory {
  const { store, now, nextId, codes, roomReturn } = parts;
  const pairings = new Map<string, Pairing>();
  const opening = new Map<string, Promise<Pairing | undefined>>();
  const resting = createResting();
  let reservations = 0;
  let draining = false;
  /** Opens the room `code` again where there is one that nobody has; those who ask meanwhile wait with the first. */
  const opened = (code: string): Promise<Pairing | undefined> => {
    const known = opening.get(code);
    if (known !== undefined || pairings.size >= ROOMS_MAX) return known ?? Promise.resolve(undefined);
    const opens = reopen(code).finally(() => opening.delete(code));
    opening.set(code, opens);
    return opens;
  };
  const reopen = async (code: string) => {
    await resting.over(code);
    const returned = await roomReturn(code);
    // The code may be a class's, or a room's of another process, by now.
    if (returned === undefined || !(await codes.claim(code))) return undefined;
    await matchMaker.createRoom(MATCH_ROOM, returned);
    return pairings.get(code);
  };
  return {
    make: async (level, settings, own) => {
      if (draining || pairings.size >= ROOMS_MAX) return undefined;
      const code = await codes.reserve();
      const order: RoomOrder = { id: nextId(), code, level, settings, ...(own === undefined ? {} : { own }) };
      try {
        await store.addRoom({ id: order.id, code, madeAt: now() });
        await matchMaker.createRoom(MATCH_ROOM, order);
      } catch (cause) {
        await codes.release(code);
        throw cause;
      }
      return code;
    },
    join: async (code, options) => {
      const pairing = pairings.get(code) ?? (await opened(code));
      if (pairing === undefined) return failure('no-such-room');
      const place = pairing.admission(options.seatToken);
      if (typeof place === 'string') return failure(place);
      try {
        reservations += 1;
        const ordered: SeatOptions = { ...options, reservation: reservations };
        return success(await matchMaker.joinById(code, ordered));
      } catch (cause) {
        // The room went between the look and the step.
        if (cause instanceof ServerError) return failure('no-such-room');
        throw cause;
      }
    },
    pairings: () => pairings.values(),
    drain: () => {
      draining = true;
    },
    opened: (code, pairing) => void pairings.set(code, pairing),
    rests: (code) => {
      pairings.delete(code);
      resting.begin(code);
    },
    closed: (code) => {
      pairings.delete(code);
      void codes.release(code).finally(() => resting.end(code));
    },
  };
}

/** The rooms that stop, so that they can open again once they are gone. */
function createResting() {
  const resting = new Map<string, PromiseWithResolvers<void>>();
  return {
    begin: (code: string) => void resting.set(code, Promise.withResolvers()),
    end: (code: string) => {
      resting.get(code)?.resolve();
      resting.delete(code);
    },
    /** Resolves at once where `code` is no such room. */
    over: async (code: string) => resting.get(code)?.promise,
  };
}
