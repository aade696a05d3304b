import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { MIGRATIONS, type Tables } from './schema.ts';

/** How long a start waits for another process that is just letting go of the data folder. */
const LOCK_WAIT_MS = 500;

/** Result code of SQLite where another connection holds the lock. */
const SQLITE_BUSY = 5;

/** The open database of one data folder. Only one process at a time has it open. */
export interface Database {
  readonly tables: Kysely<Tables>;
  readonly close: () => Promise<void>;
}

/** Another server is running with this data folder. */
export class DataFolderInUse extends Error {
  override readonly name = 'DataFolderInUse';
}

/** The file of a data folder in which everything is kept. */
export function databaseFile(dataFolder: string): string {
  return join(dataFolder, 'matches.sqlite');
}

/**
 * Opens the database of `dataFolder`, makes it where there is none, and brings its tables up to date.
 * Throws {@link DataFolderInUse}, or what SQLite says of a file that can't be used.
 */
export async function openDatabase(dataFolder: string): Promise<Database> {
  const releaseFolder = lockFolder(dataFolder);
  try {
    const raw = new DatabaseSync(databaseFile(dataFolder));
    // FULL: a commit is on the disk before it is confirmed, also where the power fails.
    raw.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;');
    const tables = new Kysely<Tables>({ dialect: new SqliteDialect({ database: kyselyDriver(raw) }) });
    await migrate(tables);
    const close = async () => {
      await tables.destroy();
      releaseFolder();
    };
    return { tables, close };
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

async function migrate(tables: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db: tables, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

/** node:sqlite with the calls that Kysely's SQLite dialect makes. */
function kyselyDriver(raw: DatabaseSync) {
  return {
    close: () => raw.close(),
    prepare: (sql: string) => {
      const statement = raw.prepare(sql);
      return {
        reader: statement.columns().length > 0,
        all: (parameters: readonly unknown[]) => statement.all(...(parameters as SQLInputValue[])),
        run: (parameters: readonly unknown[]) => statement.run(...(parameters as SQLInputValue[])),
        iterate: (parameters: readonly unknown[]) =>
          statement.iterate(...(parameters as SQLInputValue[])) as IterableIterator<unknown>,
      };
    },
  };
}
