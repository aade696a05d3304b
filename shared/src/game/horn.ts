// When a match ends by itself: at the level's horn, or later by what time was given (rules.md section 8).
import { scheduled } from '../kernel/event-queue.ts';
import type { Milliseconds } from '../kernel/time.ts';
import { flooded } from './flood.ts';
import type { Match } from './match-state.ts';

/** Most time that may be given to one match, ms: a lesson has an end, too. */
export const GIVEN_MAX: Milliseconds = 1_800_000;

/** Game time at which the horn of `match` blows. */
export function hornAt({ rules, given = 0 }: Pick<Match, 'rules' | 'given'>): Milliseconds {
  return rules.level.timing.round + given;
}

/**
 * `match` whose horn blows `ms` later, and at most {@link GIVEN_MAX} after the level's. Slips, encores and a flood go on
 * until then; what is measured at the horn is measured at the new one. Par and stars stay: they are reached sooner.
 */
export function timeGiven(match: Match, ms: Milliseconds): Match {
  const before = hornAt(match);
  const later: Match = { ...match, given: Math.min(GIVEN_MAX, (match.given ?? 0) + Math.max(0, ms)) };
  const at = hornAt(later);
  if (at === before) return match;
  return flooded({ ...later, agenda: scheduled(later.agenda, at, { kind: 'horn' }) }, before, at);
}
