// What brings rooms back after their process has gone: what was kept of them, whose they are, and signs of life.
import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';
import type { KeptRoom, OpenRoom, Pulse } from './store.ts';

/** One thing that the store is asked for the return of rooms. */
export type ReturnOperation =
  | {
      readonly kind: 'keep-room';
      readonly roomId: string;
      readonly owner: string;
      readonly state: string | undefined;
    }
  | { readonly kind: 'open-room'; readonly code: string }
  | { readonly kind: 'take-room'; readonly roomId: string; readonly from: string; readonly owner: string }
  | { readonly kind: 'beat'; readonly pulse: Pulse }
  | { readonly kind: 'pulse'; readonly owner: string }
  | { readonly kind: 'asked-ids'; readonly matchId: string };

/** Does `operation` with `tables` and gives what was asked, or undefined for a write. */
export async function runReturnOperation(
  tables: Kysely<Tables>,
  operation: ReturnOperation,
): Promise<unknown> {
  switch (operation.kind) {
    case 'keep-room': {
      const { roomId, owner, state = null } = operation;
      await tables.updateTable('rooms').set({ state, owner }).where('id', '=', roomId).execute();
      return undefined;
    }
    case 'open-room':
      return openRoom(tables, operation.code);
    case 'take-room': {
      const { roomId, from, owner } = operation;
      const taken = await tables
        .updateTable('rooms')
        .set({ owner })
        .where('id', '=', roomId)
        .where('owner', '=', from)
        .executeTakeFirst();
      return Number(taken.numUpdatedRows) === 1;
    }
    case 'beat':
      return beat(tables, operation.pulse);
    case 'pulse':
      return pulse(tables, operation.owner);
    case 'asked-ids':
      return askedIds(tables, operation.matchId);
  }
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

async function beat(tables: Kysely<Tables>, { owner, at, matches }: Pulse): Promise<void> {
  const changed = { at, matches: JSON.stringify(matches) };
  await tables
    .insertInto('pulses')
    .values({ owner, ...changed })
    .onConflict((conflict) => conflict.column('owner').doUpdateSet(changed))
    .execute();
}

async function pulse(tables: Kysely<Tables>, owner: string): Promise<Pulse | undefined> {
  const row = await tables.selectFrom('pulses').selectAll().where('owner', '=', owner).executeTakeFirst();
  if (row === undefined) return undefined;
  return { owner, at: row.at, matches: JSON.parse(row.matches) as Pulse['matches'] };
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
