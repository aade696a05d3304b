import type { StraitModel } from '../../model/strait-model.ts';
import type { StraitLayout } from '../layout.ts';
import { airName, atmosphereOf } from '../moods.ts';
import { withAlpha } from '../palette.ts';
import type { Painting } from '../sprite.ts';
import { outward, scatter } from './brush.ts';

/** Which air the picture has. */
export type Air = Pick<StraitModel, 'mood' | 'highContrast'>;

/** In how many strips the waves lie between horizon and near shore. */
export const WAVE_STRIPS = 5;

/** Middle of the wave strip `index`, CSS pixels from the top, and how near it is, 0 to 1. */
export function waveStrip(index: number, layout: StraitLayout): { y: number; near: number } {
  const near = ((index + 0.6) / WAVE_STRIPS) ** 1.5;
  return { y: layout.horizon + (layout.height - layout.horizon) * near, near };
}

/** One strip of waves: thin crescents of light, larger the nearer they are. It is wider than the strait. */
export function wavesPainting(index: number, layout: StraitLayout, air: Air): Painting {
  const { glint, swell } = atmosphereOf(air.mood, air.highContrast);
  const { near } = waveStrip(index, layout);
  const width = layout.width + 80 * layout.unit;
  const deep = (layout.height - layout.horizon) * (0.1 + 0.2 * near);
  return {
    key: `waves ${airName(air.mood, air.highContrast)} ${index} ${width.toFixed(0)} ${deep.toFixed(0)}`,
    width,
    height: deep,
    origin: { x: width / 2, y: deep / 2 },
    paint(context) {
      const random = scatter(31 + index * 17);
      const long = (9 + 34 * near) * Math.max(0.6, layout.unit);
      const count = Math.round((width / long) * (1.5 + 1.3 * near) * Math.min(1.6, 0.35 + 0.65 * swell));
      for (let wave = 0; wave < count; wave++) {
        const x = random() * (width - long);
        const y = 3 + random() * (deep - 6);
        const size = long * (0.5 + random());
        context.strokeStyle = withAlpha(
          glint,
          (0.14 + 0.3 * random() * (1 - 0.4 * near)) * Math.min(1.3, 0.4 + 0.6 * swell),
        );
        context.lineWidth = (0.8 + 1.1 * near) * Math.max(0.7, layout.unit);
        context.lineCap = 'round';
        context.beginPath();
        context.moveTo(x, y);
        context.quadraticCurveTo(x + size / 2, y - size * 0.1 * Math.min(2.6, swell), x + size, y);
        context.stroke();
      }
    },
  };
}

/** One bank of fog, soft at every edge. Its origin is its middle. */
export function fogPainting(index: number, width: number, height: number, colour: string): Painting {
  return {
    key: `fog ${colour} ${index} ${width.toFixed(0)} ${height.toFixed(0)}`,
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
          [0, withAlpha(colour, 0.17)],
          [0.55, withAlpha(colour, 0.09)],
          [1, withAlpha(colour, 0)],
        ]);
        context.fillRect(0, 0, 1, 1);
      }
    },
  };
}

/** How far apart the same drop or flake falls again, in parts of the picture's height. */
export const FALL_PERIOD = 0.5;

/**
 * Rain or snow over the whole strait. Its pattern comes again every {@link FALL_PERIOD} of the picture's height, and
 * it is so much higher than the strait: moved down by any part of that, it covers the strait and shows no seam.
 */
export function fallingPainting(kind: 'rain' | 'snow', layout: StraitLayout): Painting {
  const { width, height, unit } = layout;
  const period = height * FALL_PERIOD;
  const tall = height + period;
  return {
    key: `${kind} ${width} ${height}`,
    width,
    height: tall,
    origin: { x: 0, y: period },
    paint(context) {
      const random = scatter(kind === 'rain' ? 311 : 733);
      const size = Math.max(0.7, unit);
      const count = Math.round((width * period) / (kind === 'rain' ? 5200 : 3000) / Math.max(0.6, size));
      context.lineCap = 'round';
      for (let index = 0; index < count; index++) {
        const x = random() * width;
        const y = random() * period;
        const near = 0.35 + 0.65 * random();
        for (let top = y - period; top < tall + period; top += period) {
          if (kind === 'rain') {
            context.strokeStyle = withAlpha('#C9D4FF', 0.2 * near);
            context.lineWidth = size * (0.7 + 0.6 * near);
            context.beginPath();
            context.moveTo(x, top);
            context.lineTo(x - 5 * size * near, top + 22 * size * near);
            context.stroke();
          } else {
            context.fillStyle = withAlpha('#F4F7FF', 0.5 * near);
            context.beginPath();
            context.arc(x, top, size * (0.7 + 1.1 * near), 0, Math.PI * 2);
            context.fill();
          }
        }
      }
    },
  };
}
