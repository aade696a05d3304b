import type { Mood } from '../../model/strait-model.ts';
import type { StraitLayout } from '../layout.ts';
import { type Atmosphere, airName, atmosphereOf } from '../moods.ts';
import { withAlpha } from '../palette.ts';
import type { Context, Painting } from '../sprite.ts';
import { downward, outward, scatter } from './brush.ts';
import { moonRadius, type Place, paintSky } from './sky.ts';

/** A line of hills, from left to right in parts of the width and of the horizon's height. */
function paintHills(context: Context, place: Place, seed: number, tall: number, colour: string): void {
  const { width, horizon } = place;
  const random = scatter(seed);
  const shift = random() * 10;
  context.beginPath();
  context.moveTo(0, horizon + 1);
  for (let x = 0; x <= width; x += Math.max(3, width / 240)) {
    const t = x / width;
    const wave =
      Math.sin(t * 9 + shift) * 0.4 + Math.sin(t * 21 + shift * 3) * 0.22 + Math.sin(t * 47 + shift) * 0.08;
    context.lineTo(x, horizon - tall * horizon * (0.55 + 0.45 * wave));
  }
  context.lineTo(width, horizon + 1);
  context.closePath();
  context.fillStyle = colour;
  context.fill();
}

/** The peer's headland, far off: a hazy ridge that falls to the water, towards the strait. */
function paintFarLand(context: Context, place: Place, air: Atmosphere): void {
  const { width, horizon, height } = place;
  const tall = height * 0.1;
  const ridge = (offset: number, rise: number, colour: string): void => {
    context.beginPath();
    context.moveTo(width + 2, horizon + 1);
    context.lineTo(width + 2, horizon - tall * rise * 1.25);
    context.bezierCurveTo(
      width * (0.965 - offset),
      horizon - tall * rise * 1.3,
      width * (0.93 - offset),
      horizon - tall * rise * 0.6,
      width * (0.885 - offset),
      horizon - tall * rise * 0.42,
    );
    context.bezierCurveTo(
      width * (0.85 - offset),
      horizon - tall * rise * 0.34,
      width * (0.83 - offset),
      horizon - tall * 0.05,
      width * (0.79 - offset),
      horizon + 1,
    );
    context.closePath();
    context.fillStyle = colour;
    context.fill();
  };
  ridge(0.05, 1.3, air.far[1]);
  ridge(0, 1, air.far[2]);
}

/** The moon's light on the water: broken streaks below it, wider the nearer they are. */
function paintMoonRoad(context: Context, place: Place, air: Atmosphere): void {
  if (air.moon === undefined) return;
  const { width, height, horizon } = place;
  const random = scatter(88);
  const x = air.moon.x * width;
  const radius = moonRadius(place);
  const streaks = 64;
  for (let index = 0; index < streaks; index++) {
    const t = ((index + random()) / streaks) ** 1.3;
    const spread = radius * (0.9 + 3.2 * t * Math.min(1.4, air.swell + 0.25));
    const wide = spread * (0.35 + 0.65 * random());
    const at = x + (random() - 0.5) * spread;
    context.fillStyle = withAlpha(
      '#F2F0E2',
      0.42 * Math.max(0.35, air.moon.lit) * (1 - t) * (0.4 + 0.6 * random()),
    );
    context.beginPath();
    const y = horizon + 2 + t * (height - horizon) * 0.86;
    context.ellipse(at, y, wide, Math.max(0.7, (1 + 3 * t) * place.unit * 0.8), 0, 0, Math.PI * 2);
    context.fill();
  }
}

/** On still water the far shore stands on its head. */
function paintReflection(context: Context, place: Place, air: Atmosphere): void {
  if (air.swell > 0.3) return;
  context.save();
  context.globalAlpha = 0.3;
  context.translate(0, place.horizon * 2);
  context.scale(1, -1);
  paintHills(context, place, 5, 0.17, air.far[0]);
  paintHills(context, place, 11, 0.09, air.far[1]);
  paintFarLand(context, place, air);
  context.restore();
}

function paintSea(context: Context, place: Place, air: Atmosphere): void {
  const { width, height, horizon } = place;
  const [far, middle, near] = air.sea;
  context.fillStyle = downward(context, horizon, height, [
    [0, far],
    [0.05, far],
    [0.4, middle],
    [1, near],
  ]);
  context.fillRect(0, horizon, width, height - horizon);
  paintReflection(context, place, air);
  context.save();
  context.translate(width * 0.6, horizon);
  context.scale(width * 0.42, (height - horizon) * 0.8);
  context.fillStyle = outward(context, { x: 0, y: 0, radius: 1 }, [
    [0, withAlpha(air.sheen, 0.34)],
    [0.5, withAlpha(air.sheen, 0.1)],
    [1, withAlpha(air.sheen, 0)],
  ]);
  context.fillRect(-1, 0, 2, 1);
  context.restore();
  paintMoonRoad(context, place, air);
  context.fillStyle = withAlpha(air.glint, 0.35);
  context.fillRect(0, horizon - 0.5, width, 1);
}

/** Sky, stars, far shore and water: all that never moves. */
export function backdropPainting(layout: StraitLayout, mood: Mood, highContrast: boolean): Painting {
  const { width, height, side } = layout;
  const air = atmosphereOf(mood, highContrast);
  return {
    key: `backdrop ${airName(mood, highContrast)} ${side} ${width} ${height}`,
    width,
    height,
    origin: { x: 0, y: 0 },
    paint(context) {
      if (side === 'server') {
        context.translate(width, 0);
        context.scale(-1, 1);
      }
      paintSky(context, layout, air);
      paintHills(context, layout, 5, 0.17, withAlpha(air.far[0], 0.55));
      paintHills(context, layout, 11, 0.09, withAlpha(air.far[1], 0.8));
      paintFarLand(context, layout, air);
      paintSea(context, layout, air);
    },
  };
}
