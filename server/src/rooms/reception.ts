// The way of a join to the process that has the room or the class, whichever process it knocks at.
import { setTimeout as wait } from 'node:timers/promises';
import { failure } from '@syn-or-swim/shared/kernel/result.ts';
import type { JoinOptions } from '@syn-or-swim/shared/protocol/messages.ts';
import { createClassCredentials, fitsKeyHash } from '../classes/class-credentials.ts';
import type { OwnerWatch } from '../match/owner-watch.ts';
import type { RoomServices } from '../match/pairing-parts.ts';
import type { Whereabouts } from '../storage/store.ts';
import type { ClassDirectory } from './class-directory.ts';
import type { AskPeer, Joined } from './peers.ts';
import type { RoomDirectory } from './room-directory.ts';

/** An owner that answers does so much sooner; without an answer it is watched whether it is still there. */
const SOON_MS = 500;

/** Where codes lead, for every process the same. */
export interface Reception {
  /** Reserves a seat for somebody who knows `code`, where the room or class is; opens it here where its process has gone. */
  readonly join: (code: string, options: JoinOptions) => Promise<Joined>;
  /** As {@link Reception.join}, for what is this process' own: asked by another process. */
  readonly joinOwn: (code: string, options: JoinOptions) => Promise<Joined>;
  /** Whether `code` is that of a class. */
  readonly isClass: (code: string) => Promise<boolean>;
  /** A token for whoever has the teacher's secret of the class `code`. */
  readonly admitTeacher: (code: string, secret: string) => Promise<string | undefined>;
}

/** What a reception needs. */
export interface ReceptionParts {
  readonly services: Pick<RoomServices, 'store' | 'clock' | 'owner' | 'seatSecret'>;
  readonly directory: RoomDirectory;
  readonly classes: ClassDirectory;
  readonly watch: OwnerWatch;
  readonly askPeer: AskPeer;
  /** Whether nobody can have taken this process for gone. */
  readonly holds: () => boolean;
}

/** A room or class that was here and has gone meanwhile: where it is now, the next knock finds out. */
function seatOrAway(joined: Joined): Joined {
  return !joined.ok && joined.problem === 'no-such-room' ? failure('server-away') : joined;
}

/** Why what was at `before` could not be opened here: another process was quicker, it rests again, or it is no more. */
async function notOpened(
  { store, owner: self }: ReceptionParts['services'],
  before: Whereabouts,
  code: string,
): Promise<Joined> {
  const now = await store.whereIs(code);
  if (now === undefined || (now.kind === 'room' && !now.open)) return failure('no-such-room');
  const isElsewhere = now.owner !== before.owner || (now.kind === 'room' && now.owner === self);
  return failure(isElsewhere ? 'server-away' : 'no-such-room');
}

/** The reception of one process. */
export function createReception(parts: ReceptionParts): Reception {
  const { services, directory, classes, watch, askPeer, holds } = parts;
  const { store, clock, owner: self, seatSecret } = services;
  const joinHere = (code: string, options: JoinOptions): Promise<Joined> | undefined => {
    if (classes.has(code)) return classes.join(code, options).then(seatOrAway);
    if (directory.has(code)) return directory.join(code, options).then(seatOrAway);
    // Its match comes back by itself; the page asks again.
    return classes.hasPair(code) ? Promise.resolve(failure('server-away')) : undefined;
  };
  /** Opens what is this process' own, or has nobody any more, and joins it. */
  const openHere = async (where: Whereabouts, code: string, options: JoinOptions): Promise<Joined> => {
    if (where.kind === 'room' && !where.open) return failure('no-such-room');
    // A process that is to end takes nothing over: the page asks again, and comes to another one. Nor does one that
    // others may take for gone, since it has stood still for long: what it opened would rest before it was there.
    if (directory.isDraining() || !holds()) return failure('server-away');
    if (where.kind === 'class') await classes.open(where.stored.id, where.owner);
    else await directory.open(code, where.owner);
    return joinHere(code, options) ?? notOpened(services, where, code);
  };
  const joinElsewhere = async (
    where: Whereabouts & { readonly owner: string },
    code: string,
    options: JoinOptions,
  ): Promise<Joined> => {
    const { owner } = where;
    if ((await store.pulse(owner))?.ended === true) return openHere(where, code, options);
    const asked = askPeer(owner, code, options);
    const soon = await Promise.race([asked, wait(SOON_MS, undefined)]);
    if (soon !== undefined) return soon;
    if (await watch.hasGone(owner)) return openHere(where, code, options);
    return (await asked) ?? failure('server-away');
  };
  const joinOwn = async (code: string, options: JoinOptions): Promise<Joined> => {
    const here = joinHere(code, options);
    if (here !== undefined) return here;
    const where = await store.whereIs(code);
    if (where === undefined) return failure('no-such-room');
    return where.owner === self ? openHere(where, code, options) : failure('server-away');
  };
  return {
    join: async (code, options) => {
      const here = joinHere(code, options);
      if (here !== undefined) return here;
      const where = await store.whereIs(code);
      if (where === undefined) return failure('no-such-room');
      const { owner } = where;
      if (owner === undefined || owner === self) return openHere(where, code, options);
      return joinElsewhere({ ...where, owner }, code, options);
    },
    joinOwn,
    isClass: async (code) => {
      if (classes.has(code)) return true;
      const where = await store.whereIs(code);
      return where?.kind === 'class' && !where.isPair;
    },
    admitTeacher: async (code, secret) => {
      const where = await store.whereIs(code);
      if (where?.kind !== 'class' || where.isPair || !fitsKeyHash(secret, where.stored.keyHash))
        return undefined;
      return createClassCredentials(seatSecret, where.stored.id).sealTeacher(clock.now());
    },
  };
}
