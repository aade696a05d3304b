// `replay FILE`: runs a recorded match again and tells what came of it.
import { readFileSync, statSync } from 'node:fs';
import type { Level } from '@syn-or-swim/shared/game/level.ts';
import type { Match } from '@syn-or-swim/shared/game/match-state.ts';
import { nestsWithin } from '@syn-or-swim/shared/kernel/json-depth.ts';
import { failure, type Result, success } from '@syn-or-swim/shared/kernel/result.ts';
import { levelById } from '@syn-or-swim/shared/levels/catalog.ts';
import { ENDLESS_STORM } from '@syn-or-swim/shared/levels/endless-storm.ts';
import { TEST_LEVELS } from '@syn-or-swim/shared/levels/test-levels.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { RECORDING_SCHEMA } from '@syn-or-swim/shared/protocol/recording-schema.ts';
import type { Recording } from '@syn-or-swim/shared/replay/recording.ts';
import { matchHash, type ReplayProblem, replay } from '@syn-or-swim/shared/replay/replay.ts';
import {
  LARGEST_REPLAY,
  parsedReplayFile,
  type ReplayFileProblem,
} from '@syn-or-swim/shared/replay/replay-file.ts';
import { explained } from '@syn-or-swim/shared/scoring/explain.ts';
import type { MatchLog } from '@syn-or-swim/shared/scoring/moments.ts';
import { scoreOf } from '@syn-or-swim/shared/scoring/score.ts';
import { matchReport } from './match-report.ts';
import type { LineWriter } from './recorded-segment.ts';

/** Deeper than any recording nests. */
const DEPTH_MAX = 16;
/** Longest reason that is printed, characters. */
const LINE_MAX = 400;

/** What a recorded match came to. */
export interface ReplayOutcome {
  readonly level: string;
  readonly commands: number;
  /** Game time, ms. */
  readonly endedAt: number;
  readonly points: number;
  /** SHA-256 of the match at its end: equal on every machine. */
  readonly hash: string;
  /** True where the file named the hash, and it is this one; a bare recording names none. */
  readonly verified: boolean;
}

/** A match that was run again: what it came to, and all from which it follows. */
export interface RunAgain {
  readonly outcome: ReplayOutcome;
  readonly level: Level;
  readonly log: MatchLog;
}

function problemText(problem: ReplayProblem): string {
  switch (problem.kind) {
    case 'unknown-rules':
      return `it was played by rules ${problem.version}, and this program judges by rules ${problem.known}`;
    case 'other-level':
      return `the level ${problem.levelId} has changed since it was played`;
    case 'disordered':
      return `its command ${problem.serial} is out of order`;
  }
}

function fileProblemText(problem: ReplayFileProblem): string {
  switch (problem.kind) {
    case 'no-json':
      return 'it is cut off, or no JSON';
    case 'foreign':
      return 'it is no replay of SYN or Swim';
    case 'unknown-version':
      return `it is a replay file of version ${problem.version}, and this program reads version ${problem.known}`;
    case 'changed':
      return 'it was changed after it was written: its checksum does not fit';
    case 'malformed':
      return 'it holds what no recording holds';
    case 'too-large':
      return `it has more than ${problem.most} characters`;
  }
}

/** What a file says: the recording, as yet unchecked, and the hash that its match must have, where it names one. */
function contentOf(text: string): Result<{ readonly json: unknown; readonly hash?: string }, string> {
  const file = parsedReplayFile(text);
  if (file.ok) return success({ json: file.value.recording, hash: file.value.hash });
  // A bare recording, as a room hands it out after the horn, has neither hash nor checksum.
  if (file.problem.kind === 'foreign' && text.includes('syn-or-swim-recording')) {
    const json: unknown = JSON.parse(text);
    return nestsWithin(json, DEPTH_MAX)
      ? success({ json })
      : failure('it is no recording: it nests too deep');
  }
  return failure(fileProblemText(file.problem));
}

/** The replay file or recording whose text is `text`, run again, or in one line why it can't be run. */
export function runAgain(text: string): Result<RunAgain, string> {
  const run = ranAgain(text);
  return run.ok ? run : failure(inOneLine(run.problem));
}

/** `text` as one line that a terminal can show, whatever a file has put into it. */
function inOneLine(text: string): string {
  const line = text.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  return line.length > LINE_MAX ? `${line.slice(0, LINE_MAX)}…` : line;
}

/** As {@link replay} does; a match that breaks a rule of the game itself was never played. */
function replayed(recording: Recording, level: Level): Result<Match, string> {
  try {
    const run = replay(recording, level, DRIVERS);
    return run.ok ? run : failure(problemText(run.problem));
  } catch (cause) {
    return failure(
      `no such match was ever played: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  }
}

function ranAgain(text: string): Result<RunAgain, string> {
  const content = contentOf(text);
  if (!content.ok) return content;
  const { json, hash: promised } = content.value;
  const parsed = RECORDING_SCHEMA.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return failure(`it is no recording: ${issue?.path.join('.') || 'the whole'}: ${issue?.message}`);
  }
  const recording = parsed.data;
  const { own, levelId } = recording.setup;
  const level = own?.level ?? levelById(levelId, [...TEST_LEVELS, ENDLESS_STORM]);
  if (level === undefined) return failure(`there is no level ${levelId}`);
  const run = replayed(recording, level);
  if (!run.ok) return run;
  const hash = matchHash(run.value);
  if (promised !== undefined && promised !== hash) {
    return failure(`it gives another match than when it was played: ${hash}, not ${promised}`);
  }
  const { commands, endedAt } = recording;
  return success({
    outcome: {
      level: level.id,
      commands: commands.length,
      endedAt,
      points: scoreOf(run.value).points,
      hash,
      verified: promised !== undefined,
    },
    level: run.value.rules.level,
    log: { rules: run.value.rules, commands, endedAt },
  });
}

/**
 * The command `replay FILE [--explain] [--json]`: tells by `out` what came of the match, with `--explain` every
 * point that it lost and what would have worked; by `problem` why it can't be run.
 * Gives the exit code: 0, or 2 where the file can't be used.
 */
export function runReplay(args: readonly string[], out: LineWriter, problem: LineWriter): number {
  const [file, ...rest] = args.filter((argument) => argument !== '--json' && argument !== '--explain');
  if (file === undefined || rest.length > 0) {
    problem('replay: give one file, as in: replay match.json');
    return 2;
  }
  let text: string;
  try {
    const { size } = statSync(file);
    if (size > LARGEST_REPLAY) {
      problem(`replay: ${file} can't be run again: it has ${size} octets, more than ${LARGEST_REPLAY}`);
      return 2;
    }
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    problem(`replay: ${file} can't be read: ${cause instanceof Error ? cause.message : String(cause)}`);
    return 2;
  }
  const run = runAgain(text);
  if (!run.ok) {
    problem(`replay: ${file} can't be run again: ${run.problem}`);
    return 2;
  }
  const { outcome, level, log } = run.value;
  const found = args.includes('--explain') ? explained(log) : undefined;
  if (args.includes('--json')) {
    out(JSON.stringify(found === undefined ? outcome : { ...outcome, losses: found.losses }));
    return 0;
  }
  const how = outcome.verified ? ', as when it was played' : '';
  const { commands, endedAt, points, hash } = outcome;
  out(`${level.id}: ${commands} commands in ${endedAt / 1000} s, ${points} points, hash ${hash}${how}`);
  if (found !== undefined) for (const line of matchReport(found.match, found.losses)) out(line);
  return 0;
}
