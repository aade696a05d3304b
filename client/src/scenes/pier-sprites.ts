import { COVERED } from '../model/open-guess.ts';
import { type PierModel, progress } from '../model/strait-model.ts';
import { during, smooth } from './course.ts';
import type { PierPlace, Point, StraitLayout } from './layout.ts';
import type { Moment } from './moment.ts';
import {
  type DeckLook,
  deckPainting,
  glowPainting,
  type PlaqueLook,
  pathOfLightPainting,
  plaquePainting,
  rustPainting,
} from './paint/pier.ts';
import {
  anchoredPainting,
  bellFramePainting,
  bellPainting,
  dueLampPainting,
  pilotPainting,
  RING_STEPS,
  ROPE_STEPS,
  ringPainting,
  ropePainting,
} from './paint/signs.ts';
import { COLOURS } from './palette.ts';
import { pierLifeSprites, signUnit } from './pier-life-sprites.ts';
import type { Sprite } from './sprite.ts';

/** How long a plaque takes to turn over, and how long it then tells what it read before. Game time. */
export const TURN = { turning: 420, telling: 4000 } as const;

/** How long a bell swings once it rings. Game time. */
export const RINGING = 1800;

function plaqueLook(
  pier: PierModel,
  state: string,
  note: string,
  place: { width: number; height: number },
): PlaqueLook {
  return {
    number: String(pier.number),
    state,
    label: pier.label,
    note,
    width: place.width,
    height: place.height,
    selected: pier.selected,
    rusty: pier.rust !== undefined,
  };
}

/** A plaque that has just turned shows its old side until it is edge-on, then the new one. */
function plaqueSprite(
  pier: PierModel,
  id: string,
  box: { left: number; top: number; width: number; height: number },
  depth: number,
  moment: Moment,
): Sprite {
  const since = pier.turned === undefined ? Number.POSITIVE_INFINITY : moment.game - pier.turned.at;
  const turn = during(since / TURN.turning, 0, 1);
  const old = pier.turned !== undefined && turn < 0.5;
  const tells = pier.turned !== undefined && !old && since < TURN.telling;
  const port = pier.key.serverPort === 0 ? '' : `:${pier.key.serverPort}`;
  const note = tells ? `${pier.turned.from} \u2192` : port;
  const shown = pier.covered ? COVERED : pier.state;
  const state = old ? pier.turned.from : shown;
  const open = Math.abs(turn * 2 - 1);
  const edge = moment.still ? { alpha: open } : { scaleY: Math.max(0.04, smooth(open)) };
  return {
    id: `${id} plaque`,
    painting: plaquePainting(plaqueLook(pier, state, note, box)),
    x: box.left + box.width / 2,
    y: box.top + box.height / 2,
    depth,
    ...edge,
    ...(shown === 'CLOSED' && !pier.selected && turn === 1 ? { alpha: 0.8 } : {}),
  };
}

function deckSprites(
  pier: PierModel,
  place: PierPlace,
  id: string,
  depth: number,
  layout: StraitLayout,
  moment: Moment,
): readonly Sprite[] {
  const { deck } = place;
  const look: DeckLook = {
    length: deck.width,
    thick: deck.height,
    facing: layout.side === 'client' ? 'right' : 'left',
    unit: layout.pierUnit,
    planned: pier.place === 'none',
  };
  const sprites: Sprite[] = [
    { id: `${id} deck`, painting: deckPainting(look), x: deck.left, y: deck.top, depth },
  ];
  if (pier.rust !== undefined) {
    const covered = progress(pier.rust, moment.game);
    sprites.push({
      id: `${id} rust`,
      painting: rustPainting(look),
      x: deck.left,
      y: deck.top,
      depth: depth + 0.1,
      alpha: 0.35 + 0.65 * covered,
      show:
        layout.side === 'client'
          ? { left: 1 - covered, top: 0, right: 1, bottom: 1 }
          : { left: 0, top: 0, right: covered, bottom: 1 },
    });
  }
  return sprites;
}

/** The bell on its frame, the rope that tightens until it rings, and its swing. */
function bellSprites(
  pier: PierModel,
  place: PierPlace,
  id: string,
  depth: number,
  layout: StraitLayout,
  moment: Moment,
): readonly Sprite[] {
  if (pier.bell === undefined) return [];
  const unit = signUnit(layout);
  const tight = progress(pier.bell, moment.game);
  const due = tight === 1;
  const since = moment.game - pier.bell.until;
  const swing =
    due && !moment.still ? Math.max(0, 1 - since / RINGING) * 24 * Math.sin((since / 420) * Math.PI * 2) : 0;
  const seaward = layout.side === 'client' ? 1 : -1;
  const reach = Math.abs(place.lamp.x - place.bell.x);
  const hung = { x: place.bell.x, y: place.bell.y - 45 * unit };
  const sprites: Sprite[] = [
    { id: `${id} frame`, painting: bellFramePainting(unit), x: place.bell.x, y: place.bell.y, depth },
    { id: `${id} bell`, painting: bellPainting(unit, due), ...hung, depth: depth + 0.2, angle: swing },
    {
      id: `${id} rope`,
      painting: ropePainting(Math.round(tight * ROPE_STEPS), reach, unit),
      x: place.bell.x,
      y: hung.y + 23 * unit,
      depth: depth + 0.3,
      scaleX: seaward,
    },
  ];
  if (due) {
    sprites.push({
      id: `${id} bell light`,
      painting: glowPainting(COLOURS.lamp, Math.round(42 * unit)),
      x: hung.x,
      y: hung.y + 12 * unit,
      depth: depth + 0.1,
      light: true,
    });
  }
  return sprites;
}

