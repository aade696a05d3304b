import type { Level, LevelId } from '../game/level.ts';
import { CARGO } from './cargo.ts';
import { COUNT_THE_WAVES } from './count-the-waves.ts';
import { CROSSING_BOATS } from './crossing-boats.ts';
import { ECHOES } from './echoes.ts';
import { FAIR_WINDS_HOME } from './fair-winds-home.ts';
import { FIRST_LIGHT } from './first-light.ts';
import { FOG } from './fog.ts';
import { GHOST_FLEET } from './ghost-fleet.ts';
import { HALF_A_GOODBYE } from './half-a-goodbye.ts';
import { MAN_OVERBOARD } from './man-overboard.ts';
import { OVERSTAYERS } from './overstayers.ts';
import { STILL_WATERS } from './still-waters.ts';
import { THE_PERFECT_STORM } from './the-perfect-storm.ts';
import { THE_SEA_WALL } from './the-sea-wall.ts';
import { THE_SILENT_HARBOUR } from './the-silent-harbour.ts';

/** The levels that the screens offer, in the order in which they are learnt. */
export const LEVELS: readonly Level[] = [FIRST_LIGHT, FAIR_WINDS_HOME];

/** All levels that the rules can play; those beyond {@link LEVELS} are played from the command line so far. */
export const ALL_LEVELS: readonly Level[] = [
  FIRST_LIGHT,
  COUNT_THE_WAVES,
  CARGO,
  FAIR_WINDS_HOME,
  HALF_A_GOODBYE,
  FOG,
  ECHOES,
  OVERSTAYERS,
  THE_SEA_WALL,
  THE_SILENT_HARBOUR,
  STILL_WATERS,
  CROSSING_BOATS,
  MAN_OVERBOARD,
  GHOST_FLEET,
  THE_PERFECT_STORM,
];

/** The level named `id` that a screen may offer, or one of `others`; undefined where there is none. */
export function levelById(id: LevelId, others: readonly Level[] = []): Level | undefined {
  return [...LEVELS, ...others].find((level) => level.id === id);
}
