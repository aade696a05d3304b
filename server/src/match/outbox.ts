/** Sends things in the order in which they happened, each only once what it rests on is in the store. */
export interface Outbox {
  /** Does `action` at once where nothing is waiting, else behind all that waits, and after `kept`. */
  readonly post: (action: () => void, kept?: Promise<unknown>) => void;
  /** Resolves when nothing waits any more. */
  readonly settled: () => Promise<void>;
}

/** Who is told when something could not be kept, and when an action threw. */
export interface OutboxFaults {
  readonly notKept: (cause: unknown) => void;
  readonly notDone: (cause: unknown) => void;
}

/** An empty outbox. A fault of one action does not hold up those behind it. */
export function createOutbox({ notKept, notDone }: OutboxFaults): Outbox {
  let last: Promise<void> | undefined;
  const post = (action: () => void, kept?: Promise<unknown>) => {
    if (last === undefined && kept === undefined) {
      action();
      return;
    }
    const entry = Promise.all([kept, last])
      .then(() => action(), notKept)
      .catch(notDone)
      .finally(() => {
        if (last === entry) last = undefined;
      });
    last = entry;
  };
  const settled = async () => {
    while (last !== undefined) await last;
  };
  return { post, settled };
}
