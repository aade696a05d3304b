import type { StraitLayout } from '../layout.ts';
import type { Atmosphere, Moon } from '../moods.ts';
import { withAlpha } from '../palette.ts';
import type { Context } from '../sprite.ts';
import { downward, outward, scatter } from './brush.ts';

/** What a painter of the far things needs to know of the layout. */
export type Place = Pick<StraitLayout, 'width' | 'height' | 'side' | 'unit' | 'horizon' | 'farLighthouse'>;

function paintGlow(context: Context, { width, horizon }: Place, { glow }: Atmosphere): void {
  context.save();
  context.translate(width * 0.62, horizon);
  context.scale(width * 0.6, horizon * (0.55 + 0.3 * glow.strength));
  context.fillStyle = outward(context, { x: 0, y: 0, radius: 1 }, [
    [0, withAlpha(glow.heart, glow.strength)],
    [0.25, withAlpha(glow.colour, glow.strength * 0.62)],
    [0.6, withAlpha(glow.colour, glow.strength * 0.22)],
    [1, withAlpha(glow.colour, 0)],
  ]);
  context.fillRect(-1, -1, 2, 1);
  context.restore();
}

function paintStars(context: Context, { width, horizon, unit }: Place, share: number): void {
  const random = scatter(20261122);
  const count = Math.round(((width * horizon) / 1500 / Math.max(0.7, unit)) * share);
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

/** Radius of the moon in a picture of this size. */
export function moonRadius({ width, horizon }: Place): number {
  return Math.max(7, Math.min(horizon * 0.13, width * 0.03));
}

function paintMoon(context: Context, place: Place, moon: Moon): void {
  const x = moon.x * place.width;
  const y = moon.y * place.horizon;
  const radius = moonRadius(place);
  context.fillStyle = outward(context, { x, y, radius: radius * 5 }, [
    [0, withAlpha('#E8EEFF', 0.5 * Math.max(0.4, moon.lit))],
    [0.3, withAlpha('#C9D6FF', 0.16)],
    [1, withAlpha('#C9D6FF', 0)],
  ]);
  context.fillRect(x - radius * 5, y - radius * 5, radius * 10, radius * 10);
  context.fillStyle = withAlpha('#8896D6', 0.35);
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
  // The lit part: half a disc towards the glow, and the terminator as half an ellipse.
  context.fillStyle = '#FBF7E6';
  context.beginPath();
  context.arc(x, y, radius, -Math.PI / 2, Math.PI / 2);
  context.ellipse(
    x,
    y,
    radius * Math.abs(1 - 2 * moon.lit),
    radius,
    0,
    Math.PI / 2,
    -Math.PI / 2,
    moon.lit < 0.5,
  );
  context.closePath();
  context.fill();
  if (moon.lit < 0.6) return;
  context.fillStyle = withAlpha('#B9BBC9', 0.28);
  for (const [dx, dy, size] of [
    [-0.25, -0.2, 0.26],
    [0.28, 0.12, 0.2],
    [-0.05, 0.42, 0.16],
    [0.32, -0.4, 0.12],
  ] as const) {
    context.beginPath();
    context.arc(x + dx * radius, y + dy * radius, size * radius, 0, Math.PI * 2);
    context.fill();
  }
}

interface Bank {
  readonly x: number;
  readonly y: number;
  readonly wide: number;
  readonly tall: number;
}

/** A flat, soft streak of one colour. */
function paintStreak(context: Context, { x, y, wide, tall }: Bank, colour: string, alpha: number): void {
  context.save();
  context.translate(x, y);
  context.scale(wide / 2, tall / 2);
  context.fillStyle = outward(context, { x: 0, y: 0, radius: 1 }, [
    [0, withAlpha(colour, alpha)],
    [0.55, withAlpha(colour, alpha * 0.7)],
    [1, withAlpha(colour, 0)],
  ]);
  context.fillRect(-1, -1, 2, 2);
  context.restore();
}

/** One bank: a dark belly of long streaks, and light along its upper edge. */
function paintBank(
  context: Context,
  bank: Bank,
  clouds: NonNullable<Atmosphere['clouds']>,
  random: () => number,
): void {
  const { x, y, wide, tall } = bank;
  const puffs = 9;
  for (const [colour, alpha, lift] of [
    [clouds.edge, 0.5, -0.2],
    [clouds.belly, 0.62, 0.06],
  ] as const) {
    for (let puff = 0; puff < puffs; puff++) {
      const along = (puff + 0.5) / puffs - 0.5 + (random() - 0.5) * 0.12;
      const high = 1 - Math.abs(along) * 1.3;
      const streak = {
        x: x + along * wide,
        y: y + lift * tall * high + (random() - 0.5) * tall * 0.22,
        wide: wide * (0.26 + 0.22 * random()),
        tall: tall * (0.55 + 0.5 * random()) * high,
      };
      paintStreak(context, streak, colour, alpha);
    }
  }
}

function paintClouds(context: Context, place: Place, clouds: NonNullable<Atmosphere['clouds']>): void {
  const { width, horizon } = place;
  const random = scatter(614);
  const rows = clouds.cover > 0.6 ? 5 : 3;
  for (let row = rows - 1; row >= 0; row--) {
    const y = horizon * (0.8 - (0.78 * row) / rows);
    const count = Math.max(2, Math.round((1.5 + 3.5 * clouds.cover) * (1 - row * 0.08)));
    for (let index = 0; index < count; index++) {
      const bank = {
        x: width * ((index + 0.15 + 0.8 * random()) / count),
        y: y + horizon * 0.1 * (random() - 0.5),
        wide: width * (0.2 + 0.18 * random() + 0.04 * row) * (0.6 + 0.7 * clouds.cover),
        tall: horizon * (0.1 + 0.1 * random() + 0.05 * row),
      };
      paintBank(context, bank, clouds, random);
    }
  }
}

function paintAurora(context: Context, { width, horizon }: Place): void {
  for (const [shift, colour, strength] of [
    [0, '#6FF0C0', 0.46],
    [2.1, '#6FC8F0', 0.34],
    [4.4, '#B78CF4', 0.3],
  ] as const) {
    const step = Math.max(2, width / 260);
    for (let x = 0; x < width; x += step) {
      const t = x / width;
      const foot = horizon * (0.66 + 0.12 * Math.sin(t * 7 + shift) + 0.05 * Math.sin(t * 19 + shift * 2));
      const tall = horizon * (0.42 + 0.14 * Math.sin(t * 11 + shift * 1.7));
      const ray = 0.55 + 0.45 * Math.sin(t * 90 + shift * 9) * Math.sin(t * 37 + shift);
      const alpha =
        strength * ray * Math.max(0, Math.sin(Math.PI * Math.min(1, Math.max(0, (t - 0.12) / 0.86))));
      context.fillStyle = downward(context, foot - tall, foot, [
        [0, withAlpha(colour, 0)],
        [0.7, withAlpha(colour, alpha)],
        [1, withAlpha(colour, 0)],
      ]);
      context.fillRect(x, foot - tall, step + 0.5, tall);
    }
  }
}

/** The sky above the horizon with all that stands in it. */
export function paintSky(context: Context, place: Place, air: Atmosphere): void {
  const { width, horizon } = place;
  const [top, middle, low] = air.sky;
  context.fillStyle = downward(context, 0, horizon, [
    [0, top],
    [0.5, middle],
    [1, low],
  ]);
  context.fillRect(0, 0, width, horizon + 1);
  paintGlow(context, place, air);
  paintStars(context, place, air.stars);
  if (air.aurora) paintAurora(context, place);
  if (air.moon !== undefined) paintMoon(context, place, air.moon);
  if (air.clouds !== undefined) paintClouds(context, place, air.clouds);
}
