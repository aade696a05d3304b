// What the store can be asked, as data that goes to its thread, and how each is done in SQL.
import type { ClassEvent } from '@syn-or-swim/shared/classroom/class-event.ts';
import type { Command, LoggedCommand } from '@syn-or-swim/shared/game/command.ts';
import { levelId } from '@syn-or-swim/shared/game/level.ts';
import {
  settingsOf,
  type UnusualSettings,
  unusualSettings,
} from '@syn-or-swim/shared/game/match-settings.ts';
import type { MatchSetup } from '@syn-or-swim/shared/replay/recording.ts';
import { CompiledQuery, type Kysely, sql } from 'kysely';
import {
  type OwnerOperation,
  ownedClass,
  ownedRoom,
  ownedRoomOf,
  runOwnerOperation,
} from './owner-operations.ts';
import { type ReturnOperation, runReturnOperation } from './return-operations.ts';
import { rowLock } from './row-lock.ts';
import type { CommandRow, MatchRow, Tables } from './schema.ts';
import type {
  LoggedClassEvent,
  MatchEnd,
  NewMatch,
  StoredClass,
  StoredMatch,
  StoredRoom,
  WholeClass,
} from './store.ts';

/** Whose the room or class has to be for a write to be done; undefined: anybody's. */
interface Owned {
  readonly owner: string | undefined;
}

/** One thing that the store is asked. */
export type StoreOperation =
  | (Owned & { readonly kind: 'add-room'; readonly room: StoredRoom })
  | (Owned & { readonly kind: 'add-match'; readonly match: NewMatch })
  | (Owned & {
      readonly kind: 'append';
      readonly matchId: string;
      readonly serial: number;
      /** Game time, ms. */
      readonly at: number;
      /** The command as JSON: a text crosses to a thread for far less than what it says. */
      readonly json: string;
      readonly askedAs: number | undefined;
    })
  | (Owned & { readonly kind: 'end-match'; readonly matchId: string; readonly end: MatchEnd })
  | { readonly kind: 'read-match'; readonly matchId: string }
  | { readonly kind: 'match-ids' }
  | ReturnOperation
  | OwnerOperation
  | (Owned & { readonly kind: 'add-class'; readonly stored: StoredClass })
  | (Owned & {
      readonly kind: 'append-class-event';
      readonly classId: string;
      readonly logged: LoggedClassEvent;
    })
  | { readonly kind: 'read-class'; readonly classId: string }
  | { readonly kind: 'read-classes' }
  | { readonly kind: 'class-match-ids'; readonly classId: string }
  | { readonly kind: 'delete-class'; readonly classId: string }
  | { readonly kind: 'secret'; readonly name: string; readonly proposed: string };

/** Does `operation` with `tables` in a transaction and gives what was asked, or undefined for a write. */
export async function runOperation(tables: Kysely<Tables>, operation: StoreOperation): Promise<unknown> {
  switch (operation.kind) {
    case 'add-room':
      return addRoom(tables, operation.room, operation.owner);
    case 'add-match':
      return addMatch(tables, operation.match, operation.owner);
    case 'append':
      return append(tables, operation);
    case 'end-match':
      return endMatch(tables, operation);
    case 'read-match':
      return readMatch(tables, operation.matchId);
    case 'match-ids':
      return matchIds(tables);
    case 'keep-room':
    case 'open-room':
    case 'asked-ids':
    case 'class-rooms':
      return runReturnOperation(tables, operation);
    case 'take-room':
    case 'take-class':
    case 'beat':
    case 'pulse':
    case 'owned':
    case 'where-is':
      return runOwnerOperation(tables, operation);
    case 'add-class':
      return addClass(tables, operation.stored, operation.owner);
    case 'append-class-event':
      return appendClassEvent(tables, operation);
    case 'read-class':
      return (await readClasses(tables, operation.classId)).at(0);
    case 'read-classes':
      return readClasses(tables);
    case 'class-match-ids':
      return classMatchIds(tables, operation.classId);
    case 'delete-class':
      return deleteClass(tables, operation.classId);
    case 'secret':
      return secret(tables, operation.name, operation.proposed);
  }
}

/** Whether `operation` takes something out that nobody may find afterwards, not even in what a file still holds. */
export function forgets(operation: StoreOperation): boolean {
  return operation.kind === 'delete-class';
}

