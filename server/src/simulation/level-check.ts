// What a level must be (rules.md sections 4 to 6, levels.md): its times, what pairs of players reach in it, and that it
// brings to light what it says it does.
import type { Level } from '@syn-or-swim/shared/game/level.ts';
import { createMatch } from '@syn-or-swim/shared/game/match.ts';
import type { DriverSight, Drivers } from '@syn-or-swim/shared/game/rules.ts';
import { type Player, SIDES, type Side } from '@syn-or-swim/shared/game/seat.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import { faultText } from '@syn-or-swim/shared/levels/level-fault.ts';
import { timingProblems } from '@syn-or-swim/shared/levels/level-problems.ts';
import type { Lesson } from '@syn-or-swim/shared/levels/texts/lesson.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { runToEnd } from '@syn-or-swim/shared/players/par.ts';
import { scoreOf } from '@syn-or-swim/shared/scoring/score.ts';
import { starsFor } from '@syn-or-swim/shared/scoring/stars.ts';
import type { MisconceptionId } from '@syn-or-swim/shared/tcp/misconceptions.ts';
import { type Pars, parsOf, type Reached, reachedBy } from './measured-level.ts';
import {
  badPlays,
  besidePerfectPlay,
  type Find,
  forgetfulMatch,
  questionFinds,
  type Way,
} from './provocations.ts';
import type { Arrow } from './state-diagram.ts';

/** One thing that must hold, and whether it does. */
export interface LevelCheck {
  readonly name: string;
  readonly holds: boolean;
  /** As measured. */
  readonly found: string;
}

/** What the plays of a level brought to light. */
export interface Shown {
  /** The misconceptions, and how each showed first. */
  readonly ways: ReadonlyMap<MisconceptionId, Way>;
  /** Arrows of RFC 9293 figure 5. */
  readonly arrows: ReadonlySet<Arrow>;
}

