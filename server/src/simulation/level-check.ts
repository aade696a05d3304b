// What a level must be (rules.md sections 4 to 6, levels.md): its timing, and what pairs of players reach in it.
import { sightOf } from '@syn-or-swim/shared/game/happenings.ts';
import type { Level } from '@syn-or-swim/shared/game/level.ts';
import { createMatch, isOver, stepMatch, wakeAt } from '@syn-or-swim/shared/game/match.ts';
import type { Match } from '@syn-or-swim/shared/game/match-state.ts';
import { type Player, SIDES } from '@syn-or-swim/shared/game/seat.ts';
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

/** One thing that must hold, and whether it does. */
export interface LevelCheck {
  readonly name: string;
  readonly holds: boolean;
  /** As measured. */
  readonly found: string;
}

/** A level as measured. */
export interface LevelReport {
  readonly level: Level;
  readonly par: { readonly low: number; readonly high: number };
  readonly reached: ReadonlyMap<Player, Reached>;
  readonly checks: readonly LevelCheck[];
}

/** Hands, and how many stars each is to reach in {@link ENOUGH} of the rounds. */
const AIMS = [
  { player: 'novice', stars: 1 },
  { player: 'practised', stars: 2 },
  { player: 'good', stars: 3 },
] as const;
const ENOUGH = 0.6;
/** The last level is not meant for novices. */
const LAST_LEVEL = 15;
const PAUSE_MAX: Milliseconds = 20_000;
const PAR_MIN = 200;
/** A guess may be lucky in a few rounds; it must not be a way to play. */
const DEAF_THIRD_STAR_MAX = 0.25;
const SEED = 1;

/** Levels whose slips make the pair talk (rules.md section 5). */
function mustTalk({ number }: Level): boolean {
  return (number >= 3 && number <= 10) || (number >= 13 && number <= 15);
}

/** Section 4 of the rules: a resend after the bell is never waste, and walls leave time for giving up. */
export function timingChecks(level: Level): readonly LevelCheck[] {
  const { rto, crossing, msl, userTimeout } = level.timing;
  const walled = (level.walls ?? []).length > 0 || (level.barriers ?? []).length > 0;
  const rules: readonly [string, boolean, string][] = [
    ['RTO is 2 crossings + 8 s or more', rto >= 2 * crossing + 8_000, `${rto} ms`],
    ['2 MSL is RTO + 8 s + crossing or more', 2 * msl >= rto + 8_000 + crossing, `${2 * msl} ms`],
    [
      'the user time-out is beyond 4 RTO + 2 s, or there is no wall',
      !walled || userTimeout > 4 * rto + 2_000,
      `${userTimeout} ms`,
    ],
  ];
  return rules.map(([name, holds, found]) => ({ name, holds, found }));
}

/** Follows how long each seat has nothing to do, while the match goes on. */
function longestPause(pauses: Map<string, { idleSince: Milliseconds | undefined; longest: Milliseconds }>) {
  return (match: Match): void => {
    for (const side of SIDES) {
      const busy = tasksOf(sightOf(match, side, false)).length > 0;
      const pause = pauses.get(side) ?? { idleSince: 0, longest: 0 };
      if (!busy) pause.idleSince ??= match.now;
      else if (pause.idleSince !== undefined) {
        pause.longest = Math.max(pause.longest, match.now - pause.idleSince);
        pause.idleSince = undefined;
      }
      pauses.set(side, pause);
    }
  };
}

interface Round {
  readonly points: number;
  readonly pause: Milliseconds;
}

