import type { BoatModel } from '../model/strait-model.ts';
import type { Point, StraitLayout } from './layout.ts';

/** Where a boat is at one moment and how it is seen. */
export interface Pose {
  readonly x: number;
  readonly y: number;
  readonly alpha: number;
  /** 1 at the pier, less far out. */
  readonly scale: number;
}

/** `from` at 0, `to` at 1. */
export function between(from: number, to: number, part: number): number {
  return from + (to - from) * part;
}

/** 0 before `from`, 1 after `to`, straight between them. */
export function during(part: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, (part - from) / (to - from)));
}

/** Slow at both ends. */
export function smooth(part: number): number {
  return part * part * (3 - 2 * part);
}

/** How clear a thing at `x` is: 1 before the fog, 0 within it. */
export function clearness(x: number, fog: StraitLayout['fog']): number {
  return 1 - during((x - fog.near) / (fog.far - fog.near), 0, 1);
}

/** A small number from -1 to 1 that stays with `id`, so that boats of one pier keep apart. */
export function laneOf(id: string): number {
  let sum = 7;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 997;
  return sum / 498.5 - 1;
}

/** `part` of the way from the pier out into the fog, on a slightly bent course. */
function outward(part: number, berth: Point, lane: number, layout: StraitLayout): Pose {
  const middle = between(layout.horizon, layout.height, 0.5);
  const away = smooth(part);
  const x = between(berth.x, layout.fog.far, part);
  const y = between(berth.y, between(berth.y, middle, 0.16), away) + lane * 7 * layout.unit * away;
  return { x, y, alpha: clearness(x, layout.fog), scale: 1 - 0.12 * away };
}

/**
 * Pose of a boat `part` (0 to 1) into its span. `leaving` sails from its berth into the fog, `arriving` out of it
 * to where the berth's next boat lies already, beside which it fades once landed. With `still` nothing moves: it fades out, or in, at the pier.
 */
export function coursePose(
  boat: Pick<BoatModel, 'id' | 'phase'>,
  part: number,
  berth: Point,
  layout: StraitLayout,
  still: boolean,
): Pose {
  if (boat.phase === 'towed-home') return towPose(part, berth, layout, still);
  if (still) {
    const alpha =
      boat.phase === 'leaving' ? 1 - smooth(part) : Math.min(during(part, 0, 0.3), 1 - during(part, 0.8, 1));
    return { ...berth, alpha, scale: 1 };
  }
  const lane = laneOf(boat.id);
  if (boat.phase === 'leaving') return outward(part * (0.5 + 0.5 * part), berth, lane + 0.8, layout);
  const home = 1 - during(part, 0, 0.9);
  const landing = { x: berth.x + (layout.side === 'client' ? 1 : -1) * 84 * layout.boatUnit, y: berth.y };
  const pose = outward(home * (0.5 + 0.5 * home), landing, lane - 0.8, layout);
  return { ...pose, alpha: pose.alpha * (1 - during(part, 0.92, 1)) };
}

/** Parts of a tow: the boat sails until `stopped`, the gull has what it came for at `taken`, the tug pulls from `pulled`. */
export const TOW = { stopped: 0.36, taken: 0.5, pulled: 0.56 } as const;

/** How far out a wrong boat comes, in drawing units. */
const TOW_REACH = 130;

function towPose(part: number, berth: Point, layout: StraitLayout, still: boolean): Pose {
  if (still) return { ...berth, alpha: 1, scale: 1 };
  const seaward = layout.side === 'client' ? 1 : -1;
  const out = smooth(during(part, 0, TOW.stopped)) - smooth(during(part, TOW.pulled, 1));
  return { x: berth.x + seaward * out * TOW_REACH * layout.unit, y: berth.y, alpha: 1, scale: 1 };
}

/** Where the tug is: it comes out behind the boat, takes it in tow, and goes home before it. */
export function tugPose(part: number, boat: Pose, layout: StraitLayout): Pose {
  const landward = layout.side === 'client' ? -1 : 1;
  const gap = between(190, 100, smooth(during(part, 0.1, TOW.stopped + 0.1)));
  return {
    x: boat.x + landward * gap * layout.boatUnit,
    y: boat.y + 3 * layout.boatUnit,
    alpha: during(part, 0.08, 0.2) * (1 - during(part, 0.9, 1)),
    scale: 1,
  };
}

/** Where the gull is: down from the sky to `prey` until `taken`, then up and away with it. */
export function gullPose(part: number, prey: Point, layout: StraitLayout): Pose {
  const seaward = layout.side === 'client' ? 1 : -1;
  const down = smooth(during(part, 0.06, TOW.taken));
  const away = during(part, TOW.taken, 1) ** 1.4;
  const high = 130 * layout.unit;
  return {
    x: prey.x - seaward * (1 - down) * high * 1.1 + seaward * away * high * 0.9,
    y: prey.y - (1 - down) * high * 0.9 - away * high,
    alpha: during(part, 0.04, 0.16) * (1 - during(part, 0.86, 1)),
    scale: 1,
  };
}

/** Where a flare burns `part` (0 to 1) into its span: it climbs from `from`, hangs, and dies away. */
export function flarePose(part: number, from: Point, layout: StraitLayout, still: boolean): Pose {
  const top = layout.horizon * 0.42;
  const climb = still ? 1 : 1 - (1 - during(part, 0, 0.35)) ** 2;
  const sink = still ? 0 : during(part, 0.35, 1) * layout.height * 0.05;
  const seaward = layout.side === 'client' ? 1 : -1;
  return {
    x: from.x + seaward * climb * 40 * layout.unit,
    y: between(from.y, top, climb) + sink,
    alpha: Math.min(during(part, 0, still ? 0.3 : 0.08), 1 - smooth(during(part, 0.6, 1))),
    scale: 0.35 + 0.65 * smooth(during(part, still ? 0 : 0.2, 0.5)),
  };
}
