// What brings rooms back after their process has gone.
import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';
import { type ClassRoomPlace, type KeptRoom, type OpenRoom, OWNER_LOST } from './store.ts';

/** One thing that the store is asked for the return of rooms. */
export type ReturnOperation =
  | {
      readonly kind: 'keep-room';
      readonly roomId: string;
      readonly owner: string;
      readonly state: string | undefined;
    }
  | { readonly kind: 'open-room'; readonly code: string }
  | { readonly kind: 'asked-ids'; readonly matchId: string }
  | { readonly kind: 'class-rooms'; readonly classId: string };

/** Does `operation` with `tables` and gives what was asked, or undefined for a write. */
export async function runReturnOperation(
  tables: Kysely<Tables>,
  operation: ReturnOperation,
): Promise<unknown> {
  switch (operation.kind) {
    case 'keep-room':
      return keepRoom(tables, operation);
    case 'open-room':
      return openRoom(tables, operation.code);
    case 'asked-ids':
      return askedIds(tables, operation.matchId);
    case 'class-rooms':
      return classRooms(tables, operation.classId);
  }
}

async function keepRoom(
  tables: Kysely<Tables>,
  { roomId, owner, state }: Extract<ReturnOperation, { readonly kind: 'keep-room' }>,
): Promise<void> {
  const { numUpdatedRows } = await tables
    .updateTable('rooms')
    .set({ state: state ?? null, owner })
    .where('id', '=', roomId)
    .where((row) => row.or([row('owner', 'is', null), row('owner', '=', owner)]))
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Error(OWNER_LOST);
}

async function openRoom(tables: Kysely<Tables>, code: string): Promise<OpenRoom | undefined> {
  const room = await tables
    .selectFrom('rooms')
    .selectAll()
    .where('code', '=', code)
    .where('class_id', 'is', null)
    .where('state', 'is not', null)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (room?.state == null || room.owner === null) return undefined;
  const last = await tables
    .selectFrom('matches')
    .select('id')
    .where('room_id', '=', room.id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const { id, made_at: madeAt, owner } = room;
  return { id, code, madeAt, owner, state: JSON.parse(room.state) as KeptRoom, matchId: last?.id };
}

async function askedIds(tables: Kysely<Tables>, matchId: string): Promise<ReadonlyMap<number, number>> {
  const rows = await tables
    .selectFrom('commands')
    .select(['serial', 'asked_as'])
    .where('match_id', '=', matchId)
    .where('asked_as', 'is not', null)
    .execute();
  return new Map(rows.flatMap(({ serial, asked_as }) => (asked_as === null ? [] : [[serial, asked_as]])));
}

async function classRooms(tables: Kysely<Tables>, classId: string): Promise<readonly ClassRoomPlace[]> {
  const rows = await tables
    .selectFrom('rooms')
    .leftJoin('matches', 'matches.room_id', 'rooms.id')
    .select(['rooms.id as id', 'rooms.code as code', 'matches.id as match_id'])
    .where('rooms.class_id', '=', classId)
    .orderBy('rooms.made_at')
    .orderBy('rooms.id')
    .execute();
  return rows.map(({ id, code, match_id }) => ({ id, code, matchId: match_id ?? undefined }));
}
