import { COLOURS, withAlpha } from '../palette.ts';
import type { Context, Painting } from '../sprite.ts';
import { outline, outward, scatter } from './brush.ts';

/** How a lighthouse looks: whose it is, and whether the lamp burns. */
export interface LighthouseLook {
  /** From its foot to the lantern's middle, CSS pixels. */
  readonly tall: number;
  readonly lit: boolean;
  /** Far off, in the haze: darker and without detail. */
  readonly far: boolean;
}

function paintTower(context: Context, far: boolean): void {
  const body = far ? (['#46559F', '#34428A'] as const) : (['#DDE3FB', '#8B97D2'] as const);
  const shade = context.createLinearGradient(-13, 0, 13, 0);
  shade.addColorStop(0, body[0]);
  shade.addColorStop(1, body[1]);
  outline(context, [
    [-13, 0],
    [-8, -84],
    [8, -84],
    [13, 0],
  ]);
  context.fillStyle = shade;
  context.fill();
  context.save();
  context.clip();
  context.fillStyle = far ? '#2A377B' : '#3C4BA8';
  for (const y of [-18, -46, -74]) context.fillRect(-14, y - 7, 28, 13);
  context.fillStyle = withAlpha(COLOURS.ink, 0.2);
  context.fillRect(3, -90, 14, 90);
  context.restore();
  if (far) return;
  context.fillStyle = COLOURS.window;
  context.beginPath();
  context.roundRect(-2.4, -36, 4.8, 8, 2.4);
  context.fill();
  context.beginPath();
  context.roundRect(-3, -11, 6, 11, [3, 3, 0, 0]);
  context.fillStyle = '#26306E';
  context.fill();
}

function paintLantern(context: Context, look: LighthouseLook): void {
  const metal = look.far ? '#2A377B' : '#26306E';
  context.fillStyle = metal;
  context.fillRect(-12, -89, 24, 5);
  context.fillStyle = look.lit ? COLOURS.lampHeart : look.far ? '#3C4B96' : '#47539A';
  context.fillRect(-6.5, -103, 13, 14);
  context.fillStyle = metal;
  for (const x of [-7, -1, 5]) context.fillRect(x, -103, 1.6, 14);
  context.beginPath();
  context.moveTo(-9.5, -102);
  context.quadraticCurveTo(-7, -112, 0, -114);
  context.quadraticCurveTo(7, -112, 9.5, -102);
  context.closePath();
  context.fill();
  context.fillRect(-0.9, -120, 1.8, 7);
}

/** A lighthouse. Its origin is the middle of its foot. */
export function lighthousePainting(look: LighthouseLook): Painting {
  const unit = look.tall / 96;
  return {
    key: `lighthouse ${look.lit} ${look.far} ${look.tall.toFixed(1)}`,
    width: 40 * unit,
    height: 126 * unit,
    origin: { x: 20 * unit, y: 122 * unit },
    paint(context) {
      context.scale(unit, unit);
      context.translate(20, 122);
      paintTower(context, look.far);
      paintLantern(context, look);
    },
  };
}

/** A lighthouse's beam: points to the right from its origin. */
export function beamPainting(length: number): Painting {
  const half = length * 0.11;
  return {
    key: `beam ${length.toFixed(0)}`,
    width: length,
    height: half * 2,
    origin: { x: 0, y: half },
    paint(context) {
      context.translate(0, half);
      // Many thin wedges over each other make an edge that is soft all along.
      for (let wedge = 1; wedge <= 14; wedge++) {
        const open = half * (wedge / 14);
        outline(context, [
          [0, -length * 0.004],
          [length, -open],
          [length, open],
          [0, length * 0.004],
        ]);
        const light = context.createLinearGradient(0, 0, length, 0);
        light.addColorStop(0, withAlpha(COLOURS.lamp, 0.085));
        light.addColorStop(0.35, withAlpha(COLOURS.lamp, 0.03));
        light.addColorStop(1, withAlpha(COLOURS.lamp, 0));
        context.fillStyle = light;
        context.fill();
      }
    },
  };
}

/** The lamp's light on the water below it: broken streaks. Its origin is the middle of its upper edge. */
export function shimmerPainting(width: number, height: number): Painting {
  return {
    key: `shimmer ${width.toFixed(0)} ${height.toFixed(0)}`,
    width,
    height,
    origin: { x: width / 2, y: 0 },
    paint(context) {
      const random = scatter(9);
      const streaks = 46;
      for (let index = 0; index < streaks; index++) {
        const t = (index + random()) / streaks;
        const wide = width * (0.06 + 0.34 * t) * (0.3 + 0.7 * random());
        const x = width / 2 + (random() - 0.5) * width * (0.12 + 0.4 * t);
        context.fillStyle = withAlpha(COLOURS.lamp, 0.4 * (1 - t) ** 1.2 * (0.4 + 0.6 * random()));
        context.beginPath();
        context.ellipse(x, t * height, wide / 2, Math.max(0.7, height * 0.005), 0, 0, Math.PI * 2);
        context.fill();
      }
    },
  };
}

/** A flare's burning heart with its halo. Its origin is its middle. */
export function flarePainting(radius: number): Painting {
  return {
    key: `flare ${radius.toFixed(0)}`,
    width: radius * 2,
    height: radius * 2,
    origin: { x: radius, y: radius },
    paint(context) {
      context.fillStyle = outward(context, { x: radius, y: radius, radius }, [
        [0, '#FFF1DC'],
        [0.045, '#FFD9B0'],
        [0.1, withAlpha(COLOURS.flare, 0.85)],
        [0.3, withAlpha(COLOURS.flare, 0.34)],
        [0.65, withAlpha(COLOURS.flare, 0.1)],
        [1, withAlpha(COLOURS.flare, 0)],
      ]);
      context.fillRect(0, 0, radius * 2, radius * 2);
    },
  };
}

/** The smoke that a flare leaves on its way up: from its origin to the right. */
export function smokePainting(length: number, thick: number): Painting {
  return {
    key: `smoke ${length.toFixed(0)} ${thick.toFixed(1)}`,
    width: length,
    height: thick,
    origin: { x: 0, y: thick / 2 },
    paint(context) {
      const gradient = context.createLinearGradient(0, 0, length, 0);
      gradient.addColorStop(0, withAlpha('#FFB8A6', 0));
      gradient.addColorStop(1, withAlpha('#FFB8A6', 0.6));
      outline(context, [
        [0, thick / 2],
        [length, 0],
        [length, thick],
      ]);
      context.fillStyle = gradient;
      context.fill();
    },
  };
}
