// The classes of this process: how one is made, found by its code, joined, and deleted.
import { matchMaker, ServerError } from '@colyseus/core';
import type { ClassSettings } from '@syn-or-swim/shared/classroom/class-event.ts';
import { failure, type Result, success } from '@syn-or-swim/shared/kernel/result.ts';
import { CLASS_ROOM, type ClassMade } from '@syn-or-swim/shared/protocol/class-messages.ts';
import { type JoinOptions, type JoinRefusal, MATCH_ROOM } from '@syn-or-swim/shared/protocol/messages.ts';
import { fitsKeyHash, keyHashOf, SECRET_OCTETS } from '../classes/class-credentials.ts';
import { closeClass, newcomerProblem, openClass, record, returning, settled } from '../classes/class-host.ts';
import type { ClassMatchHost } from '../classes/class-match.ts';
import type { ClassHost } from '../classes/open-class.ts';
import type { Cancel } from '../match/clock.ts';
import type { Pairing, PairingListener, RoomServices } from '../match/pairing-parts.ts';
import type { WholeClass } from '../storage/store.ts';
import type { CodeBook } from './code-book.ts';
import type { SeatReservation } from './room-directory.ts';

/** Most classes of one process. */
const CLASSES_MAX = 200;

/** How often the server looks for classes that have become too old, ms. */
const EXPIRY_CHECK_MS = 3_600_000;

const DAY_MS = 86_400_000;

/** What a class room is told of each who comes in. */
export interface ClassSeatOptions extends JoinOptions {
  /** Grows with each reservation of this process. */
  readonly reservation: number;
}

