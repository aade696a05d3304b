// The classes of this process: how one is made, found by its code, joined, and deleted.
import { matchMaker } from '@colyseus/core';
import type { ClassSettings } from '@syn-or-swim/shared/classroom/class-event.ts';
import { failure, type Result } from '@syn-or-swim/shared/kernel/result.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import { CLASS_ROOM, type ClassMade } from '@syn-or-swim/shared/protocol/class-messages.ts';
import type { JoinOptions, JoinRefusal } from '@syn-or-swim/shared/protocol/messages.ts';
import { keyHashOf, SECRET_OCTETS } from '../classes/class-credentials.ts';
import { closeClass, comingIn, openClass, record, settled } from '../classes/class-host.ts';
import type { ClassMatchHost } from '../classes/class-match-parts.ts';
import { bringMatchBack, bringRoundBack } from '../classes/class-return.ts';
import type { ClassHost, ClassParts } from '../classes/open-class.ts';
import type { Cancel } from '../match/clock.ts';
import type { OwnerWatch } from '../match/owner-watch.ts';
import type { Pairing, PairingListener, RoomServices } from '../match/pairing-parts.ts';
import type { WholeClass } from '../storage/store.ts';
import type { CodeBook } from './code-book.ts';
import { type RoomDirectory, reserveHere, type SeatReservation } from './room-directory.ts';

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
  /** Whether the class `code` is here, or is just being opened. */
  readonly has: (code: string) => boolean;
  /**
   * Opens the class out of the store where it is this process', or that of `from`, who has gone; `from` undefined:
   * nobody's yet. Those who ask meanwhile wait with the first.
   */
  readonly open: (classId: string, from: string | undefined) => Promise<void>;
  /** Whether `code` is that of a pair of a class that is here; its own room may just be opened, or rest. */
  readonly hasPair: (code: string) => boolean;
  readonly byCode: (code: string) => ClassHost | undefined;
  /** When the class is deleted by itself. */
  readonly endsAt: (host: ClassHost) => Milliseconds;
  readonly join: (code: string, options: JoinOptions) => Promise<Result<SeatReservation, JoinRefusal>>;
  /** Removes the class with all that the store has of it, and sends everybody away. */
  readonly remove: (host: ClassHost) => Promise<void>;
  /** What the room `code` hosts, where it is that of a pair of a class. */
  readonly pairingFor: (code: string, listener: PairingListener) => Pairing | undefined;
  /**
   * Opens the classes that the store has, where no other process may have them, and forgets those that are too old, now
   * and from time to time.
   */
  readonly restore: () => Promise<void>;
  /** Lets all classes rest whose ids are not among `owned`: others have taken them over. */
  readonly disown: (owned: ReadonlySet<string>) => void;
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
  /** `one`: the store is this process' alone. */
  readonly owners: 'one' | 'many';
  readonly watch: OwnerWatch;
  /** Makes and closes the rooms of pairs. */
  readonly rooms: Pick<RoomDirectory, 'create' | 'close'>;
}

interface Classes {
  readonly parts: ClassDirectoryParts;
  readonly classes: Map<string, ClassHost>;
  /** The matches of all classes, by the codes of their rooms. */
  readonly matches: Map<string, ClassMatchHost>;
  /** Classes that are just being opened, by their ids. */
  readonly opening: Map<string, Promise<void>>;
  /** Colyseus' rooms of the classes, by the codes of these. */
  readonly roomIds: Map<string, string>;
  reservations: number;
  expiryCheck: Cancel | undefined;
}

/** A directory without classes. */
export function createClassDirectory(parts: ClassDirectoryParts): ClassDirectory {
  const all: Classes = {
    parts,
    classes: new Map(),
    matches: new Map(),
    opening: new Map(),
    roomIds: new Map(),
    reservations: 0,
    expiryCheck: undefined,
  };
  return {
    make: (settings) => make(all, settings),
    has: (code) => all.classes.has(code),
    hasPair: (code) => all.matches.has(code) || isComing(all, code),
    open: (classId, from) => openAgain(all, classId, from),
    byCode: (code) => all.classes.get(code),
    endsAt: (host) => host.stored.madeAt + parts.classDays * DAY_MS,
    join: (code, options) => join(all, code, options),
    remove: (host) => remove(all, host),
    pairingFor: (code, listener) => all.matches.get(code)?.pairing(listener),
    restore: () => restore(all),
    settled: async () => {
      for (const host of all.classes.values()) await settled(host);
    },
    disown: (owned) => {
      for (const host of [...all.classes.values()])
        if (!owned.has(host.stored.id)) void close(all, host, 'rest');
    },
    close: async () => {
      all.expiryCheck?.();
      for (const host of [...all.classes.values()]) await close(all, host, 'rest');
    },
  };
}

/** Whether `code` is that of a match which its class here is to bring back. */
function isComing({ classes }: Classes, code: string): boolean {
  return [...classes.values()].some(({ resting }) => [...resting.values()].includes(code));
}

async function make(all: Classes, settings: ClassSettings): Promise<ClassMade | undefined> {
  const { services, codes, randomOctets } = all.parts;
  if (all.classes.size >= CLASSES_MAX) return undefined;
  const secret = Buffer.from(randomOctets(SECRET_OCTETS)).toString('base64url');
  const code = await codes.reserve();
  const madeAt = services.clock.now();
  const stored = { id: services.nextId(), code, keyHash: keyHashOf(secret), madeAt };
  try {
    await services.store.addClass(stored);
  } finally {
    await codes.release(code);
  }
  record(await open(all, { ...stored, events: [] }), { kind: 'settings', settings });
  return { code, secret };
}