/** The post of the due lamp; rust dims its flame. */
function dueSprites(
  pier: PierModel,
  place: PierPlace,
  id: string,
  depth: number,
  layout: StraitLayout,
  moment: Moment,
): readonly Sprite[] {
  const unit = signUnit(layout);
  const { x, y } = place.lamp;
  const post: Sprite = { id: `${id} due`, painting: dueLampPainting(pier.owes, unit), x, y, depth };
  if (!pier.owes) return [post];
  const dim = pier.rust === undefined ? 0 : progress(pier.rust, moment.game) * 0.6;
  const breath = moment.still ? 1 : 0.88 + 0.12 * Math.sin(moment.page / 520);
  const painting = glowPainting(COLOURS.lamp, Math.round(48 * unit));
  return [
    post,
    {
      id: `${id} due light`,
      painting,
      x,
      y: y - 30 * unit,
      depth: depth + 0.4,
      alpha: (1 - dim) * breath,
      light: true,
    },
  ];
}

function ringSprite(
  pier: PierModel,
  at: Point,
  id: string,
  depth: number,
  layout: StraitLayout,
  moment: Moment,
): readonly Sprite[] {
  if (pier.ring === undefined) return [];
  const left = Math.ceil((1 - progress(pier.ring, moment.game)) * RING_STEPS);
  const painting = ringPainting(left, 72 * layout.boatUnit);
  // The ring of the nearest pier keeps within the picture.
  const y = Math.min(at.y, layout.height - painting.origin.y);
  return [{ id: `${id} ring`, painting, x: at.x, y, depth }];
}

/** Light from the selected pier over the water to where its boat comes from. */
function selectionSprite(place: PierPlace, id: string, layout: StraitLayout): Sprite {
  const reach = Math.abs(layout.fog.far - place.plaque.left) * 1.1;
  const deep = Math.max(46, 110 * layout.pierUnit);
  return {
    id: `${id} light`,
    painting: pathOfLightPainting(Math.round(reach), Math.round(deep), '#8FA8FF'),
    x: (layout.fog.near + place.head.x) / 2,
    y: place.head.y + place.deck.height,
    depth: 6,
    light: true,
  };
}

/** One pier of the harbour, with all that stands on it. `row` is its place from the horizon to the near shore. */
export function pierSprites(
  pier: PierModel,
  place: PierPlace,
  row: number,
  layout: StraitLayout,
  moment: Moment,
): readonly Sprite[] {
  const id = `pier ${pier.id}`;
  const depth = 10 + row * 2;
  const sprites: Sprite[] = [
    ...deckSprites(pier, place, id, depth, layout, moment),
    ...ringSprite(pier, place.berth, id, depth + 0.2, layout, moment),
    ...bellSprites(pier, place, id, depth + 0.5, layout, moment),
    ...dueSprites(pier, place, id, depth + 0.5, layout, moment),
    plaqueSprite(pier, id, place.plaque, depth + 1, moment),
    ...pierLifeSprites(pier, place, id, depth, layout, moment),
  ];
  if (pier.selected) sprites.push(selectionSprite(place, id, layout));
  if (pier.piloted) {
    const { left, top, width } = place.plaque;
    const painting = pilotPainting(signUnit(layout));
    sprites.push({ id: `${id} pilot`, painting, x: left + width * 0.86, y: top + 3, depth: depth + 0.9 });
  }
  return sprites;
}

/** Below this width a plaque at anchor shows only its number. */
const NARROW = 76;

/**
 * A socket in the listener's queue: a hull at anchor with its plaque above. A half-open caller is pale, and fades as its
 * time runs out; one that is established has its lamp lit. `gap` is how far apart two lie, CSS pixels.
 */
export function anchoredSprites(
  pier: PierModel,
  at: Point,
  gap: number,
  layout: StraitLayout,
  moment: Moment,
): readonly Sprite[] {
  const id = `anchored ${pier.id}`;
  const unit = Math.max(layout.unit, 0.6);
  const room = Math.min(Math.max(96, 118 * unit), gap - 6);
  const height = 27 * unit + 2;
  const width = room < NARROW ? height * 1.15 : room;
  const box = { left: at.x - width / 2, top: at.y - 42 * unit - height, width, height };
  const bob = moment.still ? 0 : Math.sin(moment.page / 1100 + at.x) * 1.2;
  const halfOpen = pier.state === 'SYN_RECEIVED' && !pier.covered;
  const waited = pier.waits === undefined ? 0 : progress(pier.waits, moment.game);
  return [
    {
      id: `${id} hull`,
      painting: anchoredPainting(unit, halfOpen),
      x: at.x,
      y: at.y + bob,
      depth: 61,
      alpha: halfOpen ? 1 - 0.6 * waited : 1,
    },
    { ...plaqueSprite(pier, id, box, 61.5, moment) },
    ...ringSprite(pier, at, id, 60.9, layout, moment),
  ];
}
