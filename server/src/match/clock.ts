import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';

/** Takes back an appointment; a second call, or one after it was kept, does nothing. */
export type Cancel = () => void;

/** The only source of time for rooms and matches. Nothing in them reads another clock. */
export interface Clock {
  /** Whole milliseconds since 1970; it never runs backwards. */
  readonly now: () => Milliseconds;
  /** Calls `action` once `now()` has reached `moment`: never in the same turn, and in the order of the moments. */
  readonly at: (moment: Milliseconds, action: () => void) => Cancel;
  /** Calls `action` within a few hundredths of a second, or at once: together with whatever else is due then. */
  readonly soon: (action: () => void) => void;
  /** How fast browsers are told that it runs: 1, or 0 where a test moves it. */
  readonly rate: 0 | 1;
}
