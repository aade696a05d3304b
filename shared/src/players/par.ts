import type { Level } from '../game/level.ts';
import { createMatch, isOver, stepMatch, wakeAt } from '../game/match.ts';
import type { Match } from '../game/match-state.ts';
import { scoreOf } from '../scoring/score.ts';
import { PAR_DRIVERS } from './drivers.ts';

/** Shares of par, in per cent, that earn the first, second and third star (rules.md section 6). */
export const STAR_SHARES = [40, 65, 85] as const;

/** Runs `match` to its end with nobody giving a command from outside. */
export function runToEnd(match: Match): Match {
  let current = match;
  while (!isOver(current)) {
    const next = wakeAt(current);
    if (next === undefined) return current;
    current = stepMatch(current, { kind: 'wake' }, next).match;
  }
  return current;
}

/** What two perfect stacks that know the whole slip reach on `level` in the weather of `seed`. */
export function parOf(level: Level, seed: number): number {
  const players = { client: 'perfect', server: 'perfect' } as const;
  return scoreOf(runToEnd(createMatch({ level, seed, players, drivers: PAR_DRIVERS }))).points;
}

/** Stars, none to three, for `points` against `par`. */
export function starsFor(points: number, par: number): number {
  return STAR_SHARES.filter((share) => points * 100 >= share * par && points > 0).length;
}
