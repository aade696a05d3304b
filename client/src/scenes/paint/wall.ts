import { COLOURS, withAlpha } from '../palette.ts';
import type { Context, Painting } from '../sprite.ts';
import { drawFlag, FLAG_SIZE } from './flag.ts';

/** In how many steps a clock's arc is drawn between full and run down. */
export const CLOCK_STEPS = 48;

/** An arc that runs down clockwise around a disc: `left` of {@link CLOCK_STEPS} parts still shine. */
export function drawClock(
  context: Context,
  radius: number,
  left: number,
  colour: string,
  thick: number,
): void {
  context.lineWidth = thick;
  context.lineCap = 'butt';
  context.strokeStyle = withAlpha(COLOURS.ink, 0.75);
  context.beginPath();
  context.arc(0, 0, radius, 0, Math.PI * 2);
  context.stroke();
  if (left <= 0) return;
  const start = -Math.PI / 2;
  context.strokeStyle = colour;
  context.beginPath();
  context.arc(0, 0, radius, start, start + (left / CLOCK_STEPS) * Math.PI * 2);
  context.stroke();
}

/** A chain from a far buoy to a near one, `height` CSS pixels deep in the picture. Its origin is its middle. */
export function chainPainting(height: number, unit: number): Painting {
  const lean = 26 * unit;
  const side = 16 * unit;
  return {
    key: `chain ${height.toFixed(0)} ${unit.toFixed(2)}`,
    width: lean + side * 2,
    height: height + side * 2,
    origin: { x: lean / 2 + side, y: height / 2 + side },
    paint(context) {
      context.translate(side, side);
      const links = Math.max(5, Math.round(height / (8 * unit)));
      for (let link = 0; link <= links; link++) {
        const t = link / links;
        const x = t * lean - Math.sin(t * Math.PI) * 7 * unit;
        context.save();
        context.translate(x, t * height);
        context.rotate(link % 2 === 0 ? 0.28 : -0.1);
        context.strokeStyle = '#0A0F28';
        context.lineWidth = 4.6 * unit;
        context.beginPath();
        const narrow = link % 2 === 0 ? 3.4 : 1.6;
        context.ellipse(0, 0, narrow * unit, 5.4 * unit, 0, 0, Math.PI * 2);
        context.stroke();
        context.strokeStyle = '#C3CBE6';
        context.lineWidth = 2.1 * unit;
        context.stroke();
        context.restore();
      }
      for (const [x, y, size] of [
        [0, 0, 8],
        [lean, height, 10],
      ] as const) {
        drawBuoy(context, x, y, size * unit, '#E2564B');
      }
    },
  };
}

function drawBuoy(context: Context, x: number, y: number, size: number, colour: string): void {
  context.fillStyle = withAlpha('#050817', 0.5);
  context.beginPath();
  context.ellipse(x, y + size * 0.7, size * 1.15, size * 0.34, 0, 0, Math.PI * 2);
  context.fill();
  context.fillStyle = colour;
  context.beginPath();
  context.arc(x, y, size, 0, Math.PI * 2);
  context.fill();
  context.fillStyle = '#F4F6FF';
  context.fillRect(x - size, y - size * 0.22, size * 2, size * 0.44);
  context.strokeStyle = withAlpha(COLOURS.ink, 0.6);
  context.lineWidth = Math.max(1, size * 0.12);
  context.beginPath();
  context.arc(x, y, size, 0, Math.PI * 2);
  context.stroke();
}

/** What the board on a chain says. */
export interface WallLook {
  readonly stops: 'FIN' | 'ACK' | 'all';
  /** The way that is barred, as it lies in the picture. */
  readonly way: 'left' | 'right' | 'both';
  /** Parts of {@link CLOCK_STEPS} until it is lowered; undefined: for good. */
  readonly left: number | undefined;
  readonly unit: number;
}

function drawArrow(context: Context, x: number, y: number, way: 'left' | 'right'): void {
  const to = way === 'right' ? 1 : -1;
  context.beginPath();
  context.moveTo(x - to * 8, y);
  context.lineTo(x + to * 6, y);
  context.moveTo(x + to * 1, y - 5);
  context.lineTo(x + to * 7, y);
  context.lineTo(x + to * 1, y + 5);
  context.stroke();
}

function paintWallBoard(context: Context, look: WallLook): void {
  context.fillStyle = '#F4F6FF';
  context.beginPath();
  context.arc(0, 0, 22, 0, Math.PI * 2);
  context.fill();
  if (look.stops === 'all') {
    context.fillStyle = '#D93A34';
    context.beginPath();
    context.arc(0, 0, 20, 0, Math.PI * 2);
    context.fill();
    context.fillStyle = '#F4F6FF';
    context.fillRect(-13, -4, 26, 8);
  } else {
    context.save();
    context.scale(0.78, 0.78);
    drawFlag(context, look.stops === 'FIN' ? 'fin' : 'ack', -FLAG_SIZE.width / 2 + 1, -FLAG_SIZE.height / 2);
    context.restore();
    context.strokeStyle = '#D93A34';
    context.lineWidth = 3.6;
    context.beginPath();
    context.moveTo(-14, 14);
    context.lineTo(14, -14);
    context.stroke();
  }
  drawClock(context, 24, look.left ?? CLOCK_STEPS, '#FF8A7F', 4.4);
  context.strokeStyle = '#FFFFFF';
  context.lineWidth = 3;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  if (look.way !== 'right') drawArrow(context, look.way === 'both' ? -10 : 0, 36, 'left');
  if (look.way !== 'left') drawArrow(context, look.way === 'both' ? 10 : 0, 36, 'right');
}

/** The board on a chain: what it stops, which way, and for how long. Its origin is the disc's middle. */
export function wallBoardPainting(look: WallLook): Painting {
  const { unit, stops, way, left } = look;
  return {
    key: `wall ${stops} ${way} ${left ?? 'good'} ${unit.toFixed(2)}`,
    width: 58 * unit,
    height: 74 * unit,
    origin: { x: 29 * unit, y: 29 * unit },
    paint(context) {
      context.scale(unit, unit);
      context.translate(29, 29);
      paintWallBoard(context, look);
    },
  };
}

/** A free place of the listener's queue. Its origin is on the water. */
export function buoyPainting(unit: number): Painting {
  return {
    key: `buoy ${unit.toFixed(2)}`,
    width: 24 * unit,
    height: 26 * unit,
    origin: { x: 12 * unit, y: 16 * unit },
    paint(context) {
      context.scale(unit, unit);
      drawBuoy(context, 12, 12, 8, '#F2B84B');
    },
  };
}
