import { FONT_FAMILY } from '../palette.ts';
import type { Context } from '../sprite.ts';

/** A point of an outline, in the units of the drawing. */
export type Corner = readonly [x: number, y: number];

/** Puts a closed outline through `corners` as the current path. */
export function outline(context: Context, corners: readonly Corner[]): void {
  context.beginPath();
  for (const [index, [x, y]] of corners.entries()) {
    if (index === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
  context.closePath();
}

/** A vertical run of colours from `top` to `bottom`; each stop is a place from 0 to 1 and a colour. */
export function downward(
  context: Context,
  top: number,
  bottom: number,
  stops: readonly (readonly [number, string])[],
): CanvasGradient {
  const gradient = context.createLinearGradient(0, top, 0, bottom);
  for (const [place, colour] of stops) gradient.addColorStop(place, colour);
  return gradient;
}

/** A run of colours from the middle of a disc to its edge. */
export function outward(
  context: Context,
  disc: { readonly x: number; readonly y: number; readonly radius: number },
  stops: readonly (readonly [number, string])[],
): CanvasGradient {
  const gradient = context.createRadialGradient(disc.x, disc.y, 0, disc.x, disc.y, disc.radius);
  for (const [place, colour] of stops) gradient.addColorStop(place, colour);
  return gradient;
}

/** How words are written. */
export interface Lettering {
  /** Height of the letters' em, in the units of the drawing. */
  readonly size: number;
  readonly colour: string;
  readonly weight?: 500 | 700 | 800;
  readonly align?: 'left' | 'center' | 'right';
  /** Words that are wider are written smaller until they fit. */
  readonly widest?: number;
}

/** Writes `words` with their middle line at `y`. */
export function letter(context: Context, words: string, x: number, y: number, how: Lettering): void {
  const weight = how.weight ?? 700;
  context.font = `${weight} ${how.size}px ${FONT_FAMILY}`;
  const width = context.measureText(words).width;
  if (how.widest !== undefined && width > how.widest) {
    context.font = `${weight} ${(how.size * how.widest) / width}px ${FONT_FAMILY}`;
  }
  context.fillStyle = how.colour;
  context.textAlign = how.align ?? 'center';
  context.textBaseline = 'middle';
  // The middle of the em lies a little above the middle of capitals and digits.
  context.fillText(words, x, y + how.size * 0.06);
}

/**
 * Numbers from 0 to 1 that look scattered but are the same each time: stars, planks and rust keep their places
 * when a picture is drawn anew. Only for the picture; the match's chance is the server's.
 */
export function scatter(seed: number): () => number {
  let state = seed % 2147483647 || 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
