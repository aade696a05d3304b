import type { Flags } from '@syn-or-swim/shared/tcp/segment.ts';
import { COLOURS, withAlpha } from '../palette.ts';
import type { Context, Painting } from '../sprite.ts';
import { downward, letter } from './brush.ts';
import { drawFlag, FLAG_NAMES, FLAG_SIZE, type FlagName } from './flag.ts';
import { drawCrate } from './freight.ts';

/** What a boat looks like. */
export interface BoatLook {
  readonly flags: Flags;
  readonly crates: number;
  /** Texts of the plate's two lines; undefined leaves the plate blank. */
  readonly seq: string | undefined;
  readonly ack: string | undefined;
  readonly bow: 'left' | 'right';
  readonly unit: number;
  /** High contrast: a black hull with a white edge. */
  readonly bold: boolean;
}

/** The picture's size in drawing units; the keel's middle on the water is its origin. */
const PICTURE = { width: 168, height: 108, x: 76, y: 94 } as const;

const DECK = -33;
const MAST_TOP = -88;

/** Flags that fly, in the order in which they hang. */
export function flying(flags: Flags): readonly FlagName[] {
  return FLAG_NAMES.filter((name) => flags[name]);
}

/** Where the flag number `index` of `count` flies: its hoist's upper corner, drawing units from the origin. */
export function hoist(index: number, count: number, bow: BoatLook['bow']): { x: number; y: number } {
  const aft = bow === 'right' ? -14 : -50;
  const column = count === 1 ? 0 : index % 2;
  const alone = count === 1 ? 10 : 0;
  return { x: aft + alone + column * (FLAG_SIZE.width + 7), y: MAST_TOP + 3 + Math.floor(index / 2) * 27 };
}

function paintHull(context: Context, bold: boolean): void {
  context.fillStyle = withAlpha('#050817', 0.5);
  context.beginPath();
  context.ellipse(2, 5, 60, 6, 0, 0, Math.PI * 2);
  context.fill();
  context.beginPath();
  context.moveTo(-60, -36);
  context.quadraticCurveTo(0, -24, 64, -44);
  context.bezierCurveTo(58, -20, 50, -4, 40, 5);
  context.lineTo(-44, 5);
  context.bezierCurveTo(-55, -2, -59, -16, -60, -36);
  context.closePath();
  context.fillStyle = bold
    ? '#000000'
    : downward(context, -44, 6, [
        [0, '#5468D0'],
        [0.35, '#36479F'],
        [1, '#1A2357'],
      ]);
  context.fill();
  if (bold) {
    context.strokeStyle = '#FFFFFF';
    context.lineWidth = 4;
    context.stroke();
  }
  context.save();
  context.clip();
  context.fillStyle = '#0C1334';
  context.fillRect(-70, 0, 140, 8);
  context.fillStyle = withAlpha(COLOURS.glint, 0.5);
  context.fillRect(-70, -1.4, 140, 1.4);
  context.restore();
  context.strokeStyle = bold ? '#FFFFFF' : '#B9C5FF';
  context.lineWidth = bold ? 4 : 2.6;
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(-60, -36);
  context.quadraticCurveTo(0, -24, 64, -44);
  context.stroke();
}

/** The light board on the hull with the segment's numbers. */
function paintPlate(context: Context, look: BoatLook): void {
  context.fillStyle = '#EEF1FF';
  context.beginPath();
  context.roundRect(-45, -26.5, 84, 28, 3);
  context.fill();
  const line = (name: string, number: string, y: number) => {
    letter(context, name, -41, y, { size: 10.5, colour: '#3B4686', weight: 700, align: 'left' });
    letter(context, number, 35.5, y, {
      size: 13.5,
      colour: COLOURS.ink,
      weight: 800,
      align: 'right',
      widest: 52,
    });
  };
  if (look.seq !== undefined) line('seq', look.seq, look.ack === undefined ? -12.5 : -19);
  if (look.ack !== undefined) line('ack', look.ack, -6);
}

function paintCrates(context: Context, count: number): void {
  const places = [
    [-54, DECK],
    [-36, DECK],
    [-45, DECK - 17],
  ] as const;
  for (const [x, y] of places.slice(0, count)) drawCrate(context, x, y);
}

