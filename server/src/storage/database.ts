import type { Kysely, TransactionBuilder } from 'kysely';
import type { AppendOperation } from './operations.ts';
import type { Tables } from './schema.ts';

/** An open database whose tables are up to date. */
export interface Database {
  readonly tables: Kysely<Tables>;
  /**
   * Appends all of `rows` in a transaction of its own and gives true; where one of them can't be appended, none is, and
   * it gives false. Left out where rows have to go one query after the other, as over a network.
   */
  readonly appendAll?: (rows: readonly AppendOperation[]) => boolean;
  /** Lets nothing of what was deleted be found in the database's files any more, as far as it can. */
  readonly overwriteDeleted: () => Promise<void>;
  /** A transaction that reads everything as it was at one moment, whatever others write meanwhile. */
  readonly snapshot: () => TransactionBuilder<Tables>;
  /** Whether `cause` says no more than that the way to the database is broken, so that a later try may do; left out: never. */
  readonly isCutOff?: (cause: unknown) => boolean;
  readonly close: () => Promise<void>;
}
