// The thread of the store: SQLite blocks while it waits for the disk, and here nobody else has to wait with it.
import { parentPort, workerData } from 'node:worker_threads';
import type { Database } from './database.ts';
import type { StoreOperation } from './operations.ts';
import { DataFolderInUse, openSqliteDatabase } from './sqlite-database.ts';
import { createTurns } from './turns.ts';

/** To the thread: an operation with the number under which it is answered, or the wish to end. */
export type WorkerRequest =
  | { readonly kind: 'do'; readonly id: number; readonly operation: StoreOperation }
  | { readonly kind: 'close' };

/** From the thread: how its start went, then one answer for each operation. */
export type WorkerReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unusable'; readonly inUse: boolean; readonly detail: string }
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly detail: string };

const port = parentPort;
if (port === null) throw new Error('sqlite-worker.ts runs as a worker thread only');
const reply = (message: WorkerReply) => port.postMessage(message);

function serve(database: Database): void {
  const turns = createTurns(database);
  port?.on('message', (request: WorkerRequest) => {
    if (request.kind === 'close') return void turns.close().then(() => port.close());
    const { id, operation } = request;
    return turns.add({
      operation,
      done: (value) => reply({ kind: 'done', id, value }),
      failed: (detail) => reply({ kind: 'failed', id, detail }),
    });
  });
  reply({ kind: 'ready' });
}

try {
  serve(await openSqliteDatabase(String(workerData)));
} catch (cause) {
  reply({ kind: 'unusable', inUse: cause instanceof DataFolderInUse, detail: String(cause) });
}
