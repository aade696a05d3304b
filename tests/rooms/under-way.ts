// What the stores of this process' servers have been asked and have not answered yet. A test that looks before they have
// sees a server that is still about to tell: on a busy machine such a look comes too early.
import type { Store } from '../../server/src/storage/store.ts';

type Ask = (...args: readonly unknown[]) => Promise<unknown>;

const underWay = new Set<Promise<unknown>>();

/** `store`, for whose answers {@link allAnswered} waits. */
export function followed(store: Store): Store {
  const follow =
    (ask: Ask): Ask =>
    (...args) => {
      const answer = ask(...args);
      underWay.add(answer);
      const answered = () => void underWay.delete(answer);
      answer.then(answered, answered);
      return answer;
    };
  return Object.fromEntries(
    Object.entries(store).map(([operation, ask]) => [operation, follow(ask as Ask)]),
  ) as unknown as Store;
}

/**
 * Waits until each store has answered whatever it was asked, also what it was asked because of an answer, and what hung
 * on that has been sent. Gives whether there was something to wait for. A store that a test holds up with
 * `RoomServerChanges.wrapStore` is not waited for: nobody has asked it yet.
 */
export async function allAnswered(): Promise<boolean> {
  let waited = false;
  for (;;) {
    // What is kept together is asked for at the end of the turn, and sent after another one.
    await turn();
    if (underWay.size === 0) return waited;
    waited = true;
    await Promise.allSettled(underWay);
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
