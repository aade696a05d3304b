// The level's eye, a mark beside the stars: the pair named a stuck socket's cause and remedy (rules.md section 5).
import type { LogCause, LogRemedy } from '../game/log-entry.ts';
import type { Match } from '../game/match-state.ts';
import type { Milliseconds } from '../kernel/time.ts';

/** An entry in the harbour log on which both seats agreed. */
export interface AgreedEntry {
  readonly at: Milliseconds;
  readonly clientPort: number;
  readonly cause: LogCause;
  readonly remedy: LogRemedy;
  readonly right: boolean;
}

/** The entries on which both agreed, in the order of their times. */
export function agreedEntries(match: Match): readonly AgreedEntry[] {
  return match.journal.flatMap(({ at, event }) => {
    if (event.kind !== 'log-agreed') return [];
    const { clientPort, cause, remedy, right } = event;
    return [{ at, clientPort, cause, remedy, right }];
  });
}

/** True where `match` earns the eye: one entry at least was right. */
export function earnsEye(match: Match): boolean {
  return agreedEntries(match).some((entry) => entry.right);
}
