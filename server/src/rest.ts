import type { Metrics } from './match/metrics.ts';

/** A server rests when so long (ms) nobody has done anything. */
export const REST_MS = 60_000;

/** What {@link createRest} needs. */
export interface RestParts {
  /** ms. */
  readonly monotonic: () => number;
  /** Calls `act` once, `delayMs` from now. */
  readonly later: (act: () => void, delayMs: number) => void;
  /** Called once in each rest, at its beginning. */
  readonly onRest: () => void;
}

/** Finds the moments at which nobody would feel it if the server did something else for a while. */
export interface Rest {
  /** Somebody did something. */
  readonly stirred: () => void;
}

/** A server that nobody has used yet: what it needs to start is no reason to rest. */
export function createRest({ monotonic, later, onRest }: RestParts): Rest {
  let stirredAt = 0;
  let looks = false;
  const look = () => {
    const left = stirredAt + REST_MS - monotonic();
    if (left > 0) {
      later(look, left);
      return;
    }
    looks = false;
    onRest();
  };
  return {
    stirred: () => {
      stirredAt = monotonic();
      if (looks) return;
      looks = true;
      later(look, REST_MS);
    },
  };
}

/** `metrics`, of which each seat that is taken and each command that is answered stirs `rest`. */
export function stirring<Observed extends Metrics>(metrics: Observed, { stirred }: Rest): Observed {
  return {
    ...metrics,
    seated: () => {
      stirred();
      metrics.seated();
    },
    answered: (kind, answer) => {
      stirred();
      metrics.answered(kind, answer);
    },
  };
}
