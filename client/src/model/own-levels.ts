// Levels that this page knows beside the game's own: from files that were opened here, or told by a room.
import type { LevelId } from '@syn-or-swim/shared/game/level.ts';
import type { OwnLevel } from '@syn-or-swim/shared/levels/own-level.ts';

const known = new Map<LevelId, OwnLevel>();

/** Makes `own` known to this page until it is loaded again. A level of the same name that was known before is forgotten. */
export function learnLevel(own: OwnLevel): void {
  known.set(own.level.id, own);
}

/** The level named `id` that was opened here; undefined where there is none. */
export function ownLevel(id: LevelId): OwnLevel | undefined {
  return known.get(id);
}
