import type { Flags } from '@syn-or-swim/shared/tcp/segment.ts';
import { type BoatModel, progress, type StraitModel } from '../model/strait-model.ts';
import { berthOf } from './berths.ts';
import { coursePose, during, gullPose, laneOf, type Pose, smooth, TOW, tugPose } from './course.ts';
import type { StraitLayout } from './layout.ts';
import type { Moment } from './moment.ts';
import { boatPainting, flying, gullPainting, hoist, tugPainting } from './paint/boat.ts';
import { FLAG_SIZE, flagPainting } from './paint/flag.ts';
import { cratePainting, rollPainting, wakePainting } from './paint/freight.ts';
import type { Sprite } from './sprite.ts';

const NO_FLAGS: Flags = { syn: false, ack: false, fin: false, rst: false };

/** Boats lie above all piers and below the fog; the nearer to the viewer, the higher. */
export function depthOf(y: number, layout: StraitLayout): number {
  return 40 + (10 * y) / layout.height;
}

/** What the sea does to a boat: lifts and rolls it a little. */
export function swell(id: string, moment: Moment): { readonly lift: number; readonly angle: number } {
  if (moment.still) return { lift: 0, angle: 0 };
  const phase = laneOf(id) * 3;
  return {
    lift: Math.sin(moment.page / 620 + phase) * 1.6,
    angle: Math.sin(moment.page / 830 + phase) * 1.3,
  };
}

/** Which way a boat of this harbour points: out to sea, or home where it arrives. */
export function bowOf(phase: BoatModel['phase'], layout: StraitLayout): 'left' | 'right' {
  const seaward = layout.side === 'client' ? 'right' : 'left';
  const landward = layout.side === 'client' ? 'left' : 'right';
  return phase === 'arriving' ? landward : seaward;
}

function wakeSprite(boat: BoatModel, pose: Pose, part: number, layout: StraitLayout): Sprite {
  const bow = bowOf(boat.phase, layout);
  const astern = bow === 'right' ? -1 : 1;
  return {
    id: `boat ${boat.id} wake`,
    painting: wakePainting(layout.boatUnit),
    x: pose.x + astern * 40 * layout.boatUnit,
    y: pose.y + 2,
    depth: depthOf(pose.y, layout) - 0.1,
    alpha: pose.alpha * 0.8 * Math.min(during(part, 0.03, 0.2), 1 - during(part, 0.8, 0.97)),
    scaleX: -astern,
  };
}

/** A boat at sea, or a wrong one that is fetched back. */
export function boatSprites(
  boat: BoatModel,
  model: StraitModel,
  layout: StraitLayout,
  moment: Moment,
): readonly Sprite[] {
  const part = progress(boat.span, moment.game);
  if (moment.game < boat.span.from || part === 1) return [];
  const berth = berthOf(boat.key, model, layout);
  const pose = coursePose(boat, part, berth, layout, moment.still);
  if (boat.phase === 'towed-home')
    return towSprites(boat, part, pose, { layout, moment, bold: model.highContrast });
  const sea = swell(boat.id, moment);
  const painting = boatPainting({
    flags: boat.flags,
    crates: boat.crates,
    seq: String(boat.seq),
    ack: boat.flags.ack ? String(boat.ack) : undefined,
    bow: bowOf(boat.phase, layout),
    unit: layout.boatUnit,
    bold: model.highContrast,
  });
  const hull: Sprite = {
    id: `boat ${boat.id}`,
    painting,
    x: pose.x,
    y: pose.y + sea.lift,
    depth: depthOf(pose.y, layout),
    alpha: pose.alpha,
    scaleX: pose.scale,
    scaleY: pose.scale,
    angle: sea.angle,
  };
  return moment.still ? [hull] : [wakeSprite(boat, pose, part, layout), hull];
}

/** Which flags the gull takes: those the model names, else all that fly where flags were wrong. */
function takenFlags(boat: BoatModel): Flags {
  if (boat.wrong !== 'flags') return NO_FLAGS;
  return boat.wrongFlags ?? boat.flags;
}

function without(flags: Flags, taken: Flags): Flags {
  return {
    syn: flags.syn && !taken.syn,
    ack: flags.ack && !taken.ack,
    fin: flags.fin && !taken.fin,
    rst: flags.rst && !taken.rst,
  };
}

