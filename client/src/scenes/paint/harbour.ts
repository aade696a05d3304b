import { COLOURS, withAlpha } from '../palette.ts';
import type { Context, Painting } from '../sprite.ts';
import { downward, letter, outward } from './brush.ts';
import { drawClock } from './wall.ts';

function paintCup(context: Context, steam: boolean): void {
  context.fillStyle = '#F4F6FF';
  context.beginPath();
  context.roundRect(-8, -12, 15, 13, [1, 1, 5, 5]);
  context.fill();
  context.strokeStyle = '#F4F6FF';
  context.lineWidth = 2.4;
  context.beginPath();
  context.arc(8, -6.5, 3.6, -Math.PI / 2, Math.PI / 2);
  context.stroke();
  context.fillStyle = '#7A4A2C';
  context.fillRect(-6.6, -11, 12.2, 2.6);
  if (!steam) return;
  context.strokeStyle = withAlpha('#F4F6FF', 0.75);
  context.lineWidth = 1.6;
  context.lineCap = 'round';
  for (const x of [-4, 1, 5]) {
    context.beginPath();
    context.moveTo(x, -15);
    context.bezierCurveTo(x - 4, -19, x + 4, -22, x, -27);
    context.stroke();
  }
}

/** A cup of coffee, steaming while it wakes somebody. Its origin is the middle of its foot. */
export function coffeePainting(steam: boolean, unit: number): Painting {
  return {
    key: `coffee ${steam} ${unit.toFixed(2)}`,
    width: 26 * unit,
    height: 34 * unit,
    origin: { x: 11 * unit, y: 31 * unit },
    paint(context) {
      context.scale(unit, unit);
      context.translate(11, 30);
      paintCup(context, steam);
    },
  };
}

function paintSleeper(context: Context): void {
  // The bench, the blanket, the head with its nightcap.
  context.fillStyle = COLOURS.woodDark;
  context.fillRect(-20, -9, 40, 3);
  context.fillRect(-17, -6, 3, 6);
  context.fillRect(14, -6, 3, 6);
  context.fillStyle = '#7C6BD0';
  context.beginPath();
  context.moveTo(-20, -9);
  context.bezierCurveTo(-20, -20, -8, -22, 4, -18);
  context.bezierCurveTo(8, -16, 10, -12, 10, -9);
  context.closePath();
  context.fill();
  context.fillStyle = withAlpha('#FFFFFF', 0.28);
  context.fillRect(-18, -13, 26, 2);
  context.fillStyle = '#F3C9A4';
  context.beginPath();
  context.arc(12, -16, 6.4, 0, Math.PI * 2);
  context.fill();
  context.strokeStyle = COLOURS.ink;
  context.lineWidth = 1.2;
  context.beginPath();
  context.arc(14, -16, 2, 0.2, Math.PI - 0.2);
  context.stroke();
  context.fillStyle = '#E2564B';
  context.beginPath();
  context.moveTo(6.6, -19);
  context.quadraticCurveTo(10, -26, 17.4, -20);
  context.quadraticCurveTo(21, -16, 23, -12);
  context.quadraticCurveTo(15, -20, 6.6, -19);
  context.fill();
  context.fillStyle = '#F4F6FF';
  context.beginPath();
  context.arc(22.6, -11.4, 2.4, 0, Math.PI * 2);
  context.fill();
}

/** An application that sleeps on its pier. Its origin is the middle of the bench's foot. */
export function sleeperPainting(unit: number): Painting {
  return {
    key: `sleeper ${unit.toFixed(2)}`,
    width: 50 * unit,
    height: 32 * unit,
    origin: { x: 23 * unit, y: 30 * unit },
    paint(context) {
      context.scale(unit, unit);
      context.translate(23, 30);
      paintSleeper(context);
    },
  };
}

/** One Z of a snore. Its origin is its middle. */
export function snorePainting(unit: number): Painting {
  const size = 18 * unit;
  return {
    key: `snore ${unit.toFixed(2)}`,
    width: size * 1.4,
    height: size * 1.4,
    origin: { x: size * 0.7, y: size * 0.7 },
    paint(context) {
      context.lineJoin = 'round';
      context.strokeStyle = withAlpha(COLOURS.board, 0.85);
      context.lineWidth = size * 0.3;
      const half = size * 0.28;
      context.translate(size * 0.7, size * 0.7);
      for (const [colour, thick] of [
        [withAlpha(COLOURS.board, 0.85), 0.34],
        ['#E8ECFF', 0.16],
      ] as const) {
        context.strokeStyle = colour;
        context.lineWidth = size * thick;
        context.beginPath();
        context.moveTo(-half, -half);
        context.lineTo(half, -half);
        context.lineTo(-half, half);
        context.lineTo(half, half);
        context.stroke();
      }
    },
  };
}

/** An order's slip. Its origin is its middle. */
export function slipPainting(unit: number): Painting {
  return {
    key: `slip ${unit.toFixed(2)}`,
    width: 40 * unit,
    height: 30 * unit,
    origin: { x: 20 * unit, y: 15 * unit },
    paint(context) {
      context.scale(unit, unit);
      context.fillStyle = '#F4E9C8';
      context.beginPath();
      context.moveTo(3, 4);
      context.quadraticCurveTo(20, 0, 37, 5);
      // The torn half.
      for (let tooth = 0; tooth <= 6; tooth++) context.lineTo(37 - (tooth % 2) * 2.6, 5 + tooth * 3.4);
      context.quadraticCurveTo(20, 22, 3, 27);
      context.closePath();
      context.fill();
      context.strokeStyle = '#8C7C55';
      context.lineWidth = 1.6;
      for (const [y, long] of [
        [10, 24],
        [15, 18],
        [20, 22],
      ] as const) {
        context.beginPath();
        context.moveTo(8, y);
        context.lineTo(8 + long, y + 0.6);
        context.stroke();
      }
    },
  };
}

