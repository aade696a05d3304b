// The thread of the store: SQLite blocks while it waits for the disk, and here nobody else has to wait with it.
import { parentPort, workerData } from 'node:worker_threads';
import type { Database } from './database.ts';
import type { StoreOperation } from './operations.ts';
import { DataFolderInUse, openSqliteDatabase } from './sqlite-database.ts';
import { createTurns } from './turns.ts';

/** An operation with the number under which it is answered. */
export interface NumberedOperation {
  readonly id: number;
  readonly operation: StoreOperation;
}

/** What came of the operation `id`. */
export type OperationAnswer =
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly detail: string };

/** To the thread: operations of the same moment, since each crossing costs, or the wish to end. */
export type WorkerRequest =
  | { readonly kind: 'do'; readonly operations: readonly NumberedOperation[] }
  | { readonly kind: 'close' };

/** From the thread: how its start went, then one answer for each operation, those of a turn together. */
export type WorkerReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unusable'; readonly inUse: boolean; readonly detail: string }
  | { readonly kind: 'answers'; readonly answers: readonly OperationAnswer[] };

const port = parentPort;
if (port === null) throw new Error('sqlite-worker.ts runs as a worker thread only');
const reply = (message: WorkerReply) => port.postMessage(message);

let answers: OperationAnswer[] = [];

function answer(one: OperationAnswer): void {
  if (answers.length === 0) {
    queueMicrotask(() => {
      reply({ kind: 'answers', answers });
      answers = [];
    });
  }
  answers.push(one);
}

function serve(database: Database): void {
  const turns = createTurns(database);
  port?.on('message', (request: WorkerRequest) => {
    if (request.kind === 'close') return void turns.close().then(() => port.close());
    for (const { id, operation } of request.operations) {
      turns.add({
        operation,
        done: (value) => answer({ kind: 'done', id, value }),
        failed: (detail) => answer({ kind: 'failed', id, detail }),
      });
    }
    return undefined;
  });
  reply({ kind: 'ready' });
}

try {
  serve(await openSqliteDatabase(String(workerData)));
} catch (cause) {
  reply({ kind: 'unusable', inUse: cause instanceof DataFolderInUse, detail: String(cause) });
}
