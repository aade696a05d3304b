// Try again from there: a recorded match set back to the moment of one of its commands, and played on from it.
import type { Command, LoggedCommand } from '../game/command.ts';
import type { Level } from '../game/level.ts';
import { createMatch, isOver, stepMatch } from '../game/match.ts';
import { rulesOf } from '../game/match-settings.ts';
import type { Match } from '../game/match-state.ts';
import type { Drivers } from '../game/rules.ts';
import { type Player, SIDES } from '../game/seat.ts';
import type { Verdict } from '../game/verdict.ts';
import { failure, type Result, success } from '../kernel/result.ts';
import type { Milliseconds } from '../kernel/time.ts';
import { runToEnd } from '../players/par.ts';
import type { Recording } from './recording.ts';
import { type ReplayProblem, replayProblem } from './replay.ts';

/** Why a recording can't be set back. */
export type SetBackProblem = ReplayProblem | { readonly kind: 'no-such-command'; readonly serial: number };

/** A match as it was when one of its commands came, and that command, which has not been done. */
export interface SetBack {
  readonly match: Match;
  readonly logged: LoggedCommand;
}

/**
 * The match of `recording` at the moment at which its command number `serial` came: all that was due before has happened,
 * the command itself has not. What a recording is refused for, it is refused for here.
 */
export function setBack(
  recording: Recording,
  level: Level,
  drivers: Drivers,
  serial: number,
): Result<SetBack, SetBackProblem> {
  const problem = replayProblem(recording, level);
  if (problem !== undefined) return failure(problem);
  const { setup, commands } = recording;
  let match = createMatch(rulesOf(setup, level, drivers));
  for (const logged of commands) {
    if (logged.serial === serial) {
      return success({ match: stepMatch(match, { kind: 'wake' }, logged.at).match, logged });
    }
    match = stepMatch(match, { kind: 'command', command: logged.command }, logged.at).match;
  }
  return failure({ kind: 'no-such-command', serial });
}

/**
 * The match of `recording` at game time `at`, with all that came before that moment and nothing that came in it. `at`
 * lies within the match. What a recording is refused for, it is refused for here.
 */
export function setBackTo(
  recording: Recording,
  level: Level,
  drivers: Drivers,
  at: Milliseconds,
): Result<Match, ReplayProblem> {
  const problem = replayProblem(recording, level);
  if (problem !== undefined) return failure(problem);
  const { setup, commands } = recording;
  let match = createMatch(rulesOf(setup, level, drivers));
  for (const logged of commands) {
    if (logged.at >= at) break;
    match = stepMatch(match, { kind: 'command', command: logged.command }, logged.at).match;
  }
  return success(stepMatch(match, { kind: 'wake' }, at).match);
}

/** A match that went on from a moment: with what was tried there, and stacks for the rest. */
export interface PlayedOut {
  /** At its end. */
  readonly match: Match;
  /** What the referee said of what was tried; undefined where it does not judge such commands, or nothing was. */
  readonly verdict: Verdict | undefined;
}

/**
 * `match` with `tried` done at its present moment, or nothing, and played out in the same sea: from then on `stack` has
 * every seat that a person had. Two commands tried at one moment can be compared by the scores of what comes of them.
 */
export function playedOut(
  match: Match,
  tried: Command | undefined,
  stack: Exclude<Player, 'person'> = 'perfect',
): PlayedOut {
  const first =
    tried === undefined
      ? { match, verdict: undefined }
      : stepMatch(match, { kind: 'command', command: tried }, match.now);
  let current = first.match;
  for (const seat of SIDES) {
    if (isOver(current) || current.players[seat] !== 'person') continue;
    const command = { kind: 'seat', seat, player: stack } as const;
    current = stepMatch(current, { kind: 'command', command }, current.now).match;
  }
  return { match: runToEnd(current), verdict: first.verdict };
}
