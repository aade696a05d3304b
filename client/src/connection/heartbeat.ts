/** Time between an echo and the next question (ms). */
export const BEAT = 1000;

/** How long an echo may take before the line counts as dead (ms): longer than the stalls of a poor network. */
export const SILENCE_MAX = 2500;

/** The same on a line that has shown to be slow, not dead. */
export const PATIENT_SILENCE_MAX = 5000;

/** A line that fell silent sooner than this after the one before (ms) did not die: everything is slow. */
const SOON = 20_000;

/** No longer than this is a line waited for, however slow everything is (ms). */
const PATIENCE_LIMIT = 20_000;

/**
 * How long an echo may take (ms) on the line after one that was given as long as `patience` and fell silent after
 * `stood` ms: twice as long where that was soon, so that pages on a slow network do not make it slower by leaving and
 * coming back; else `usual`.
 */
export function nextPatience(patience: number, stood: number, usual: number): number {
  return stood < SOON ? Math.min(2 * patience, PATIENCE_LIMIT) : usual;
}

/** A timer that rings so late (ms) tells of a page that stood still, not of a line that is dead. */
const OVERSLEPT = 500;

/** What a heartbeat needs of its line. */
export interface HeartbeatParts {
  /** Asks the other end for an echo, and tells when one has come. */
  readonly ask: (answered: () => void) => void;
  /** How long an echo may take (ms): {@link SILENCE_MAX}, or {@link PATIENT_SILENCE_MAX} on a slow line. */
  readonly patience: number;
  /** No echo has come for so long. */
  readonly onDead: () => void;
  /** A clock of this page in ms. */
  readonly now: () => number;
}

/** Finds out that a line is dead although nobody has closed it. */
export interface Heartbeat {
  /** Asks at once: the page was asleep, or the browser says that it is online. */
  check(): void;
  stop(): void;
}

/** A heartbeat that runs until it is stopped, or has told that its line is dead. */
export function createHeartbeat({ ask, patience, onDead, now }: HeartbeatParts): Heartbeat {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let question = 0;
  const stop = (): void => {
    question += 1;
    clearTimeout(timer);
  };
  const beat = (): void => {
    stop();
    const mine = question;
    const asked = now();
    timer = setTimeout(() => {
      if (now() - asked > patience + OVERSLEPT) beat();
      else onDead();
    }, patience);
    ask(() => {
      if (mine !== question) return;
      clearTimeout(timer);
      timer = setTimeout(beat, BEAT);
    });
  };
  beat();
  return { check: beat, stop };
}
