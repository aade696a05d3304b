// What a player has reached so far: stars and eyes by level, mastery by idea. The browser alone keeps it.
import type { Level } from '@syn-or-swim/shared/game/level.ts';
import { SIDES, type Side } from '@syn-or-swim/shared/game/seat.ts';
import { IDEA_NUMBERS } from '@syn-or-swim/shared/scoring/ideas.ts';
import { isRecord, type KeptKind } from './kept-value.ts';

/** The best that was reached on one level. */
export interface LevelProgress {
  /** 0 to 3. */
  readonly stars: number;
  /** The level's eye: a stuck socket's cause and remedy were named rightly. */
  readonly eye: boolean;
}

/** How often an idea was to be applied, and how often it was rightly. */
export interface IdeaProgress {
  readonly tried: number;
  readonly right: number;
}

/** Everything that is kept. */
export interface Progress {
  /** By level id; a level that was never played to its horn is not in it. */
  readonly levels: Readonly<Record<string, LevelProgress>>;
  /** Mastery is per seat and idea (rules.md section 6); by the idea's number. */
  readonly ideas: Readonly<Record<Side, Readonly<Record<string, IdeaProgress>>>>;
  /** Hash of the match that was counted last: shown again after a reload, it does not count again. */
  readonly lastMatch?: string;
}

/** Of somebody who has played nothing yet. */
export const NO_PROGRESS: Progress = { levels: {}, ideas: { client: {}, server: {} } };

/** What a finished match adds. */
export interface MatchOutcome {
  readonly level: Level;
  readonly seat: Side;
  readonly hash: string;
  readonly stars: number;
  readonly eye: boolean;
  /** Of this seat. */
  readonly mastery: readonly { readonly idea: number; readonly tried: number; readonly right: number }[];
}

/** `progress` after one more match. Levels made for tests, and a match that is counted already, change nothing. */
export function withMatch(progress: Progress, outcome: MatchOutcome): Progress {
  const { level, seat, hash, stars, eye, mastery } = outcome;
  if (level.number === 0 || progress.lastMatch === hash) return progress;
  const before = progress.levels[level.id] ?? { stars: 0, eye: false };
  const best = { stars: Math.max(before.stars, stars), eye: before.eye || eye };
  const ideas: Record<string, IdeaProgress> = { ...progress.ideas[seat] };
  for (const { idea, tried, right } of mastery) {
    const old = ideas[idea] ?? { tried: 0, right: 0 };
    if (tried > 0) ideas[idea] = { tried: old.tried + tried, right: old.right + right };
  }
  return {
    levels: { ...progress.levels, [level.id]: best },
    ideas: { ...progress.ideas, [seat]: ideas },
    lastMatch: hash,
  };
}

/** The level to play next: the first of `levels` without a star; undefined where each has one. */
export function levelToPlay(progress: Progress, levels: readonly Level[]): Level | undefined {
  return levels.find((level) => (progress.levels[level.id]?.stars ?? 0) === 0);
}

/** True of somebody who has played a level to its horn. */
export function hasPlayed(progress: Progress): boolean {
  return Object.keys(progress.levels).length > 0;
}

/** Both seats together: what the player knows of idea `number`. */
export function ideaProgress(progress: Progress, number: number): IdeaProgress {
  const of = (side: Side) => progress.ideas[side][number] ?? { tried: 0, right: 0 };
  return SIDES.reduce(
    (sum, side) => ({ tried: sum.tried + of(side).tried, right: sum.right + of(side).right }),
    { tried: 0, right: 0 },
  );
}

function isCount(value: unknown, most = Number.MAX_SAFE_INTEGER): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
}

function isLevelProgress(value: unknown): value is LevelProgress {
  return isRecord(value) && isCount(value['stars'], 3) && typeof value['eye'] === 'boolean';
}

function isIdeaProgress(value: unknown): value is IdeaProgress {
  return isRecord(value) && isCount(value['tried']) && isCount(value['right'], value['tried']);
}

function areIdeas(value: unknown): value is Readonly<Record<string, IdeaProgress>> {
  const numbers: readonly string[] = IDEA_NUMBERS.map(String);
  return (
    isRecord(value) &&
    Object.entries(value).every(([idea, entry]) => numbers.includes(idea) && isIdeaProgress(entry))
  );
}

function isProgress(value: unknown): value is Progress {
  if (!isRecord(value)) return false;
  const { levels, ideas, lastMatch } = value;
  if (!isRecord(levels) || !Object.values(levels).every(isLevelProgress)) return false;
  if (!isRecord(ideas) || !SIDES.every((side) => areIdeas(ideas[side]))) return false;
  return lastMatch === undefined || typeof lastMatch === 'string';
}

/** How the browser keeps it. */
export const KEPT_PROGRESS: KeptKind<Progress> = {
  key: 'syn-or-swim.progress',
  version: 1,
  read: (kept) => (isProgress(kept) ? kept : undefined),
};
