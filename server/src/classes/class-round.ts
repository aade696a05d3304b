// The rounds of a class: how one begins, how long it lasts, how it ends, and what the wall shows of it.
import {
  type LeftBehind,
  type PairSeats,
  type StudentId,
  studentsOf,
} from '@syn-or-swim/shared/classroom/class-event.ts';
import {
  type ClassRound,
  pollOn,
  present,
  roundOn,
  seatIn,
} from '@syn-or-swim/shared/classroom/class-state.ts';
import { inheritanceOf, leftBy } from '@syn-or-swim/shared/classroom/night-shift.ts';
import { withNewcomers } from '@syn-or-swim/shared/classroom/pairs.ts';
import { GIVEN_TOGETHER, togetherNow } from '@syn-or-swim/shared/classroom/together.ts';
import { hornAt } from '@syn-or-swim/shared/game/horn.ts';
import { levelOf, USUAL_SETTINGS } from '@syn-or-swim/shared/game/match-settings.ts';
import { SIDES } from '@syn-or-swim/shared/game/seat.ts';
import { allDone } from '@syn-or-swim/shared/game/settle.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import { parOf } from '@syn-or-swim/shared/players/par.ts';
import { closeMatches, record } from './class-host.ts';
import { createClassMatch } from './class-match.ts';
import type { ClassMatchHost, PastClassMatch } from './class-match-parts.ts';
import { networkOf } from './class-places.ts';
import { wallView } from './class-views.ts';
import type { ClassHost } from './open-class.ts';

/** How often a round is looked at while it is on: for the wall, and for the pairs that wait for others. */
const LOOK_MS = 1000;

/** Gives a student a seat in the round that is on: where a stack plays, or with a stack in a match of their own. */
export function seatLate(host: ClassHost, student: StudentId): void {
  const round = roundOn(host.state);
  if (round === undefined || seatIn(round, student) !== undefined) return;
  for (const { match, seats } of round.matches) {
    const side = SIDES.find((each) => seats[each] === null);
    const running = host.matches.get(match);
    if (side === undefined || running === undefined || running.isOver()) continue;
    running.seat(side, student);
    record(host, { kind: 'seated', match, side, student });
    return;
  }
  startMatch(host, round, { client: student, server: null }, true);
}

/** What of a round its matches need. */
type RoundWeather = Pick<ClassRound, 'round' | 'level' | 'seed'>;

/** One pair's match: new, or with the code of the room in which it was, and its past, back again. */
interface PairMatch {
  /** Under which the store keeps its room. */
  readonly id: string;
  readonly seats: PairSeats;
  readonly late: boolean;
  readonly inherited?: LeftBehind | undefined;
  readonly code?: string;
  readonly past?: PastClassMatch | undefined;
}

/** Opens the room of one pair in `round`; undefined where its level is unknown. */
export async function openMatch(
  host: ClassHost,
  { round, level: id, seed }: RoundWeather,
  { code: known, ...pair }: PairMatch,
): Promise<ClassMatchHost | undefined> {
  const { services, parts, clock, state } = host;
  const level = services.levelById(id);
  if (level === undefined) return undefined;
  const onEnded = () => endIfAllEnded(host, round);
  const settings = { ...USUAL_SETTINGS, ...state.settings.match, network: networkOf(pair.seats) };
  const inherited = pair.inherited?.left;
  const par = inherited === undefined ? host.par : parOf(levelOf({ inherited }, level), seed);
  const make = (code: string): ClassMatchHost => {
    const onRests = () => parts.matchRests(host, { id: pair.id, code });
    const order = { ...pair, inherited, code, level, settings, seed, par, clock, onEnded, onRests };
    const match = createClassMatch(services, order);
    host.matches.set(pair.id, match);
    return match;
  };
  try {
    await parts.openMatch(make, pair.id, known);
  } catch (cause) {
    host.matches.get(pair.id)?.suspend();
    throw cause;
  }
  return host.matches.get(pair.id);
}

/** How long a pair waits for its match to be started again where the store would not take its room, ms. */
export const START_AGAIN_MS: Milliseconds = 1000;

/** Starts the match of one pair in `round`; again and again while the store takes no room. */
export function startMatch(host: ClassHost, round: RoundWeather, seats: PairSeats, late: boolean): void {
  const { services } = host;
  const id = services.nextId();
  const inherited = late ? undefined : nightShiftOf(host, round, seats);
  const began = {
    kind: 'match-began',
    round: round.round,
    match: id,
    seats,
    ...(late ? { late } : {}),
    ...(inherited === undefined ? {} : { inherited }),
  } as const;
  openMatch(host, round, { id, seats, late, inherited }).then(
    (match) => match && record(host, began),
    (cause: unknown) => {
      services.log.error({ err: cause }, 'the room of a pair could not be made');
      forgetMatch(host, id);
      services.clock.at(services.clock.now() + START_AGAIN_MS, () => {
        const on = roundOn(host.state);
        if (host.closed || on?.round !== round.round) return;
        if (studentsOf(seats).every((student) => seatIn(on, student) === undefined)) {
          startMatch(host, round, seats, late);
        }
      });
    },
  );
}

/** Drops the match in the room `id`, which will never begin. */
export function forgetMatch(host: ClassHost, id: string): void {
  const match = host.matches.get(id);
  if (match === undefined) return;
  host.matches.delete(id);
  match.suspend();
  void host.parts.closeMatch(match.order.code);
}

