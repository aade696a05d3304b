import type { StraitGestures, StraitModel } from '../model/strait-model.ts';
import { harbourOf } from './berths.ts';
import type { Box, Point, StraitLayout } from './layout.ts';
import { FLAG_NAMES, type FlagName } from './paint/flag.ts';

/** What lies under a finger. */
export type Touched =
  | { readonly what: 'pier'; readonly id: string }
  | { readonly what: 'flag'; readonly flag: FlagName }
  | { readonly what: 'boat' };

/** A finger or pointer that holds something. */
export interface Hand {
  readonly holds: Touched;
  readonly from: Point;
  readonly at: Point;
}

function within(point: Point, box: Box, margin: number): boolean {
  return (
    point.x >= box.left - margin &&
    point.x <= box.left + box.width + margin &&
    point.y >= box.top - margin &&
    point.y <= box.top + box.height + margin
  );
}

/** Room that the boat being made ready takes around its berth. */
function boatBox(berth: Point, unit: number): Box {
  return { left: berth.x - 66 * unit, top: berth.y - 84 * unit, width: 132 * unit, height: 96 * unit };
}

/** Index among the piers in rows of the selected one; -1 where none is. */
function selectedRow(model: StraitModel): number {
  return harbourOf(model).piers.findIndex((pier) => pier.selected);
}

/** What of `model` lies at `point`: the chest's flags first, then the boat being made ready, then plaques and decks. */
export function touchedAt(point: Point, model: StraitModel, layout: StraitLayout): Touched | undefined {
  for (const [index, flag] of FLAG_NAMES.entries()) {
    const box = layout.chest?.[index];
    if (box !== undefined && within(point, box, 0)) return { what: 'flag', flag };
  }
  const berth = layout.piers[selectedRow(model)]?.berth;
  if (berth !== undefined && within(point, boatBox(berth, layout.boatUnit), 0)) return { what: 'boat' };
  const { piers, anchored } = harbourOf(model);
  for (const [index, pier] of piers.entries()) {
    const place = layout.piers[index];
    if (place === undefined) continue;
    if (within(point, place.plaque, 2) || within(point, place.deck, 6)) return { what: 'pier', id: pier.id };
  }
  for (const [index, pier] of anchored.entries()) {
    const at = layout.anchorage[index];
    const reach = 44 * Math.max(layout.unit, 0.6);
    if (at === undefined) continue;
    const box = { left: at.x - reach, top: at.y - reach * 1.2, width: reach * 2, height: reach * 1.4 };
    if (within(point, box, 0)) return { what: 'pier', id: pier.id };
  }
  return undefined;
}

/** A hand that has moved less than this is a tap, CSS pixels. */
const TAP = 10;

/** How far seaward a boat must be flicked to sail, CSS pixels. */
const FLICK = 36;

/**
 * Reports what a hand that let go has asked for: a tap on a pier selects its socket, a tap on a flag of the chest or a
 * drag of it on to the boat hoists or strikes it, a flick of the boat towards the sea sends it. Anything else is nothing.
 */
export function letGo(hand: Hand, model: StraitModel, layout: StraitLayout, gestures: StraitGestures): void {
  const { holds } = hand;
  const moved = { x: hand.at.x - hand.from.x, y: hand.at.y - hand.from.y };
  const tap = Math.hypot(moved.x, moved.y) < TAP;
  if (holds.what === 'pier') {
    const pier = model.piers.find((one) => one.id === holds.id);
    if (tap && pier !== undefined) gestures.selectSocket(pier.key);
  } else if (holds.what === 'flag') {
    const berth = layout.piers[selectedRow(model)]?.berth;
    const onBoat = berth !== undefined && within(hand.at, boatBox(berth, layout.boatUnit), 20);
    if (tap || onBoat) gestures.toggleFlag(holds.flag);
  } else {
    const seaward = layout.side === 'client' ? moved.x : -moved.x;
    if (seaward > FLICK) gestures.send();
  }
}
