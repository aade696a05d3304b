// The lessons of the fifteen levels, from their data files: worked examples and questions without their words.
import type { LevelId } from '../../game/level.ts';
import firstLight from '../files/01-first-light/level.json' with { type: 'json' };
import countTheWaves from '../files/02-count-the-waves/level.json' with { type: 'json' };
import cargo from '../files/03-cargo/level.json' with { type: 'json' };
import fairWindsHome from '../files/04-fair-winds-home/level.json' with { type: 'json' };
import halfAGoodbye from '../files/05-half-a-goodbye/level.json' with { type: 'json' };
import fog from '../files/06-fog/level.json' with { type: 'json' };
import echoes from '../files/07-echoes/level.json' with { type: 'json' };
import overstayers from '../files/08-overstayers/level.json' with { type: 'json' };
import theSeaWall from '../files/09-the-sea-wall/level.json' with { type: 'json' };
import theSilentHarbour from '../files/10-the-silent-harbour/level.json' with { type: 'json' };
import stillWaters from '../files/11-still-waters/level.json' with { type: 'json' };
import crossingBoats from '../files/12-crossing-boats/level.json' with { type: 'json' };
import manOverboard from '../files/13-man-overboard/level.json' with { type: 'json' };
import ghostFleet from '../files/14-ghost-fleet/level.json' with { type: 'json' };
import thePerfectStorm from '../files/15-the-perfect-storm/level.json' with { type: 'json' };
import { type Lesson, type LevelName, levelNameOf } from './lesson.ts';

/** What TypeScript sees in a level's file: a module of JSON has strings where a lesson has names. */
interface JsonOfLevel {
  readonly lesson: object;
}

/** The lesson in `file`, one of the level files: it is as the schema asks (a test reads all). */
function lessonIn({ lesson }: JsonOfLevel): Lesson {
  return lesson as Lesson;
}

/** What each of the fifteen levels teaches. */
export const LESSONS: Readonly<Record<LevelName, Lesson>> = {
  'first-light': lessonIn(firstLight),
  'count-the-waves': lessonIn(countTheWaves),
  cargo: lessonIn(cargo),
  'fair-winds-home': lessonIn(fairWindsHome),
  'half-a-goodbye': lessonIn(halfAGoodbye),
  fog: lessonIn(fog),
  echoes: lessonIn(echoes),
  overstayers: lessonIn(overstayers),
  'the-sea-wall': lessonIn(theSeaWall),
  'the-silent-harbour': lessonIn(theSilentHarbour),
  'still-waters': lessonIn(stillWaters),
  'crossing-boats': lessonIn(crossingBoats),
  'man-overboard': lessonIn(manOverboard),
  'ghost-fleet': lessonIn(ghostFleet),
  'the-perfect-storm': lessonIn(thePerfectStorm),
};

/** What the level `id` teaches; undefined for a level that is not one of the fifteen. */
export function lessonOf(id: LevelId): Lesson | undefined {
  const name = levelNameOf(id);
  return name === undefined ? undefined : LESSONS[name];
}
