import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database } from './database.ts';
import { migrate, type SchemaStep } from './migrate.ts';
import type { Tables } from './schema.ts';

/** Turns go one after the other; a second connection is for what reads beside them. */
const CONNECTIONS = 2;

/** How long a start waits for the database server. */
const CONNECT_MS = 10_000;

/**
 * Opens the PostgreSQL database at `url` (`postgres://user:password@host:port/name`) and brings its tables up to date.
 * `connectionLost` hears of connections that broke; the next turn takes a new one.
 */
export async function openPostgresDatabase(
  url: string,
  connectionLost: (cause: Error) => void,
  prepared: SchemaStep = migrate,
): Promise<Database> {
  const types = new pg.TypeOverrides();
  // All our bigint columns are milliseconds or 32-bit seeds, which a number holds exactly; pg would give text.
  types.setTypeParser(pg.types.builtins.INT8, Number);
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    types,
  });
  // What breaks while a query waits is told to the query, and to the connection itself: unheard, it would end the process.
  pool.on('connect', (client) => client.on('error', connectionLost));
  pool.on('error', () => {});
  const tables = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await prepared(tables);
  } catch (cause) {
    await tables.destroy();
    throw cause;
  }
  return {
    tables,
    // Deleted rows are the server's own to clean away: its autovacuum does.
    overwriteDeleted: async () => {},
    snapshot: () => tables.transaction().setIsolationLevel('repeatable read').setAccessMode('read only'),
    isCutOff,
    close: () => tables.destroy(),
  };
}

/** The system's words for a way that is broken, and PostgreSQL's for an end of its own (classes 08 and 57P). */
const CUT_OFF_CODES =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|08\w{3}|57P0[123])$/;

/** What pg itself says where no code does. */
const CUT_OFF_WORDS =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/;

function isCutOff(cause: unknown): boolean {
  if (cause instanceof AggregateError) return cause.errors.some(isCutOff);
  if (!(cause instanceof Error)) return false;
  return ('code' in cause && CUT_OFF_CODES.test(String(cause.code))) || CUT_OFF_WORDS.test(cause.message);
}