/** Waves of the low horn: arcs that open to the right of their origin. */
export function hornPainting(unit: number): Painting {
  return {
    key: `horn ${unit.toFixed(2)}`,
    width: 52 * unit,
    height: 64 * unit,
    origin: { x: 4 * unit, y: 32 * unit },
    paint(context) {
      context.scale(unit, unit);
      context.translate(4, 32);
      context.lineCap = 'round';
      for (const [radius, alpha] of [
        [16, 1],
        [28, 0.75],
        [40, 0.5],
      ] as const) {
        context.strokeStyle = withAlpha('#FFB27A', alpha);
        context.lineWidth = 4;
        context.beginPath();
        context.arc(0, 0, radius, -0.62, 0.62);
        context.stroke();
      }
    },
  };
}

/** SYN cookies: a biscuit on its board, with the time that it still lasts around it. Its origin is its middle. */
export function cookiePainting(left: number, unit: number): Painting {
  return {
    key: `cookie ${left} ${unit.toFixed(2)}`,
    width: 56 * unit,
    height: 56 * unit,
    origin: { x: 28 * unit, y: 28 * unit },
    paint(context) {
      context.scale(unit, unit);
      context.translate(28, 28);
      context.fillStyle = COLOURS.board;
      context.beginPath();
      context.arc(0, 0, 25, 0, Math.PI * 2);
      context.fill();
      context.fillStyle = outward(context, { x: -4, y: -5, radius: 24 }, [
        [0, '#EBC088'],
        [1, '#B67B3E'],
      ]);
      context.beginPath();
      context.arc(0, 0, 17, 0, Math.PI * 2);
      context.fill();
      context.fillStyle = '#5A3318';
      for (const [x, y, size] of [
        [-7, -6, 3],
        [5, -8, 2.4],
        [8, 3, 3],
        [-3, 4, 2.6],
        [2, 11, 2.2],
        [-10, 5, 2],
      ] as const) {
        context.beginPath();
        context.arc(x, y, size, 0, Math.PI * 2);
        context.fill();
      }
      drawClock(context, 22.5, left, COLOURS.lamp, 4);
    },
  };
}

/** At most this many lanterns hang; a longer streak is written beside the last. */
export const LANTERNS = 8;

/** A string of `count` lanterns from its origin `reach` CSS pixels to the left: goodbyes in a row. */
export function lanternsPainting(count: number, reach: number, unit: number): Painting {
  const shown = Math.min(count, LANTERNS);
  const sag = 15 * unit;
  const side = 14 * unit;
  const high = sag + 34 * unit;
  return {
    key: `lanterns ${count} ${reach.toFixed(0)} ${unit.toFixed(2)}`,
    width: reach + side * 2,
    height: high,
    origin: { x: reach + side, y: 4 * unit },
    paint(context) {
      context.translate(reach + side, 4 * unit);
      context.strokeStyle = withAlpha('#C9D2F5', 0.7);
      context.lineWidth = Math.max(1, unit);
      context.beginPath();
      context.moveTo(0, 0);
      context.quadraticCurveTo(-reach / 2, sag * 2, -reach, 0);
      context.stroke();
      for (let index = 0; index < shown; index++) {
        const t = (index + 0.7) / (LANTERNS + 0.4);
        drawLantern(context, -reach * t, sag * 4 * t * (1 - t), unit);
      }
      if (count > LANTERNS) {
        letter(context, `\u00D7${count}`, -reach, 13 * unit, {
          size: 13 * unit,
          colour: COLOURS.lamp,
          weight: 800,
        });
      }
    },
  };
}

function drawLantern(context: Context, x: number, y: number, unit: number): void {
  context.save();
  context.translate(x, y + 8 * unit);
  context.scale(unit, unit);
  context.fillStyle = outward(context, { x: 0, y: 0, radius: 14 }, [
    [0, withAlpha(COLOURS.lamp, 0.7)],
    [1, withAlpha(COLOURS.lamp, 0)],
  ]);
  context.fillRect(-14, -14, 28, 28);
  context.fillStyle = downward(context, -6, 6, [
    [0, '#FFF3CF'],
    [1, '#F2B45A'],
  ]);
  context.beginPath();
  context.ellipse(0, 0, 4.6, 6, 0, 0, Math.PI * 2);
  context.fill();
  context.fillStyle = '#3A2B4A';
  context.fillRect(-2.6, -7.6, 5.2, 2.2);
  context.fillRect(-2.6, 5.4, 5.2, 2);
  context.restore();
}

/** Darkness over the own harbour: from the near edge to the open water. Its origin is the left upper corner. */
export function darknessPainting(width: number, height: number, from: 'left' | 'right'): Painting {
  return {
    key: `darkness ${from} ${width.toFixed(0)} ${height.toFixed(0)}`,
    width,
    height,
    origin: { x: 0, y: 0 },
    paint(context) {
      if (from === 'right') {
        context.translate(width, 0);
        context.scale(-1, 1);
      }
      context.scale(width, height * 0.78);
      context.fillStyle = outward(context, { x: 0, y: 0.62, radius: 1 }, [
        [0, withAlpha('#02030A', 0.88)],
        [0.55, withAlpha('#02030A', 0.74)],
        [1, withAlpha('#02030A', 0)],
      ]);
      context.fillRect(0, 0, 1, 1 / 0.78);
    },
  };
}
