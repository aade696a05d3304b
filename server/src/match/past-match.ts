// A match whose process has gone, run again from its log to go on where it was.
import type { LoggedCommand } from '@syn-or-swim/shared/game/command.ts';
import { stepMatch } from '@syn-or-swim/shared/game/match.ts';
import { clockAfter, type MatchClock } from '@syn-or-swim/shared/game/match-clock.ts';
import { type MatchRun, runTime, runTo } from '@syn-or-swim/shared/game/match-run.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { RoomAnswer, RoomSeat } from '@syn-or-swim/shared/protocol/messages.ts';

/** From the return of a match to its clock's running again. */
export const RETURN_MS = 3000;

/** Signs of life come once a second, so up to so much game time may have been shown behind the last one. */
const SHOWN_AFTER_PULSE_MS = 1000;

/** What is known of a match that was on. */
export interface PastMatch {
  readonly commands: readonly LoggedCommand[];
  /** The numbers that pages gave to commands, by serial number. */
  readonly askedIds: ReadonlyMap<number, number>;
  /** Game time of the last sign of life of its process. */
  readonly reached: Milliseconds;
}

/** A match that goes on. */
export interface ReturnedMatch {
  readonly run: MatchRun;
  /** What pages were answered, or would have been: a command that is sent again counts once. */
  readonly answers: readonly { readonly seat: RoomSeat; readonly answer: RoomAnswer }[];
}

/**
 * Runs `past` again from `first`, the match as it began. It goes on at the later of its last command and its last sign
 * of life, and a second later where the clock was running (rules.md section 8): never before anything that was
 * shown. Its clock stands until {@link RETURN_MS} after `now`.
 */
export function returnedMatch(first: MatchRun, past: PastMatch, now: Milliseconds): ReturnedMatch {
  let { match } = first;
  const answers: ReturnedMatch['answers'][number][] = [];
  for (const { serial, at, command } of past.commands) {
    const stepped = stepMatch(match, { kind: 'command', command }, at);
    match = stepped.match;
    const id = past.askedIds.get(serial);
    if (id === undefined || !('seat' in command || command.kind === 'network')) continue;
    const { verdict } = stepped;
    const answer: RoomAnswer =
      verdict === undefined ? { id, kind: 'done', at } : { id, kind: 'judged', at, verdict };
    answers.push({ seat: command.kind === 'network' ? 'network' : command.seat, answer });
  }
  if (past.reached > match.now) match = stepMatch(match, { kind: 'wake' }, past.reached).match;
  const reached = clockAfter({ ...first.clock, game: match.now, host: now }, match, now);
  const run = shownSince({ match, clock: reached }, now);
  const clock: MatchClock = { ...run.clock, game: runTime(run, now), host: now + RETURN_MS };
  return { run: { match: run.match, clock: { ...clock, reason: { ...clock.reason, since: now } } }, answers };
}

/** `run` after what may have been shown since its process was last heard of. */
function shownSince(run: MatchRun, now: Milliseconds): MatchRun {
  const { clock } = run;
  if (clock.stop.kind !== 'none') return run;
  const host = now - SHOWN_AFTER_PULSE_MS * clock.settings.stretch;
  return runTo({ ...run, clock: { ...clock, host, reason: { ...clock.reason, since: host } } }, now);
}
