// What each page of a class is told: functions of the class.
import {
  atHarbour,
  type LeftBehind,
  type StudentId,
  studentsOf,
} from '@syn-or-swim/shared/classroom/class-event.ts';
import {
  type ClassPoll,
  type ClassRound,
  type ClassState,
  pollCounts,
  pollOn,
  seatIn,
  studentOf,
} from '@syn-or-swim/shared/classroom/class-state.ts';
import { drawnItems, formOf, ideasOfLevels, optionOrder } from '@syn-or-swim/shared/classroom/forms.ts';
import type { ItemId } from '@syn-or-swim/shared/classroom/inventory/items.ts';
import { pairStrait, STRAIT_DELAY } from '@syn-or-swim/shared/classroom/pair-strait.ts';
import { reviewOf } from '@syn-or-swim/shared/classroom/review.ts';
import { heatRow, needOf, tileOf } from '@syn-or-swim/shared/classroom/wall.ts';
import { hornAt } from '@syn-or-swim/shared/game/horn.ts';
import { peerOf } from '@syn-or-swim/shared/game/seat.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import type {
  StraitAnswer,
  StudentStage,
  StudentView,
  TeacherView,
  WallTile,
  WallView,
} from '@syn-or-swim/shared/protocol/class-messages.ts';
import { ideaTries } from '@syn-or-swim/shared/scoring/mastery.ts';
import { seatAt, studentAt, takenPlaces } from './class-places.ts';
import type { ClassHost } from './open-class.ts';

/** The items that the class is asked: by what its plan teaches. */
export function itemsOf({ state, services, seed }: ClassHost): readonly ItemId[] {
  const levels = state.settings.plan.flatMap((id) => services.levelById(id) ?? []);
  return drawnItems(ideasOfLevels(levels), state.settings.questions, seed);
}

/** What a teacher is told. */
export function teacherView(host: ClassHost): TeacherView {
  const { stored, kept: state, listener, clock } = host;
  const poll = pollOn(state);
  const { settings, locked, pairs, asking, asked, rounds } = state;
  return {
    code: stored.code,
    settings,
    locked,
    frozen: clock.isFrozen(),
    students: state.students.map(({ id, name, removed, answers }) => ({
      id,
      name,
      removed,
      connected: listener?.isConnected(id) ?? false,
      answered: {
        before: Object.keys(answers.before).length,
        after: Object.keys(answers.after).length,
      },
    })),
    pairs,
    asking,
    asked,
    rounds: rounds.map(({ round, level, given, ended }) => ({ round, level, given, ended })),
    poll: poll && {
      poll: poll.poll,
      question: poll.question,
      shown: poll.stage === 'shown',
      counts: pollCounts(state, poll),
    },
  };
}

/** What `student` is told; undefined where there is no such student. */
export function studentView(host: ClassHost, student: StudentId): StudentView | undefined {
  const { stored, kept: state, clock } = host;
  const known = studentOf(state, student);
  if (known === undefined) return undefined;
  return {
    code: stored.code,
    name: known.name,
    typedNames: state.settings.typedNames,
    frozen: clock.isFrozen(),
    stage: stageOf({ ...host, state }, student),
  };
}

function stageOf(host: ClassHost, student: StudentId): StudentStage {
  const { state, seed } = host;
  const form = state.asking;
  if (form !== undefined) {
    const questions = formOf(itemsOf(host), student, form, seed).map((id) => ({
      id,
      order: optionOrder(id, student, seed),
    }));
    const answers = studentOf(state, student)?.answers[form] ?? {};
    return { kind: 'questions', form, questions, answers, ...reviewFor(host, student) };
  }
  const poll = pollOn(state);
  if (poll !== undefined) return pollStage(host, poll, student);
  const round = state.rounds.at(-1);
  const seat = round && seatIn(round, student);
  const running = seat && host.matches.get(seat.match.match);
  const review = reviewFor(host, student);
  // Once the questions after are over, what was right comes before the match that is over, too.
  const isOver = round?.ended === true && review.review !== undefined;
  if (round === undefined || seat === undefined || running === undefined || isOver)
    return { kind: 'waiting', ...review };
  const { match, place } = seat;
  const { inherited } = match;
  const side = seatAt(match.seats, place);
  if (side === undefined) return { kind: 'waiting' };
  const name = (id: StudentId | null) => (id === null ? null : (studentOf(state, id)?.name ?? null));
  return {
    kind: 'match',
    round: round.round,
    level: round.level,
    side,
    partner: side === 'network' ? null : name(match.seats[peerOf(side)]),
    mates: takenPlaces(match.seats).flatMap((other) => {
      const mate = name(studentAt(match.seats, other));
      const sits = seatAt(match.seats, other);
      return other === place || mate === null || sits === undefined ? [] : [{ name: mate, seat: sits }];
    }),
    ...(inherited === undefined
      ? {}
      : { inherited: { left: inherited.left, own: wasIn(state, inherited.match, student) } }),
    code: running.order.code,
    seatToken: running.seatToken(place, student),
  };
}

