import { COLOURS, withAlpha } from '../palette.ts';
import type { Context, Painting } from '../sprite.ts';
import { letter } from './brush.ts';

/** Edge of a crate in drawing units. */
export const CRATE_SIZE = 17;

/** Draws one crate of cargo with its lower left corner at `x`, `y`, in drawing units. */
export function drawCrate(context: Context, x: number, y: number): void {
  const size = CRATE_SIZE;
  context.fillStyle = COLOURS.crate;
  context.fillRect(x, y - size, size, size);
  context.fillStyle = withAlpha('#FFFFFF', 0.35);
  context.fillRect(x, y - size, size, 3);
  context.strokeStyle = '#58619F';
  context.lineWidth = 1.4;
  context.strokeRect(x + 0.7, y - size + 0.7, size - 1.4, size - 1.4);
  context.beginPath();
  context.moveTo(x + 1, y - size + 1);
  context.lineTo(x + size - 1, y - 1);
  context.moveTo(x + size - 1, y - size + 1);
  context.lineTo(x + 1, y - 1);
  context.stroke();
}

/** One crate by itself, under a gull. Its origin is its middle. */
export function cratePainting(unit: number): Painting {
  const size = CRATE_SIZE * unit;
  return {
    key: `crate ${unit.toFixed(2)}`,
    width: size,
    height: size,
    origin: { x: size / 2, y: size / 2 },
    paint(context) {
      context.scale(unit, unit);
      drawCrate(context, 0, CRATE_SIZE);
    },
  };
}

/** Foam behind a boat that sails to the right. Its origin is at the stern. */
export function wakePainting(unit: number): Painting {
  return {
    key: `wake ${unit.toFixed(2)}`,
    width: 96 * unit,
    height: 20 * unit,
    origin: { x: 90 * unit, y: 9 * unit },
    paint(context) {
      context.scale(unit, unit);
      context.lineCap = 'round';
      for (const [y, long, strong] of [
        [5, 62, 0.5],
        [9, 84, 0.7],
        [14, 52, 0.4],
      ] as const) {
        const line = context.createLinearGradient(90 - long, 0, 90, 0);
        line.addColorStop(0, withAlpha('#DCE4FF', 0));
        line.addColorStop(1, withAlpha('#DCE4FF', strong));
        context.strokeStyle = line;
        context.lineWidth = 2.2;
        context.beginPath();
        context.moveTo(90, 9 + (y - 9) * 0.5);
        context.quadraticCurveTo(70, y, 90 - long, y + (y - 9) * 0.5);
        context.stroke();
      }
    },
  };
}

/** A strip of numbers, each in its own line, for a plate that rolls. Its origin is its left upper corner. */
export function rollPainting(numbers: readonly string[], width: number, line: number): Painting {
  return {
    key: `roll ${numbers.join(' ')} ${width.toFixed(1)} ${line.toFixed(1)}`,
    width,
    height: line * numbers.length,
    origin: { x: 0, y: 0 },
    paint(context) {
      for (const [index, number] of numbers.entries()) {
        const last = index === numbers.length - 1;
        context.fillStyle = last ? '#FFE3A3' : '#EEF1FF';
        context.fillRect(0, index * line, width, line);
        letter(context, number, width - line * 0.25, (index + 0.5) * line, {
          size: line * 0.9,
          colour: COLOURS.ink,
          weight: 800,
          align: 'right',
          widest: width - 4,
        });
      }
    },
  };
}
