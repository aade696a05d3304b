import type { Flags } from '@syn-or-swim/shared/tcp/segment.ts';
import { COLOURS, withAlpha } from '../palette.ts';
import type { Context, Painting } from '../sprite.ts';
import { letter, outline } from './brush.ts';

/** Name of one flag, as in a segment's flags. */
export type FlagName = keyof Flags;

/** In the order in which they hang and stand in the chest. */
export const FLAG_NAMES: readonly FlagName[] = ['syn', 'ack', 'fin', 'rst'];

/** Size of a flag in drawing units. */
export const FLAG_SIZE = { width: 40, height: 25 } as const;

/** Light from above and a darker fly: cloth, not paper. */
function cloth(context: Context, width: number, height: number): void {
  const shade = context.createLinearGradient(0, 0, width, 0);
  shade.addColorStop(0, withAlpha(COLOURS.ink, 0.26));
  shade.addColorStop(0.1, withAlpha(COLOURS.ink, 0));
  shade.addColorStop(0.38, withAlpha('#FFFFFF', 0.16));
  shade.addColorStop(0.7, withAlpha(COLOURS.ink, 0.1));
  shade.addColorStop(1, withAlpha('#FFFFFF', 0.06));
  context.fillStyle = shade;
  context.fillRect(0, 0, width, height);
}

function paintSyn(context: Context, width: number, height: number): void {
  outline(context, [
    [0, 0],
    [width, 0],
    [width - 8, height / 2],
    [width, height],
    [0, height],
  ]);
  context.clip();
  context.fillStyle = COLOURS.syn;
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#9BE4F8';
  context.fillRect(0, 0, width, 4);
  context.fillRect(0, height - 4, width, 4);
  cloth(context, width, height);
  letter(context, 'SYN', 16.5, height / 2, { size: 12.5, colour: COLOURS.ink, weight: 800, widest: 27 });
}

function paintAck(context: Context, width: number, height: number): void {
  outline(context, [
    [0, 0],
    [width, height * 0.3],
    [width, height * 0.7],
    [0, height],
  ]);
  context.clip();
  context.fillStyle = COLOURS.ack;
  context.fillRect(0, 0, width, height);
  cloth(context, width, height);
  context.strokeStyle = COLOURS.ink;
  context.lineWidth = 2.1;
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(2.8, height * 0.52);
  context.lineTo(5.4, height * 0.66);
  context.lineTo(9.6, height * 0.36);
  context.stroke();
  letter(context, 'ACK', 23.5, height / 2, { size: 11.5, colour: COLOURS.ink, weight: 800, widest: 25 });
}

function paintFin(context: Context, width: number, height: number): void {
  const right = width - 4;
  context.beginPath();
  context.rect(0, 0, right, height);
  context.clip();
  context.fillStyle = COLOURS.fin;
  context.fillRect(0, 0, right, height);
  context.fillStyle = '#FFD0E6';
  context.fillRect(4.5, 4.5, right - 9, height - 9);
  cloth(context, right, height);
  letter(context, 'FIN', right / 2, height / 2, { size: 12.5, colour: COLOURS.ink, weight: 800, widest: 25 });
}

function paintRst(context: Context, width: number, height: number): void {
  const right = width - 2;
  context.beginPath();
  context.rect(0, 0, right, height);
  context.clip();
  context.fillStyle = COLOURS.rst;
  context.fillRect(0, 0, right, height);
  context.strokeStyle = '#FFE0B0';
  context.lineWidth = 6;
  context.beginPath();
  context.moveTo(0, 0);
  context.lineTo(right, height);
  context.moveTo(right, 0);
  context.lineTo(0, height);
  context.stroke();
  cloth(context, right, height);
  letter(context, 'RST', right / 2, height / 2, { size: 12.5, colour: COLOURS.ink, weight: 800, widest: 27 });
}

const PAINTERS: Readonly<Record<FlagName, (context: Context, width: number, height: number) => void>> = {
  syn: paintSyn,
  ack: paintAck,
  fin: paintFin,
  rst: paintRst,
};

/** Draws one flag with its hoist's upper corner at `x`, `y`, in drawing units. */
export function drawFlag(context: Context, flag: FlagName, x: number, y: number): void {
  context.save();
  context.translate(x, y);
  PAINTERS[flag](context, FLAG_SIZE.width, FLAG_SIZE.height);
  context.restore();
}

/** One flag by itself, as in the chest or under a gull. */
export function flagPainting(flag: FlagName, unit: number): Painting {
  return {
    key: `flag ${flag} ${unit.toFixed(2)}`,
    width: FLAG_SIZE.width * unit,
    height: FLAG_SIZE.height * unit,
    origin: { x: (FLAG_SIZE.width / 2) * unit, y: (FLAG_SIZE.height / 2) * unit },
    paint(context) {
      context.scale(unit, unit);
      drawFlag(context, flag, 0, 0);
    },
  };
}
