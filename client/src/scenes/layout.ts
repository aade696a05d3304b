import type { Side } from '@syn-or-swim/shared/game/seat.ts';

/** A place in the picture, CSS pixels from its left upper corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle, CSS pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where one pier of the own harbour lies. */
export interface PierPlace {
  readonly plaque: Box;
  /** The deck, from the land to its head in the water. */
  readonly deck: Box;
  readonly head: Point;
  /** Where a boat of this pier is moored: its keel's middle, on the water. */
  readonly berth: Point;
  /** Where the bell hangs and the lamp of what is owed burns: their feet on the deck. */
  readonly bell: Point;
  readonly lamp: Point;
}

/** Where everything of the strait lies, for one size of the picture. */
export interface StraitLayout {
  readonly width: number;
  readonly height: number;
  readonly side: Side;
  /** Size of one drawing unit of the land and the sea in CSS pixels: what is 100 units long is `100 * unit` wide. */
  readonly unit: number;
  /** Size of one drawing unit on a pier: larger where few piers have much water. */
  readonly pierUnit: number;
  /** Size of one drawing unit on a boat: boats stay legible where piers are many. */
  readonly boatUnit: number;
  readonly horizon: number;
  /** Fog begins to hide a boat at `near` and has hidden it at `far`. */
  readonly fog: { readonly near: number; readonly far: number };
  readonly piers: readonly PierPlace[];
  readonly anchorage: readonly Point[];
  /** How far apart two of them lie. */
  readonly anchorageGap: number;
  /** Foot of the own lighthouse and its height to the lantern's middle. */
  readonly lighthouse: Point & { readonly tall: number };
  readonly farLighthouse: Point & { readonly tall: number };
  /** The chest of flags, one box a flag (SYN, ACK, FIN, RST); undefined where the picture is too low for it. */
  readonly chest: readonly [Box, Box, Box, Box] | undefined;
}