function towSprites(
  boat: BoatModel,
  part: number,
  pose: Pose,
  scene: { readonly layout: StraitLayout; readonly moment: Moment; readonly bold: boolean },
): readonly Sprite[] {
  const { layout, moment, bold } = scene;
  const lifted = part >= TOW.taken;
  const taken = takenFlags(boat);
  const unit = layout.boatUnit;
  const landward = layout.side === 'client' ? 'left' : 'right';
  const crateTaken = boat.wrong === 'data' && boat.crates > 0 && lifted ? 1 : 0;
  const hull: Sprite = {
    id: `boat ${boat.id}`,
    painting: boatPainting({
      flags: lifted ? without(boat.flags, taken) : boat.flags,
      crates: boat.crates - crateTaken,
      seq: String(boat.seq),
      ack: boat.flags.ack ? String(boat.ack) : undefined,
      bow: bowOf(boat.phase, layout),
      unit,
      bold,
    }),
    x: pose.x,
    y: pose.y,
    depth: depthOf(pose.y, layout),
    alpha: moment.still ? 1 - smooth(during(part, 0.75, 1)) : 1,
  };
  const sprites: Sprite[] = [hull, ...rollSprites(boat, part, pose, layout)];
  if (moment.still) return sprites;
  const tug = tugPose(part, pose, layout);
  sprites.push({
    id: `boat ${boat.id} tug`,
    painting: tugPainting(landward, unit),
    x: tug.x,
    y: tug.y,
    depth: depthOf(tug.y, layout) + 0.1,
    alpha: tug.alpha,
  });
  return [...sprites, ...gullSprites(boat, taken, part, pose, layout)];
}

/** The gull and what it carries off. */
function gullSprites(
  boat: BoatModel,
  taken: Flags,
  part: number,
  pose: Pose,
  layout: StraitLayout,
): readonly Sprite[] {
  const unit = layout.boatUnit;
  const prey = { x: pose.x, y: pose.y - 96 * unit };
  const gull = gullPose(part, prey, layout);
  const wings = Math.floor(part * 18) % 2 === 0 ? 'up' : 'down';
  const sprites: Sprite[] = [
    {
      id: `boat ${boat.id} gull`,
      painting: gullPainting(wings, unit * 1.15),
      x: gull.x,
      y: gull.y,
      depth: 59,
      alpha: gull.alpha,
    },
  ];
  if (part < TOW.taken) return sprites;
  const names = flying(taken);
  const bow = bowOf(boat.phase, layout);
  const all = flying(boat.flags);
  for (const name of names) {
    const at = hoist(Math.max(0, all.indexOf(name)), all.length, bow);
    sprites.push({
      id: `boat ${boat.id} ${name}`,
      painting: flagPainting(name, unit),
      x: gull.x + (at.x + FLAG_SIZE.width / 2) * unit,
      y: gull.y + (at.y + 96 + 20) * unit,
      depth: 58,
      alpha: gull.alpha,
      angle: during(part, TOW.taken, 1) * 16,
    });
  }
  if (boat.wrong === 'data') {
    const painting = cratePainting(unit);
    sprites.push({
      id: `boat ${boat.id} crate`,
      painting,
      x: gull.x,
      y: gull.y + 22 * unit,
      depth: 58,
      alpha: gull.alpha,
    });
  }
  return sprites;
}

/** The plate's wrong number rolls on to the one that it would have hurt. */
function rollSprites(boat: BoatModel, part: number, pose: Pose, layout: StraitLayout): readonly Sprite[] {
  if ((boat.wrong !== 'seq' && boat.wrong !== 'ack') || boat.right === undefined) return [];
  const unit = layout.boatUnit;
  const line = 14 * unit;
  const rolled = smooth(during(part, 0.3, 0.62));
  const number = boat.wrong === 'seq' ? boat.seq : boat.ack;
  const lower = boat.wrong === 'ack';
  const single = boat.wrong === 'seq' && !boat.flags.ack;
  const middle = single ? -12.5 : lower ? -6 : -19;
  return [
    {
      id: `boat ${boat.id} roll`,
      painting: rollPainting([String(number), String(boat.right)], 56 * unit, line),
      x: pose.x - 18 * unit,
      y: pose.y + middle * unit - line / 2 - rolled * line,
      depth: depthOf(pose.y, layout) + 0.05,
      show: { left: 0, top: rolled / 2, right: 1, bottom: (1 + rolled) / 2 },
    },
  ];
}