function played(level: Level, seed: number, player: Player): Round {
  const players = { client: player, server: player };
  let match = createMatch({ level, seed, players, drivers: DRIVERS });
  const pauses = new Map<string, { idleSince: Milliseconds | undefined; longest: Milliseconds }>();
  const look = longestPause(pauses);
  for (let at = wakeAt(match); at !== undefined && !isOver(match); at = wakeAt(match)) {
    match = stepMatch(match, { kind: 'wake' }, at).match;
    look(match);
  }
  const longest = [...pauses.values()].map((pause) => pause.longest);
  return { points: scoreOf(match).points, pause: Math.max(0, ...longest) };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function reachedBy(level: Level, player: Player, pars: ReadonlyMap<number, number>): Reached {
  const shares: number[] = [];
  const counts: [number, number, number] = [0, 0, 0];
  const pauses: number[] = [];
  for (const [seed, par] of pars) {
    const { points, pause } = played(level, seed, player);
    const stars = starsFor(points, par);
    if (stars >= 1) counts[0] += 1;
    if (stars >= 2) counts[1] += 1;
    if (stars >= 3) counts[2] += 1;
    shares.push(points / par);
    pauses.push(pause);
  }
  const [one, two, three] = counts;
  const of = (count: number) => count / pars.size;
  return { share: mean(shares), stars: [of(one), of(two), of(three)], pause: Math.round(mean(pauses)) };
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function parChecks(pars: readonly number[], nothing: Reached): readonly LevelCheck[] {
  const low = Math.min(...pars);
  const starless = pars.filter((par) => starsFor(par, par) < 3).length;
  return [
    { name: `par is ${PAR_MIN} or more`, holds: low >= PAR_MIN, found: `${low}` },
    { name: 'the par pair gets three stars', holds: starless === 0, found: `${starless} rounds without` },
    {
      name: 'doing nothing gets no star',
      holds: nothing.stars[0] === 0,
      found: `${percent(nothing.stars[0])} with one`,
    },
  ];
}

function handChecks(level: Level, reached: ReadonlyMap<Player, Reached>): readonly LevelCheck[] {
  const checks: LevelCheck[] = [];
  for (const { player, stars } of AIMS) {
    const measured = reached.get(player);
    if (measured === undefined || level.number >= LAST_LEVEL) continue;
    const share = measured.stars[stars - 1] ?? 0;
    checks.push({
      name: `${player} hands get ${stars} or more in ${percent(ENOUGH)} of the rounds`,
      holds: share >= ENOUGH,
      found: percent(share),
    });
  }
  const pauses = AIMS.map(({ player }) => reached.get(player)?.pause ?? 0);
  const longest = Math.max(...pauses);
  checks.push({
    name: 'the longest pause is below 20 s in the mean',
    holds: longest < PAUSE_MAX,
    found: `${(longest / 1000).toFixed(1)} s`,
  });
  return checks;
}

function deafCheck(level: Level, deaf: Reached): readonly LevelCheck[] {
  if (!mustTalk(level)) return [];
  const [, , third] = deaf.stars;
  const name = `a deaf pair gets the third star in ${percent(DEAF_THIRD_STAR_MAX)} of the rounds at most`;
  return [{ name, holds: third <= DEAF_THIRD_STAR_MAX, found: percent(third) }];
}

/** Measures `level` in `rounds` seeded rounds, and says what holds of what a level must be. */
export function checkedLevel(level: Level, rounds: number): LevelReport {
  const pars = new Map<number, number>();
  for (let index = 0; index < rounds; index += 1) {
    const seed = keyedHash(SEED, 'round', index);
    pars.set(seed, parOf(level, seed));
  }
  const reached = new Map<Player, Reached>();
  for (const player of ['novice', 'practised', 'good', 'deaf'] as const) {
    reached.set(player, reachedBy(level, player, pars));
  }
  const nothing = reachedBy(level, 'person', pars);
  const values = [...pars.values()];
  const deaf = reached.get('deaf');
  const checks = [
    ...timingChecks(level),
    ...parChecks(values, nothing),
    ...handChecks(level, reached),
    ...(deaf === undefined ? [] : deafCheck(level, deaf)),
  ];
  return { level, par: { low: Math.min(...values), high: Math.max(...values) }, reached, checks };
}
