// What the levels show together: the whole of RFC 9293 figure 5.
import { CONNECTION_STATES } from '@syn-or-swim/shared/tcp/connection.ts';
import type { LevelCheck, LevelReport } from './level-check.ts';
import { FIGURE_5_ARROWS } from './state-diagram.ts';

/** The levels in which each arrow of RFC 9293 figure 5 occurs, by number. */
export function levelsOfArrows(reports: readonly LevelReport[]): ReadonlyMap<string, readonly number[]> {
  return new Map(
    FIGURE_5_ARROWS.map((arrow) => [
      arrow,
      reports.filter(({ shown }) => shown.arrows.has(arrow)).map(({ level }) => level.number),
    ]),
  );
}

/** That each state and each arrow of RFC 9293 figure 5 occurs in some level. */
export function figureChecks(reports: readonly LevelReport[]): readonly LevelCheck[] {
  const levels = levelsOfArrows(reports);
  const arrows = [...levels].map(([arrow, numbers]) => ({
    name: `${arrow} (RFC 9293 figure 5) occurs in some level`,
    holds: numbers.length > 0,
    found: numbers.length > 0 ? numbers.join(', ') : 'in none',
  }));
  const states = CONNECTION_STATES.map((state) => {
    const holds = [...levels].some(
      ([arrow, numbers]) => arrow.split(' > ').includes(state) && numbers.length > 0,
    );
    return { name: `${state} occurs in some level`, holds, found: holds ? 'it does' : 'in none' };
  });
  return [...arrows, ...states];
}
