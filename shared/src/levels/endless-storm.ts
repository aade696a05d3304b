// Level 15 without an end: its wave of orders, losses and walls comes again and again.
import { type Level, levelId } from '../game/level.ts';
import { THE_PERFECT_STORM } from './catalog.ts';

/** So many waves fill the longest round that there is; nobody has to stay so long. */
const WAVES = 15;

/** 45 minutes, the longest that a level lasts. */
const ROUND = 2_700_000;

/** The places of `among` in the wave number `wave`. */
function inWave(among: readonly number[], wave: number, size: number): readonly number[] {
  return among.map((place) => place + wave * size);
}

function repeated(level: Level): Level {
  const { incidents = [], walls = [], orders, nightShift: _night, ...others } = level;
  const waves = [...Array(WAVES).keys()];
  const size = orders.length;
  return {
    ...others,
    id: levelId('endless-storm'),
    number: 0,
    timing: { ...level.timing, round: ROUND },
    coffees: WAVES,
    orders: waves.flatMap(() => orders),
    incidents: waves.flatMap((wave) =>
      incidents.map((incident) => ({ ...incident, among: inWave(incident.among, wave, size) })),
    ),
    walls: waves.flatMap((wave) =>
      walls.map((wall) => ({ ...wall, places: inWave(wall.places, wave, size) })),
    ),
  };
}

/** The endless storm: it is over when its players come ashore, or after three quarters of an hour. */
export const ENDLESS_STORM: Level = repeated(THE_PERFECT_STORM);