function openAgain(all: Classes, classId: string, from: string | undefined): Promise<void> {
  const known = all.opening.get(classId);
  if (known !== undefined) return known;
  if ([...all.classes.values()].some(({ stored }) => stored.id === classId)) return Promise.resolve();
  const opens = take(all, classId, from).finally(() => all.opening.delete(classId));
  all.opening.set(classId, opens);
  return opens;
}

async function take({ parts, ...rest }: Classes, classId: string, from: string | undefined): Promise<void> {
  const { store, owner } = parts.services;
  if (from !== owner) await store.takeClass(classId, from, owner);
  const whole = await store.readClass(classId);
  // Of a taking whose answer was lost, or that another process was quicker with, only the store knows.
  if (whole?.owner === owner) await open({ parts, ...rest }, { ...whole, owner: from });
}

async function open(all: Classes, whole: WholeClass): Promise<ClassHost> {
  const { services } = all.parts;
  const openMatch: ClassParts['openMatch'] = (make, roomId, code) => {
    if (code === undefined) return openMatchRoom(all, whole.id, make, roomId);
    const host = make(code);
    all.matches.set(code, host);
    return createMatchRoom(all, host, roomId);
  };
  const closeMatch = (code: string) => closeMatchRoom(all, code);
  const removeNow = (host: ClassHost) => {
    remove(all, host).catch((cause: unknown) => {
      services.log.error({ class: whole.id, err: cause }, 'a class could not be deleted');
    });
  };
  const host = openClass(
    { services, openMatch, closeMatch, matchRests: bringMatchBack, remove: removeNow },
    whole,
  );
  all.classes.set(whole.code, host);
  try {
    const { roomId } = await matchMaker.createRoom(CLASS_ROOM, { code: whole.code });
    all.roomIds.set(whole.code, roomId);
    await bringRoundBack(host, whole.owner);
  } catch (cause) {
    await close(all, host, 'rest');
    throw cause;
  }
  return host;
}

async function join(
  all: Classes,
  code: string,
  options: JoinOptions,
): Promise<Result<SeatReservation, JoinRefusal>> {
  const whole = all.classes.get(code);
  await all.opening.get(whole?.stored.id ?? '');
  const host = all.classes.get(code);
  const problem = host === undefined ? 'no-such-room' : problemOf(host, options);
  if (problem !== undefined) return failure(problem);
  all.reservations += 1;
  const ordered: ClassSeatOptions = { ...options, reservation: all.reservations };
  return reserveHere(CLASS_ROOM, all.roomIds.get(code) ?? '', ordered);
}

function problemOf(host: ClassHost, options: JoinOptions): JoinRefusal | undefined {
  const { teacherToken } = options;
  if (teacherToken !== undefined) {
    return host.credentials.isTeacher(teacherToken, host.services.clock.now()) ? undefined : 'stale-seat';
  }
  const student = comingIn(host, options);
  return typeof student === 'number' || student === 'newcomer' ? undefined : student;
}

/**
 * Ends the class in this process; it is `gone` for good, or rests where another process can open it. Of one that is gone
 * the pages are told before their matches go, which they would ask for again.
 */
async function close(all: Classes, host: ClassHost, how: 'gone' | 'rest'): Promise<void> {
  const { code } = host.stored;
  if (all.classes.get(code) === host) all.classes.delete(code);
  if (how === 'gone') await closeClassRoom(all, code, how);
  await closeClass(host);
  await closeClassRoom(all, code, how);
}

async function closeClassRoom({ roomIds }: Classes, code: string, how: 'gone' | 'rest'): Promise<void> {
  const roomId = roomIds.get(code);
  roomIds.delete(code);
  if (roomId !== undefined)
    await matchMaker.remoteRoomCall(roomId, 'classClosed', [how]).catch(() => undefined);
}

async function remove(all: Classes, host: ClassHost): Promise<void> {
  await close(all, host, 'gone');
  await all.parts.services.store.deleteClass(host.stored.id);
}

async function restore(all: Classes): Promise<void> {
  const { owners, services } = all.parts;
  const stored = owners === 'one' ? await services.store.readClasses() : [];
  for (const { id, owner } of stored) await openAgain(all, id, owner);
  await expire(all);
  watchExpiry(all);
}

/** Deletes what is too old; of what is another process' own only what that one has left. */
async function expire(all: Classes): Promise<void> {
  const { services, classDays, owners, watch } = all.parts;
  const oldest = services.clock.now() - classDays * DAY_MS;
  for (const host of [...all.classes.values()]) if (host.stored.madeAt < oldest) await remove(all, host);
  if (owners === 'one') return;
  for (const { id, owner, madeAt } of await services.store.readClasses()) {
    if (madeAt >= oldest || (owner !== undefined && !(await watch.hasGone(owner)))) continue;
    if (await services.store.takeClass(id, owner, services.owner)) await services.store.deleteClass(id);
  }
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
  all.matches.set(code, host);
  try {
    await services.store.addRoom({ id: roomId, code, madeAt: services.clock.now(), classId });
  } finally {
    await codes.release(code);
  }
  await createMatchRoom(all, host, roomId);
}

/** Makes the room of `host`, whose code and id the store has. */
async function createMatchRoom(all: Classes, host: ClassMatchHost, roomId: string): Promise<void> {
  const { code, level, settings } = host.order;
  // A teacher who ends a round at once may have closed it before it was there.
  const isWanted = () => all.matches.get(code) === host;
  if (isWanted()) await all.parts.rooms.create({ id: roomId, code, level: level.id, settings });
  if (!isWanted()) all.parts.rooms.close(code);
}

async function closeMatchRoom(all: Classes, code: string): Promise<void> {
  all.matches.delete(code);
  all.parts.rooms.close(code);
}
