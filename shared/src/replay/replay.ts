// A match is its log: setup and commands give the same match everywhere (rules.md section 8).
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { LoggedCommand } from '../game/command.ts';
import type { Level } from '../game/level.ts';
import { createMatch, stepMatch } from '../game/match.ts';
import { rulesOf } from '../game/match-settings.ts';
import type { Match } from '../game/match-state.ts';
import type { Drivers } from '../game/rules.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { failure, type Result, success } from '../kernel/result.ts';
import type { Milliseconds } from '../kernel/time.ts';
import { type MatchSetup, type Recording, RULES_VERSION } from './recording.ts';

/** Why a recording can't be run again. */
export type ReplayProblem =
  | { readonly kind: 'unknown-rules'; readonly version: number; readonly known: number }
  | { readonly kind: 'other-level'; readonly levelId: string }
  | { readonly kind: 'disordered'; readonly serial: number };

function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** SHA-256 of a level's canonical JSON, hexadecimal: a changed level is another level. */
export function levelHash(level: Level): string {
  return sha256Hex(canonicalJson(level));
}

/** All that a match is but its rules, as canonical JSON: equal texts mean equal matches to the bit. */
export function matchText(match: Match): string {
  const { rules: _rules, profile: _profile, ...state } = match;
  return canonicalJson(state);
}

/** SHA-256 of {@link matchText}, hexadecimal. */
export function matchHash(match: Match): string {
  return sha256Hex(matchText(match));
}

/** The recording of a match with `setup` after `commands`, up to the game time `endedAt`. */
export function createRecording(
  setup: MatchSetup,
  commands: readonly LoggedCommand[],
  endedAt: Milliseconds,
): Recording {
  return { format: 'syn-or-swim-recording', rulesVersion: RULES_VERSION, setup, commands, endedAt };
}

function disorderedAt(commands: readonly LoggedCommand[], endedAt: Milliseconds): number | undefined {
  let last: LoggedCommand | undefined;
  for (const command of commands) {
    const early = last !== undefined && (command.at < last.at || command.serial <= last.serial);
    if (early || command.at > endedAt) return command.serial;
    last = command;
  }
  return undefined;
}

/** Why `recording` can't be run on `level`: other rules, another level, a disordered log; undefined where it can. */
export function replayProblem(recording: Recording, level: Level): ReplayProblem | undefined {
  const { rulesVersion, setup, commands, endedAt } = recording;
  if (rulesVersion !== RULES_VERSION) {
    return { kind: 'unknown-rules', version: rulesVersion, known: RULES_VERSION };
  }
  if (levelHash(level) !== setup.levelHash) return { kind: 'other-level', levelId: setup.levelId };
  const disordered = disorderedAt(commands, endedAt);
  return disordered === undefined ? undefined : { kind: 'disordered', serial: disordered };
}

/** Runs `recording` on `level` again. What has a {@link replayProblem} is refused, never judged anew. */
export function replay(recording: Recording, level: Level, drivers: Drivers): Result<Match, ReplayProblem> {
  const problem = replayProblem(recording, level);
  if (problem !== undefined) return failure(problem);
  const { setup, commands, endedAt } = recording;
  let match = createMatch(rulesOf(setup, level, drivers));
  for (const { at, command } of commands) match = stepMatch(match, { kind: 'command', command }, at).match;
  return success(stepMatch(match, { kind: 'wake' }, endedAt).match);
}
