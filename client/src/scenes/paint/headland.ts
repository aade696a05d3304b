import { SHORE, type StraitLayout, shoreAt } from '../layout.ts';
import { type Atmosphere, airName, atmosphereOf } from '../moods.ts';
import { COLOURS, withAlpha } from '../palette.ts';
import type { Context, Painting } from '../sprite.ts';
import { downward, outline, outward, scatter } from './brush.ts';
import type { Air } from './weather.ts';

/** Part of the strait's width that the own headland's picture takes. */
const REACH = 0.34;

type Edge = readonly (readonly [x: number, y: number])[];

/** Skyline of the near cliff, in parts of the picture's width and of its height above and below the horizon. */
const SKYLINE: Edge = [
  [0, -0.19],
  [0.03, -0.185],
  [0.075, -0.135],
  [0.11, -0.095],
  [0.135, -0.078],
  [0.178, -0.072],
  [0.196, -0.052],
  [0.206, -0.02],
  [0.222, 0.012],
];

function smoothThrough(context: Context, points: Edge, width: number, height: number, horizon: number): void {
  for (let index = 0; index < points.length; index++) {
    const [x, y] = points[index] ?? [0, 0];
    const [nextX, nextY] = points[index + 1] ?? [x, y];
    const px = x * width;
    const py = horizon + y * height;
    const middleX = (px + nextX * width) / 2;
    const middleY = (py + horizon + nextY * height) / 2;
    context.quadraticCurveTo(px, py, middleX, middleY);
  }
}

function landPath(context: Context, { width, height, horizon }: StraitLayout): void {
  context.beginPath();
  context.moveTo(-4, horizon - 0.19 * height);
  smoothThrough(context, SKYLINE, width, height, horizon);
  smoothThrough(context, SHORE, width, height, horizon);
  context.lineTo(-4, height);
  context.closePath();
}

function paintBackRidge(context: Context, { width, height, horizon }: StraitLayout, air: Atmosphere): void {
  context.beginPath();
  context.moveTo(-4, horizon - 0.235 * height);
  context.bezierCurveTo(
    width * 0.08,
    horizon - 0.26 * height,
    width * 0.14,
    horizon - 0.13 * height,
    width * 0.2,
    horizon - 0.07 * height,
  );
  context.bezierCurveTo(
    width * 0.24,
    horizon - 0.045 * height,
    width * 0.26,
    horizon - 0.01 * height,
    width * 0.31,
    horizon + 1,
  );
  context.lineTo(-4, horizon + 1);
  context.closePath();
  context.fillStyle = downward(context, horizon - 0.26 * height, horizon, [
    [0, air.land[0]],
    [1, air.land[1]],
  ]);
  context.fill();
}

function paintLand(context: Context, layout: StraitLayout, air: Atmosphere): void {
  const { height, horizon } = layout;
  landPath(context, layout);
  context.fillStyle = downward(context, horizon - 0.2 * height, height, [
    [0, air.land[0]],
    [0.22, air.land[1]],
    [1, air.land[2]],
  ]);
  context.fill();
  context.save();
  context.clip();
  landPath(context, layout);
  context.strokeStyle = withAlpha(air.rim, 0.5);
  context.lineWidth = 2.4 * Math.max(0.6, layout.unit);
  context.stroke();
  context.restore();
  // Foam where land and water meet.
  context.beginPath();
  const [startX, startY] = SKYLINE.at(-1) ?? [0, 0];
  context.moveTo(startX * layout.width, horizon + startY * height);
  smoothThrough(context, SHORE, layout.width, height, horizon);
  context.strokeStyle = withAlpha(air.rim, 0.4);
  context.lineWidth = 1.6 * Math.max(0.7, layout.unit);
  context.stroke();
}

