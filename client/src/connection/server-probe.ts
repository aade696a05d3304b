import { keepAsking } from './keep-asking.ts';

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
  readonly stop: () => void;
}

/** Asks the server of `origin` at short intervals whether it is there; nothing changes there by it. */
export function probeServer({ origin, onWake }: ProbeParts): ServerProbe {
  const { answered, ask, stop } = keepAsking(async (signal) => {
    const response = await fetch(`${origin}/healthz`, { cache: 'no-store', signal });
    const body: unknown = await response.json();
    // A hotel's login page answers too, but not so.
    const isWell = typeof body === 'object' && body !== null && 'ok' in body && body.ok === true;
    return isWell ? true : undefined;
  });
  const unwatch = onWake(ask);
  return { answered: answered.then((there) => there === true).finally(unwatch), stop };
}
