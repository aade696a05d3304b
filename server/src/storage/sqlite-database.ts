import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import type { Database } from './database.ts';
import { migrate, type SchemaStep } from './migrate.ts';
import { type AppendOperation, appendParameters, appendStatement } from './operations.ts';
import type { Tables } from './schema.ts';

/** How long a start waits for another process that is just letting go of the data folder. */
const LOCK_WAIT_MS = 500;

/** Result code of SQLite where another connection holds the lock. */
const SQLITE_BUSY = 5;

/** Another server is running with this data folder. */
export class DataFolderInUse extends Error {
  override readonly name = 'DataFolderInUse';
}

/** The file of a data folder in which everything is kept. */
export function databaseFile(dataFolder: string): string {
  return join(dataFolder, 'matches.sqlite');
}

/** Opens the database in `file`, makes it where there is none, and brings its tables up to date, or as `prepared` does. */
export async function openSqliteFile(file: string, prepared: SchemaStep = migrate): Promise<Database> {
  // For its owner's eyes alone; SQLite gives the same mode to the files beside it.
  closeSync(openSync(file, 'a', 0o600));
  const raw = new DatabaseSync(file);
  // FULL: a commit is on the disk before it is confirmed, also where the power fails.
  raw.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;');
  // In KiB: the index of the commands of many matches is looked up at random places.
  raw.exec('pragma cache_size = -16384;');
  // What is deleted is overwritten with zeros in the file.
  raw.exec('pragma secure_delete = on;');
  const tables = new Kysely<Tables>({ dialect: new SqliteDialect({ database: kyselyDriver(raw) }) });
  try {
    await prepared(tables);
  } catch (cause) {
    await tables.destroy();
    throw cause;
  }
  return {
    tables,
    appendAll: appendAllWith(raw, tables),
    // The write-ahead log still holds what it brought before; written into the file, it is cut to nothing.
    overwriteDeleted: async () => raw.exec('pragma wal_checkpoint(truncate);'),
    snapshot: () => tables.transaction(),
    close: () => tables.destroy(),
  };
}

/** The appends of a turn without Kysely's way through promises, which costs more than the rows. */
function appendAllWith(
  raw: DatabaseSync,
  tables: Kysely<Tables>,
): (rows: readonly AppendOperation[]) => boolean {
  const begin = raw.prepare('begin');
  const commit = raw.prepare('commit');
  const rollback = raw.prepare('rollback');
  const ownedRow = raw.prepare(appendStatement(tables, true));
  const anybodysRow = raw.prepare(appendStatement(tables, false));
  const appended = (row: AppendOperation) =>
    (row.owner === undefined ? anybodysRow : ownedRow).run(...appendParameters(row)).changes === 1;
  return (rows) => {
    begin.run();
    try {
      if (rows.every(appended)) {
        commit.run();
        return true;
      }
    } catch {
      // What is wrong, and with which row, is told by whoever tries each one by itself.
    }
    // A full disk ends the transaction by itself.
    if (raw.isTransaction) rollback.run();
    return false;
  };
}

/**
 * Opens the database of `dataFolder`, makes it where there is none, and brings its tables up to date.
 * Throws {@link DataFolderInUse}, or what SQLite says of a file that can't be used.
 */
export async function openSqliteDatabase(dataFolder: string): Promise<Database> {
  const releaseFolder = lockFolder(dataFolder);
  try {
    const database = await openSqliteFile(databaseFile(dataFolder));
    const close = async () => {
      await database.close();
      releaseFolder();
    };
    return { ...database, close };
  } catch (cause) {
    releaseFolder();
    throw cause;
  }
}

/**
 * Holds an exclusive lock for as long as the process lives; the operating system lets it go with the process.
 * It also keeps two starts from migrating at once, for which Kysely has no lock in SQLite.
 */
function lockFolder(dataFolder: string): () => void {
  const lock = new DatabaseSync(join(dataFolder, 'server.lock'), { timeout: LOCK_WAIT_MS });
  try {
    lock.exec('begin exclusive');
  } catch (cause) {
    lock.close();
    if (cause instanceof Error && 'errcode' in cause && cause.errcode === SQLITE_BUSY) {
      throw new DataFolderInUse(dataFolder, { cause });
    }
    throw cause;
  }
  return () => lock.close();
}

/** node:sqlite with the calls that Kysely's SQLite dialect makes. Queries are few and come again and again. */
function kyselyDriver(raw: DatabaseSync) {
  const statements = new Map<string, ReturnType<typeof preparedStatement>>();
  return {
    close: () => raw.close(),
    prepare: (sql: string) => {
      const known = statements.get(sql) ?? preparedStatement(raw, sql);
      statements.set(sql, known);
      return known;
    },
  };
}

function preparedStatement(raw: DatabaseSync, sql: string) {
  const statement = raw.prepare(sql);
  return {
    reader: statement.columns().length > 0,
    all: (parameters: readonly unknown[]) => statement.all(...(parameters as SQLInputValue[])),
    run: (parameters: readonly unknown[]) => statement.run(...(parameters as SQLInputValue[])),
    iterate: (parameters: readonly unknown[]) =>
      statement.iterate(...(parameters as SQLInputValue[])) as IterableIterator<unknown>,
  };
}
