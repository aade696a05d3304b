import firstLight from '../files/01-first-light/ko.json' with { type: 'json' };
import countTheWaves from '../files/02-count-the-waves/ko.json' with { type: 'json' };
import cargo from '../files/03-cargo/ko.json' with { type: 'json' };
import fairWindsHome from '../files/04-fair-winds-home/ko.json' with { type: 'json' };
import halfAGoodbye from '../files/05-half-a-goodbye/ko.json' with { type: 'json' };
import fog from '../files/06-fog/ko.json' with { type: 'json' };
import echoes from '../files/07-echoes/ko.json' with { type: 'json' };
import overstayers from '../files/08-overstayers/ko.json' with { type: 'json' };
import theSeaWall from '../files/09-the-sea-wall/ko.json' with { type: 'json' };
import theSilentHarbour from '../files/10-the-silent-harbour/ko.json' with { type: 'json' };
import stillWaters from '../files/11-still-waters/ko.json' with { type: 'json' };
import crossingBoats from '../files/12-crossing-boats/ko.json' with { type: 'json' };
import manOverboard from '../files/13-man-overboard/ko.json' with { type: 'json' };
import ghostFleet from '../files/14-ghost-fleet/ko.json' with { type: 'json' };
import thePerfectStorm from '../files/15-the-perfect-storm/ko.json' with { type: 'json' };
import type { LevelTexts } from './level-texts.ts';

/** The texts of the fifteen levels in Korean. */
export const levelsKo: LevelTexts = {
  'first-light': firstLight,
  'count-the-waves': countTheWaves,
  cargo,
  'fair-winds-home': fairWindsHome,
  'half-a-goodbye': halfAGoodbye,
  fog,
  echoes,
  overstayers,
  'the-sea-wall': theSeaWall,
  'the-silent-harbour': theSilentHarbour,
  'still-waters': stillWaters,
  'crossing-boats': crossingBoats,
  'man-overboard': manOverboard,
  'ghost-fleet': ghostFleet,
  'the-perfect-storm': thePerfectStorm,
};
