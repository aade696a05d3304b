import type { ConnectionKey } from '@syn-or-swim/shared/game/token.ts';
import { type PierModel, progress, type StraitModel } from '../model/strait-model.ts';
import { berthOf, harbourOf } from './berths.ts';
import { bowOf, depthOf, swell } from './boat-sprites.ts';
import { during } from './course.ts';
import type { Hand } from './hand.ts';
import type { Box, Point, StraitLayout } from './layout.ts';
import type { Moment } from './moment.ts';
import { boatPainting } from './paint/boat.ts';
import { FLAG_NAMES, FLAG_SIZE, type FlagName, flagPainting } from './paint/flag.ts';
import { chestPainting, ropePainting } from './paint/signs.ts';
import type { Sprite } from './sprite.ts';

/** The next boat comes to the berth when the last has left it, or is home again: 0 to 1. */
function clearOfLast(key: ConnectionKey, model: StraitModel, moment: Moment): number {
  const parts = model.boats
    .filter((boat) => boat.phase !== 'arriving' && boat.key.clientPort === key.clientPort)
    .map((boat) => (boat.phase === 'leaving' ? during(progress(boat.span, moment.game), 0.3, 0.5) : 0));
  return Math.min(1, ...parts);
}

/** The rope from the pier's head to the stern of the boat that is made ready. */
function mooringSprites(
  pier: PierModel,
  berth: Point,
  model: StraitModel,
  layout: StraitLayout,
  alpha: number,
): readonly Sprite[] {
  const head = layout.piers[harbourOf(model).piers.indexOf(pier)]?.head;
  if (head === undefined) return [];
  const seaward = layout.side === 'client' ? 1 : -1;
  const stern = { x: berth.x - seaward * 57 * layout.boatUnit, y: berth.y - 33 * layout.boatUnit };
  const reach = Math.hypot(stern.x - head.x, stern.y - head.y);
  const rise = (Math.atan2(stern.y - head.y, Math.abs(stern.x - head.x)) * 180) / Math.PI;
  return [
    {
      id: 'mooring',
      painting: ropePainting(18, Math.round(reach), layout.pierUnit),
      ...head,
      depth: depthOf(berth.y, layout) - 0.3,
      scaleX: seaward,
      angle: rise * seaward,
      alpha,
    },
  ];
}

/** The boat that is made ready at the selected pier, and the chest its flags come from. */
export function draftSprites(
  model: StraitModel,
  layout: StraitLayout,
  moment: Moment,
  hand: Hand | undefined,
): readonly Sprite[] {
  const pier = model.piers.find((one) => one.selected);
  const chest = chestSprites(model, layout, hand);
  if (pier === undefined || pier.piloted || pier.place === 'anchorage') return chest;
  const berth = berthOf(pier.key, model, layout);
  const sea = swell(pier.id, moment);
  const clear = clearOfLast(pier.key, model, moment);
  const pulled = hand?.holds.what === 'boat' ? hand.at.x - hand.from.x : 0;
  const away = layout.side === 'client' ? Math.max(0, pulled) : Math.min(0, pulled);
  return [
    ...chest,
    ...(away === 0 ? mooringSprites(pier, berth, model, layout, clear) : []),
    {
      id: 'draft',
      alpha: clear,
      painting: boatPainting({
        flags: model.draft.flags,
        crates: model.draft.crates,
        seq: undefined,
        ack: undefined,
        bow: bowOf('leaving', layout),
        unit: layout.boatUnit,
        bold: model.highContrast,
      }),
      x: berth.x + Math.sign(away) * Math.min(Math.abs(away), 80),
      y: berth.y + sea.lift,
      depth: depthOf(berth.y, layout) - 0.2,
      angle: sea.angle,
    },
  ];
}

/** One flag of the chest; what flies on the mast has left a pale place. */
function chestFlag(flag: FlagName, box: Box, hoisted: boolean): Sprite {
  const unit = (box.width - 10) / FLAG_SIZE.width;
  return {
    id: `chest ${flag}`,
    painting: flagPainting(flag, Math.round(unit * 100) / 100),
    x: box.left + box.width / 2,
    y: box.top + box.height / 2,
    depth: 66,
    alpha: hoisted ? 0.28 : 1,
  };
}

function chestSprites(model: StraitModel, layout: StraitLayout, hand: Hand | undefined): readonly Sprite[] {
  const { chest } = layout;
  if (chest === undefined) return [];
  const [first, , , last] = chest;
  const margin = 8;
  const width = last.left + last.width - first.left + margin * 2;
  const sprites: Sprite[] = [
    {
      id: 'chest',
      painting: chestPainting(width, first.height + margin),
      x: first.left - margin,
      y: first.top - margin / 2,
      depth: 65,
    },
  ];
  for (const [index, flag] of FLAG_NAMES.entries()) {
    const box = chest[index];
    if (box !== undefined) sprites.push(chestFlag(flag, box, model.draft.flags[flag]));
  }
  if (hand?.holds.what === 'flag') {
    const painting = flagPainting(hand.holds.flag, Math.round(layout.boatUnit * 120) / 100);
    sprites.push({ id: 'held flag', painting, x: hand.at.x, y: hand.at.y, depth: 90 });
  }
  return sprites;
}
