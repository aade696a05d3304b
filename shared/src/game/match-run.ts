// A match on its clock: what both hosts run. Everything happens at its own moment of game time, however late the
// host's timer rings.
import { assert } from '../kernel/assert.ts';
import type { Milliseconds } from '../kernel/time.ts';
import type { Command } from './command.ts';
import { stepMatch, wakeAt } from './match.ts';
import { clockAfter, gameTimeAt, hostTimeAt, type MatchClock, stopEndsAt } from './match-clock.ts';
import type { Match } from './match-state.ts';
import type { Verdict } from './verdict.ts';

/** A match and its clock. */
export interface MatchRun {
  readonly match: Match;
  readonly clock: MatchClock;
}

/** A run after a command: the game time at which it was done, and the referee's word where it is one that is judged. */
export interface CommandedRun {
  readonly run: MatchRun;
  readonly at: Milliseconds;
  readonly verdict: Verdict | undefined;
}

/** `match` on `clock`, from the clock's own moment on. */
export function startRun(match: Match, clock: MatchClock): MatchRun {
  return { match, clock: clockAfter(clock, match, clock.host) };
}

/** The moment of the host's clock at which something next happens by itself; undefined where nothing will. */
export function runWakesAt({ match, clock }: MatchRun): Milliseconds | undefined {
  if (clock.stop.kind !== 'none') return stopEndsAt(clock, match);
  const at = wakeAt(match);
  return at === undefined ? undefined : hostTimeAt(clock, at);
}

function happened({ match, clock }: MatchRun, host: Milliseconds): MatchRun {
  if (clock.stop.kind === 'thinking') return { match, clock: clockAfter(clock, match, host) };
  // A pause is over once time passes, so that the log needs no word of it.
  const at = clock.stop.kind === 'paused' ? match.now + 1 : wakeAt(match);
  assert(
    at !== undefined && at > match.now,
    `a match wants to wake at ${at}, and it is ${match.now} already`,
  );
  const next = stepMatch(match, { kind: 'wake' }, at).match;
  return { match: next, clock: clockAfter(clock, next, host) };
}

/** `run` after all that happens by itself up to the moment `host` of the host's clock. */
export function runTo(run: MatchRun, host: Milliseconds): MatchRun {
  let current = run;
  for (;;) {
    const at = runWakesAt(current);
    if (at === undefined || at > host) return current;
    current = happened(current, at);
  }
}

/** `run` after `command`, which came at the moment `host` of the host's clock. */
export function runCommand(run: MatchRun, command: Command, host: Milliseconds): CommandedRun {
  const ready = runTo(run, host);
  const at = runTime(ready, host);
  const { match, verdict } = stepMatch(ready.match, { kind: 'command', command }, at);
  return { run: { match, clock: clockAfter(ready.clock, match, host) }, at, verdict };
}

/** Game time at the moment `host`; it stands still once the match is over. */
export function runTime({ match, clock }: MatchRun, host: Milliseconds): Milliseconds {
  return match.phase === 'ended' ? match.now : Math.max(match.now, gameTimeAt(clock, host));
}