type Operation<Kind extends StoreOperation['kind']> = Extract<StoreOperation, { readonly kind: Kind }>;

async function addRoom(tables: Kysely<Tables>, room: StoredRoom, owner: string | undefined): Promise<void> {
  await tables
    .insertInto('rooms')
    .values({
      id: room.id,
      code: room.code,
      made_at: room.madeAt,
      class_id: room.classId ?? null,
      state: null,
      owner: owner ?? null,
    })
    .execute();
}

async function addMatch(tables: Kysely<Tables>, match: NewMatch, owner: string | undefined): Promise<void> {
  await ownedRoom(tables, match.roomId, owner);
  await tables
    .insertInto('matches')
    .values({
      id: match.id,
      room_id: match.roomId,
      number: match.number,
      rules_version: match.rulesVersion,
      level_id: match.setup.levelId,
      level_hash: match.setup.levelHash,
      seed: match.setup.seed,
      players: JSON.stringify(match.setup.players),
      settings: JSON.stringify(keptSettings(match.setup)),
      started_at: match.startedAt,
      ended_at: null,
      failure: null,
    })
    .execute();
}

/** What the store is asked to append. */
export type AppendOperation = Operation<'append'>;

/**
 * One statement, since nothing is written more often: the row comes only behind the one before it, so that a log never
 * has a gap, and only while the room is its owner's, where it has one. Whoever takes the room over waits for this
 * transaction, or this one for theirs. Its parameters are {@link appendParameters}.
 */
export function appendStatement(tables: Kysely<Tables>, owned: boolean): string {
  const given = appendParameters({
    kind: 'append',
    matchId: '',
    serial: 0,
    at: 0,
    json: '',
    askedAs: 0,
    owner: '',
  });
  const [id, serial, at, json, askedAs, ofMatch, first, inMatch, before, owner] = given.map(
    (value) => sql`${value}`,
  );
  const row = sql`select cast(${id} as text), cast(${serial} as integer), cast(${at} as bigint),
    cast(${json} as text), cast(${askedAs} as bigint)`;
  const behind = sql`from matches join rooms on rooms.id = matches.room_id where matches.id = ${ofMatch}
    and (${first} = 1 or exists (select 1 from commands where match_id = ${inMatch} and serial = ${before}))`;
  const fence = owned ? sql`and rooms.owner = ${owner} ${rowLock(tables)}` : sql``;
  return sql`insert into commands (match_id, serial, at, json, asked_as) ${row} ${behind} ${fence}`.compile(
    tables,
  ).sql;
}

/** What {@link appendStatement} is given for one row. */
export function appendParameters(append: AppendOperation): readonly (string | number | null)[] {
  const { matchId, serial, at, json, askedAs, owner } = append;
  const row = [matchId, serial, at, json, askedAs ?? null, matchId, serial, matchId, serial - 1];
  return owner === undefined ? row : [...row, owner];
}

async function append(tables: Kysely<Tables>, operation: AppendOperation): Promise<void> {
  const { matchId, serial, owner } = operation;
  const statement = appendStatement(tables, owner !== undefined);
  const query = CompiledQuery.raw(statement, [...appendParameters(operation)]);
  const { numAffectedRows } = await tables.executeQuery(query);
  if (numAffectedRows === 1n) return;
  await ownedRoomOf(tables, matchId, owner);
  throw new Error(`command ${serial} does not follow what is kept of match ${matchId}`);
}

async function endMatch(
  tables: Kysely<Tables>,
  { matchId, end, owner }: Operation<'end-match'>,
): Promise<void> {
  await ownedRoomOf(tables, matchId, owner);
  await tables
    .updateTable('matches')
    .set({ ended_at: end.endedAt, failure: end.failure ?? null })
    .where('id', '=', matchId)
    .execute();
}

async function readMatch(tables: Kysely<Tables>, matchId: string): Promise<StoredMatch | undefined> {
  const row = await tables.selectFrom('matches').selectAll().where('id', '=', matchId).executeTakeFirst();
  if (row === undefined) return undefined;
  const commands = await tables
    .selectFrom('commands')
    .selectAll()
    .where('match_id', '=', matchId)
    .orderBy('serial')
    .execute();
  return { ...matchFromRow(row), commands: commands.map(commandFromRow) };
}

