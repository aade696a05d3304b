import { accessSync, constants, mkdirSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { failure, type Result, success } from '@syn-or-swim/shared/kernel/result.ts';
import type { StoreOperation } from './operations.ts';
import type { NumberedOperation, WorkerReply, WorkerRequest } from './sqlite-worker.ts';
import type { Store } from './store.ts';
import { storeOver } from './store-over.ts';

/** Why a data folder can't be used. `detail` is the system's own word for it. */
export type DataFolderProblem =
  | { readonly kind: 'not-writable'; readonly detail: string }
  | { readonly kind: 'in-use' }
  | { readonly kind: 'unusable'; readonly detail: string };

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * The embedded store: SQLite in `dataFolder`, which is made where it is missing, in a thread of its own; for `owner` if
 * one is given.
 * A write is confirmed when it is on the disk; writes of one moment share one commit.
 */
export async function openSqliteStore(
  dataFolder: string,
  owner?: string,
): Promise<Result<Store, DataFolderProblem>> {
  try {
    mkdirSync(dataFolder, { recursive: true });
    accessSync(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    return failure({ kind: 'not-writable', detail: cause instanceof Error ? cause.message : String(cause) });
  }
  const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: dataFolder });
  const problem = await startOf(worker);
  if (problem !== undefined) {
    await worker.terminate();
    return failure(problem);
  }
  return success(createStore(worker, owner));
}

function startOf(worker: Worker): Promise<DataFolderProblem | undefined> {
  return new Promise((resolve) => {
    worker.once('error', (cause) => resolve({ kind: 'unusable', detail: String(cause) }));
    worker.once('message', (reply: WorkerReply) => {
      worker.removeAllListeners('error');
      if (reply.kind !== 'unusable') resolve(undefined);
      else resolve(reply.inUse ? { kind: 'in-use' } : { kind: 'unusable', detail: reply.detail });
    });
  });
}

function createStore(worker: Worker, owner: string | undefined): Store {
  const { ask, send } = createAsk(worker);
  const close = () =>
    new Promise<void>((resolve) => {
      worker.once('exit', () => resolve());
      send();
      worker.postMessage({ kind: 'close' } satisfies WorkerRequest);
    });
  return storeOver(ask, close, owner);
}

/** The way to the thread. */
interface ThreadDoor {
  readonly ask: (operation: StoreOperation) => Promise<unknown>;
  /** Sends now what would go at the end of this turn of the event loop. */
  readonly send: () => void;
}

/** Sends operations to the thread and pairs its answers with them. A thread that is gone fails all of them. */
function createAsk(worker: Worker): ThreadDoor {
  const waiting = new Map<number, Waiting>();
  let operations: NumberedOperation[] = [];
  let nextId = 1;
  let gone: Error | undefined;
  const failAll = (cause: Error) => {
    gone ??= cause;
    for (const { reject } of waiting.values()) reject(cause);
    waiting.clear();
  };
  worker.on('error', (cause) => failAll(new Error('the thread of the store broke', { cause })));
  worker.on('exit', () => failAll(new Error('the store is closed')));
  worker.on('message', (reply: WorkerReply) => {
    if (reply.kind !== 'answers') return;
    for (const answer of reply.answers) {
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (answer.kind === 'done') asked?.resolve(answer.value);
      else asked?.reject(new Error(answer.detail));
    }
  });
  const send = () => {
    if (operations.length === 0) return;
    worker.postMessage({ kind: 'do', operations } satisfies WorkerRequest);
    operations = [];
  };
  const ask = (operation: StoreOperation) =>
    new Promise<unknown>((resolve, reject) => {
      if (gone !== undefined) return reject(gone);
      const id = nextId;
      nextId += 1;
      waiting.set(id, { resolve, reject });
      operations.push({ id, operation });
      if (operations.length === 1) setImmediate(send);
      return undefined;
    });
  return { ask, send };
}
