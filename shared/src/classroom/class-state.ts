// A class at one moment, whole: the fold of its events. Who is connected, and what its running matches look like, is
// not in it: that is gone with the process, and comes back with the students.
import type { LevelId } from '../game/level.ts';
import { USUAL_SETTINGS } from '../game/match-settings.ts';
import { SIDES, type Side } from '../game/seat.ts';
import type { Milliseconds } from '../kernel/time.ts';
import {
  type ClassEvent,
  type ClassEventOf,
  type ClassSettings,
  FORMS,
  type Form,
  type LeftBehind,
  type PairSeats,
  type StudentId,
} from './class-event.ts';
import { pairsWithout } from './pairs.ts';
import type { PollQuestion } from './poll-question.ts';

/** What a student has chosen in each form: the index of an option by the id of its question. */
export type Answers = Readonly<Record<Form, Readonly<Record<string, number>>>>;

/** A student of a class. */
export interface Student {
  readonly id: StudentId;
  readonly name: string;
  readonly removed: boolean;
  readonly answers: Answers;
  /** The mark of the joining id with which they came in; left out where there was none. */
  readonly joining?: string;
}

/** One pair's match in a round. */
export interface ClassMatch {
  /** The id under which the store keeps the match's room. */
  readonly match: string;
  /** Who sat there first, and who sits there now. */
  readonly began: PairSeats;
  readonly seats: PairSeats;
  /** It began while the round was on. */
  readonly late: boolean;
  /** The night shift: what it began with, and which match left that. */
  readonly inherited?: LeftBehind;
}

/** All pairs on one level. */
export interface ClassRound {
  readonly round: number;
  readonly level: LevelId;
  readonly seed: number;
  readonly matches: readonly ClassMatch[];
  /** How much later than its level says the teacher lets the horn blow, ms of game time. */
  readonly given: Milliseconds;
  readonly ended: boolean;
  /** What its matches left, once it has ended in a class with a night shift. */
  readonly left?: readonly LeftBehind[];
}

/** A question of a lecture, and what was answered. */
export interface ClassPoll {
  /** From 1. */
  readonly poll: number;
  readonly question: PollQuestion;
  /** The index of the option that each student chose. */
  readonly votes: ReadonlyMap<StudentId, number>;
  readonly stage: 'asked' | 'shown' | 'closed';
}

/** A class. */
export interface ClassState {
  readonly settings: ClassSettings;
  readonly students: readonly Student[];
  readonly locked: boolean;
  /** The teacher wants all eyes up: no match goes on. */
  readonly frozen: boolean;
  readonly pairs: readonly PairSeats[];
  /** The form that is asked just now. */
  readonly asking: Form | undefined;
  /** The forms that were asked at any time. */
  readonly asked: readonly Form[];
  readonly rounds: readonly ClassRound[];
  readonly polls: readonly ClassPoll[];
}

/** A class before its first event. */
export const EMPTY_CLASS: ClassState = {
  settings: { plan: [], match: USUAL_SETTINGS, typedNames: false, questions: 0 },
  students: [],
  locked: false,
  frozen: false,
  pairs: [],
  asking: undefined,
  asked: [],
  rounds: [],
  polls: [],
};

/** The class after `events`, oldest first. */
export function classAfter(events: readonly ClassEvent[]): ClassState {
  return events.reduce(happened, EMPTY_CLASS);
}

/** `state` after `event`. What an event names that is not there changes nothing. */
export function happened(state: ClassState, event: ClassEvent): ClassState {
  switch (event.kind) {
    case 'settings':
      return { ...state, settings: event.settings };
    case 'joined': {
      const answers: Answers = { before: {}, after: {} };
      const { student: id, name, joining } = event;
      const mark = joining === undefined ? {} : { joining };
      const student: Student = { id, name, removed: false, answers, ...mark };
      return { ...state, students: [...state.students, student] };
    }
    case 'renamed':
      return withStudent(state, event.student, { name: event.name });
    case 'removed':
      return withoutSeat(withStudent(state, event.student, { removed: true }), event.student);
    case 'let-back':
      return withStudent(state, event.student, { removed: false });
    case 'locked':
      return { ...state, locked: event.locked };
    case 'paired':
      return { ...state, pairs: event.pairs };
    case 'questions':
      return questionsTurned(state, event.form, event.open);
    case 'answered':
      return answered(state, event.student, event.form, { [event.question]: event.choice });
    case 'round-began': {
      const { round, level, seed } = event;
      return {
        ...state,
        rounds: [...state.rounds, { round, level, seed, matches: [], given: 0, ended: false }],
      };
    }
    case 'match-began': {
      const { match: id, seats, late = false, inherited } = event;
      const began: ClassMatch = { match: id, began: seats, seats, late };
      const match = inherited === undefined ? began : { ...began, inherited };
      return withRound(state, event.round, (round) => ({ ...round, matches: [...round.matches, match] }));
    }
    case 'seated':
      return seated(state, event.match, event.side, event.student);
    case 'third-gone':
      return withMatch(state, event.match, ({ client, server }) => ({ client, server }));
    case 'time-given':
      return withRound(state, event.round, (round) => ({ ...round, given: round.given + event.ms }));
    case 'frozen':
      return { ...state, frozen: event.frozen };
    case 'round-ended':
      return { ...withRound(state, event.round, (round) => endedWith(round, event.left)), frozen: false };
    case 'polled':
    case 'voted':
    case 'poll-shown':
    case 'poll-closed':
      return { ...state, polls: pollsAfter(state.polls, event) };
  }
}