function paintRigging(context: Context, look: BoatLook): void {
  const names = flying(look.flags);
  context.strokeStyle = '#C9D2F5';
  context.lineCap = 'round';
  const masts = new Set(names.map((_, index) => hoist(index, names.length, look.bow).x - 2));
  if (masts.size === 0) masts.add(look.bow === 'right' ? -4 : -42);
  for (const x of masts) {
    context.lineWidth = 2.6;
    context.beginPath();
    context.moveTo(x, DECK + 2);
    context.lineTo(x, MAST_TOP);
    context.stroke();
    context.fillStyle = COLOURS.brass;
    context.beginPath();
    context.arc(x, MAST_TOP, 2.6, 0, Math.PI * 2);
    context.fill();
  }
  for (const [index, name] of names.entries()) {
    const at = hoist(index, names.length, look.bow);
    drawFlag(context, name, at.x, at.y);
  }
}

/** A boat with its flags, plate and crates, in one picture. */
export function boatPainting(look: BoatLook): Painting {
  const { unit, bow } = look;
  const names = flying(look.flags).join('+');
  return {
    key: `boat ${bow} ${names} ${look.crates} ${look.seq ?? ''} ${look.ack ?? ''} ${look.bold} ${unit.toFixed(2)}`,
    width: PICTURE.width * unit,
    height: PICTURE.height * unit,
    origin: { x: PICTURE.x * unit, y: PICTURE.y * unit },
    paint(context) {
      context.scale(unit, unit);
      context.translate(PICTURE.x, PICTURE.y);
      context.save();
      if (bow === 'left') context.scale(-1, 1);
      paintCrates(context, look.crates);
      context.restore();
      paintRigging(context, look);
      context.save();
      if (bow === 'left') context.scale(-1, 1);
      paintHull(context, look.bold);
      context.restore();
      if (look.seq !== undefined || look.ack !== undefined) paintPlate(context, look);
    },
  };
}

/** The tug that fetches a wrong boat. Its bow points to the own land. */
export function tugPainting(bow: 'left' | 'right', unit: number): Painting {
  return {
    key: `tug ${bow} ${unit.toFixed(2)}`,
    width: 70 * unit,
    height: 60 * unit,
    origin: { x: 35 * unit, y: 50 * unit },
    paint(context) {
      context.scale(unit, unit);
      context.translate(35, 50);
      if (bow === 'left') context.scale(-1, 1);
      paintTug(context);
    },
  };
}

function paintTug(context: Context): void {
  context.fillStyle = '#2A3A8C';
  context.fillRect(-16, -32, 22, 18);
  context.fillStyle = COLOURS.window;
  context.fillRect(-4, -28, 7, 7);
  context.fillStyle = '#E8ECFF';
  context.fillRect(-18, -34, 27, 3);
  context.fillStyle = '#D9683C';
  context.fillRect(-14, -48, 9, 14);
  context.fillStyle = COLOURS.ink;
  context.fillRect(-14, -48, 9, 4);
  context.beginPath();
  context.moveTo(-31, -16);
  context.lineTo(32, -20);
  context.quadraticCurveTo(30, -4, 22, 4);
  context.lineTo(-26, 4);
  context.quadraticCurveTo(-32, -4, -31, -16);
  context.closePath();
  context.fillStyle = downward(context, -20, 4, [
    [0, '#D9683C'],
    [0.4, '#A8452C'],
    [1, '#4A1E22'],
  ]);
  context.fill();
  context.fillStyle = '#F6D9A8';
  context.fillRect(-31, -17, 62, 2.4);
}

/** A gull; its wings are up or down. */
export function gullPainting(wings: 'up' | 'down', unit: number): Painting {
  return {
    key: `gull ${wings} ${unit.toFixed(2)}`,
    width: 56 * unit,
    height: 40 * unit,
    origin: { x: 28 * unit, y: 26 * unit },
    paint(context) {
      context.scale(unit, unit);
      context.translate(28, 22);
      const tip = wings === 'up' ? -16 : 8;
      context.fillStyle = '#F4F6FF';
      context.beginPath();
      context.moveTo(-26, tip);
      context.quadraticCurveTo(-12, wings === 'up' ? -10 : -10, 0, 0);
      context.quadraticCurveTo(12, -10, 26, tip);
      context.quadraticCurveTo(12, -2, 4, 5);
      context.quadraticCurveTo(0, 9, -4, 5);
      context.quadraticCurveTo(-12, -2, -26, tip);
      context.fill();
      context.fillStyle = COLOURS.brass;
      context.beginPath();
      context.moveTo(3, 5);
      context.lineTo(9, 7);
      context.lineTo(3, 8);
      context.fill();
    },
  };
}
