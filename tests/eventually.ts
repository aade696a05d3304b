import { vi } from 'vitest';

/** How long is waited for what takes a few turns of an idle machine: a busy one may need a hundred times as long. */
const PATIENCE_MS = 20_000;

/** From one look to the next. */
const LOOK_MS = 20;

/** How long is waited and how often looked, ms, where the usual does not do. */
interface Waiting {
  readonly patience?: number;
  readonly interval?: number;
}

/** Looks again and again until `look` does not throw, and gives what it gave; where that takes too long, throws as it does. */
export function eventually<Seen>(
  look: () => Seen | Promise<Seen>,
  { patience = PATIENCE_MS, interval = LOOK_MS }: Waiting = {},
): Promise<Seen> {
  return vi.waitFor(look, { timeout: patience, interval });
}
