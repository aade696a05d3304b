import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { Clock } from '../match/clock.ts';
import type { Log } from '../match/log.ts';
import { isOwnerLost, type LoggedClassEvent, type Store } from '../storage/store.ts';

/** How long a class waits before it tries again to keep what the store would not take, ms. */
export const KEEP_AGAIN_MS: Milliseconds = 1000;

/** The way of a class's events into the store: in their order, and tried until they are there. */
export interface ClassLog {
  /** Keeps `event` behind all before it. */
  readonly keep: (event: LoggedClassEvent) => void;
  /** Resolves when nothing waits any more. */
  readonly settled: () => Promise<void>;
  /** Asks the store once more for what it would not take, then never again. */
  readonly close: () => Promise<void>;
}

/** What a log needs. */
export interface ClassLogParts {
  readonly store: Pick<Store, 'appendClassEvent'>;
  readonly clock: Clock;
  readonly log: Log;
  /** These are in the store now; of what is kept together it is told once. */
  readonly kept: (events: readonly LoggedClassEvent[]) => void;
}

/** The log of the class `classId`. While the store takes nothing the class itself goes on. */
export function createClassLog(classId: string, { store, clock, log, kept }: ClassLogParts): ClassLog {
  let waiting: LoggedClassEvent[] = [];
  let writing: Promise<void> | undefined;
  let endPause = (): void => {};
  let state: 'open' | 'closing' | 'given-up' = 'open';
  let failing = false;
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const cancel = clock.at(clock.now() + KEEP_AGAIN_MS, resolve);
      endPause = () => {
        cancel();
        resolve();
      };
    });
  const failed = async (cause: unknown): Promise<void> => {
    if (!failing) log.error({ class: classId, err: cause }, 'events of a class could not be stored yet');
    failing = true;
    if (state === 'closing' || isOwnerLost(cause)) state = 'given-up';
    else await pause();
  };
  /** Asks for all that waits at once, so that it shares a commit. What comes behind a failure is asked for again, too. */
  const writeTurn = async (): Promise<void> => {
    const outcomes = await Promise.allSettled(waiting.map((event) => store.appendClassEvent(classId, event)));
    const firstFailed = outcomes.findIndex(({ status }) => status === 'rejected');
    const done = firstFailed < 0 ? outcomes.length : firstFailed;
    const stored = waiting.slice(0, done);
    waiting = waiting.slice(done);
    if (done > 0) kept(stored);
    const outcome = outcomes[firstFailed];
    if (outcome?.status === 'rejected') await failed(outcome.reason);
    else failing = false;
  };
  const writeAll = async (): Promise<void> => {
    // What is recorded in the same moment goes into the same turn.
    await Promise.resolve();
    while (waiting.length > 0 && state !== 'given-up') await writeTurn();
    waiting = [];
    writing = undefined;
  };
  const settled = async (): Promise<void> => {
    while (writing !== undefined) await writing;
  };
  return {
    keep: (event) => {
      waiting.push(event);
      writing ??= writeAll();
    },
    settled,
    close: async () => {
      state = 'closing';
      endPause();
      await settled();
      state = 'given-up';
    },
  };
}
