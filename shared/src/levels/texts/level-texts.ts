// The texts of a level. Their type follows from the lessons: a sentence that is missing does not compile.
import type { LevelId } from '../../game/level.ts';
import type { Side } from '../../game/seat.ts';
import { type Lesson, type LevelName, levelNameOf } from './lesson.ts';
import type { LESSONS } from './lessons.ts';

/** One sentence for each item of a list. */
type SentencesOf<Items extends readonly unknown[]> = { readonly [Index in keyof Items]: string };

/** What is said before a level begins: lines for both seats, and then those for one. */
export type BriefingText = Readonly<Record<'both' | Side, readonly string[]>>;

/** A question and its answers; `wrong` in the order of the lesson's misconceptions. */
export interface QuestionText<Wrong extends readonly unknown[] = readonly unknown[]> {
  readonly prompt: string;
  readonly right: string;
  readonly wrong: SentencesOf<Wrong>;
  readonly explanation: string;
}

/** Every text of one level in one language. */
export interface LevelText<Taught extends Lesson = Lesson> {
  readonly title: string;
  /** One line for the list of levels. */
  readonly tag: string;
  readonly briefing: BriefingText;
  /** A sentence for each step of the worked example. */
  readonly example: SentencesOf<Taught['example']['steps']>;
  /** What a player is to know afterwards. */
  readonly aha: string;
  /** Where this is met in real life. */
  readonly met: string;
  readonly questions: {
    readonly [Name in keyof Taught['questions']]: QuestionText<Taught['questions'][Name]['wrong']>;
  };
}

/** The texts of the fifteen levels in one language. */
export type LevelTexts = { readonly [Name in LevelName]: LevelText<(typeof LESSONS)[Name]> };

/** The texts of the level `id`; undefined for a level that is not one of the fifteen. */
export function textOf(texts: LevelTexts, id: LevelId): LevelText | undefined {
  const name = levelNameOf(id);
  return name === undefined ? undefined : texts[name];
}

/** The lines that `side` reads before the level begins. */
export function briefingFor({ briefing }: LevelText, side: Side): readonly string[] {
  return [...briefing.both, ...briefing[side]];
}
