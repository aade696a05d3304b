// The fifteen levels, from their data files. docs/levels.md tells what is in one and how to change it.
import type { Level, LevelId } from '../game/level.ts';
import firstLight from './files/01-first-light/level.json' with { type: 'json' };
import countTheWaves from './files/02-count-the-waves/level.json' with { type: 'json' };
import cargo from './files/03-cargo/level.json' with { type: 'json' };
import fairWindsHome from './files/04-fair-winds-home/level.json' with { type: 'json' };
import halfAGoodbye from './files/05-half-a-goodbye/level.json' with { type: 'json' };
import fog from './files/06-fog/level.json' with { type: 'json' };
import echoes from './files/07-echoes/level.json' with { type: 'json' };
import overstayers from './files/08-overstayers/level.json' with { type: 'json' };
import theSeaWall from './files/09-the-sea-wall/level.json' with { type: 'json' };
import theSilentHarbour from './files/10-the-silent-harbour/level.json' with { type: 'json' };
import stillWaters from './files/11-still-waters/level.json' with { type: 'json' };
import crossingBoats from './files/12-crossing-boats/level.json' with { type: 'json' };
import manOverboard from './files/13-man-overboard/level.json' with { type: 'json' };
import ghostFleet from './files/14-ghost-fleet/level.json' with { type: 'json' };
import thePerfectStorm from './files/15-the-perfect-storm/level.json' with { type: 'json' };
import { KERNEL_LEVEL } from './kernel-level.ts';

/** What TypeScript sees in a level's file: a module of JSON has strings where the rules have names. */
interface JsonOfLevel {
  readonly rules: object;
}

/** The rules in `file`, one of the level files beside this module: they are as the schema asks (a test reads all). */
function rulesOf({ rules }: JsonOfLevel): Level {
  return rules as Level;
}

export const FIRST_LIGHT = rulesOf(firstLight);
export const COUNT_THE_WAVES = rulesOf(countTheWaves);
export const CARGO = rulesOf(cargo);
export const FAIR_WINDS_HOME = rulesOf(fairWindsHome);
export const HALF_A_GOODBYE = rulesOf(halfAGoodbye);
export const FOG = rulesOf(fog);
export const ECHOES = rulesOf(echoes);
export const OVERSTAYERS = rulesOf(overstayers);
export const THE_SEA_WALL = rulesOf(theSeaWall);
export const THE_SILENT_HARBOUR = rulesOf(theSilentHarbour);
export const STILL_WATERS = rulesOf(stillWaters);
export const CROSSING_BOATS = rulesOf(crossingBoats);
export const MAN_OVERBOARD = rulesOf(manOverboard);
export const GHOST_FLEET = rulesOf(ghostFleet);
export const THE_PERFECT_STORM = rulesOf(thePerfectStorm);

/** The fifteen levels, in the order in which they are learnt. */
export const LEVELS: readonly Level[] = [
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

/** The level named `id`, the one against the real kernel, or one of `others`; undefined where there is none. */
export function levelById(id: LevelId, others: readonly Level[] = []): Level | undefined {
  return [...LEVELS, KERNEL_LEVEL, ...others].find((level) => level.id === id);
}
