import type { Kysely, TransactionBuilder } from 'kysely';
import type { Tables } from './schema.ts';

/** An open database whose tables are up to date. */
export interface Database {
  readonly tables: Kysely<Tables>;
  /** Lets nothing of what was deleted be found in the database's files any more, as far as it can. */
  readonly overwriteDeleted: () => Promise<void>;
  /** A transaction that reads everything as it was at one moment, whatever others write meanwhile. */
  readonly snapshot: () => TransactionBuilder<Tables>;
  readonly close: () => Promise<void>;
}
