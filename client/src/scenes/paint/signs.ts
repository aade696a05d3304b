import { COLOURS, FONT_FAMILY, withAlpha } from '../palette.ts';
import type { Context, Painting } from '../sprite.ts';
import { downward, letter, outward } from './brush.ts';

/** The post of a due lamp, its flame burning or out. Its origin is the post's foot. */
export function dueLampPainting(burning: boolean, unit: number): Painting {
  return {
    key: `due ${burning} ${unit.toFixed(2)}`,
    width: 20 * unit,
    height: 44 * unit,
    origin: { x: 10 * unit, y: 42 * unit },
    paint(context) {
      context.scale(unit, unit);
      context.fillStyle = COLOURS.woodDark;
      context.fillRect(8.4, 16, 3.2, 26);
      context.fillStyle = '#0E1438';
      context.beginPath();
      context.roundRect(3.4, 5, 13.2, 14, 3);
      context.fill();
      context.fillStyle = burning ? COLOURS.lamp : '#37427F';
      context.beginPath();
      context.roundRect(5.6, 7, 8.8, 10, 2);
      context.fill();
      context.fillStyle = '#0E1438';
      context.beginPath();
      context.moveTo(2, 6);
      context.lineTo(10, 0.5);
      context.lineTo(18, 6);
      context.closePath();
      context.fill();
    },
  };
}

/** The bell's frame. Its origin is the frame's foot; the bell hangs 44 units above it. */
export function bellFramePainting(unit: number): Painting {
  return {
    key: `bell frame ${unit.toFixed(2)}`,
    width: 40 * unit,
    height: 52 * unit,
    origin: { x: 20 * unit, y: 50 * unit },
    paint(context) {
      context.scale(unit, unit);
      context.strokeStyle = COLOURS.woodLight;
      context.lineWidth = 3;
      context.lineCap = 'round';
      context.beginPath();
      context.moveTo(5, 50);
      context.lineTo(5, 5);
      context.lineTo(35, 5);
      context.lineTo(35, 50);
      context.stroke();
    },
  };
}

/** The bell itself, hung by its upper end. */
export function bellPainting(unit: number, due: boolean): Painting {
  return {
    key: `bell ${due} ${unit.toFixed(2)}`,
    width: 24 * unit,
    height: 28 * unit,
    origin: { x: 12 * unit, y: 1 * unit },
    paint(context) {
      context.scale(unit, unit);
      context.fillStyle = due ? '#FFE08A' : COLOURS.brass;
      context.beginPath();
      context.moveTo(12, 1);
      context.bezierCurveTo(18, 2, 17, 10, 18.5, 14);
      context.lineTo(22, 19);
      context.lineTo(2, 19);
      context.lineTo(5.5, 14);
      context.bezierCurveTo(7, 10, 6, 2, 12, 1);
      context.fill();
      context.fillStyle = withAlpha('#FFFFFF', 0.45);
      context.fillRect(8, 5, 2, 9);
      context.fillStyle = '#8A6524';
      context.fillRect(2, 17.4, 20, 1.8);
      context.beginPath();
      context.arc(12, 22, 3, 0, Math.PI * 2);
      context.fill();
    },
  };
}

/** In how many steps a rope is drawn between slack and tight, and a ring between whole and run down. */
export const ROPE_STEPS = 24;
export const RING_STEPS = 72;

/**
 * The bell's rope. `step` 0 hangs in a deep bow, {@link ROPE_STEPS} is drawn straight.
 * It runs `reach` CSS pixels to the right of its origin and ends as deep as it begins.
 */
export function ropePainting(step: number, reach: number, unit: number): Painting {
  const tight = step / ROPE_STEPS;
  const sag = (1 - tight) * 34 * unit;
  const side = 8 * unit;
  return {
    key: `rope ${step} ${reach.toFixed(0)} ${unit.toFixed(2)}`,
    width: reach + side * 2,
    height: 50 * unit,
    origin: { x: side, y: side },
    paint(context) {
      context.translate(side, side);
      context.strokeStyle = tight > 0.75 ? '#FFE3A3' : '#B7A77D';
      context.lineWidth = Math.max(1.2, (2.4 - tight * 0.6) * unit);
      context.lineCap = 'round';
      context.beginPath();
      context.moveTo(0, 0);
      context.quadraticCurveTo(reach / 2, sag * 2, reach, 0);
      context.stroke();
      context.fillStyle = context.strokeStyle;
      context.beginPath();
      context.arc(reach, 0, 2.6 * unit, 0, Math.PI * 2);
      context.fill();
    },
  };
}

/** A ring on the water that runs down: `left` of {@link RING_STEPS} parts still shine. Its origin is its middle. */
export function ringPainting(left: number, radius: number): Painting {
  const flat = 0.36;
  const edge = Math.max(3, radius * 0.085);
  return {
    key: `ring ${left} ${radius.toFixed(0)}`,
    width: radius * 2 + edge * 3,
    height: radius * 2 * flat + edge * 3,
    origin: { x: radius + edge * 1.5, y: radius * flat + edge * 1.5 },
    paint(context) {
      context.translate(radius + edge * 1.5, radius * flat + edge * 1.5);
      context.lineWidth = edge;
      context.lineCap = 'round';
      context.strokeStyle = withAlpha(COLOURS.line, 0.45);
      context.beginPath();
      context.ellipse(0, 0, radius, radius * flat, 0, 0, Math.PI * 2);
      context.stroke();
      if (left === 0) return;
      const start = -Math.PI / 2;
      context.strokeStyle = withAlpha(COLOURS.text, 0.9);
      context.beginPath();
      context.ellipse(0, 0, radius, radius * flat, 0, start, start + (left / RING_STEPS) * Math.PI * 2);
      context.stroke();
    },
  };
}

