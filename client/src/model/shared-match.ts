// A match in a link: its whole recording in the fragment, which no browser sends to any server.

import { failure, type Result, success } from '@syn-or-swim/shared/kernel/result.ts';
import { recordingFrom } from '@syn-or-swim/shared/protocol/recording-schema.ts';
import { replayProblem } from '@syn-or-swim/shared/replay/replay.ts';
import { parsedReplayFile, replayFileText } from '@syn-or-swim/shared/replay/replay-file.ts';
import { type Debrief, debriefOf, levelOfRecording } from './debrief-model.ts';
import { learnLevel } from './own-levels.ts';
import { packedText, unpackedText } from './packed-text.ts';

/** The part of an address behind `#` that holds a match begins with this. */
export const MATCH_FRAGMENT = 'match=';

/**
 * The longest fragment that a link may have: more than any level's match has needed, less than what messengers cut off.
 * A longer match goes as a file.
 */
export const LONGEST_FRAGMENT = 16_000;

/** The most octets that a match may unpack to. */
const MOST_OCTETS = 1_000_000;

/** Why a match can't be shown. */
export type SharedMatchProblem =
  /** Cut off, changed, or never a match. */
  | 'broken'
  /** Made by a newer program, or by other rules than these. */
  | 'other-version'
  /** Its level is not there, or has changed since. */
  | 'other-level';

/** The text of the file that keeps the match of `debrief`. */
export function matchFileOf({ recording, hash }: Debrief): string {
  return replayFileText(recording, hash);
}

/** What stands behind `#` in a link to the match of `debrief`; undefined where it would be too long for a link. */
export async function matchFragment(debrief: Debrief): Promise<string | undefined> {
  const fragment = `${MATCH_FRAGMENT}${await packedText(matchFileOf(debrief))}`;
  return fragment.length > LONGEST_FRAGMENT ? undefined : fragment;
}

/** The match in the file with the contents `text`, run again: whatever it holds, it is checked before. */
export function matchFromFile(text: string): Result<Debrief, SharedMatchProblem> {
  const file = parsedReplayFile(text);
  if (!file.ok) return failure(file.problem.kind === 'unknown-version' ? 'other-version' : 'broken');
  const recording = recordingFrom(file.value.recording);
  if (recording === undefined) return failure('broken');
  const level = levelOfRecording(recording);
  if (level === undefined) return failure('other-level');
  const problem = replayProblem(recording, level);
  if (problem?.kind === 'unknown-rules') return failure('other-version');
  if (problem?.kind === 'other-level') return failure('other-level');
  try {
    const debrief = problem === undefined ? debriefOf(recording) : undefined;
    // A match that comes out otherwise was played by a program that judged otherwise.
    if (debrief === undefined) return failure('broken');
    if (debrief.hash !== file.value.hash) return failure('other-version');
    if (recording.setup.own !== undefined) learnLevel(recording.setup.own);
    return success(debrief);
  } catch {
    // What breaks a rule of the match itself was never played.
    return failure('broken');
  }
}

/** The match in `fragment`, the part of an address behind `#`. */
export async function matchFromFragment(fragment: string): Promise<Result<Debrief, SharedMatchProblem>> {
  if (!fragment.startsWith(MATCH_FRAGMENT) || fragment.length > LONGEST_FRAGMENT) return failure('broken');
  const text = await unpackedText(fragment.slice(MATCH_FRAGMENT.length), MOST_OCTETS);
  return text === undefined ? failure('broken') : matchFromFile(text);
}
