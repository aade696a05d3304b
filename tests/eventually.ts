import { vi } from 'vitest';

/** How long is waited for what takes a few turns of an idle machine: a busy one may need a hundred times as long. */
const PATIENCE_MS = 20_000;

/** From one look to the next where the test does not say. */
const LOOK_MS = 20;

/** Looks again and again until `look` does not throw, and gives what it gave; after {@link PATIENCE_MS} throws as it does. */
export function eventually<Seen>(
  look: () => Seen | Promise<Seen>,
  interval: number = LOOK_MS,
): Promise<Seen> {
  return vi.waitFor(look, { timeout: PATIENCE_MS, interval });
}