/** What decides the layout, beside the size. */
export interface Harbour {
  readonly side: Side;
  readonly piers: number;
  readonly anchored: number;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** `x` as seen from the own land: the server's harbour is the client's in a mirror. */
export function mirrorX(x: number, width: number, side: Side): number {
  return side === 'client' ? x : width - x;
}

function mirrorBox(box: Box, width: number, side: Side): Box {
  return side === 'client' ? box : { ...box, left: width - box.left - box.width };
}

/**
 * The own shore from the cliff's foot to the near corner, on the left: parts of the picture's width, and of its
 * height below the horizon.
 */
export const SHORE: readonly (readonly [x: number, y: number])[] = [
  [0.18, 0.06],
  [0.13, 0.16],
  [0.085, 0.3],
  [0.05, 0.48],
  [0.022, 0.68],
];

/** How far the land reaches from the own edge at `y`, CSS pixels. */
export function shoreAt(y: number, width: number, height: number, horizon: number): number {
  const part = (y - horizon) / height;
  const after = SHORE.findIndex((corner) => corner[1] > part);
  const [nextX, nextY] = SHORE[after] ?? [0, 1];
  const [x, top] = (after > 0 ? SHORE[after - 1] : SHORE.at(after === 0 ? 0 : -1)) ?? [0, 0];
  const along = nextY === top ? 0 : clamp((part - top) / (nextY - top), 0, 1);
  return (x + (nextX - x) * along) * width;
}

interface Rows {
  readonly top: number;
  readonly pitch: number;
}

/** What stays free above the first row of piers and below the last one, CSS pixels. */
interface Margins {
  readonly top: number;
  readonly bottom: number;
}

function rowsFor(height: number, horizon: number, margins: Margins, unit: number, piers: number): Rows {
  const space = height - margins.bottom - horizon - margins.top;
  const pitch = Math.min(space / Math.max(1, piers), 112 * unit);
  const rest = space - pitch * piers;
  return { top: horizon + margins.top + rest * 0.5, pitch };
}

/** A plaque is at least so high (CSS pixels), also where more piers stand in a low strip than have room. */
const PLAQUE_LEAST = 6;

/** Where a row of piers would be lower than this (CSS pixels), sky and margins give way, so that plaques stay legible. */
const ROW_LEAST = 24;

/** Horizon and margins of a picture `high` by `wide`, for `piers` rows. */
function heights(
  high: number,
  unit: number,
  piers: number,
): { readonly horizon: number; readonly margins: Margins; readonly crowded: boolean } {
  const horizon = Math.round(high * (high < 150 ? 0.3 : 0.33));
  const margins = { top: 14 * unit, bottom: 20 * unit };
  const crowded = high - horizon - margins.top - margins.bottom < ROW_LEAST * piers;
  if (!crowded) return { horizon, margins, crowded };
  return { horizon: Math.round(high * 0.2), margins: { top: 2, bottom: 4 }, crowded };
}

function pierPlace(
  size: { width: number; height: number; side: Side; land: (y: number) => number; crowded: boolean },
  unit: number,
  rows: Rows,
  index: number,
): PierPlace {
  const { width, side, land } = size;
  const below = size.crowded ? 3 : Math.min(26 * unit, rows.pitch * 0.28);
  const foot = rows.top + rows.pitch * (index + 1) - below;
  const ashore = land(foot) - 8 * unit;
  // In a crowd the board hides the foot of the deck above it: a state that can be read is worth more.
  const apart = size.crowded ? 2.5 : 9 * unit;
  const fitting = Math.min(Math.max(31, Math.min(42, size.height / 8), 46 * unit), rows.pitch - apart);
  const plaqueHeight = Math.max(PLAQUE_LEAST, fitting);
  const above = size.crowded ? 0.5 : 3 * unit;
  const plaqueWidth = Math.max(112, 172 * unit, Math.min(190, 0.13 * width));
  const left = Math.max(6, 0.02 * width) + 4 * unit * Math.sin(index * 2.1 + 1);
  const deckHeight = Math.max(6, 11 * unit);
  const plaque = { left, top: foot - plaqueHeight - above, width: plaqueWidth, height: plaqueHeight };
  const headX = left + plaqueWidth + Math.max(38, 74 * unit);
  const boatHalf = 70 * Math.max(unit, 0.7);
  const at = (x: number, y: number): Point => ({ x: mirrorX(x, width, side), y });
  return {
    plaque: mirrorBox(plaque, width, side),
    deck: mirrorBox({ left: ashore, top: foot, width: headX - ashore, height: deckHeight }, width, side),
    head: at(headX, foot),
    berth: at(headX + boatHalf, foot + deckHeight + 4 * unit),
    bell: at(left + plaqueWidth + Math.max(13, 26 * unit), foot),
    lamp: at(headX - Math.max(7, 12 * unit), foot),
  };
}

function chestBoxes(width: number, height: number, unit: number, side: Side): StraitLayout['chest'] {
  if (height < 190 || width < 640) return undefined;
  const boxWidth = Math.max(48, 58 * unit);
  const boxHeight = Math.max(44, 44 * unit);
  const left = width - 4 * boxWidth - 22 * unit;
  const box = (index: number): Box => ({
    left: (side === 'client' ? left : 22 * unit) + index * boxWidth,
    top: height - boxHeight - 12 * unit,
    width: boxWidth,
    height: boxHeight,
  });
  return [box(0), box(1), box(2), box(3)];
}

/** A caller at anchor has this many others beside it, in one row off the harbour's mouth. */
const ROW_AT_ANCHOR = 4;

/** Places at anchor, the first at `start` from the own edge, and how far apart two lie. */
function anchorageOf(
  size: { readonly width: number; readonly horizon: number; readonly small: number },
  start: number,
  count: number,
): { readonly places: readonly Point[]; readonly gap: number } {
  const { width, horizon, small } = size;
  const row = Math.min(count, ROW_AT_ANCHOR);
  const gap = Math.min(Math.max(106, 132 * small), (width * 0.96 - start) / Math.max(1, row - 0.5));
  const places = Array.from({ length: count }, (_, index) => ({
    x: start + (index % ROW_AT_ANCHOR) * gap,
    y: horizon + (46 + 64 * Math.floor(index / ROW_AT_ANCHOR)) * small,
  }));
  return { places, gap };
}

/** Height from the own lighthouse's foot to its lantern, so that its roof still has sky above it. */
function towerHeight(height: number, foot: number): number {
  return Math.min(height * 0.165, (foot - 3) / 1.28);
}

/** Places for a picture of `width` by `height` CSS pixels. Sizes below 40 are taken as 40. */
export function straitLayout(width: number, height: number, harbour: Harbour): StraitLayout {
  const wide = Math.max(40, width);
  const high = Math.max(40, height);
  const { side } = harbour;
  const unit = clamp(Math.min(wide / 900, high / 540), 0.42, 2.4);
  const { horizon, margins, crowded } = heights(high, unit, harbour.piers);
  const room = (high - horizon) / (harbour.piers * 104 + 34);
  const pierUnit = clamp(Math.min(wide / 900, high / 330, room), unit, 2.4);
  const rows = rowsFor(high, horizon, margins, pierUnit, harbour.piers);
  const land = (y: number): number => shoreAt(y, wide, high, horizon);
  const piers = Array.from({ length: harbour.piers }, (_, index) =>
    pierPlace({ width: wide, height: high, side, land, crowded }, pierUnit, rows, index),
  );
  const firstBerth = piers[0] === undefined ? 0 : mirrorX(piers[0].berth.x, wide, side);
  const fogNear = Math.max(wide * 0.6, firstBerth + 34 * unit);
  const crowd = harbour.piers === 0 ? 1 : clamp(rows.pitch / (96 * pierUnit), 0.74, 1);
  const at = (x: number, y: number): Point => ({ x: mirrorX(x, wide, side), y });
  const head = piers[0] === undefined ? 0 : mirrorX(piers[0].head.x, wide, side);
  const small = Math.max(unit, 0.6);
  const start = Math.max(wide * 0.43, head + 34 * small);
  const anchorage = anchorageOf({ width: wide, horizon, small }, start, harbour.anchored);
  const cliff = horizon - high * 0.075;
  return {
    width: wide,
    height: high,
    side,
    unit,
    pierUnit,
    boatUnit: Math.max(pierUnit * crowd, 0.68),
    horizon,
    fog: { near: mirrorX(fogNear, wide, side), far: mirrorX(fogNear + wide * 0.2, wide, side) },
    piers,
    anchorage: anchorage.places.map(({ x, y }) => at(x, y)),
    anchorageGap: anchorage.gap,
    lighthouse: { ...at(wide * 0.155, cliff), tall: towerHeight(high, cliff) },
    farLighthouse: { ...at(wide * 0.885, horizon - high * 0.035), tall: high * 0.09 },
    chest: chestBoxes(wide, high, unit, side),
  };
}