/** What the pair `seats` inherits in `round`, where the class has a night shift. */
function nightShiftOf(
  { services, state }: ClassHost,
  round: RoundWeather,
  seats: PairSeats,
): LeftBehind | undefined {
  const level = services.levelById(round.level);
  if (state.settings.nightShift !== true || level === undefined) return undefined;
  const last = state.rounds.find((each) => each.round === round.round - 1);
  return inheritanceOf(last, state.pairs, seats, level);
}

/** Begins a round of all pairs on the level named `id`; nothing where one is on or the level is unknown. */
export function startRound(host: ClassHost, id: ClassRound['level']): void {
  const { state, services } = host;
  const level = services.levelById(id);
  if (level === undefined || roundOn(state) !== undefined || present(state).length === 0) return;
  const ids = present(state).map((student) => student.id);
  const pairs = withNewcomers(state.pairs, ids, state.settings.odd);
  if (pairs !== state.pairs) record(host, { kind: 'paired', pairs });
  if (state.asking !== undefined) record(host, { kind: 'questions', form: state.asking, open: false });
  const poll = pollOn(state);
  if (poll !== undefined) record(host, { kind: 'poll-closed', poll: poll.poll });
  freeze(host, false);
  const round = { round: state.rounds.length + 1, level: id, seed: services.nextSeed() };
  host.par = parOf(level, round.seed);
  record(host, { kind: 'round-began', ...round });
  void closeMatches(host);
  for (const seats of pairs) startMatch(host, round, seats, false);
  watchRound(host);
}

/** Lets every match of the round end where it stands. */
export function endRound(host: ClassHost): void {
  const round = roundOn(host.state);
  if (round === undefined) return;
  host.clock.thaw();
  for (const match of host.matches.values()) match.end();
  finishRound(host, round.round);
}

/** Lets the horn of the round that is on blow `ms` later, for every pair. */
export function giveTime(host: ClassHost, ms: Milliseconds): void {
  const round = roundOn(host.state);
  if (round === undefined) return;
  record(host, { kind: 'time-given', round: round.round, ms });
  for (const match of host.matches.values()) if (!match.isOver()) match.giveTime(ms);
}

/** Ends round `number` where all its matches have. */
export function endIfAllEnded(host: ClassHost, number: number): void {
  const round = roundOn(host.state);
  if (round?.round !== number || host.returning) return;
  // Of a match that is still to come back nobody knows whether it has ended.
  if ([...host.resting.keys()].some((id) => !host.matches.has(id))) return;
  const all = [...host.matches.values()];
  const own = all.filter(({ order }) => !order.late);
  // Who came late began later, and ends with the others, so that nobody waits for them.
  if ((own.length > 0 ? own : all).every((match) => match.isOver())) endRound(host);
}

function finishRound(host: ClassHost, round: number): void {
  if (roundOn(host.state)?.round !== round) return;
  const left = host.state.settings.nightShift === true ? { left: leftByMatches(host) } : {};
  record(host, { kind: 'round-ended', round, ...left });
  host.wallTimer?.();
  tellWall(host);
}

/** What the matches of the round left. A match that was over before its process went had nothing more to do. */
function leftByMatches({ matches }: ClassHost): readonly LeftBehind[] {
  return [...matches].flatMap(([match, running]) => {
    const now = running.now();
    return now === undefined ? [] : [{ match, left: leftBy(now.match) }];
  });
}

/** All matches of the class stand, or go on. */
export function freeze(host: ClassHost, frozen: boolean): void {
  if (frozen === host.clock.isFrozen()) return;
  if (frozen) host.clock.freeze();
  else host.clock.thaw();
  for (const match of host.matches.values()) match.clockChanged();
  record(host, { kind: 'frozen', frozen });
}

/** Looks at the round now and then as long as it is on. */
export function watchRound(host: ClassHost): void {
  host.wallTimer?.();
  const { clock } = host.services;
  host.wallTimer = clock.at(clock.now() + LOOK_MS, () => {
    if (host.closed) return;
    keepTogether(host);
    tellWall(host);
    if (roundOn(host.state) !== undefined) watchRound(host);
  });
}

/** In the patient pace pairs that are done sail encores until the last one is (rules.md section 4). */
function keepTogether(host: ClassHost): void {
  if (host.state.settings.match.pace !== 'patient' || roundOn(host.state) === undefined) return;
  const own = [...host.matches.values()].filter(({ order }) => !order.late);
  const progress = own.map((running) => {
    const now = running.now();
    const over = running.isOver();
    if (now === undefined) return { done: false, over, left: Number.MAX_SAFE_INTEGER };
    return { done: allDone(now.match), over, left: hornAt(now.match) - now.at };
  });
  const next = togetherNow(progress);
  if (next === 'end') endRound(host);
  else for (const index of next) own[index]?.giveTime(GIVEN_TOGETHER);
}

/** Tells the wall to the teachers who look. It costs the players nothing: no byte goes to them. */
export function tellWall(host: ClassHost): void {
  const { listener } = host;
  if (listener?.hasTeacher() !== true || host.closed) return;
  const wall = wallView(host);
  if (wall !== undefined) listener.tellTeachers('wall', wall);
}
