// The texts of a level in one language. Each level has a file of them a language, beside its rules.
import type { LevelId } from '../../game/level.ts';
import type { Side } from '../../game/seat.ts';
import { type LevelName, levelNameOf } from './lesson.ts';

/** What is said before a level begins: lines for both seats, and then those for one. */
export type BriefingText = Readonly<Record<'both' | Side, readonly string[]>>;

/** A question and its answers; `wrong` in the order of the lesson's misconceptions. */
export interface QuestionText {
  readonly prompt: string;
  readonly right: string;
  readonly wrong: readonly string[];
  readonly explanation: string;
}

/** Every text of one level in one language. */
export interface LevelText {
  readonly title: string;
  /** One line for the list of levels. */
  readonly tag: string;
  readonly briefing: BriefingText;
  /** A sentence for each step of the worked example. */
  readonly example: readonly string[];
  /** What a player is to know afterwards. */
  readonly aha: string;
  /** Where this is met in real life. */
  readonly met: string;
  /** By the names that the lesson's questions have. */
  readonly questions: Readonly<Record<string, QuestionText>>;
}

/** The texts of the fifteen levels in one language. */
export type LevelTexts = Readonly<Record<LevelName, LevelText>>;

/** The texts of the level `id`; undefined for a level that is not one of the fifteen. */
export function textOf(texts: LevelTexts, id: LevelId): LevelText | undefined {
  const name = levelNameOf(id);
  return name === undefined ? undefined : texts[name];
}

/** The lines that `side` reads before the level begins. */
export function briefingFor({ briefing }: LevelText, side: Side): readonly string[] {
  return [...briefing.both, ...briefing[side]];
}
