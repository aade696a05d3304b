import type { PierModel } from '../model/strait-model.ts';
import { during, smooth } from './course.ts';
import type { PierPlace, StraitLayout } from './layout.ts';
import type { Moment } from './moment.ts';
import { rollPainting } from './paint/freight.ts';
import {
  coffeePainting,
  hornPainting,
  sleeperPainting,
  slipPainting,
  snorePainting,
} from './paint/harbour.ts';
import { growthPainting } from './paint/signs.ts';
import type { Sprite } from './sprite.ts';

/** How long a growth (+1, +100) rises. Game time. */
export const GROWING = 1500;

/** How long a slip flies that blew off its pier. Game time. */
export const BLOWING = 2400;

/** How long the low horn is seen. Game time. */
export const HOOTING = 2600;

/** Size of the signs on a pier, which must be seen on a phone too. */
export function signUnit(layout: StraitLayout): number {
  return Math.max(layout.pierUnit, 0.58);
}

function seawardOf(layout: StraitLayout): 1 | -1 {
  return layout.side === 'client' ? 1 : -1;
}

/** The growth rises over the berth, and below it the number rolls from what it was to what it is. */
export function growthSprites(
  pier: PierModel,
  place: PierPlace,
  id: string,
  layout: StraitLayout,
  moment: Moment,
): readonly Sprite[] {
  if (pier.grew === undefined) return [];
  const { by, to, at } = pier.grew;
  const part = (moment.game - at) / GROWING;
  if (part < 0 || part >= 1) return [];
  const rise = moment.still ? 0.5 : 1 - (1 - part) ** 2;
  const alpha = Math.min(during(part, 0, 0.12), 1 - smooth(during(part, 0.7, 1)));
  const unit = signUnit(layout);
  const line = 19 * unit;
  const wide = 92 * unit;
  const rolled = moment.still ? during(part, 0.3, 0.31) : smooth(during(part, 0.2, 0.42));
  const { x } = place.berth;
  const y = place.berth.y - (64 + 44 * rise) * layout.boatUnit;
  return [
    { id: `${id} growth`, painting: growthPainting(`+${by}`, unit), x, y, depth: 80, alpha },
    {
      id: `${id} number`,
      painting: rollPainting([String((to - by) >>> 0), String(to)], wide, line),
      x: x - wide / 2,
      y: y + 20 * unit - rolled * line,
      depth: 80,
      alpha,
      show: { left: 0, top: rolled / 2, right: 1, bottom: (1 + rolled) / 2 },
    },
  ];
}

/** Sleeps on the pier and snores, or sits up with a coffee. */
function applicationSprites(
  pier: PierModel,
  place: PierPlace,
  id: string,
  depth: number,
  layout: StraitLayout,
  moment: Moment,
): readonly Sprite[] {
  if (pier.application === 'awake') return [];
  const unit = signUnit(layout);
  const x = (place.bell.x + place.lamp.x) / 2;
  const y = place.deck.top;
  if (pier.application === 'restarting') {
    return [{ id: `${id} coffee`, painting: coffeePainting(true, unit * 1.25), x, y, depth: depth + 0.6 }];
  }
  const seaward = seawardOf(layout);
  const breath = moment.still ? 0 : Math.sin(moment.page / 900) * 0.03;
  const snores = [0, 1, 2].map((index): Sprite => {
    const part = moment.still ? (index + 0.6) / 3 : (moment.page / 2700 + index / 3) % 1;
    return {
      id: `${id} snore ${index}`,
      painting: snorePainting(unit),
      x: x + seaward * (12 + 16 * part) * unit,
      y: y - (30 + 36 * part) * unit,
      depth: depth + 0.7,
      alpha: Math.min(during(part, 0, 0.15), 1 - during(part, 0.75, 1)),
      scaleX: 0.55 + 0.6 * part,
      scaleY: 0.55 + 0.6 * part,
    };
  });
  const sleeper: Sprite = {
    id: `${id} sleeper`,
    painting: sleeperPainting(unit),
    x,
    y,
    depth: depth + 0.6,
    scaleX: seaward,
    scaleY: 1 + breath,
  };
  return [sleeper, ...snores];
}

/** The customer left: the order's slip flies off, and the socket stays. */
function blownSprites(
  pier: PierModel,
  place: PierPlace,
  id: string,
  layout: StraitLayout,
  moment: Moment,
): readonly Sprite[] {
  if (pier.blownAt === undefined) return [];
  const part = (moment.game - pier.blownAt) / BLOWING;
  if (part < 0 || part >= 1) return [];
  const seaward = seawardOf(layout);
  const { left, top, width } = place.plaque;
  const start = { x: seaward === 1 ? left + width - 14 : left + 14, y: top + 4 };
  const unit = signUnit(layout);
  const flown = moment.still ? 0.12 : part ** 1.3;
  return [
    {
      id: `${id} slip`,
      painting: slipPainting(unit),
      x: start.x + seaward * flown * layout.width * 0.5,
      y: start.y - Math.sin(flown * 3) * 70 * layout.unit + Math.sin(flown * 16) * 10 * layout.unit,
      depth: 79,
      alpha: 1 - smooth(during(part, 0.6, 1)),
      angle: moment.still ? -8 : seaward * (flown * 340 + Math.sin(flown * 14) * 24),
    },
  ];
}

/** The low horn: a socket that stands in CLOSE_WAIT for too long. */
function hornSprites(
  pier: PierModel,
  place: PierPlace,
  id: string,
  layout: StraitLayout,
  moment: Moment,
): readonly Sprite[] {
  if (pier.hornAt === undefined) return [];
  const part = (moment.game - pier.hornAt) / HOOTING;
  if (part < 0 || part >= 1) return [];
  const seaward = seawardOf(layout);
  const wide = moment.still ? 1 : 0.8 + 0.3 * Math.abs(Math.sin(part * Math.PI * 3));
  return [
    {
      id: `${id} horn`,
      painting: hornPainting(signUnit(layout)),
      x: place.head.x + seaward * 4,
      y: place.head.y - 6 * layout.pierUnit,
      depth: 78,
      alpha: Math.min(during(part, 0, 0.1), 1 - during(part, 0.8, 1)),
      scaleX: seaward * wide,
      scaleY: wide,
    },
  ];
}

/** What goes on at a pier beside its signs: numbers that grow, the application, a slip in the wind, the low horn. */
export function pierLifeSprites(
  pier: PierModel,
  place: PierPlace,
  id: string,
  depth: number,
  layout: StraitLayout,
  moment: Moment,
): readonly Sprite[] {
  return [
    ...growthSprites(pier, place, id, layout, moment),
    ...applicationSprites(pier, place, id, depth, layout, moment),
    ...blownSprites(pier, place, id, layout, moment),
    ...hornSprites(pier, place, id, layout, moment),
  ];
}
