// Many operations, one transaction a turn: one wait for the disk, however many matches wrote in this turn.
import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from './database.ts';
import { type AppendOperation, forgets, runOperation, type StoreOperation } from './operations.ts';

/** An operation that waits, and who hears what came of it. */
export interface WaitingOperation {
  readonly operation: StoreOperation;
  readonly done: (value: unknown) => void;
  readonly failed: (detail: string) => void;
}

/** The way of operations into one database. */
export interface Turns {
  readonly add: (waiting: WaitingOperation) => void;
  /** Finishes what was added before, then closes the database. */
  readonly close: () => Promise<void>;
}

/** The rows of a turn in which nothing is done but append, as in most; undefined of another. */
function rowsOf(waiting: readonly WaitingOperation[]): readonly AppendOperation[] | undefined {
  const rows = waiting.map(({ operation }) => operation).filter((operation) => operation.kind === 'append');
  return rows.length === waiting.length ? rows : undefined;
}

async function runTogether(
  { tables, appendAll, overwriteDeleted }: Database,
  waiting: readonly WaitingOperation[],
): Promise<void> {
  const rows = appendAll && rowsOf(waiting);
  if (rows !== undefined && appendAll?.(rows) === true) {
    for (const { done } of waiting) done(undefined);
    return;
  }
  const values = await tables.transaction().execute(async (transaction) => {
    const results: unknown[] = [];
    for (const { operation } of waiting) results.push(await runOperation(transaction, operation));
    return results;
  });
  if (waiting.some(({ operation }) => forgets(operation))) await overwriteDeleted();
  for (const [index, { done }] of waiting.entries()) done(values[index]);
}

/**
 * How long a turn waits before it is tried again where the database can't be reached (ms): a restart of its server, or a
 * change to another one, costs nobody anything but the time.
 */
const AGAIN_AFTER_MS: readonly number[] = [0, 200, 800, 2000];

/** After how long a turn is not tried again (ms): where nothing is refused but nothing answers either, each try takes long. */
const GIVE_UP_MS = 6000;

async function runInTime(database: Database, waiting: readonly WaitingOperation[]): Promise<void> {
  const since = performance.now();
  for (const pause of AGAIN_AFTER_MS) {
    try {
      return await runTogether(database, waiting);
    } catch (cause) {
      if (database.isCutOff?.(cause) !== true || performance.now() - since > GIVE_UP_MS) throw cause;
      await wait(pause);
    }
  }
  return runTogether(database, waiting);
}

/** One match's bad row must not cost the others theirs: after a failed turn each operation is tried alone. */
async function runTurn(database: Database, waiting: readonly WaitingOperation[]): Promise<void> {
  try {
    await runInTime(database, waiting);
  } catch (cause) {
    if (waiting.length === 1 || database.isCutOff?.(cause) === true) {
      for (const { failed } of waiting) failed(String(cause));
      return;
    }
    for (const one of waiting) await runTurn(database, [one]);
  }
}

/** Turns on `database`: operations are done in the order in which they were added. */
export function createTurns(database: Database): Turns {
  let waiting: WaitingOperation[] = [];
  let running: Promise<void> | undefined;
  const runAll = async () => {
    while (waiting.length > 0) {
      const turn = waiting;
      waiting = [];
      await runTurn(database, turn);
    }
    running = undefined;
  };
  // What comes in the same turn of the event loop goes into the same transaction.
  const soon = () =>
    new Promise<void>((resolve) => {
      setImmediate(resolve);
    }).then(runAll);
  return {
    add: (one) => {
      waiting.push(one);
      running ??= soon();
    },
    close: async () => {
      await running;
      await database.close();
    },
  };
}
