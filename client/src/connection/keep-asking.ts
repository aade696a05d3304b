/** Time between two questions (ms): the longest that the return of the link may stay unnoticed. */
const INTERVAL = 600;

/** How long one question waits (ms). Four at a time leave a browser two of its six connections to a host. */
const DEADLINE = 2400;

/** A question that is asked until it is answered. */
export interface Asking<Answer> {
  /** The first answer; undefined once the asking was stopped. */
  readonly answered: Promise<Answer | undefined>;
  /** Asks once more, now. */
  readonly ask: () => void;
  readonly stop: () => void;
}

/**
 * Asks at short intervals, each time anew, so that a question which hangs on a dead connection does not keep back the
 * next one. `question` may be asked any number of times; that it fails or gives undefined is no answer.
 */
export function keepAsking<Answer>(
  question: (signal: AbortSignal) => Promise<Answer | undefined>,
): Asking<Answer> {
  const underWay = new Set<AbortController>();
  const { promise, resolve } = Promise.withResolvers<Answer | undefined>();
  const askOnce = async (): Promise<void> => {
    const asked = new AbortController();
    underWay.add(asked);
    const late = setTimeout(() => asked.abort(), DEADLINE);
    const answer = await question(asked.signal).catch(() => undefined);
    clearTimeout(late);
    underWay.delete(asked);
    if (answer !== undefined) end(answer);
  };
  const ask = (): void => void askOnce();
  const timer = setInterval(ask, INTERVAL);
  const end = (answer: Answer | undefined): void => {
    clearInterval(timer);
    for (const asked of underWay) asked.abort();
    resolve(answer);
  };
  ask();
  return { answered: promise, ask, stop: () => end(undefined) };
}
