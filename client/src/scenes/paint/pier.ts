import { COLOURS, withAlpha } from '../palette.ts';
import type { Context, Painting } from '../sprite.ts';
import { downward, letter, outward, scatter } from './brush.ts';

/** Which way a pier points. */
export type Facing = 'left' | 'right';

/** Length and thickness of a deck in CSS pixels, and the drawing unit. */
export interface DeckLook {
  readonly length: number;
  readonly thick: number;
  readonly facing: Facing;
  readonly unit: number;
  /** Only the posts stand: a socket that does not exist yet. */
  readonly planned: boolean;
}

function facing(context: Context, length: number, way: Facing): void {
  if (way === 'right') return;
  context.translate(length, 0);
  context.scale(-1, 1);
}

function paintPosts(context: Context, look: DeckLook): void {
  const gap = 34 * look.unit;
  const wide = Math.max(2, 5 * look.unit);
  const deep = 15 * look.unit;
  for (let x = look.length - wide * 1.6; x > 0; x -= gap) {
    context.fillStyle = COLOURS.woodDark;
    context.fillRect(x, look.thick * 0.6, wide, deep);
    context.fillStyle = withAlpha(COLOURS.glint, 0.32);
    context.fillRect(x - wide * 0.7, look.thick * 0.6 + deep - 1, wide * 2.4, 1.2);
  }
}

function paintPlanks(context: Context, look: DeckLook): void {
  const { length, thick, unit } = look;
  context.fillStyle = downward(context, 0, thick, [
    [0, COLOURS.woodLight],
    [0.24, COLOURS.wood],
    [1, COLOURS.woodDark],
  ]);
  context.beginPath();
  context.roundRect(0, 0, length, thick, [0, 2 * unit, 2 * unit, 0]);
  context.fill();
  context.fillStyle = withAlpha(COLOURS.ink, 0.4);
  const random = scatter(Math.round(length) + 7);
  for (let x = 9 * unit; x < length - 6 * unit; x += (10 + 5 * random()) * unit) {
    context.fillRect(x, thick * 0.12, Math.max(0.8, unit), thick * 0.8);
  }
  context.fillStyle = withAlpha('#DDE3FF', 0.55);
  context.fillRect(0, 0, length - 1.5 * unit, Math.max(1, 1.3 * unit));
}

/** A pier's deck on its posts. Its origin is the deck's left upper corner. */
export function deckPainting(look: DeckLook): Painting {
  const { length, thick, unit } = look;
  return {
    key: `deck ${look.facing} ${length.toFixed(1)} ${thick.toFixed(1)} ${look.planned}`,
    width: length,
    height: thick + 18 * unit,
    origin: { x: 0, y: 0 },
    paint(context) {
      facing(context, length, look.facing);
      if (look.planned) context.globalAlpha = 0.72;
      paintPosts(context, look);
      paintPlanks(context, look);
    },
  };
}

function paintPatch(context: Context, x: number, y: number, size: number, random: () => number): void {
  const points = 9;
  context.beginPath();
  for (let index = 0; index < points; index++) {
    const turn = (index / points) * Math.PI * 2;
    const reach = size * (0.55 + 0.5 * random());
    const px = x + Math.cos(turn) * reach * 1.7;
    const py = y + Math.sin(turn) * reach * 0.62;
    if (index === 0) context.moveTo(px, py);
    else context.lineTo(px, py);
  }
  context.closePath();
  context.fill();
}

/** Rust and barnacles over a whole deck: shown bit by bit, from the head to the land. */
export function rustPainting(look: DeckLook): Painting {
  const { length, thick, unit } = look;
  return {
    key: `rust ${look.facing} ${length.toFixed(1)} ${thick.toFixed(1)}`,
    width: length,
    height: thick + 18 * unit,
    origin: { x: 0, y: 0 },
    paint(context) {
      facing(context, length, look.facing);
      const random = scatter(91);
      context.fillStyle = withAlpha(COLOURS.rustDark, 0.85);
      context.fillRect(0, thick * 0.3, length, thick * 0.7);
      for (let index = 0; index < length / (7 * unit); index++) {
        context.fillStyle = random() < 0.55 ? COLOURS.rust : COLOURS.rustDark;
        paintPatch(context, random() * length, random() * thick, (3 + 5 * random()) * unit, random);
        const drip = random() * length;
        context.fillStyle = withAlpha(COLOURS.rust, 0.7);
        context.fillRect(drip, thick, 1.6 * unit, (3 + 8 * random()) * unit);
      }
      for (let index = 0; index < length / (6 * unit); index++) {
        context.fillStyle = random() < 0.6 ? COLOURS.barnacle : '#7F8F7C';
        context.beginPath();
        const y = thick * (0.6 + 0.6 * random()) + 3 * unit * random();
        context.arc(random() * length, y, (1.1 + 1.6 * random()) * unit, 0, Math.PI * 2);
        context.fill();
      }
    },
  };
}

