// Whose rooms and classes are: signs of life, taking over, and what keeps a former owner from writing.
import type { Kysely } from 'kysely';
import { rowLock } from './row-lock.ts';
import type { Tables } from './schema.ts';
import { OWNER_LOST, type Owned, type Pulse, type Whereabouts } from './store.ts';

/** One thing that the store is asked about owners. */
export type OwnerOperation =
  | { readonly kind: 'take-room'; readonly roomId: string; readonly from: string; readonly owner: string }
  | {
      readonly kind: 'take-class';
      readonly classId: string;
      readonly from: string | undefined;
      readonly owner: string;
    }
  | { readonly kind: 'beat'; readonly pulse: Pulse }
  | { readonly kind: 'pulse'; readonly owner: string }
  | { readonly kind: 'owned'; readonly owner: string }
  | { readonly kind: 'where-is'; readonly code: string };

/** Does `operation` with `tables` in a transaction and gives what was asked. */
export async function runOwnerOperation(tables: Kysely<Tables>, operation: OwnerOperation): Promise<unknown> {
  switch (operation.kind) {
    case 'take-room':
      return takeRoom(tables, operation);
    case 'take-class':
      return takeClass(tables, operation);
    case 'beat':
      return beat(tables, operation.pulse);
    case 'pulse':
      return pulse(tables, operation.owner);
    case 'owned':
      return owned(tables, operation.owner);
    case 'where-is':
      return whereIs(tables, operation.code);
  }
}

/** Throws {@link OWNER_LOST} unless the room is `owner`'s, and keeps it so until the transaction ends. */
export async function ownedRoom(
  tables: Kysely<Tables>,
  roomId: string,
  owner: string | undefined,
): Promise<void> {
  if (owner === undefined) return;
  const rows = tables.selectFrom('rooms').select('id').where('id', '=', roomId).where('owner', '=', owner);
  if ((await rows.modifyEnd(rowLock(tables)).executeTakeFirst()) === undefined) throw new Error(OWNER_LOST);
}

/** As {@link ownedRoom}, of the room in which `matchId` is. */
export async function ownedRoomOf(
  tables: Kysely<Tables>,
  matchId: string,
  owner: string | undefined,
): Promise<void> {
  if (owner === undefined) return;
  const match = await tables
    .selectFrom('matches')
    .select('room_id')
    .where('id', '=', matchId)
    .executeTakeFirst();
  await ownedRoom(tables, match?.room_id ?? '', owner);
}

/** Throws {@link OWNER_LOST} unless the class is `owner`'s, and keeps it so until the transaction ends. */
export async function ownedClass(
  tables: Kysely<Tables>,
  classId: string,
  owner: string | undefined,
): Promise<void> {
  if (owner === undefined) return;
  const rows = tables.selectFrom('classes').select('id').where('id', '=', classId).where('owner', '=', owner);
  if ((await rows.modifyEnd(rowLock(tables)).executeTakeFirst()) === undefined) throw new Error(OWNER_LOST);
}

type Operation<Kind extends OwnerOperation['kind']> = Extract<OwnerOperation, { readonly kind: Kind }>;

async function takeRoom(
  tables: Kysely<Tables>,
  { roomId, from, owner }: Operation<'take-room'>,
): Promise<boolean> {
  const { numUpdatedRows } = await tables
    .updateTable('rooms')
    .set({ owner })
    .where('id', '=', roomId)
    .where('owner', '=', from)
    .executeTakeFirst();
  if (numUpdatedRows === 1n) await countLost(tables, from, owner);
  return numUpdatedRows === 1n;
}

async function takeClass(
  tables: Kysely<Tables>,
  { classId, from, owner }: Operation<'take-class'>,
): Promise<boolean> {
  const { numUpdatedRows } = await tables
    .updateTable('classes')
    .set({ owner })
    .where('id', '=', classId)
    .where('owner', from === undefined ? 'is' : '=', from ?? null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) return false;
  await tables.updateTable('rooms').set({ owner }).where('class_id', '=', classId).execute();
  if (from !== undefined) await countLost(tables, from, owner);
  return true;
}

/** A process that was only slow learns by its next sign of life that something is not its own any more. */
async function countLost(tables: Kysely<Tables>, from: string, owner: string): Promise<void> {
  if (from === owner) return;
  await tables
    .updateTable('pulses')
    .set((row) => ({ lost: row('lost', '+', 1) }))
    .where('owner', '=', from)
    .execute();
}

async function beat(tables: Kysely<Tables>, { owner, at, matches, ended }: Pulse): Promise<number> {
  const changed = { at, matches: JSON.stringify(matches), ended: ended === true ? 1 : 0 };
  const row = await tables
    .insertInto('pulses')
    .values({ owner, lost: 0, ...changed })
    .onConflict((conflict) => conflict.column('owner').doUpdateSet(changed))
    .returning('lost')
    .executeTakeFirstOrThrow();
  return row.lost;
}

async function pulse(tables: Kysely<Tables>, owner: string): Promise<Pulse | undefined> {
  const row = await tables.selectFrom('pulses').selectAll().where('owner', '=', owner).executeTakeFirst();
  if (row === undefined) return undefined;
  const matches = JSON.parse(row.matches) as Pulse['matches'];
  return { owner, at: row.at, matches, ...(row.ended === 1 ? { ended: true } : {}) };
}

async function owned(tables: Kysely<Tables>, owner: string): Promise<Owned> {
  const rooms = await tables.selectFrom('rooms').select('id').where('owner', '=', owner).execute();
  const classes = await tables.selectFrom('classes').select('id').where('owner', '=', owner).execute();
  return { rooms: new Set(rooms.map(({ id }) => id)), classes: new Set(classes.map(({ id }) => id)) };
}

async function whereIs(tables: Kysely<Tables>, code: string): Promise<Whereabouts | undefined> {
  const stored = await classWith(tables, 'code', code);
  if (stored !== undefined) return { kind: 'class', isPair: false, ...stored };
  const room = await tables
    .selectFrom('rooms')
    .select(['class_id', 'owner', 'state'])
    .where('code', '=', code)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (room === undefined) return undefined;
  if (room.class_id !== null) {
    const its = await classWith(tables, 'id', room.class_id);
    return its && { kind: 'class', isPair: true, ...its };
  }
  if (room.owner === null) return undefined;
  return { kind: 'room', owner: room.owner, open: room.state !== null };
}

async function classWith(tables: Kysely<Tables>, column: 'id' | 'code', value: string) {
  const row = await tables
    .selectFrom('classes')
    .selectAll()
    .where(column, '=', value)
    .orderBy('made_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { id, code, key_hash: keyHash, made_at: madeAt, owner } = row;
  return { stored: { id, code, keyHash, madeAt }, owner: owner ?? undefined };
}
