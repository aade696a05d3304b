import { NO_HISTORY, withAnswers } from '@syn-or-swim/shared/scoring/question-box.ts';
import { describe, expect, it } from 'vitest';
import { KEPT_QUESTIONS } from './kept-questions.ts';

describe('what was answered after matches', () => {
  it('is read as it was kept', () => {
    const history = withAnswers(NO_HISTORY, [
      { topic: 'state FIN_WAIT_1 CLOSING', right: false },
      { topic: 'what-if ACK', right: true },
    ]);
    expect(KEPT_QUESTIONS.read(JSON.parse(JSON.stringify(history)))).toEqual(history);
  });

  it.each([
    ['nothing', undefined],
    ['a list', []],
    ['no count of matches', { topics: {} }],
    ['a box that does not exist', { matches: 1, topics: { a: { box: 9, due: 1 } } }],
    ['a topic without a due', { matches: 1, topics: { a: { box: 0 } } }],
    ['a half match', { matches: 0.5, topics: {} }],
  ])('is refused where it is %s', (_what, kept) => {
    expect(KEPT_QUESTIONS.read(kept)).toBe(undefined);
  });
});
