import type { Level, LevelId } from '../game/level.ts';
import { FAIR_WINDS_HOME } from './fair-winds-home.ts';
import { FIRST_LIGHT } from './first-light.ts';

/** The levels of the game, in the order in which they are learnt. */
export const LEVELS: readonly Level[] = [FIRST_LIGHT, FAIR_WINDS_HOME];

/** The level named `id`, of the game's own or of `others`; undefined where there is none. */
export function levelById(id: LevelId, others: readonly Level[] = []): Level | undefined {
  return [...LEVELS, ...others].find((level) => level.id === id);
}