/** The student with this id; undefined where there is none. */
export function studentOf(state: ClassState, id: StudentId): Student | undefined {
  return state.students.find((student) => student.id === id);
}

/** The students who are in the class, that is, were not removed. */
export function present(state: ClassState): readonly Student[] {
  return state.students.filter(({ removed }) => !removed);
}

/** The round that is on; undefined between rounds. */
export function roundOn(state: ClassState): ClassRound | undefined {
  const last = state.rounds.at(-1);
  return last === undefined || last.ended ? undefined : last;
}

/** The poll that is asked or shown just now. */
export function pollOn(state: ClassState): ClassPoll | undefined {
  const last = state.polls.at(-1);
  return last === undefined || last.stage === 'closed' ? undefined : last;
}

/** How often each option of `poll` was chosen by students who are in the class. */
export function pollCounts(state: ClassState, { question, votes }: ClassPoll): readonly number[] {
  const given = present(state).flatMap(({ id }) => votes.get(id) ?? []);
  return question.options.map((_, option) => given.filter((choice) => choice === option).length);
}

/** One of the places of a match: at a harbour, or as the third. */
export type MatchPlace = Side | 'third';

/** Where `student` sits in `round`. */
export function seatIn(
  round: ClassRound,
  student: StudentId,
): { readonly match: ClassMatch; readonly place: MatchPlace } | undefined {
  for (const match of round.matches) {
    const side = SIDES.find((each) => match.seats[each] === student);
    if (side !== undefined) return { match, place: side };
    if (match.seats.third?.student === student) return { match, place: 'third' };
  }
  return undefined;
}

function withStudent(state: ClassState, id: StudentId, change: Partial<Student>): ClassState {
  const students = state.students.map((student) => (student.id === id ? { ...student, ...change } : student));
  return { ...state, students };
}

function withRound(state: ClassState, number: number, change: (round: ClassRound) => ClassRound): ClassState {
  return { ...state, rounds: state.rounds.map((round) => (round.round === number ? change(round) : round)) };
}

function endedWith(round: ClassRound, left: ClassRound['left']): ClassRound {
  return { ...round, ended: true, ...(left === undefined ? {} : { left }) };
}

function pollsAfter(
  polls: readonly ClassPoll[],
  event: ClassEventOf<'polled' | 'voted' | 'poll-shown' | 'poll-closed'>,
): readonly ClassPoll[] {
  if (event.kind === 'polled') {
    const before = polls.map((each): ClassPoll => ({ ...each, stage: 'closed' }));
    return [
      ...before,
      { poll: polls.length + 1, question: event.question, votes: new Map(), stage: 'asked' },
    ];
  }
  return polls.map((poll): ClassPoll => {
    if (poll.poll !== event.poll) return poll;
    if (event.kind !== 'voted') return { ...poll, stage: event.kind === 'poll-shown' ? 'shown' : 'closed' };
    return { ...poll, votes: new Map([...poll.votes, [event.student, event.choice]]) };
  });
}

function withoutSeat(state: ClassState, student: StudentId): ClassState {
  return { ...state, pairs: pairsWithout(state.pairs, student) };
}

function questionsTurned(state: ClassState, form: Form, open: boolean): ClassState {
  const asked = FORMS.filter((each) => each === form || state.asked.includes(each));
  const asking = open ? form : state.asking === form ? undefined : state.asking;
  return { ...state, asking, asked };
}

function answered(
  state: ClassState,
  id: StudentId,
  form: Form,
  choice: Readonly<Record<string, number>>,
): ClassState {
  const student = studentOf(state, id);
  if (student === undefined) return state;
  const answers = { ...student.answers, [form]: { ...student.answers[form], ...choice } };
  return withStudent(state, id, { answers });
}

function seated(state: ClassState, match: string, side: Side, student: StudentId | null): ClassState {
  return withMatch(state, match, (seats) => ({ ...seats, [side]: student }));
}

function withMatch(state: ClassState, match: string, change: (seats: PairSeats) => PairSeats): ClassState {
  const rounds = state.rounds.map((round) => ({
    ...round,
    matches: round.matches.map((each) =>
      each.match === match ? { ...each, seats: change(each.seats) } : each,
    ),
  }));
  return { ...state, rounds };
}