/** The classes of this process. */
export interface ClassDirectory {
  /** Makes a class; undefined where there are too many already. */
  readonly make: (settings: ClassSettings) => Promise<ClassMade | undefined>;
  /** A token for whoever has the teacher's secret of the class `code`. */
  readonly admitTeacher: (code: string, secret: string) => string | undefined;
  readonly has: (code: string) => boolean;
  readonly byCode: (code: string) => ClassHost | undefined;
  readonly join: (code: string, options: JoinOptions) => Promise<Result<SeatReservation, JoinRefusal>>;
  /** Removes the class with all that the store has of it, and sends everybody away. */
  readonly remove: (host: ClassHost) => Promise<void>;
  /** What the room `code` hosts, where it is that of a pair of a class. */
  readonly pairingFor: (code: string, listener: PairingListener) => Pairing | undefined;
  /** Opens the classes that the store has, and forgets those that are too old, now and from time to time. */
  readonly restore: () => Promise<void>;
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What a directory of classes needs. */
export interface ClassDirectoryParts {
  readonly services: RoomServices;
  readonly codes: CodeBook;
  readonly randomOctets: (count: number) => Uint8Array;
  /** After how many days a class is deleted by itself. */
  readonly classDays: number;
}

interface Classes {
  readonly parts: ClassDirectoryParts;
  readonly classes: Map<string, ClassHost>;
  /** The matches of all classes, by the codes of their rooms. */
  readonly matches: Map<string, ClassMatchHost>;
  reservations: number;
  expiryCheck: Cancel | undefined;
}

/** A directory without classes. */
export function createClassDirectory(parts: ClassDirectoryParts): ClassDirectory {
  const { clock } = parts.services;
  const all: Classes = {
    parts,
    classes: new Map(),
    matches: new Map(),
    reservations: 0,
    expiryCheck: undefined,
  };
  return {
    make: (settings) => make(all, settings),
    admitTeacher: (code, secret) => {
      const host = all.classes.get(code);
      if (host === undefined || !fitsKeyHash(secret, host.stored.keyHash)) return undefined;
      return host.credentials.sealTeacher(clock.now());
    },
    has: (code) => all.classes.has(code),
    byCode: (code) => all.classes.get(code),
    join: (code, options) => join(all, code, options),
    remove: (host) => remove(all, host),
    pairingFor: (code, listener) => all.matches.get(code)?.pairing(listener),
    restore: () => restore(all),
    settled: async () => {
      for (const host of all.classes.values()) await settled(host);
    },
    close: async () => {
      all.expiryCheck?.();
      for (const host of [...all.classes.values()]) await close(all, host);
    },
  };
}

async function make(all: Classes, settings: ClassSettings): Promise<ClassMade | undefined> {
  const { services, codes, randomOctets } = all.parts;
  if (all.classes.size >= CLASSES_MAX) return undefined;
  const secret = Buffer.from(randomOctets(SECRET_OCTETS)).toString('base64url');
  const code = await codes.reserve();
  const madeAt = services.clock.now();
  const stored = { id: services.nextId(), code, keyHash: keyHashOf(secret), madeAt };
  await services.store.addClass(stored);
  record(await open(all, { ...stored, events: [] }), { kind: 'settings', settings });
  return { code, secret };
}

async function open(all: Classes, whole: WholeClass): Promise<ClassHost> {
  const { services } = all.parts;
  const openMatch = (make: (code: string) => ClassMatchHost, roomId: string) =>
    openMatchRoom(all, whole.id, make, roomId);
  const closeMatch = (code: string) => closeMatchRoom(all, code);
  const removeNow = (host: ClassHost) => {
    remove(all, host).catch((cause: unknown) => {
      services.log.error({ class: whole.id, err: cause }, 'a class could not be deleted');
    });
  };
  const host = openClass({ services, openMatch, closeMatch, remove: removeNow }, whole);
  all.classes.set(whole.code, host);
  await matchMaker.createRoom(CLASS_ROOM, { code: whole.code });
  return host;
}

async function join(
  all: Classes,
  code: string,
  options: JoinOptions,
): Promise<Result<SeatReservation, JoinRefusal>> {
  const host = all.classes.get(code);
  const problem = host === undefined ? 'no-such-room' : problemOf(host, options);
  if (problem !== undefined) return failure(problem);
  all.reservations += 1;
  const ordered: ClassSeatOptions = { ...options, reservation: all.reservations };
  try {
    return success(await matchMaker.joinById(code, ordered));
  } catch (cause) {
    // The room went between the look and the step.
    if (cause instanceof ServerError) return failure('no-such-room');
    throw cause;
  }
}

function problemOf(host: ClassHost, options: JoinOptions): JoinRefusal | undefined {
  const { teacherToken, studentToken } = options;
  if (teacherToken !== undefined) {
    return host.credentials.isTeacher(teacherToken, host.services.clock.now()) ? undefined : 'stale-seat';
  }
  if (studentToken === undefined) return newcomerProblem(host);
  const student = returning(host, studentToken);
  return typeof student === 'string' ? student : undefined;
}

async function close(all: Classes, host: ClassHost): Promise<void> {
  const { code } = host.stored;
  all.classes.delete(code);
  await closeClass(host);
  await matchMaker.remoteRoomCall(code, 'classClosed', []).catch(() => undefined);
  await all.parts.codes.release(code);
}

async function remove(all: Classes, host: ClassHost): Promise<void> {
  await close(all, host);
  await all.parts.services.store.deleteClass(host.stored.id);
}

async function restore(all: Classes): Promise<void> {
  const { services, codes } = all.parts;
  for (const whole of await services.store.readClasses()) {
    if (await codes.claim(whole.code)) await open(all, whole);
    // Another server that shares the database has it, or a room has its code.
    else services.log.warn({ class: whole.id }, 'a class is open elsewhere');
  }
  await expire(all);
  watchExpiry(all);
}

async function expire(all: Classes): Promise<void> {
  const oldest = all.parts.services.clock.now() - all.parts.classDays * DAY_MS;
  for (const host of [...all.classes.values()]) if (host.stored.madeAt < oldest) await remove(all, host);
}

function watchExpiry(all: Classes): void {
  const { clock, log } = all.parts.services;
  all.expiryCheck = clock.at(clock.now() + EXPIRY_CHECK_MS, () => {
    expire(all).catch((cause: unknown) => log.error({ err: cause }, 'an old class could not be deleted'));
    watchExpiry(all);
  });
}

/** Makes the room of one of a class's pairs, in this process. */
async function openMatchRoom(
  all: Classes,
  classId: string,
  make: (code: string) => ClassMatchHost,
  roomId: string,
): Promise<void> {
  const { services, codes } = all.parts;
  const code = await codes.reserve();
  const host = make(code);
  const { level, settings } = host.order;
  all.matches.set(code, host);
  await services.store.addRoom({ id: roomId, code, madeAt: services.clock.now(), classId });
  await matchMaker.createRoom(MATCH_ROOM, { id: roomId, code, level: level.id, settings });
}

async function closeMatchRoom(all: Classes, code: string): Promise<void> {
  all.matches.delete(code);
  await matchMaker.remoteRoomCall(code, 'disconnect', []).catch(() => undefined);
}
