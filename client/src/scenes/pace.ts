import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type { PierModel, StraitModel } from '../model/strait-model.ts';
import { BLOWING, GROWING, HOOTING } from './pier-life-sprites.ts';
import { RINGING, TURN } from './pier-sprites.ts';

/**
 * How often the picture needs drawing: `lively` each frame, `calm` a few times a second for water, fog and what
 * creeps, `slow` once a second for what creeps while nothing flies, `still` not until the model changes.
 */
export type Pace = 'lively' | 'calm' | 'slow' | 'still';

/** Milliseconds of the page between two pictures. */
export const PACE_GAP: Readonly<Record<Pace, number>> = {
  lively: 0,
  calm: 50,
  slow: 1000,
  still: Number.POSITIVE_INFINITY,
};

function isMoving(pier: PierModel, now: Milliseconds): boolean {
  if (pier.turned !== undefined && now - pier.turned.at < TURN.turning) return true;
  if (pier.grew !== undefined && now - pier.grew.at < GROWING) return true;
  if (pier.blownAt !== undefined && now - pier.blownAt < BLOWING) return true;
  if (pier.hornAt !== undefined && now >= pier.hornAt && now - pier.hornAt < HOOTING) return true;
  return pier.bell !== undefined && now >= pier.bell.until && now - pier.bell.until < RINGING;
}

/** Something that goes on by itself while the model stays: a rope, a ring, rust, a plaque that will cease to tell. */
function isCreeping(pier: PierModel, now: Milliseconds): boolean {
  if (pier.turned !== undefined && now - pier.turned.at < TURN.telling + 1000) return true;
  const spans = [pier.bell, pier.ring, pier.rust, pier.waits];
  return spans.some((span) => span !== undefined);
}

/**
 * How often `model` needs drawing at game time `now`. A boat that is yet to leave within its model counts as moving;
 * while the clock is `standing` (before the start, after the horn) nothing of the game moves.
 */
export function paceOf(model: StraitModel, now: Milliseconds, standing: boolean): Pace {
  const spans = [...model.boats, ...model.flares].map((one) => one.span);
  const moving = spans.some((span) => now < span.until) || model.piers.some((pier) => isMoving(pier, now));
  if (moving && !standing) return 'lively';
  if (!model.reducedMotion) return 'calm';
  const clocks = [model.dark, model.cookies, ...model.walls].some((one) => one !== undefined);
  return moving || clocks || model.piers.some((pier) => isCreeping(pier, now)) ? 'slow' : 'still';
}
