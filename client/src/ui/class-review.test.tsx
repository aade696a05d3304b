// @vitest-environment happy-dom
import { solutionOf } from '@syn-or-swim/shared/classroom/review.ts';
import type { ReportAnswer } from '@syn-or-swim/shared/protocol/class-messages.ts';
import { render } from 'preact';
import { expect, test } from 'vitest';
import { loadClassTexts, loadInventory } from '../i18n/load-class.ts';
import { loadPlayTexts } from '../i18n/load-play.ts';
import { AskedQuestions, StudentReview } from './class-review.tsx';
import { PlayContext } from './play-context.ts';

const QUESTION = 'damaged-b';

async function drawn(language: 'en' | 'ko', what: 'student' | 'teacher'): Promise<string> {
  const words = { texts: await loadClassTexts(language), inventory: await loadInventory(language), language };
  const solution = solutionOf(QUESTION);
  if (solution === undefined) throw new Error('no such question');
  const statistic = { question: QUESTION, answers: 12, right: 25, discrimination: 40, options: [3, 3, 5, 1] };
  const report = { solutions: [solution], questions: [{ ...statistic, form: 'after' }] };
  const root = document.createElement('div');
  render(
    <PlayContext.Provider value={await loadPlayTexts(language)}>
      {what === 'teacher' ? (
        <AskedQuestions report={report as unknown as ReportAnswer} words={words} />
      ) : (
        <StudentReview
          items={[{ before: undefined, after: { ...solution, form: 'after', chosen: 0 } }]}
          words={words}
        />
      )}
    </PlayContext.Provider>,
    root,
  );
  return root.textContent ?? '';
}

test.each(['en', 'ko'] as const)(
  'a student reads the own answer, the right one, why, and where (%s)',
  async (language) => {
    const text = await drawn(language, 'student');
    const { question, options } = (await loadInventory(language))[QUESTION];
    const { review } = await loadClassTexts(language);
    const { tcp } = await loadPlayTexts(language);
    const solution = solutionOf(QUESTION);
    for (const part of [
      question,
      options[0],
      options[1],
      review.mark('after', false),
      tcp.misconceptions.M15.belief,
      solution?.explanation[language] ?? '',
      review.section('2.2'),
    ])
      expect(text).toContain(part);
  },
);

test.each(['en', 'ko'] as const)(
  'a teacher reads the whole question and how it went (%s)',
  async (language) => {
    const text = await drawn(language, 'teacher');
    const { question, options } = (await loadInventory(language))[QUESTION];
    const { report, review } = await loadClassTexts(language);
    for (const part of [question, ...options, `${report.discrimination}–40`, `${report.rightShare}–25%`])
      expect(text).toContain(part);
    expect(text).toContain(`✓ ${options[1]}–3`);
    expect(text).toContain(solutionOf(QUESTION)?.explanation[language]);
    expect(text).toContain(review.section('2.2'));
  },
);