/** Whether `student` sat in the match in the room `match` when it began. */
function wasIn({ rounds }: ClassState, match: string, student: StudentId): boolean {
  const left = rounds.flatMap(({ matches }) => matches).find((each) => each.match === match);
  return left !== undefined && studentsOf(left.began).includes(student);
}

/** Where what a pair inherits came from: a pair of the round before the one with `number`. */
function inheritedView({ rounds }: ClassState, number: number, inherited: LeftBehind): WallTile['inherited'] {
  const before = rounds.find(({ round }) => round === number - 1)?.matches ?? [];
  const index = before.findIndex(({ match }) => match === inherited.match);
  const from = before[index];
  return from && { left: inherited.left, from: { pair: index + 1, seats: from.began } };
}

/** Right answers and explanations, once they can spoil nothing; otherwise there is not even an empty place for them. */
function reviewFor(
  { state }: ClassHost,
  student: StudentId,
): Pick<StudentStage & { kind: 'waiting' }, 'review'> {
  const review = reviewOf(state, student);
  return review === undefined ? {} : { review };
}

/** A poll as `student` sees it: which choice is right is told once the answers are shown. */
function pollStage({ state }: ClassHost, on: ClassPoll, student: StudentId): StudentStage {
  const { right, ...question } = on.question;
  const shown = on.stage === 'shown' ? { right, counts: pollCounts(state, on) } : undefined;
  return { kind: 'poll', poll: on.poll, question, chosen: on.votes.get(student), shown };
}

/** The strait of the match in the room `match`, behind by {@link STRAIT_DELAY} as long as it is under way. */
export function straitView(host: ClassHost, match: string): StraitAnswer {
  const running = host.matches.get(match);
  const now = running?.now();
  if (running === undefined || now === undefined) return { strait: undefined };
  const ended = running.isOver();
  return { strait: { ...pairStrait(now.match, ended ? now.at : now.at - STRAIT_DELAY), ended } };
}

/** Until the last horn of `round`, ms of game time; undefined where none of its matches is under way. */
function timeLeft(host: ClassHost, round: ClassRound): Milliseconds | undefined {
  const left = round.matches.flatMap(({ match }) => {
    const running = host.matches.get(match);
    const now = running?.now();
    return now === undefined || running?.isOver() !== false ? [] : [hornAt(now.match) - now.at];
  });
  return left.length === 0 ? undefined : Math.max(0, ...left);
}

/** The wall of the last round; undefined before the first. */
export function wallView(host: ClassHost): WallView | undefined {
  const round = host.state.rounds.at(-1);
  if (round === undefined) return undefined;
  const tiles: WallTile[] = [];
  const tries = [];
  for (const [index, { match, seats, inherited }] of round.matches.entries()) {
    const running = host.matches.get(match);
    const now = running?.now();
    if (running === undefined || now === undefined) continue;
    const connected = {
      client: running.connected('client'),
      server: running.connected('server'),
      ...(seats.third === undefined ? {} : { third: running.connected('third') }),
    };
    const tile = tileOf(now.match, running.order.par, now.at);
    const left = inherited && inheritedView(host.state, round.round, inherited);
    tiles.push({
      match,
      pair: index + 1,
      seats,
      connected,
      tile,
      ...(left === undefined ? {} : { inherited: left }),
    });
    tries.push(...ideaTries(now.match).filter(({ seat }) => atHarbour(seats, seat).length > 0));
  }
  const sorted = tiles.toSorted((one, other) => needOf(other.tile) - needOf(one.tile));
  const wall = { round: round.round, level: round.level, tiles: sorted, heatMap: heatRow(tries) };
  const left = timeLeft(host, round);
  return left === undefined ? wall : { ...wall, left };
}
