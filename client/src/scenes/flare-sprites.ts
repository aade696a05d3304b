import { type FlareModel, progress, type StraitModel } from '../model/strait-model.ts';
import { berthOf } from './berths.ts';
import { during, flarePose } from './course.ts';
import type { Point, StraitLayout } from './layout.ts';
import type { Moment } from './moment.ts';
import { flarePainting, smokePainting } from './paint/light.ts';
import { pathOfLightPainting } from './paint/pier.ts';
import { COLOURS } from './palette.ts';
import type { Sprite } from './sprite.ts';

/** A red flare for an RST: it climbs from the pier, or out of the fog, hangs over the water and dies away. */
export function flareSprites(
  flare: FlareModel,
  model: StraitModel,
  layout: StraitLayout,
  moment: Moment,
): readonly Sprite[] {
  const part = progress(flare.span, moment.game);
  if (moment.game < flare.span.from || part === 1) return [];
  const berth = berthOf(flare.key, model, layout);
  const from: Point = flare.direction === 'out' ? berth : { x: layout.fog.near, y: berth.y };
  const pose = flarePose(part, from, layout, moment.still);
  const radius = Math.round(Math.max(60, 120 * layout.unit));
  const id = `flare ${flare.id}`;
  const light: Sprite = {
    id,
    painting: flarePainting(radius),
    x: pose.x,
    y: pose.y,
    depth: 70,
    alpha: pose.alpha,
    scaleX: pose.scale,
    scaleY: pose.scale,
    light: true,
  };
  const onWater: Sprite = {
    id: `${id} water`,
    painting: pathOfLightPainting(
      Math.round(360 * layout.unit),
      Math.round(layout.height * 0.5),
      COLOURS.flare,
    ),
    x: pose.x,
    y: layout.horizon + layout.height * 0.2,
    depth: 7,
    alpha: pose.alpha * 0.7,
    light: true,
  };
  if (moment.still) return [light, onWater];
  const rise = Math.atan2(pose.y - from.y, pose.x - from.x);
  const long = Math.min(Math.hypot(pose.x - from.x, pose.y - from.y), 110 * layout.unit);
  const smoke: Sprite = {
    id: `${id} smoke`,
    painting: smokePainting(Math.round(110 * layout.unit), 7 * layout.unit),
    x: pose.x - Math.cos(rise) * long,
    y: pose.y - Math.sin(rise) * long,
    depth: 69,
    alpha: 1 - during(part, 0.3, 0.55),
    scaleX: long / (110 * layout.unit),
    angle: (rise * 180) / Math.PI,
  };
  return [onWater, smoke, light];
}