/** Boulders along the shore and terraces on the slope, so that the dark land has a form. */
function paintRocks(context: Context, layout: StraitLayout, air: Atmosphere): void {
  const { width, height, horizon, unit } = layout;
  const random = scatter(1201);
  const size = 15 * Math.max(0.55, unit);
  for (let index = 0; index < 30; index++) {
    const y = horizon + height * (0.03 + 0.66 * (index / 30)) + random() * size;
    const edge = shoreAt(y, width, height, horizon);
    const x = edge - size * (0.1 + 2.4 * random() ** 2);
    const wide = size * (0.5 + 0.9 * random());
    context.beginPath();
    context.ellipse(x, y, wide, wide * 0.5, -0.25, Math.PI, Math.PI * 2);
    context.closePath();
    context.fillStyle = downward(context, y - wide * 0.5, y, [
      [0, air.far[1]],
      [1, air.land[1]],
    ]);
    context.fill();
  }
  context.save();
  landPath(context, layout);
  context.clip();
  context.lineWidth = 1.2 * Math.max(0.6, unit);
  for (let terrace = 1; terrace <= 5; terrace++) {
    const y = horizon + height * (-0.09 + terrace * 0.115);
    context.strokeStyle = withAlpha(air.rim, 0.13);
    context.beginPath();
    context.moveTo(-4, y - height * 0.05);
    context.bezierCurveTo(
      width * 0.06,
      y - height * 0.045,
      width * 0.09,
      y + height * 0.01,
      width * 0.16,
      y - height * 0.03,
    );
    context.stroke();
  }
  context.restore();
}

function paintPine(context: Context, x: number, foot: number, tall: number): void {
  const wide = tall * 0.34;
  for (const [from, to, part] of [
    [0, 0.5, 1],
    [0.28, 0.78, 0.8],
    [0.55, 1, 0.55],
  ] as const) {
    outline(context, [
      [x - wide * part, foot - tall * from],
      [x + wide * part, foot - tall * from],
      [x, foot - tall * to],
    ]);
    context.fill();
  }
}

function paintPines(context: Context, { width, height, horizon }: StraitLayout): void {
  const random = scatter(77);
  for (let index = 0; index < 11; index++) {
    const t = index / 11;
    const x = width * (0.002 + 0.098 * t) + random() * width * 0.004;
    const skyline = horizon - height * (0.178 - 0.085 * t * (0.55 + 0.6 * t));
    context.fillStyle = index % 2 === 0 ? '#0D163F' : '#111C4C';
    paintPine(context, x, skyline + height * 0.012, height * (0.05 + 0.035 * random()));
  }
}

interface House {
  readonly x: number;
  readonly y: number;
  readonly wide: number;
}

const HOUSES: readonly House[] = [
  { x: 0.018, y: -0.075, wide: 30 },
  { x: 0.062, y: -0.055, wide: 26 },
  { x: 0.1, y: -0.024, wide: 30 },
  { x: 0.036, y: -0.012, wide: 34 },
];

function paintHouse(context: Context, house: House, layout: StraitLayout, dark: boolean): void {
  const scale = Math.max(0.5, layout.unit);
  context.save();
  context.translate(house.x * layout.width, layout.horizon + house.y * layout.height);
  context.scale(scale, scale);
  const { wide } = house;
  if (!dark) {
    context.fillStyle = outward(context, { x: wide / 2, y: -8, radius: wide * 1.5 }, [
      [0, withAlpha(COLOURS.window, 0.34)],
      [0.4, withAlpha(COLOURS.window, 0.1)],
      [1, withAlpha(COLOURS.window, 0)],
    ]);
    context.fillRect(-wide * 1.5, -8 - wide * 1.5, wide * 4, wide * 3);
  }
  context.fillStyle = '#2B377F';
  context.fillRect(0, -15, wide, 15);
  outline(context, [
    [-3, -14],
    [wide * 0.28, -26],
    [wide * 0.86, -26],
    [wide + 3, -14],
  ]);
  context.fillStyle = '#3D4A9B';
  context.fill();
  context.fillStyle = '#2B377F';
  context.fillRect(wide * 0.68, -31, 4.5, 8);
  context.fillStyle = dark ? '#161D45' : COLOURS.window;
  context.fillRect(4, -11, 5, 6);
  context.fillRect(wide - 9, -11, 5, 6);
  context.restore();
}

/** The own headland with its cottages, seen from the water; `dark` puts out their windows. Its origin is the strait's left upper corner, mirrored for the server. */
export function headlandPainting(layout: StraitLayout, { mood, highContrast }: Air, dark: boolean): Painting {
  const width = layout.width * REACH;
  const air = atmosphereOf(mood, highContrast);
  return {
    key: `headland ${airName(mood, highContrast)} ${dark} ${layout.side} ${layout.width} ${layout.height}`,
    width,
    height: layout.height,
    origin: { x: layout.side === 'client' ? 0 : width, y: 0 },
    paint(context) {
      if (layout.side === 'server') {
        context.translate(width, 0);
        context.scale(-1, 1);
      }
      paintBackRidge(context, layout, air);
      paintPines(context, layout);
      paintLand(context, layout, air);
      paintRocks(context, layout, air);
      for (const house of HOUSES) paintHouse(context, house, layout, dark);
    },
  };
}
