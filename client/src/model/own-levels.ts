// Levels that this page knows beside the game's own: from files that were opened here, or told by a room.
import type { Level, LevelId } from '@syn-or-swim/shared/game/level.ts';

/** What is said of such a level in one language. */
export interface OwnWords {
  readonly title: string;
  readonly tag: string;
  readonly briefing: {
    readonly both: readonly string[];
    readonly client: readonly string[];
    readonly server: readonly string[];
  };
}

/** A level with its texts, in as many languages as it has them. */
export interface KnownLevel {
  readonly level: Level;
  readonly texts: Readonly<Partial<Record<'en' | 'ko', OwnWords>>>;
}

const known = new Map<LevelId, KnownLevel>();

/** Makes `own` known to this page until it is loaded again. A level of the same name that was known before is forgotten. */
export function learnLevel(own: KnownLevel): void {
  known.set(own.level.id, own);
}

/** The level named `id` that was opened here; undefined where there is none. */
export function ownLevel(id: LevelId): KnownLevel | undefined {
  return known.get(id);
}
