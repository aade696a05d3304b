import type { Level } from '../game/level.ts';
import { createMatch, isOver, stepMatch, wakeAt } from '../game/match.ts';
import type { Match } from '../game/match-state.ts';
import { scoreOf } from '../scoring/score.ts';
import { PAR_DRIVERS } from './drivers.ts';

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
