import { describe, expect, it } from 'vitest';
import { type ClassEvent, type Form, studentId } from './class-event.ts';
import { classAfter } from './class-state.ts';
import { explanationsEn } from './inventory/explanations-en.ts';
import { explanationsKo } from './inventory/explanations-ko.ts';
import { QUESTION_IDS } from './inventory/items.ts';
import { reviewOf, solutionOf } from './review.ts';

const ONE = studentId(1);
const TWO = studentId(2);

const open = (form: Form, is: boolean): ClassEvent => ({ kind: 'questions', form, open: is });
const answer = (student: number, form: Form, question: string, choice: number): ClassEvent => ({
  kind: 'answered',
  student: studentId(student),
  form,
  question,
  choice,
});
const whole = (student: number, form: Form): readonly ClassEvent[] =>
  ['ack-next', 'lost-ack', 'duplicate', 'close-wait', 'damaged', 'crossing'].map((item) =>
    answer(student, form, `${item}-${form === 'before' ? 'a' : 'b'}`, 3),
  );

const BEGUN: readonly ClassEvent[] = [
  {
    kind: 'settings',
    settings: {
      plan: [],
      match: { stretch: 1, pace: 'running', assistance: 'level' },
      typedNames: false,
      questions: 6,
    },
  },
  { kind: 'joined', student: ONE, name: 'Brave Puffin' },
  { kind: 'joined', student: TWO, name: 'Calm Gull' },
];
const BEFORE = [...BEGUN, open('before', true), ...whole(1, 'before'), ...whole(2, 'before')];
const ASKED = [...BEFORE, open('before', false), open('after', true)];

const reviewAfter = (events: readonly ClassEvent[], student = ONE) =>
  reviewOf(classAfter(events), student)?.map(({ after }) => after.question);

describe('what a student may read of the questions', () => {
  it('is nothing before those after are answered by all, or closed', () => {
    expect(reviewAfter(BEGUN)).toBeUndefined();
    expect(reviewAfter(BEFORE)).toBeUndefined();
    expect(reviewAfter([...BEFORE, open('before', false)])).toBeUndefined();
    expect(reviewAfter(ASKED)).toBeUndefined();
    // One who is done could help the neighbour.
    expect(reviewAfter([...ASKED, ...whole(1, 'after')])).toBeUndefined();
    expect(reviewAfter([...ASKED, ...whole(1, 'after'), ...whole(2, 'after')])).toHaveLength(6);
    expect(reviewAfter([...ASKED, ...whole(1, 'after'), { kind: 'removed', student: TWO }])).toHaveLength(6);
    expect(reviewAfter([...ASKED, ...whole(1, 'after'), open('after', false)])).toHaveLength(6);
  });

  it('is no item that the student may still be asked, and nothing while questions are asked again', () => {
    const closed = [...ASKED, answer(1, 'after', 'damaged-b', 1), open('after', false)];
    expect(reviewAfter(closed)).toEqual(['damaged-b']);
    expect(reviewAfter(closed, TWO)).toBeUndefined();
    expect(reviewAfter([...closed, open('after', true)])).toBeUndefined();
    expect(reviewAfter([...closed, open('before', true)])).toBeUndefined();
  });

  it('is both answers, what they show, the right one, why it is, and where that stands', () => {
    const events = [...ASKED, answer(1, 'after', 'damaged-b', 1), open('after', false)];
    const solution = (version: 'a' | 'b') => ({
      question: `damaged-${version}`,
      explanation: { en: explanationsEn[`damaged-${version}`], ko: explanationsKo[`damaged-${version}`] },
      source: '2.2',
    });
    expect(reviewOf(classAfter(events), ONE)).toEqual([
      {
        before: {
          ...solution('a'),
          form: 'before',
          chosen: 3,
          right: 2,
          options: ['M16', 'M15', 'right', 'slip'],
        },
        after: {
          ...solution('b'),
          form: 'after',
          chosen: 1,
          right: 1,
          options: ['M15', 'right', 'slip', 'M16'],
        },
      },
    ]);
  });
});

describe('a solution', () => {
  it('is there for every question in both languages, and for nothing else', () => {
    for (const id of QUESTION_IDS) {
      const { en, ko } = solutionOf(id)?.explanation ?? { en: '', ko: '' };
      expect([id, en.length > 10, /[가-힣]/.test(ko)]).toEqual([id, true, true]);
    }
    expect([Object.keys(explanationsEn), Object.keys(explanationsKo)]).toEqual([QUESTION_IDS, QUESTION_IDS]);
    expect(solutionOf('no-such-question')).toBeUndefined();
  });
});
