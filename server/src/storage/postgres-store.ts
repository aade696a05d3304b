import { failure, type Result, success } from '@syn-or-swim/shared/kernel/result.ts';
import { openPostgresDatabase } from './postgres-database.ts';
import type { Store } from './store.ts';
import { storeOver } from './store-over.ts';
import { createTurns } from './turns.ts';

/** Why a database server can't be used: its own word, or that of the network. */
export interface DatabaseProblem {
  readonly detail: string;
}

/** The store in the PostgreSQL database at `url`, for `owner` if one is given; several servers may share it. */
export async function openPostgresStore(
  url: string,
  connectionLost: (cause: Error) => void,
  owner?: string,
): Promise<Result<Store, DatabaseProblem>> {
  try {
    const turns = createTurns(await openPostgresDatabase(url, connectionLost));
    let closed = false;
    const store = storeOver(
      (operation) =>
        new Promise((resolve, reject) => {
          if (closed) return reject(new Error('the store is closed'));
          turns.add({ operation, done: resolve, failed: (detail) => reject(new Error(detail)) });
        }),
      async () => {
        closed = true;
        await turns.close();
      },
      owner,
    );
    return success(store);
  } catch (cause) {
    return failure({ detail: cause instanceof Error ? cause.message || cause.name : String(cause) });
  }
}