async function matchIds(tables: Kysely<Tables>): Promise<readonly string[]> {
  const rows = await tables
    .selectFrom('matches')
    .select('id')
    .orderBy('started_at')
    .orderBy('number')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

async function addClass(
  tables: Kysely<Tables>,
  { id, code, keyHash, madeAt }: StoredClass,
  owner: string | undefined,
): Promise<void> {
  const row = { id, code, key_hash: keyHash, made_at: madeAt, owner: owner ?? null };
  await tables.insertInto('classes').values(row).execute();
}

async function appendClassEvent(
  tables: Kysely<Tables>,
  { classId, logged: { serial, at, event }, owner }: Operation<'append-class-event'>,
): Promise<void> {
  await ownedClass(tables, classId, owner);
  const row = { class_id: classId, serial, at, json: JSON.stringify(event) };
  // Asked again after an answer that was lost, it is there already.
  const insert = tables.insertInto('class_events').values(row);
  await insert.onConflict((conflict) => conflict.columns(['class_id', 'serial']).doNothing()).execute();
}

/** All classes, or the one with `id`. */
async function readClasses(tables: Kysely<Tables>, id?: string): Promise<readonly WholeClass[]> {
  const one = id !== undefined;
  const classes = await tables
    .selectFrom('classes')
    .selectAll()
    .$if(one, (query) => query.where('id', '=', id ?? ''))
    .orderBy('made_at')
    .orderBy('id')
    .execute();
  const events = await tables
    .selectFrom('class_events')
    .selectAll()
    .$if(one, (query) => query.where('class_id', '=', id ?? ''))
    .orderBy('serial')
    .execute();
  const eventsOf = Map.groupBy(events, (row) => row.class_id);
  return classes.map(({ id: classId, code, key_hash, made_at, owner }) => ({
    id: classId,
    code,
    keyHash: key_hash,
    madeAt: made_at,
    owner: owner ?? undefined,
    events: (eventsOf.get(classId) ?? []).map(({ serial, at, json }) => ({
      serial,
      at,
      event: JSON.parse(json) as ClassEvent,
    })),
  }));
}

async function classMatchIds(tables: Kysely<Tables>, classId: string): Promise<readonly string[]> {
  const rows = await tables
    .selectFrom('matches')
    .innerJoin('rooms', 'rooms.id', 'matches.room_id')
    .select('matches.id')
    .where('rooms.class_id', '=', classId)
    .orderBy('matches.started_at')
    .orderBy('matches.id')
    .execute();
  return rows.map((row) => row.id);
}

/** Everything else that belongs to the class hangs on its row. */
async function deleteClass(tables: Kysely<Tables>, classId: string): Promise<void> {
  await tables.deleteFrom('classes').where('id', '=', classId).execute();
}

async function secret(tables: Kysely<Tables>, name: string, proposed: string): Promise<string> {
  await tables
    .insertInto('secrets')
    .values({ name, value: proposed })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const row = await tables
    .selectFrom('secrets')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return row.value;
}

/** What of a setup has no column of its own. */
type KeptSettings = UnusualSettings & Pick<MatchSetup, 'own'>;

function keptSettings(setup: MatchSetup): KeptSettings {
  const { inherited, own } = setup;
  return {
    ...unusualSettings(settingsOf(setup)),
    ...(inherited === undefined ? {} : { inherited }),
    ...(own === undefined ? {} : { own }),
  };
}

function matchFromRow(row: MatchRow): Omit<StoredMatch, 'commands'> {
  return {
    id: row.id,
    roomId: row.room_id,
    number: row.number,
    rulesVersion: row.rules_version,
    setup: {
      levelId: levelId(row.level_id),
      levelHash: row.level_hash,
      seed: row.seed,
      players: JSON.parse(row.players) as MatchSetup['players'],
      ...(JSON.parse(row.settings) as KeptSettings),
    },
    startedAt: row.started_at,
    end: row.ended_at === null ? undefined : { endedAt: row.ended_at, failure: row.failure ?? undefined },
  };
}

function commandFromRow(row: CommandRow): LoggedCommand {
  return { serial: row.serial, at: row.at, command: JSON.parse(row.json) as Command };
}
