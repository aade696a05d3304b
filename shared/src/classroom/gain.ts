// What a class has learnt, by its two forms: the normalized gain (Hake, Am. J. Phys. 66, 64, 1998) of each student and
// of the class, with its spread, and with how few students it rests on.

import type { Form, StudentId } from './class-event.ts';
import type { ClassState, Student } from './class-state.ts';
import { ITEMS, type Item, type OptionMeaning, questionNamed, type Version } from './inventory/items.ts';

/** One answer of a form, with what it shows. */
export interface MeantAnswer {
  readonly item: Item;
  readonly version: Version;
  readonly choice: number;
  readonly meaning: OptionMeaning;
}

/** What `student` answered in `form`; an answer to a question that is not there any more is left out. */
export function answersOf(student: Student, form: Form): readonly MeantAnswer[] {
  return Object.entries(student.answers[form]).flatMap(([id, choice]) => {
    const question = questionNamed(id);
    const meaning = question?.options[choice];
    if (question === undefined || meaning === undefined) return [];
    return [{ item: question.item, version: question.version, choice, meaning }];
  });
}

/** A student's two forms. */
export interface StudentGain {
  readonly student: StudentId;
  readonly before: number;
  readonly after: number;
  /** How many questions each form has. */
  readonly of: number;
  /** What was gained of what could be, as per cent; undefined where nothing was left to gain. Below 0: lost. */
  readonly gain: number | undefined;
}

/** Five numbers of a spread: the lowest, the quartiles, the highest. */
export interface Spread {
  readonly lowest: number;
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly highest: number;
}

/** The gain of a class: of those who answered both forms whole. */
export interface ClassGain {
  readonly students: readonly StudentGain[];
  /** Right answers of all of them, as per cent of all questions. */
  readonly before: number;
  readonly after: number;
  /** The class's normalized gain, as per cent: of its sums, not the mean of the students' gains. */
  readonly gain: number | undefined;
  /** Of the students' own gains; undefined where fewer than two have one. */
  readonly spread: Spread | undefined;
  /** Fewer than {@link ENOUGH_STUDENTS}: the figures may as well be chance. */
  readonly tooFew: boolean;
}

/** From how many students on a gain is worth a sentence. */
export const ENOUGH_STUDENTS = 10;

function gainOf(before: number, after: number, of: number): number | undefined {
  return before === of ? undefined : Math.round(((after - before) * 100) / (of - before));
}

function rightOnes(answers: readonly MeantAnswer[]): number {
  return answers.filter(({ meaning }) => meaning === 'right').length;
}

/** The gains of the students of `state` who answered both forms whole; those removed do not count. */
export function classGain({ students, settings }: ClassState): ClassGain {
  const of = settings.questions;
  const gains = students
    .filter(({ removed }) => !removed && of > 0)
    .flatMap((student): readonly StudentGain[] => {
      const [before, after] = [answersOf(student, 'before'), answersOf(student, 'after')];
      if (before.length < of || after.length < of) return [];
      const counts = { before: rightOnes(before), after: rightOnes(after), of };
      return [{ student: student.id, ...counts, gain: gainOf(counts.before, counts.after, of) }];
    });
  const before = gains.reduce((sum, each) => sum + each.before, 0);
  const after = gains.reduce((sum, each) => sum + each.after, 0);
  const all = gains.length * of;
  return {
    students: gains,
    before: all === 0 ? 0 : Math.round((before * 100) / all),
    after: all === 0 ? 0 : Math.round((after * 100) / all),
    gain: all === 0 ? undefined : gainOf(before, after, all),
    spread: spreadOf(gains.flatMap(({ gain }) => (gain === undefined ? [] : [gain]))),
    tooFew: gains.length < ENOUGH_STUDENTS,
  };
}

/** The spread of `values`; undefined where they are fewer than two. */
export function spreadOf(values: readonly number[]): Spread | undefined {
  if (values.length < 2) return undefined;
  const sorted = values.toSorted((one, other) => one - other);
  // Between the two nearest values, as far along as the share says.
  const at = (quarters: number) => {
    const place = ((sorted.length - 1) * quarters) / 4;
    const low = sorted[Math.floor(place)] ?? 0;
    const high = sorted[Math.floor(place) + 1] ?? low;
    return Math.round(low + (high - low) * (place - Math.floor(place)));
  };
  return { lowest: at(0), lowerQuartile: at(1), median: at(2), upperQuartile: at(3), highest: at(4) };
}

/** How one question went in one form. */
export interface QuestionStatistic {
  readonly question: string;
  readonly form: Form;
  readonly answers: number;
  /** Right answers, as per cent: the question's difficulty. */
  readonly right: number;
  /**
   * How much better the better half of the class does with it than the worse half, in per cent points, by all their
   * other answers of that form; undefined where fewer than {@link ENOUGH_STUDENTS} answered.
   */
  readonly discrimination: number | undefined;
  /** How often each option was chosen. */
  readonly options: readonly number[];
}

/** The statistics of every question that was answered, in the order of the items. */
export function questionStatistics(
  students: readonly Student[],
  forms: readonly Form[],
): readonly QuestionStatistic[] {
  return forms.flatMap((form) => {
    const sheets = students.map((student) => answersOf(student, form));
    return ITEMS.flatMap((item) =>
      (['a', 'b'] as const).flatMap((version) => questionStatistic(sheets, form, item, version)),
    );
  });
}

function questionStatistic(
  sheets: readonly (readonly MeantAnswer[])[],
  form: Form,
  item: Item,
  version: Version,
): readonly QuestionStatistic[] {
  const given = sheets.flatMap((sheet) => {
    const answer = sheet.find((each) => each.item.id === item.id && each.version === version);
    return answer === undefined ? [] : [{ answer, rest: rightOnes(sheet.filter((each) => each !== answer)) }];
  });
  if (given.length === 0) return [];
  const right = given.filter(({ answer }) => answer.meaning === 'right').length;
  return [
    {
      question: `${item.id}-${version}`,
      form,
      answers: given.length,
      right: Math.round((right * 100) / given.length),
      discrimination: given.length < ENOUGH_STUDENTS ? undefined : discriminationOf(given),
      options: item.options[version].map(
        (_, option) => given.filter(({ answer }) => answer.choice === option).length,
      ),
    },
  ];
}

interface Given {
  readonly answer: MeantAnswer;
  /** Right answers of the same sheet beside this one. */
  readonly rest: number;
}

function discriminationOf(given: readonly Given[]): number {
  const half = Math.floor(given.length / 2);
  const better = given.toSorted((one, other) => other.rest - one.rest);
  return Math.round(rightAmong(better, half) - rightAmong(better.toReversed(), half));
}

/**
 * Right answers among the first `count` of `ranked`, as per cent. Of those who are equal where the line falls each
 * counts for as much as the others, so that no order of the class decides.
 */
function rightAmong(ranked: readonly Given[], count: number): number {
  let [left, right] = [count, 0];
  for (const equals of Map.groupBy(ranked, ({ rest }) => rest).values()) {
    const taken = Math.min(left, equals.length);
    right += (taken * rightOnes(equals.map(({ answer }) => answer))) / equals.length;
    left -= taken;
  }
  return (right * 100) / count;
}
