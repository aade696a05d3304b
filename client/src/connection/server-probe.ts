/** Time between two questions (ms): the longest that the return of the link may stay unnoticed. */
const PROBE_INTERVAL = 600;

/** How long one question waits (ms). Four at a time leave a browser two of its six connections to a host. */
const PROBE_DEADLINE = 2400;

/** What a probe needs of its page. */
export interface ProbeParts {
  readonly origin: string;
  /** Tells when the browser thinks that the network may be back, until the function that it gives is called. */
  readonly onWake: (listener: () => void) => () => void;
}

/** A question whether the server can be reached, which is asked until it can. */
export interface ServerProbe {
  /** True once the server has answered, false once the probe was stopped. */
  readonly answered: Promise<boolean>;
  stop(): void;
}

async function asks(origin: string, signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(`${origin}/healthz`, { cache: 'no-store', signal });
    const body: unknown = await response.json();
    // A hotel's login page answers too, but not so.
    return typeof body === 'object' && body !== null && 'ok' in body && body.ok === true;
  } catch {
    return false;
  }
}

/**
 * Asks the server of `origin` at short intervals whether it is there. A question that hangs on a dead link does not
 * keep back the next one, and none changes anything at the server.
 */
export function probeServer({ origin, onWake }: ProbeParts): ServerProbe {
  const underWay = new Set<AbortController>();
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const ask = async (): Promise<void> => {
    const question = new AbortController();
    underWay.add(question);
    const late = setTimeout(() => question.abort(), PROBE_DEADLINE);
    const isThere = await asks(origin, question.signal);
    clearTimeout(late);
    underWay.delete(question);
    if (isThere) end(true);
  };
  const timer = setInterval(() => void ask(), PROBE_INTERVAL);
  const unwatch = onWake(() => void ask());
  const end = (answered: boolean): void => {
    clearInterval(timer);
    unwatch();
    for (const question of underWay) question.abort();
    resolve(answered);
  };
  void ask();
  return { answered: promise, stop: () => end(false) };
}
