import { existsSync, rmSync } from 'node:fs';
import type { Insertable } from 'kysely';
import type { Database } from './database.ts';
import { expectCurrent } from './migrate.ts';
import { openPostgresDatabase } from './postgres-database.ts';
import { TABLE_NAMES, type Tables } from './schema.ts';
import { databaseFile, openSqliteFile } from './sqlite-database.ts';

/** Rows that are copied at a time. */
const ROWS_AT_ONCE = 200;

/** Where a server keeps its matches: a PostgreSQL database, or SQLite in a data folder. */
export type StorePlace = { readonly databaseUrl: string } | { readonly dataFolder: string };

/** How many rows of each table a backup holds. */
export type BackupCounts = Readonly<Record<(typeof TABLE_NAMES)[number], number>>;

/**
 * Writes all that `place` holds, as it stands at one moment, into the new SQLite file `target`; a server may run
 * meanwhile. Throws where `target` is there already, or the source is missing or can't be read.
 */
export async function backUp(place: StorePlace, target: string): Promise<BackupCounts> {
  if (existsSync(target)) throw new Error(`${target} is there already: choose another name`);
  const source = await openSource(place);
  try {
    return await copyAll(source, target);
  } catch (cause) {
    for (const file of [target, `${target}-wal`, `${target}-shm`]) rmSync(file, { force: true });
    throw cause;
  } finally {
    await source.close();
  }
}

async function openSource(place: StorePlace): Promise<Database> {
  if ('databaseUrl' in place)
    return openPostgresDatabase(place.databaseUrl, () => {}, expectCurrent, 'whole');
  const file = databaseFile(place.dataFolder);
  if (!existsSync(file)) throw new Error(`there is no ${file}: set DATA_DIR to the server's data folder`);
  return openSqliteFile(file, expectCurrent);
}

async function copyAll(source: Database, target: string): Promise<BackupCounts> {
  const copy = await openSqliteFile(target);
  try {
    // One transaction on either side: the source does not change under the copy, and the copy is whole or nothing.
    const counts = await source.snapshot().execute((from) =>
      copy.tables.transaction().execute(async (to) => {
        const entries: [string, number][] = [];
        for (const table of TABLE_NAMES) entries.push([table, await copyTable(from, to, table)]);
        return Object.fromEntries(entries) as BackupCounts;
      }),
    );
    await copy.overwriteDeleted();
    return counts;
  } finally {
    await copy.close();
  }
}

async function copyTable(
  from: Database['tables'],
  to: Database['tables'],
  table: (typeof TABLE_NAMES)[number],
): Promise<number> {
  if (table !== 'commands') return insertRows(to, table, await from.selectFrom(table).selectAll().execute());
  // By far the longest table: a match at a time.
  const matches = await from.selectFrom('matches').select('id').execute();
  let count = 0;
  for (const { id } of matches) {
    const rows = await from.selectFrom('commands').selectAll().where('match_id', '=', id).execute();
    count += await insertRows(to, 'commands', rows);
  }
  return count;
}

async function insertRows<Table extends (typeof TABLE_NAMES)[number]>(
  to: Database['tables'],
  table: Table,
  rows: readonly Insertable<Tables[Table]>[],
): Promise<number> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    await to
      .insertInto(table)
      .values(rows.slice(at, at + ROWS_AT_ONCE))
      .execute();
  }
  return rows.length;
}