/** What stands on a plaque. */
export interface PlaqueLook {
  readonly number: string;
  readonly state: string;
  readonly label: string;
  /** Right end of the second line: the port, or the state that was. */
  readonly note: string;
  readonly width: number;
  readonly height: number;
  readonly selected: boolean;
  readonly rusty: boolean;
}

/** A board lower than this (CSS pixels) has one line. */
const LOW = 31;

function paintBoard(context: Context, look: PlaqueLook): void {
  const { width, height } = look;
  context.fillStyle = withAlpha('#03050F', 0.45);
  context.beginPath();
  context.roundRect(2, 3, width - 2, height - 2, 7);
  context.fill();
  context.beginPath();
  context.roundRect(1.2, 1.2, width - 2.4, height - 2.4, 6.5);
  context.fillStyle = downward(context, 0, height, [
    [0, look.selected ? '#26337A' : '#1A2352'],
    [1, look.selected ? '#18215A' : COLOURS.board],
  ]);
  context.fill();
  context.lineWidth = look.selected ? 2.4 : 1.4;
  context.strokeStyle = look.selected ? COLOURS.text : look.rusty ? COLOURS.rust : COLOURS.line;
  context.stroke();
}

/** Writes the state, and below it ship and note where the board is high enough for two lines. */
function writePlaque(context: Context, look: PlaqueLook, left: number): void {
  const { width, height } = look;
  const low = height < LOW;
  const room = width - left - 7;
  letter(context, look.state, left, low ? height / 2 : height * 0.345, {
    size: low ? Math.min(13, height * 0.84) : height * 0.36,
    colour: COLOURS.text,
    weight: 800,
    align: 'left',
    widest: room,
  });
  if (low) return;
  const small = { size: Math.max(10, height * 0.265), colour: COLOURS.soft } as const;
  const lower = height * 0.735;
  const noteRoom = room * 0.52;
  letter(context, look.note, width - 7, lower, { ...small, align: 'right', widest: noteRoom });
  const taken = look.note === '' ? 0 : Math.min(context.measureText(look.note).width, noteRoom) + 6;
  letter(context, look.label, left, lower, { ...small, weight: 500, align: 'left', widest: room - taken });
}

/** A pier's plaque: number, state, ship; the number alone where it is narrow. Its origin is the middle of the board. */
export function plaquePainting(look: PlaqueLook): Painting {
  const { width, height } = look;
  return {
    key: `plaque ${Object.values(look).join('|')}`,
    width: width + 2,
    height: height + 2,
    origin: { x: width / 2, y: height / 2 },
    paint(context) {
      paintBoard(context, look);
      // On a low board the number keeps the size of the state beside it.
      const disc = Math.min(height * (height < LOW ? 0.4 : 0.3), 30);
      const x = disc + Math.min(8, height * 0.17);
      context.fillStyle = look.selected ? COLOURS.text : COLOURS.line;
      context.beginPath();
      context.arc(x, height / 2, disc, 0, Math.PI * 2);
      context.fill();
      letter(context, look.number, x, height / 2, {
        size: disc * (height < LOW ? 1.6 : 1.25),
        colour: COLOURS.ink,
        weight: 800,
      });
      if (width > height * 2) writePlaque(context, look, x + disc + Math.min(8, height * 0.16));
    },
  };
}

/** A soft disc of light. Its origin is its middle. */
export function glowPainting(colour: string, radius: number): Painting {
  return {
    key: `glow ${colour} ${radius.toFixed(0)}`,
    width: radius * 2,
    height: radius * 2,
    origin: { x: radius, y: radius },
    paint(context) {
      context.fillStyle = outward(context, { x: radius, y: radius, radius }, [
        [0, withAlpha(colour, 0.62)],
        [0.22, withAlpha(colour, 0.32)],
        [0.55, withAlpha(colour, 0.1)],
        [1, withAlpha(colour, 0)],
      ]);
      context.fillRect(0, 0, radius * 2, radius * 2);
    },
  };
}

/** Light that lies on the water along a row: the selected pier and what it awaits. */
export function pathOfLightPainting(width: number, height: number, colour: string): Painting {
  return {
    key: `path ${colour} ${width.toFixed(0)} ${height.toFixed(0)}`,
    width,
    height,
    origin: { x: width / 2, y: height / 2 },
    paint(context) {
      context.translate(width / 2, height / 2);
      context.scale(width / 2, height / 2);
      context.fillStyle = outward(context, { x: 0, y: 0, radius: 1 }, [
        [0, withAlpha(colour, 0.34)],
        [0.45, withAlpha(colour, 0.16)],
        [1, withAlpha(colour, 0)],
      ]);
      context.fillRect(-1, -1, 2, 2);
    },
  };
}
