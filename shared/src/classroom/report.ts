// The report of a class: for each student and idea what was tried and what was right, for the class the heat map, the
// commonest mistakes each with a match that shows it, and the gain.
import type { LevelId } from '../game/level.ts';
import type { Side } from '../game/seat.ts';
import type { IdeaTry } from '../scoring/mastery.ts';
import type { NetworkScore } from '../scoring/network-score.ts';
import type { MisconceptionId } from '../tcp/misconceptions.ts';
import { atHarbour, FORMS, type StudentId, studentsOf, type ThirdSeat } from './class-event.ts';
import { type ClassState, pollCounts, present } from './class-state.ts';
import { answersOf, type ClassGain, classGain, type QuestionStatistic, questionStatistics } from './gain.ts';
import type { PollQuestion } from './poll-question.ts';
import { type Solution, solutionOf } from './review.ts';
import { countedMistakes, type HeatCell, heatRow } from './wall.ts';

/** What one match of the class showed. */
export interface MatchOutcome {
  /** The id of the match's room. */
  readonly match: string;
  readonly tries: readonly IdeaTry[];
  readonly points: number;
  readonly par: number;
  readonly stars: number;
  /** Of a match in which a student was the weather. */
  readonly network?: NetworkScore;
}

/** One student's row. */
export interface StudentReport {
  readonly student: StudentId;
  readonly name: string;
  /** Ten cells: from the matches alone. */
  readonly ideas: readonly HeatCell[];
  /** Right answers to the questions of each idea, before and after; undefined where none was asked. */
  readonly questions: readonly QuestionCell[];
  readonly matches: number;
}

/** A student's answers to the questions of one idea. */
export interface QuestionCell {
  readonly idea: number;
  readonly before: { readonly right: number; readonly of: number };
  readonly after: { readonly right: number; readonly of: number };
}

/** The third of a match in the report. */
export interface ThirdReport {
  readonly name: string | null;
  readonly seat: ThirdSeat;
  /** What the weather that it made was worth; left out of who shared a harbour. */
  readonly network?: NetworkScore;
}

/** One pair's match in the report. */
export interface MatchReport {
  readonly match: string;
  readonly round: number;
  readonly level: LevelId;
  readonly names: Readonly<Record<Side, string | null>>;
  /** Left out where there was none. */
  readonly third?: ThirdReport;
  /** Points as per cent of par; undefined where the match did not come to its end. */
  readonly share: number | undefined;
  readonly stars: number | undefined;
}

/** One of the commonest mistakes of the class. */
export interface CommonMistake {
  readonly misconception: MisconceptionId;
  readonly times: number;
  /** How many students showed it. */
  readonly students: number;
  /** A match that shows it. */
  readonly match: string;
}

/**
 * A question of a lecture and what the class answered. It is talked over with the neighbour before it is answered, so it
 * tells of the class and not of a student: neither ideas nor gain count it.
 */
export interface PollReport {
  readonly poll: number;
  readonly question: PollQuestion;
  readonly counts: readonly number[];
}

/** The whole report. */
export interface ClassReport {
  readonly students: readonly StudentReport[];
  readonly heatMap: readonly HeatCell[];
  readonly mistakes: readonly CommonMistake[];
  readonly matches: readonly MatchReport[];
  readonly gain: ClassGain;
  readonly polls: readonly PollReport[];
  /** How each question went: its difficulty, and whether it tells who knows more. */
  readonly questions: readonly QuestionStatistic[];
  /** Of every question that was answered, in the order of `questions`. */
  readonly solutions: readonly Solution[];
}

/** How many of the commonest mistakes a report names. */
const MISTAKES_NAMED = 5;

interface OwnTry extends IdeaTry {
  /** Whose harbour it was: two where they share it. */
  readonly students: readonly StudentId[];
  readonly match: string;
}

/** The report of `state`, whose matches came to `outcomes`. Students who were removed are not in it. */
export function classReport(state: ClassState, outcomes: readonly MatchOutcome[]): ClassReport {
  const students = present(state);
  const here = new Set(students.map(({ id }) => id));
  const byMatch = new Map(outcomes.map((outcome) => [outcome.match, outcome]));
  const tries = state.rounds.flatMap(({ matches }) =>
    matches.flatMap(({ match, seats }): readonly OwnTry[] =>
      (byMatch.get(match)?.tries ?? []).map((each) => ({
        ...each,
        students: atHarbour(seats, each.seat).filter((id) => here.has(id)),
        match,
      })),
    ),
  );
  const own = tries.filter((each) => each.students.length > 0);
  const questions = questionStatistics(students, FORMS);
  const answered = [...new Set(questions.map(({ question }) => question))];
  return {
    students: students.map((student) => ({
      student: student.id,
      name: student.name,
      ideas: heatRow(own.filter((each) => each.students.includes(student.id))),
      questions: questionCells(state, student.id),
      matches: state.rounds
        .flatMap(({ matches }) => matches)
        .filter(({ seats }) => studentsOf(seats).includes(student.id)).length,
    })),
    heatMap: heatRow(own),
    mistakes: commonMistakes(own),
    matches: matchReports(state, byMatch),
    gain: classGain(state),
    questions,
    solutions: answered.flatMap((question) => solutionOf(question) ?? []),
    polls: state.polls.map((poll) => ({
      poll: poll.poll,
      question: poll.question,
      counts: pollCounts(state, poll),
    })),
  };
}

function questionCells(state: ClassState, id: StudentId): readonly QuestionCell[] {
  const student = state.students.find((each) => each.id === id);
  return Array.from({ length: 10 }, (_, index) => {
    const count = (form: 'before' | 'after') => {
      const answers = student === undefined ? [] : answersOf(student, form);
      const asked = answers.filter(({ item }) => item.idea === index + 1);
      return { right: asked.filter(({ meaning }) => meaning === 'right').length, of: asked.length };
    };
    return { idea: index + 1, before: count('before'), after: count('after') };
  });
}

function commonMistakes(tries: readonly OwnTry[]): readonly CommonMistake[] {
  const wrong = tries.flatMap(({ mistake }) => (mistake === undefined ? [] : [mistake]));
  return countedMistakes(wrong)
    .slice(0, MISTAKES_NAMED)
    .flatMap(({ misconception, times }) => {
      const shown = tries.filter(({ mistake }) => mistake === misconception);
      const [first] = shown;
      if (first === undefined) return [];
      const students = new Set(shown.flatMap((each) => each.students)).size;
      return [{ misconception, times, students, match: first.match }];
    });
}

function matchReports(
  state: ClassState,
  outcomes: ReadonlyMap<string, MatchOutcome>,
): readonly MatchReport[] {
  const nameOf = (id: StudentId | null) => state.students.find((student) => student.id === id)?.name ?? null;
  return state.rounds.flatMap(({ round, level, matches }) =>
    matches.map(({ match, seats }) => {
      const outcome = outcomes.get(match);
      const names = { client: nameOf(seats.client), server: nameOf(seats.server) };
      const share = outcome && (outcome.par <= 0 ? 0 : Math.round((outcome.points * 100) / outcome.par));
      const report = { match, round, level, names, share, stars: outcome?.stars };
      if (seats.third === undefined) return report;
      const { student, seat } = seats.third;
      const network = seat === 'network' ? outcome?.network : undefined;
      const third = { name: nameOf(student), seat, ...(network === undefined ? {} : { network }) };
      return { ...report, third };
    }),
  );
}
