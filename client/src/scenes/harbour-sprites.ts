import { progress, type Span, type StraitModel, type WallModel } from '../model/strait-model.ts';
import { berthOf, harbourOf } from './berths.ts';
import { during } from './course.ts';
import type { StraitLayout } from './layout.ts';
import type { Moment } from './moment.ts';
import { coffeePainting, cookiePainting, darknessPainting, lanternsPainting } from './paint/harbour.ts';
import { RING_STEPS, ringPainting } from './paint/signs.ts';
import { buoyPainting, CLOCK_STEPS, chainPainting, type WallLook, wallBoardPainting } from './paint/wall.ts';
import type { Sprite } from './sprite.ts';

/** How long a chain takes to come up, and to go down. Game time. */
export const HOISTING = 500;

/** Parts of `steps` that are left of `span`, rounded up. */
function leftOf(span: Span, now: number, steps: number): number {
  return Math.ceil((1 - progress(span, now)) * steps);
}

function wayOf(wall: WallModel, layout: StraitLayout): WallLook['way'] {
  if (wall.way === 'both') return 'both';
  const seaward = layout.side === 'client' ? 'right' : 'left';
  const landward = layout.side === 'client' ? 'left' : 'right';
  return wall.way === 'out' ? seaward : landward;
}

/** A chain off the berth of the socket whose boats it stops, with its board; it stands only in its own time. */
export function wallSprites(
  wall: WallModel,
  model: StraitModel,
  layout: StraitLayout,
  moment: Moment,
): readonly Sprite[] {
  const { from, until } = wall;
  if (moment.game < from || (until !== undefined && moment.game >= until)) return [];
  const up = during(moment.game, from, from + HOISTING);
  const seaward = layout.side === 'client' ? 1 : -1;
  const unit = layout.boatUnit;
  const berth = berthOf(wall.key, model, layout);
  const x = berth.x + seaward * 116 * unit;
  const y = berth.y - 4 * unit;
  const left = until === undefined ? undefined : leftOf({ from, until }, moment.game, CLOCK_STEPS);
  const board = { stops: wall.stops, way: wayOf(wall, layout), left, unit: unit * 0.86 };
  const painting = wallBoardPainting(board);
  const sink = moment.still ? 0 : (1 - up) * 20 * unit;
  return [
    {
      id: wall.id,
      painting: chainPainting(Math.round(80 * unit), unit),
      x,
      y: y + sink,
      depth: 63,
      alpha: up,
      scaleX: seaward,
    },
    // The board stands on the far buoy.
    {
      id: `${wall.id} board`,
      painting,
      x: x - seaward * 13 * unit,
      y: y - 48 * unit + sink,
      depth: 63.5,
      alpha: up,
    },
  ];
}

/** Free places of the listener's queue. Those that are taken show their caller. */
function buoySprites(model: StraitModel, layout: StraitLayout, moment: Moment): readonly Sprite[] {
  const taken = harbourOf(model).anchored.length;
  const painting = buoyPainting(Math.max(layout.unit, 0.6));
  return layout.anchorage.slice(taken, model.queue).map(({ x, y }, index) => ({
    id: `buoy ${index}`,
    painting,
    x,
    y: y + (moment.still ? 0 : Math.sin(moment.page / 900 + index * 2) * 1.2),
    depth: 9,
  }));
}

function cookieSprites(model: StraitModel, layout: StraitLayout, moment: Moment): readonly Sprite[] {
  const { cookies } = model;
  if (cookies === undefined || progress(cookies, moment.game) === 1) return [];
  const unit = Math.max(layout.unit, 0.6);
  const painting = cookiePainting(leftOf(cookies, moment.game, CLOCK_STEPS), unit);
  const landward = layout.side === 'client' ? -1 : 1;
  const first = layout.anchorage[0]?.x ?? layout.width / 2;
  const aside = Math.min(118 * unit, layout.anchorageGap - 6) / 2 + 31 * unit;
  return [{ id: 'cookies', painting, x: first + landward * aside, y: layout.horizon, depth: 61 }];
}

function coffeeSprites(model: StraitModel, layout: StraitLayout): readonly Sprite[] {
  const { lighthouse, unit, side } = layout;
  const small = Math.max(unit, 0.62);
  const seaward = side === 'client' ? 1 : -1;
  const painting = coffeePainting(false, small);
  return Array.from({ length: model.coffees }, (_, index) => ({
    id: `coffee ${index}`,
    painting,
    x: lighthouse.x + seaward * (44 + 54 * model.lamps.length + 28 * index) * small,
    y: lighthouse.y - lighthouse.tall * 0.2 + 13 * small,
    depth: 8,
  }));
}

function lanternSprites(model: StraitModel, layout: StraitLayout): readonly Sprite[] {
  if (model.streak === 0) return [];
  const { lighthouse, side, width } = layout;
  const ashore = side === 'client' ? lighthouse.x : width - lighthouse.x;
  const painting = lanternsPainting(model.streak, Math.round(ashore * 0.92), Math.max(layout.unit, 0.6));
  const scaleX = side === 'client' ? 1 : -1;
  return [
    {
      id: 'lanterns',
      painting,
      x: lighthouse.x,
      y: lighthouse.y - lighthouse.tall * 0.86,
      depth: 5.5,
      scaleX,
    },
  ];
}

/** The host starts again: darkness over its harbour, and around the lighthouse a ring that runs down until it is up. */
function darkSprites(model: StraitModel, layout: StraitLayout, moment: Moment): readonly Sprite[] {
  const { dark } = model;
  if (dark === undefined || progress(dark, moment.game) === 1) return [];
  const { width, height, side, lighthouse } = layout;
  const wide = Math.round(width * 0.62);
  const painting = darknessPainting(wide, height, side === 'client' ? 'left' : 'right');
  const ring = ringPainting(leftOf(dark, moment.game, RING_STEPS), Math.max(22, lighthouse.tall * 0.5));
  return [
    {
      id: 'darkness',
      painting,
      x: side === 'client' ? 0 : width - wide,
      y: 0,
      depth: 9.8,
      alpha: during(moment.game, dark.from, dark.from + 300),
    },
    { id: 'dark ring', painting: ring, x: lighthouse.x, y: lighthouse.y - 2, depth: 9.9 },
  ];
}

/** What lies in and over the own harbour besides its piers: free places, chains, cookies, coffees, lanterns, darkness. */
export function harbourSprites(model: StraitModel, layout: StraitLayout, moment: Moment): readonly Sprite[] {
  return [
    ...buoySprites(model, layout, moment),
    ...model.walls.flatMap((wall) => wallSprites(wall, model, layout, moment)),
    ...cookieSprites(model, layout, moment),
    ...coffeeSprites(model, layout),
    ...lanternSprites(model, layout),
    ...darkSprites(model, layout, moment),
  ];
}
