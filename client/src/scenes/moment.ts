import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';

/** The moment that a picture shows. */
export interface Moment {
  /** Game time. */
  readonly game: Milliseconds;
  /** Milliseconds of the page, for what moves without meaning: waves and fog. It stands with reduced motion. */
  readonly page: number;
  /** Nothing flies; things fade. */
  readonly still: boolean;
}
