// The thread of the store: SQLite blocks while it waits for the disk, and here nobody else has to wait with it.
import { parentPort, workerData } from 'node:worker_threads';
import { type Database, DataFolderInUse, openDatabase } from './database.ts';
import { runOperation, type StoreOperation } from './operations.ts';

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

type Asked = Extract<WorkerRequest, { readonly kind: 'do' }>;

const port = parentPort;
if (port === null) throw new Error('sqlite-worker.ts runs as a worker thread only');
const reply = (message: WorkerReply) => port.postMessage(message);

/** Does `asked` in one transaction: one wait for the disk, however many matches wrote in this turn. */
async function runTogether({ tables }: Database, asked: readonly Asked[]): Promise<void> {
  const values = await tables.transaction().execute(async (transaction) => {
    const results: unknown[] = [];
    for (const { operation } of asked) results.push(await runOperation(transaction, operation));
    return results;
  });
  for (const [index, { id }] of asked.entries()) reply({ kind: 'done', id, value: values[index] });
}

/** One match's bad row must not cost the others theirs: after a failed turn each operation is tried alone. */
async function runTurn(database: Database, asked: readonly Asked[]): Promise<void> {
  try {
    await runTogether(database, asked);
  } catch (cause) {
    const [first] = asked;
    if (asked.length === 1 && first !== undefined) {
      reply({ kind: 'failed', id: first.id, detail: String(cause) });
      return;
    }
    for (const one of asked) await runTurn(database, [one]);
  }
}

async function serve(database: Database): Promise<void> {
  let waiting: Asked[] = [];
  let state: 'resting' | 'running' | 'closed' = 'resting';
  let closing = false;
  const run = async () => {
    if (state !== 'resting') return;
    state = 'running';
    while (waiting.length > 0) {
      const turn = waiting;
      waiting = [];
      await runTurn(database, turn);
    }
    state = closing ? 'closed' : 'resting';
    if (!closing) return;
    await database.close();
    port?.close();
  };
  port?.on('message', (request: WorkerRequest) => {
    if (request.kind === 'do') waiting.push(request);
    else closing = true;
    // What came in the same turn of the event loop goes into the same transaction.
    setImmediate(() => void run());
  });
  reply({ kind: 'ready' });
}

try {
  await serve(await openDatabase(String(workerData)));
} catch (cause) {
  reply({ kind: 'unusable', inUse: cause instanceof DataFolderInUse, detail: String(cause) });
}