/** A level as measured. */
export interface LevelReport {
  readonly level: Level;
  readonly par: { readonly low: number; readonly high: number };
  readonly reached: ReadonlyMap<Player, Reached>;
  readonly shown: Shown;
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
const PAUSE_MAX = 20_000;
const PAR_MIN = 200;
/** A guess may be lucky once in a hundred rounds; it must not be a way to play. */
const DEAF_THIRD_STAR_MAX = 0.01;
/** Seeds of the plays that are to bring misconceptions to light, and how many are tried at most. */
const PLAYS = [11, 12, 13, 14, 15, 16];
/** Rounds in which the same end closes first each time. */
const SAME_CLOSER_ROUNDS = 12;

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** Levels whose slips make the pair talk (rules.md section 5). */
function mustTalk({ number }: Level): boolean {
  return (number >= 3 && number <= 10) || (number >= 13 && number <= 15);
}

function timingCheck(level: Level): LevelCheck {
  const walled = (level.walls ?? []).length > 0 || (level.barriers ?? []).length > 0;
  const problems = timingProblems(level.timing, walled).map(
    ({ path, fault }) => `${path.join('.')} ${faultText(fault)}`,
  );
  const name = 'its times leave room for hands, and to give up (rules.md section 4)';
  return { name, holds: problems.length === 0, found: problems.join('; ') || 'they do' };
}

function parChecks(pars: Pars, nothing: Reached): readonly LevelCheck[] {
  const values = [...pars.values()];
  const low = Math.min(...values);
  const starless = values.filter((par) => starsFor(par, par) < 3).length;
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
  // In the mean over all rounds: each kind of hands plays as many.
  const pauses = AIMS.map(({ player }) => reached.get(player)?.pause ?? 0);
  const mean = pauses.reduce((sum, pause) => sum + pause, 0) / pauses.length;
  checks.push({
    name: 'the longest pause is below 20 s in the mean',
    holds: mean < PAUSE_MAX,
    found: `${seconds(mean)} s (${AIMS.map(({ player }, index) => `${player} ${seconds(pauses[index] ?? 0)}`).join(', ')})`,
  });
  return checks;
}

function seconds(time: Milliseconds): string {
  return (time / 1000).toFixed(1);
}

function deafCheck(level: Level, deaf: Reached | undefined): readonly LevelCheck[] {
  if (!mustTalk(level) || deaf === undefined) return [];
  const [, , third] = deaf.stars;
  const name = `a deaf pair gets the third star in ${percent(DEAF_THIRD_STAR_MAX)} of the rounds at most`;
  return [{ name, holds: third <= DEAF_THIRD_STAR_MAX, found: percent(third) }];
}

/** The level's plays, until everything that it claims has come to light. */
function shownIn(level: Level, lesson: Lesson): Shown {
  const ways = new Map<MisconceptionId, Way>();
  const arrows = new Set<Arrow>();
  const take = (find: Find) => {
    if (find.kind === 'arrow') arrows.add(find.arrow);
    else if (!ways.has(find.id)) ways.set(find.id, find.way);
  };
  const hasAll = () => lesson.provokes.every((id) => ways.has(id));
  for (const find of questionFinds(lesson)) take(find);
  for (const find of besidePerfectPlay(level, PLAYS[0] ?? 0)) take(find);
  for (const seed of PLAYS) {
    for (const find of badPlays(level, seed)) {
      if (hasAll()) return { ways, arrows };
      take(find);
    }
  }
  return { ways, arrows };
}

function provocationChecks(lesson: Lesson, { ways }: Shown): readonly LevelCheck[] {
  return lesson.provokes.map((id) => {
    const way = ways.get(id);
    const name = `${id} comes to light in some wrong but possible play`;
    return { name, holds: way !== undefined, found: way === undefined ? 'in none' : `as a ${way}` };
  });
}

/** Good hands of which `closer` closes first whatever the pair might decide. */
function withCloser(closer: Side): Drivers {
  const { good } = DRIVERS.stacks;
  const decide = (sight: DriverSight) => {
    const { slips, harbour } = sight.seat;
    const decided = slips.map(({ closing: _left, ...slip }) => ({
      ...slip,
      partnerClosesFirst: harbour.side !== closer,
    }));
    return good.decide({ ...sight, seat: { ...sight.seat, slips: decided } });
  };
  return { ...DRIVERS, stacks: { ...DRIVERS.stacks, good: { ...good, decide } } };
}

/** Where the pair decides who closes first, and berths are few, the same one each time must not do. */
function closerChecks(level: Level, pars: Pars): readonly LevelCheck[] {
  if (!level.orders.every(({ closesFirst }) => closesFirst === 'either')) return [];
  const players = { client: 'good', server: 'good' } as const;
  const rounds = [...pars].slice(0, SAME_CLOSER_ROUNDS);
  return SIDES.map((closer) => {
    const starred = rounds.filter(([seed, par]) => {
      const match = runToEnd(createMatch({ level, seed, players, drivers: withCloser(closer) }));
      return starsFor(scoreOf(match).points, par) === 3;
    });
    return {
      name: `good hands get no third star where the ${closer} always closes first`,
      holds: starred.length === 0,
      found: `in ${starred.length} of ${rounds.length} rounds`,
    };
  });
}

/** Where customers leave and sockets stay, who forgets close() fills the berths, gets no star, and is told why. */
function forgetfulChecks(level: Level, pars: Pars): readonly LevelCheck[] {
  if (!level.orders.some(({ cancelledAfter }) => cancelledAfter !== undefined)) return [];
  const [[seed, par] = [0, 0]] = pars;
  const { match, losses } = forgetfulMatch(level, seed);
  const berthed = match.seats.server.harbour.sockets.filter((socket) => socket.place === 'berth');
  const waiting = berthed.filter(({ connection }) => connection.state === 'CLOSE_WAIT').length;
  const stars = starsFor(scoreOf(match).points, par);
  const stuck = losses.filter(({ what }) => what.kind === 'stuck' && what.socket.state === 'CLOSE_WAIT');
  const told = stuck.filter(
    ({ misconception, works }) => misconception !== undefined && works.kind === 'token',
  );
  return [
    {
      name: 'a pair that forgets close() fills the berths with CLOSE_WAIT and gets no star',
      holds: waiting === level.berths && stars === 0,
      found: `${waiting} of ${level.berths} berths, ${stars} stars`,
    },
    {
      name: 'it hears of each why, and that its own FIN would have ended it',
      holds: told.length > 0 && told.length === stuck.length,
      found: `${told.length} of ${stuck.length}`,
    },
  ];
}

/** Measures `level` in `rounds` seeded rounds, and says what holds of what a level must be. */
export function checkedLevel(level: Level, lesson: Lesson, rounds: number): LevelReport {
  const pars = parsOf(level, rounds);
  const reached = new Map<Player, Reached>();
  for (const player of ['novice', 'practised', 'good', 'deaf'] as const) {
    reached.set(player, reachedBy(level, player, pars));
  }
  const shown = shownIn(level, lesson);
  const values = [...pars.values()];
  const checks = [
    timingCheck(level),
    ...parChecks(pars, reachedBy(level, 'person', pars)),
    ...handChecks(level, reached),
    ...deafCheck(level, reached.get('deaf')),
    ...provocationChecks(lesson, shown),
    ...closerChecks(level, pars),
    ...forgetfulChecks(level, pars),
  ];
  return { level, par: { low: Math.min(...values), high: Math.max(...values) }, reached, shown, checks };
}
