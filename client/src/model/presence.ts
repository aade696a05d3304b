import type { Stop } from '@syn-or-swim/shared/game/match-clock.ts';

/** Who is there besides this page, and whether the line and the clock run. */
export interface Presence {
  /** `held`: away for so long that a stack holds the seat. */
  readonly partner: 'stack' | 'here' | 'away' | 'held';
  readonly line: 'up' | 'reconnecting';
  /** Alone, the clock stands until the first move. */
  readonly clockStands: boolean;
  /** Why the clock stands in the midst of a match: a pause, or in the patient pace somebody who thinks. */
  readonly stop: Stop;
}
