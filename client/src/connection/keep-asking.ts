/** How often a question is asked. Four or five at a time leave a browser one or two of its six connections to a host. */
export interface AskingPace {
  /** Time from the first question to the second (ms), and how many times as long each one after is. */
  readonly interval: number;
  readonly growth: number;
  /** How long one question waits, ms. */
  readonly deadline: number;
}

/** For what costs the server nothing: the interval is the longest that the return of the link stays unnoticed. */
const STEADY: AskingPace = { interval: 600, growth: 1, deadline: 2400 };

/** For what costs it something: where it is slow, asking more often makes it slower, and giving up early wastes its work. */
export const SPARING: AskingPace = { interval: 600, growth: 2, deadline: 15_000 };

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
  { interval, growth, deadline }: AskingPace = STEADY,
): Asking<Answer> {
  const underWay = new Set<AbortController>();
  const { promise, resolve } = Promise.withResolvers<Answer | undefined>();
  const askOnce = async (): Promise<void> => {
    const asked = new AbortController();
    underWay.add(asked);
    const late = setTimeout(() => asked.abort(), deadline);
    const answer = await question(asked.signal).catch(() => undefined);
    clearTimeout(late);
    underWay.delete(asked);
    if (answer !== undefined) end(answer);
  };
  const ask = (): void => void askOnce();
  let timer: ReturnType<typeof setTimeout>;
  const askAgain = (after: number): void => {
    timer = setTimeout(() => {
      ask();
      askAgain(after * growth);
    }, after);
  };
  const end = (answer: Answer | undefined): void => {
    clearTimeout(timer);
    for (const asked of underWay) asked.abort();
    resolve(answer);
  };
  askAgain(interval);
  ask();
  return { answered: promise, ask, stop: () => end(undefined) };
}
