// The tables, once as types and once as migrations. A migration that was released is never changed; a new one follows.
import type { ColumnDefinitionBuilder, Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** A row of `rooms`. */
export interface RoomRow {
  readonly id: string;
  readonly code: string;
  readonly made_at: number;
  /** The class whose pair plays there; null for a room of two friends. */
  readonly class_id: string | null;
  /** What has to be known to open the room again, as JSON; null where it is gone for good. */
  readonly state: string | null;
  /** The process in which the room is, or was last. */
  readonly owner: string | null;
}

/** A row of `matches`; `ended_at` is null while the match runs, `failure` null where nothing broke. */
export interface MatchRow {
  readonly id: string;
  readonly room_id: string;
  readonly number: number;
  readonly rules_version: number;
  readonly level_id: string;
  readonly level_hash: string;
  readonly seed: number;
  /** Who plays each seat at the start, as JSON. */
  readonly players: string;
  /** What was chosen for the match beside its level, as JSON: only what is not usual. */
  readonly settings: string;
  readonly started_at: number;
  readonly ended_at: number | null;
  readonly failure: string | null;
}

/** A row of `commands`: one logged command, its text as JSON. */
export interface CommandRow {
  readonly match_id: string;
  readonly serial: number;
  readonly at: number;
  readonly json: string;
  /** The number that the page gave it; null where it was the room's own. */
  readonly asked_as: number | null;
}

/** A row of `pulses`: the last sign of life of one process. */
export interface PulseRow {
  readonly owner: string;
  /** Server's clock, ms since 1970. */
  readonly at: number;
  /** Game times of its matches by their ids, as JSON. */
  readonly matches: string;
  /** How many rooms and classes others have taken over from it. */
  readonly lost: number;
  /** 1 where it has ended in order, and keeps nothing any more. */
  readonly ended: number;
}

/** A row of `classes`: all that is kept of a class hangs on it, and goes with it. */
export interface ClassRow {
  readonly id: string;
  readonly code: string;
  /** SHA-256 of the teacher's secret, as hexadecimal digits; the secret itself is nowhere. */
  readonly key_hash: string;
  readonly made_at: number;
  /** The process in which the class and all its rooms are, or were last. */
  readonly owner: string | null;
}

/** A row of `class_events`: one event of a class, its text as JSON. */
export interface ClassEventRow {
  readonly class_id: string;
  readonly serial: number;
  readonly at: number;
  readonly json: string;
}

/** A row of `secrets`: octets that only this server knows, as base64url. */
export interface SecretRow {
  readonly name: string;
  readonly value: string;
}

/** All tables. */
export interface Tables {
  readonly rooms: RoomRow;
  readonly matches: MatchRow;
  readonly commands: CommandRow;
  readonly classes: ClassRow;
  readonly class_events: ClassEventRow;
  readonly secrets: SecretRow;
  readonly pulses: PulseRow;
}

/** The names of all tables, each behind those that its rows refer to. */
export const TABLE_NAMES = [
  'secrets',
  'pulses',
  'classes',
  'class_events',
  'rooms',
  'matches',
  'commands',
] as const satisfies readonly (keyof Tables)[];

async function createTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('rooms')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('matches')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('room_id', 'text', (column) => column.notNull().references('rooms.id').onDelete('cascade'))
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('rules_version', 'integer', (column) => column.notNull())
    .addColumn('level_id', 'text', (column) => column.notNull())
    .addColumn('level_hash', 'text', (column) => column.notNull())
    .addColumn('seed', 'bigint', (column) => column.notNull())
    .addColumn('players', 'text', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('failure', 'text')
    .addUniqueConstraint('one_match_a_number', ['room_id', 'number'])
    .execute();
  await db.schema
    .createTable('commands')
    .addColumn('match_id', 'text', (column) => column.notNull().references('matches.id').onDelete('cascade'))
    .addColumn('serial', 'integer', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('json', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('one_command_a_serial', ['match_id', 'serial'])
    .execute();
}

async function addSettings(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('matches')
    .addColumn('settings', 'text', (column) => column.notNull().defaultTo('{}'))
    .execute();
}

async function addClasses(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('classes')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('key_hash', 'text', (column) => column.notNull())
    .addColumn('made_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('class_events')
    .addColumn('class_id', 'text', (column) => column.notNull().references('classes.id').onDelete('cascade'))
    .addColumn('serial', 'integer', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('json', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('one_event_a_serial', ['class_id', 'serial'])
    .execute();
  await db.schema
    .alterTable('rooms')
    .addColumn('class_id', 'text', (column) => column.references('classes.id').onDelete('cascade'))
    .execute();
  await db.schema.createIndex('rooms_of_class').on('rooms').column('class_id').execute();
}

async function addSecrets(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('secrets')
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
}

async function addReturn(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('rooms').addColumn('state', 'text').execute();
  await db.schema.alterTable('rooms').addColumn('owner', 'text').execute();
  await db.schema.createIndex('rooms_by_code').on('rooms').column('code').execute();
  await db.schema.alterTable('commands').addColumn('asked_as', 'bigint').execute();
  await db.schema
    .createTable('pulses')
    .addColumn('owner', 'text', (column) => column.primaryKey().notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('matches', 'text', (column) => column.notNull())
    .execute();
}

async function addOwners(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('classes').addColumn('owner', 'text').execute();
  await db.schema.createIndex('classes_by_code').on('classes').column('code').execute();
  const zero = (column: ColumnDefinitionBuilder) => column.notNull().defaultTo(0);
  await db.schema.alterTable('pulses').addColumn('lost', 'integer', zero).execute();
  await db.schema.alterTable('pulses').addColumn('ended', 'integer', zero).execute();
}

/** The migrations by name; they run in the order of their names. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-rooms-matches-commands': { up: createTables },
  '0002-settings': { up: addSettings },
  '0003-classes': { up: addClasses },
  '0004-secrets': { up: addSecrets },
  '0005-return-of-rooms': { up: addReturn },
  '0006-owners': { up: addOwners },
};
