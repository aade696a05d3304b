import type { StraitLayout } from '../layout.ts';
import { COLOURS, withAlpha } from '../palette.ts';
import type { Context, Painting } from '../sprite.ts';
import { downward, outward, scatter } from './brush.ts';

type Place = Pick<StraitLayout, 'width' | 'height' | 'side' | 'unit' | 'horizon' | 'farLighthouse'>;

function paintSky(context: Context, { width, horizon }: Place): void {
  context.fillStyle = downward(context, 0, horizon, [
    [0, COLOURS.skyTop],
    [0.5, COLOURS.skyMiddle],
    [1, COLOURS.skyLow],
  ]);
  context.fillRect(0, 0, width, horizon + 1);
  // What is left of the day, behind the peer's land.
  context.save();
  context.translate(width * 0.62, horizon);
  context.scale(width * 0.55, horizon * 0.62);
  context.fillStyle = outward(context, { x: 0, y: 0, radius: 1 }, [
    [0, withAlpha('#8EA2FF', 0.42)],
    [0.5, withAlpha('#6F7FE0', 0.16)],
    [1, withAlpha('#6F7FE0', 0)],
  ]);
  context.fillRect(-1, -1, 2, 1);
  context.restore();
}

function paintStars(context: Context, { width, horizon, unit }: Place): void {
  const random = scatter(20261122);
  const count = Math.round((width * horizon) / 1500 / Math.max(0.7, unit));
  for (let index = 0; index < count; index++) {
    const height = random() ** 1.5;
    const x = random() * width;
    const y = height * horizon * 0.94;
    const bright = random();
    const radius = (0.45 + bright ** 4 * 1.05) * Math.max(0.8, Math.sqrt(unit));
    context.fillStyle = withAlpha(
      bright > 0.8 ? '#FFF3DA' : '#D5DEFF',
      (0.25 + 0.65 * bright) * (1 - height * 0.75),
    );
    context.beginPath();
    context.arc(x, y, radius, 0, Math.PI * 2);
    context.fill();
  }
}

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
function paintFarLand(context: Context, place: Place): void {
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
  ridge(0.05, 1.3, '#2A3A82');
  ridge(0, 1, '#1C2A68');
}

function paintSea(context: Context, { width, height, horizon }: Place): void {
  context.fillStyle = downward(context, horizon, height, [
    [0, '#31468F'],
    [0.05, COLOURS.seaFar],
    [0.4, COLOURS.seaMiddle],
    [1, COLOURS.seaNear],
  ]);
  context.fillRect(0, horizon, width, height - horizon);
  context.save();
  context.translate(width * 0.6, horizon);
  context.scale(width * 0.42, (height - horizon) * 0.8);
  context.fillStyle = outward(context, { x: 0, y: 0, radius: 1 }, [
    [0, withAlpha('#7F92F2', 0.3)],
    [0.5, withAlpha('#5A6ACF', 0.1)],
    [1, withAlpha('#5A6ACF', 0)],
  ]);
  context.fillRect(-1, 0, 2, 1);
  context.restore();
  context.fillStyle = withAlpha('#C3CEFF', 0.35);
  context.fillRect(0, horizon - 0.5, width, 1);
}

/** Sky, stars, far shore and water: all that never moves. */
export function backdropPainting(layout: StraitLayout): Painting {
  const { width, height, side } = layout;
  return {
    key: `backdrop ${side} ${width} ${height}`,
    width,
    height,
    origin: { x: 0, y: 0 },
    paint(context) {
      if (side === 'server') {
        context.translate(width, 0);
        context.scale(-1, 1);
      }
      paintSky(context, layout);
      paintStars(context, layout);
      paintHills(context, layout, 5, 0.17, withAlpha('#3A4B9C', 0.55));
      paintHills(context, layout, 11, 0.09, withAlpha('#2C3C87', 0.8));
      paintFarLand(context, layout);
      paintSea(context, layout);
    },
  };
}

/** In how many strips the waves lie between horizon and near shore. */
export const WAVE_STRIPS = 5;

/** Middle of the wave strip `index`, CSS pixels from the top, and how near it is, 0 to 1. */
export function waveStrip(index: number, layout: StraitLayout): { y: number; near: number } {
  const near = ((index + 0.6) / WAVE_STRIPS) ** 1.5;
  return { y: layout.horizon + (layout.height - layout.horizon) * near, near };
}

/** One strip of waves: thin crescents of light, larger the nearer they are. It is wider than the strait. */
export function wavesPainting(index: number, layout: StraitLayout): Painting {
  const { near } = waveStrip(index, layout);
  const width = layout.width + 80 * layout.unit;
  const deep = (layout.height - layout.horizon) * (0.1 + 0.2 * near);
  return {
    key: `waves ${index} ${width.toFixed(0)} ${deep.toFixed(0)}`,
    width,
    height: deep,
    origin: { x: width / 2, y: deep / 2 },
    paint(context) {
      const random = scatter(31 + index * 17);
      const long = (9 + 34 * near) * Math.max(0.6, layout.unit);
      const count = Math.round((width / long) * (1.5 + 1.3 * near));
      for (let wave = 0; wave < count; wave++) {
        const x = random() * (width - long);
        const y = 3 + random() * (deep - 6);
        const size = long * (0.5 + random());
        context.strokeStyle = withAlpha(COLOURS.glint, 0.14 + 0.3 * random() * (1 - 0.4 * near));
        context.lineWidth = (0.8 + 1.1 * near) * Math.max(0.7, layout.unit);
        context.lineCap = 'round';
        context.beginPath();
        context.moveTo(x, y);
        context.quadraticCurveTo(x + size / 2, y - size * 0.1, x + size, y);
        context.stroke();
      }
    },
  };
}

/** One bank of fog, soft at every edge. Its origin is its middle. */
export function fogPainting(index: number, width: number, height: number): Painting {
  return {
    key: `fog ${index} ${width.toFixed(0)} ${height.toFixed(0)}`,
    width,
    height,
    origin: { x: width / 2, y: height / 2 },
    paint(context) {
      const random = scatter(401 + index * 59);
      context.scale(width, height);
      for (let puff = 0; puff < 34; puff++) {
        const x = 0.22 + 0.56 * random();
        const y = 0.2 + 0.6 * random();
        const radius = Math.min(0.1 + 0.16 * random(), x, 1 - x, y, 1 - y);
        context.fillStyle = outward(context, { x, y, radius }, [
          [0, withAlpha(COLOURS.fog, 0.17)],
          [0.55, withAlpha(COLOURS.fog, 0.09)],
          [1, withAlpha(COLOURS.fog, 0)],
        ]);
        context.fillRect(0, 0, 1, 1);
      }
    },
  };
}
