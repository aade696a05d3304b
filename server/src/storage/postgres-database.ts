import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import type { Database } from './database.ts';
import { migrate, type SchemaStep } from './migrate.ts';
import type { Tables } from './schema.ts';

/** Turns go one after the other; a second connection is for what reads beside them. */
const CONNECTIONS = 2;

/** How long a start, and a turn without a connection, wait for the database server. */
const CONNECT_MS = 5000;

/**
 * How long one query of a turn may go without its answer. A line that swallows everything closes nothing: without this
 * the turn, and all behind it, would wait for as long as the system believes in the line, a quarter of an hour.
 */
const QUERY_MS = 4000;

/**
 * After how long without a word from us, inside a transaction, the database server ends the session: less than
 * {@link QUERY_MS}, so that the locks of a session that was given up are gone when its turn is tried again.
 */
const IDLE_IN_TRANSACTION_MS = 3000;

/** What pg says of a query without an answer. */
const NO_ANSWER = 'Query read timeout';

/**
 * `pool` as Kysely takes it, but a connection on which a query got no answer within `limit` (ms; 0: whenever it comes) is
 * asked nothing more and given up: pg alone would put it back, and every later query would wait on it as well.
 */
function impatient(pool: pg.Pool, limit: () => number, connectionLost: (cause: Error) => void): PostgresPool {
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect();
      let isSilent = false;
      const query = async (text: string, values: readonly unknown[]): Promise<unknown> => {
        if (isSilent) throw new Error(NO_ANSWER);
        try {
          const question = { text, values: [...values], query_timeout: limit() };
          return await client.query(question);
        } catch (cause) {
          isSilent = cause instanceof Error && cause.message === NO_ANSWER;
          if (isSilent) connectionLost(cause as Error);
          throw cause;
        }
      };
      return {
        query: query as PostgresPoolClient['query'],
        release: (destroy) => client.release(isSilent || destroy),
      };
    },
  };
}

/**
 * Opens the PostgreSQL database at `url` (`postgres://user:password@host:port/name`) and brings its tables up to date.
 * `connectionLost` hears of connections that broke; the next turn takes a new one. For `turns` each query has to be
 * answered in {@link QUERY_MS}; who reads the `whole` takes the time that it takes, and so does a change of the tables.
 */
export async function openPostgresDatabase(
  url: string,
  connectionLost: (cause: Error) => void,
  prepared: SchemaStep = migrate,
  work: 'turns' | 'whole' = 'turns',
): Promise<Database> {
  const types = new pg.TypeOverrides();
  // All our bigint columns are milliseconds or 32-bit seeds, which a number holds exactly; pg would give text.
  types.setTypeParser(pg.types.builtins.INT8, Number);
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    ...(work === 'turns' ? { idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS } : {}),
    types,
  });
  let limit = 0;
  // What breaks while a query waits is told to the query, and to the connection itself: unheard, it would end the process.
  pool.on('connect', (client) => client.on('error', connectionLost));
  pool.on('error', () => {});
  const tables = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: impatient(pool, () => limit, connectionLost) }),
  });
  try {
    await prepared(tables);
  } catch (cause) {
    await tables.destroy();
    throw cause;
  }
  if (work === 'turns') limit = QUERY_MS;
  return {
    tables,
    // Deleted rows are the server's own to clean away: its autovacuum does.
    overwriteDeleted: async () => {},
    snapshot: () => tables.transaction().setIsolationLevel('repeatable read').setAccessMode('read only'),
    isCutOff,
    close: () => tables.destroy(),
  };
}

/** The system's words for a way that is broken, and PostgreSQL's for an end of its own (classes 08 and 57P, 25P03). */
const CUT_OFF_CODES =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|08\w{3}|57P0[123]|25P03)$/;

/** What pg itself says where no code does. */
const CUT_OFF_WORDS =
  /^(Connection terminated|Client has encountered a connection error|Query read timeout|timeout exceeded when trying to connect)/;

function isCutOff(cause: unknown): boolean {
  if (cause instanceof AggregateError) return cause.errors.some(isCutOff);
  if (!(cause instanceof Error)) return false;
  return ('code' in cause && CUT_OFF_CODES.test(String(cause.code))) || CUT_OFF_WORDS.test(cause.message);
}