/** A number that rises from a pier: by how much the sequence numbers grew. */
export function growthPainting(words: string, unit: number): Painting {
  const size = 27 * unit;
  const width = size * (words.length * 0.7 + 0.8);
  const height = size * 1.6;
  return {
    key: `growth ${words} ${unit.toFixed(2)}`,
    width,
    height,
    origin: { x: width / 2, y: height / 2 },
    paint(context) {
      context.font = `800 ${size}px ${FONT_FAMILY}`;
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      context.lineJoin = 'round';
      context.strokeStyle = withAlpha(COLOURS.board, 0.9);
      context.lineWidth = size * 0.3;
      context.strokeText(words, width / 2, height / 2);
      letter(context, words, width / 2, height / 2 - size * 0.06, {
        size,
        colour: COLOURS.lampHeart,
        weight: 800,
      });
    },
  };
}

/** The small label under a lighthouse's lamp: which port it burns for. Its origin is its middle. */
export function portPainting(port: number, lit: boolean, unit: number): Painting {
  const size = Math.max(10, 15 * unit);
  const words = `:${port}`;
  const width = size * (words.length * 0.62 + 1.5);
  return {
    key: `port ${words} ${lit} ${unit.toFixed(2)}`,
    width,
    height: size * 1.5,
    origin: { x: width / 2, y: size * 0.75 },
    paint(context) {
      context.fillStyle = withAlpha(COLOURS.board, 0.92);
      context.beginPath();
      context.roundRect(0, 0, width, size * 1.5, size * 0.4);
      context.fill();
      context.fillStyle = lit ? COLOURS.lamp : '#47529A';
      context.beginPath();
      context.arc(size * 0.7, size * 0.75, size * 0.3, 0, Math.PI * 2);
      context.fill();
      letter(context, words, width / 2 + size * 0.36, size * 0.75, {
        size,
        colour: lit ? COLOURS.lamp : COLOURS.soft,
        weight: 700,
      });
    },
  };
}

/** The pilot's flag, half white and half red: a stack sails this socket. Its origin is the staff's foot. */
export function pilotPainting(unit: number): Painting {
  return {
    key: `pilot ${unit.toFixed(2)}`,
    width: 24 * unit,
    height: 34 * unit,
    origin: { x: 2 * unit, y: 33 * unit },
    paint(context) {
      context.scale(unit, unit);
      context.fillStyle = '#C9D2F5';
      context.fillRect(1, 1, 2, 32);
      context.fillStyle = '#F4F6FF';
      context.fillRect(3, 2, 10, 14);
      context.fillStyle = '#E2564B';
      context.fillRect(13, 2, 10, 14);
    },
  };
}

/** An anchored hull without flags: a socket that waits in the listener's queue; a half-open one is a ghost. */
export function anchoredPainting(unit: number, halfOpen: boolean): Painting {
  return {
    key: `anchored ${halfOpen} ${unit.toFixed(2)}`,
    width: 64 * unit,
    height: 44 * unit,
    origin: { x: 30 * unit, y: 36 * unit },
    paint(context) {
      context.scale(unit, unit);
      context.translate(30, 36);
      paintAnchored(context, halfOpen);
    },
  };
}

function paintAnchored(context: Context, halfOpen: boolean): void {
  context.strokeStyle = '#C9D2F5';
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(0, -14);
  context.lineTo(0, -34);
  context.stroke();
  if (!halfOpen) {
    context.fillStyle = outward(context, { x: 0, y: -33, radius: 9 }, [
      [0, COLOURS.lampHeart],
      [0.3, withAlpha(COLOURS.lamp, 0.7)],
      [1, withAlpha(COLOURS.lamp, 0)],
    ]);
    context.fillRect(-9, -42, 18, 18);
  }
  context.beginPath();
  context.moveTo(-26, -13);
  context.quadraticCurveTo(0, -9, 27, -17);
  context.quadraticCurveTo(23, 2, 15, 4);
  context.lineTo(-18, 4);
  context.quadraticCurveTo(-25, 0, -26, -13);
  context.fillStyle = halfOpen
    ? withAlpha('#DCE6FF', 0.22)
    : downward(context, -17, 4, [
        [0, '#5F73DC'],
        [1, '#232E70'],
      ]);
  context.fill();
  context.strokeStyle = halfOpen ? '#EEF3FF' : '#B9C5FF';
  context.lineWidth = 1.6;
  if (halfOpen) context.setLineDash([4, 3]);
  context.stroke();
  context.setLineDash([]);
  context.strokeStyle = withAlpha('#B9C5FF', 0.7);
  context.lineWidth = 1.2;
  context.beginPath();
  context.moveTo(26, -14);
  context.lineTo(33, 5);
  context.stroke();
}

/** The open chest that the flags stand in. Its origin is its left upper corner. */
export function chestPainting(width: number, height: number): Painting {
  return {
    key: `chest ${width.toFixed(0)} ${height.toFixed(0)}`,
    width,
    height,
    origin: { x: 0, y: 0 },
    paint(context) {
      context.fillStyle = withAlpha(COLOURS.board, 0.82);
      context.strokeStyle = withAlpha(COLOURS.line, 0.8);
      context.lineWidth = 1.4;
      context.beginPath();
      context.roundRect(1, 1, width - 2, height - 2, 10);
      context.fill();
      context.stroke();
    },
  };
}
