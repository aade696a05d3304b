// A match run again from its log, one happening at a time, so that whoever looks back sees it just before each.
import { applyCommand } from '../game/apply-command.ts';
import type { LoggedCommand } from '../game/command.ts';
import { nextHappening } from '../game/happenings.ts';
import { createMatch } from '../game/match.ts';
import type { Match } from '../game/match-state.ts';
import type { MatchRules } from '../game/rules.ts';
import { settled } from '../game/settle.ts';
import type { Milliseconds } from '../kernel/time.ts';

/** All from which a match follows. */
export interface MatchLog {
  readonly rules: MatchRules;
  /** In the order of their game times. */
  readonly commands: readonly LoggedCommand[];
  readonly endedAt: Milliseconds;
}

/** One happening or command: the match just before it, at its moment, and the match after all that followed. */
export interface Moment {
  readonly before: Match;
  readonly after: Match;
}

function* until(match: Match, at: Milliseconds): Generator<Moment, Match> {
  let current = match;
  for (;;) {
    const next = nextHappening(current);
    if (next === undefined || next.at > at) return { ...current, now: Math.max(current.now, at) };
    const before = { ...current, now: Math.max(current.now, next.at) };
    const after = settled(before, next.occur(before));
    yield { before, after };
    current = after;
  }
}

/** Every moment of the match of `log`, in order; gives the match at its end. */
export function* moments({ rules, commands, endedAt }: MatchLog): Generator<Moment, Match> {
  let match = createMatch(rules);
  for (const { at, command } of commands) {
    const before = yield* until(match, at);
    const after = settled(before, applyCommand(before, command).match);
    yield { before, after };
    match = after;
  }
  return yield* until(match, endedAt);
}
