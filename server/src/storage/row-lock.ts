import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely';
import type { Tables } from './schema.ts';

/**
 * Stands at the end of a query whose row of `rooms` or `classes` is to stay as it is until the transaction ends. In
 * SQLite, where one transaction writes at a time, that is so anyway.
 */
export function rowLock(tables: Kysely<Tables>): RawBuilder<unknown> {
  return tables.getExecutor().adapter instanceof PostgresAdapter ? sql`for share` : sql``;
}
