// What pairs of players reach in a level, in seeded rounds.
import { sightOf } from '@syn-or-swim/shared/game/happenings.ts';
import type { Level } from '@syn-or-swim/shared/game/level.ts';
import { createMatch, isOver, stepMatch, wakeAt } from '@syn-or-swim/shared/game/match.ts';
import type { Match } from '@syn-or-swim/shared/game/match-state.ts';
import { type Player, SIDES, type Side } from '@syn-or-swim/shared/game/seat.ts';
import { keyedHash } from '@syn-or-swim/shared/kernel/hash.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { parOf } from '@syn-or-swim/shared/players/par.ts';
import { tasksOf } from '@syn-or-swim/shared/players/playing-hand.ts';
import { scoreOf } from '@syn-or-swim/shared/scoring/score.ts';
import { starsFor } from '@syn-or-swim/shared/scoring/stars.ts';

/** What the pairs of one kind reached in a level. */
export interface Reached {
  /** Mean share of par, 0 to 1 and perhaps a little beyond. */
  readonly share: number;
  /** Shares of the rounds that brought at least one, two, three stars. */
  readonly stars: readonly [number, number, number];
  /** Mean over the rounds of the longest time for which a seat had nothing to do before its last task, ms. */
  readonly pause: Milliseconds;
}

/** Par of each seeded round, by its seed. */
export type Pars = ReadonlyMap<number, number>;

const SEED = 1;

/** The seeds of the first `rounds` rounds, the same for every level, with the par that `level` has in each. */
export function parsOf(level: Level, rounds: number): Pars {
  const seeds = [...Array(rounds).keys()].map((index) => keyedHash(SEED, 'round', index));
  return new Map(seeds.map((seed) => [seed, parOf(level, seed)]));
}

interface Pause {
  readonly idleSince: Milliseconds | undefined;
  readonly longest: Milliseconds;
}

/** How long `side` has had nothing to do at most, after one more look at `match`. */
function looked(pause: Pause, match: Match, side: Side): Pause {
  if (tasksOf(sightOf(match, side, false)).length === 0) {
    return { ...pause, idleSince: pause.idleSince ?? match.now };
  }
  if (pause.idleSince === undefined) return pause;
  return { idleSince: undefined, longest: Math.max(pause.longest, match.now - pause.idleSince) };
}

interface Round {
  readonly points: number;
  readonly pause: Milliseconds;
}

function played(level: Level, seed: number, player: Player): Round {
  let match = createMatch({ level, seed, players: { client: player, server: player }, drivers: DRIVERS });
  let pauses: readonly Pause[] = SIDES.map(() => ({ idleSince: 0, longest: 0 }));
  for (let at = wakeAt(match); at !== undefined && !isOver(match); at = wakeAt(match)) {
    const after = stepMatch(match, { kind: 'wake' }, at).match;
    pauses = pauses.map((pause, index) => looked(pause, after, SIDES[index] ?? 'client'));
    match = after;
  }
  return { points: scoreOf(match).points, pause: Math.max(...pauses.map(({ longest }) => longest)) };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** What pairs of `player` reach in the rounds of `pars`. */
export function reachedBy(level: Level, player: Player, pars: Pars): Reached {
  const rounds = [...pars].map(([seed, par]) => ({ ...played(level, seed, player), par }));
  const starred = (least: number) =>
    rounds.filter(({ points, par }) => starsFor(points, par) >= least).length / rounds.length;
  return {
    share: mean(rounds.map(({ points, par }) => points / par)),
    stars: [starred(1), starred(2), starred(3)],
    pause: Math.round(mean(rounds.map(({ pause }) => pause))),
  };
}
