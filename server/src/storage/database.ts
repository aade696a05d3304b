import type { Kysely, TransactionBuilder } from 'kysely';
import type { Tables } from './schema.ts';

/** An open database whose tables are up to date. */
export interface Database {
  readonly tables: Kysely<Tables>;
  /** Lets nothing of what was deleted be found in the database's files any more, as far as it can. */
  readonly overwriteDeleted: () => Promise<void>;
  /** A transaction that reads everything as it was at one moment, whatever others write meanwhile. */
  readonly snapshot: () => TransactionBuilder<Tables>;
  /** Whether `cause` says no more than that the way to the database is broken, so that a later try may do; left out: never. */
  readonly isCutOff?: (cause: unknown) => boolean;
  readonly close: () => Promise<void>;
}
