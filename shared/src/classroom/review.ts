// The questions with their right answers: what a student is told when that can't change an answer any more, and the teacher
// with the report.
import type { Form, StudentId } from './class-event.ts';
import { type ClassState, present, studentOf } from './class-state.ts';
import { answersOf, type MeantAnswer } from './gain.ts';
import { explanationsEn } from './inventory/explanations-en.ts';
import { explanationsKo } from './inventory/explanations-ko.ts';
import { type OptionMeaning, type QuestionId, questionNamed } from './inventory/items.ts';
import type { NameLanguage } from './names.ts';

/** What a question is about, said in full. */
export interface Solution {
  readonly question: QuestionId;
  /** What each option shows; the index of `right` is that of the right one. */
  readonly options: readonly OptionMeaning[];
  readonly right: number;
  /** Why it is right. */
  readonly explanation: Readonly<Record<NameLanguage, string>>;
  /** Where that can be read: a section of RFC 9293, or another RFC. */
  readonly source: string;
}

/** A question that a student has answered, with its solution. */
export interface ReviewedAnswer extends Solution {
  readonly form: Form;
  readonly chosen: number;
}

/** One item as a student answered it: after, and before where it was asked then. */
export interface ReviewedItem {
  readonly before: ReviewedAnswer | undefined;
  readonly after: ReviewedAnswer;
}

/** The solution of the question named `id`; undefined where there is none. */
export function solutionOf(id: string): Solution | undefined {
  const named = questionNamed(id);
  if (named === undefined) return undefined;
  return {
    question: named.id,
    options: named.options,
    right: named.options.indexOf('right'),
    explanation: { en: explanationsEn[named.id], ko: explanationsKo[named.id] },
    source: named.item.source[named.version],
  };
}

/**
 * What `student` may read of the questions; undefined as long as that could help anybody of the class with an answer. It
 * waits until the questions after are closed, or all who are present have answered them whole. An item that the student
 * did not answer then is left out: the teacher may ask it again.
 */
export function reviewOf(state: ClassState, id: StudentId): readonly ReviewedItem[] | undefined {
  const student = studentOf(state, id);
  if (student === undefined || !mayRead(state)) return undefined;
  const before = answersOf(student, 'before');
  const items = answersOf(student, 'after').flatMap((answer): readonly ReviewedItem[] => {
    const earlier = before.find(({ item }) => item.id === answer.item.id);
    const after = reviewed(answer, 'after');
    return after === undefined ? [] : [{ before: earlier && reviewed(earlier, 'before'), after }];
  });
  return items.length === 0 ? undefined : items;
}

function mayRead(state: ClassState): boolean {
  const { asking, asked, settings } = state;
  if (asking === undefined) return asked.includes('after');
  return (
    asking === 'after' &&
    present(state).every(({ answers }) => Object.keys(answers.after).length >= settings.questions)
  );
}

function reviewed({ item, version, choice }: MeantAnswer, form: Form): ReviewedAnswer | undefined {
  const solution = solutionOf(`${item.id}-${version}`);
  return solution && { ...solution, form, chosen: choice };
}
