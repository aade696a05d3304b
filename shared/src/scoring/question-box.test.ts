import { describe, expect, it } from 'vitest';
import { type AskedTopic, LAST_BOX, NO_HISTORY, urgency, withAnswers } from './question-box.ts';

const NOTHING: readonly never[] = [];

describe('the boxes of what was asked', () => {
  it('bring a wrong answer back in the very next match', () => {
    const after = withAnswers(NO_HISTORY, [{ topic: 'a', right: false }]);
    expect(after).toEqual({ matches: 1, topics: { a: { box: 0, due: 1 } } });
    expect([urgency(after, 'a'), urgency(after, 'b')]).toEqual([0, 1]);
  });

  it('let a right one rest for 1, 2, 4, 8, 16 matches, and always 16 from then on', () => {
    let history = NO_HISTORY;
    const rests: number[] = [];
    for (let times = 0; times < 7; times += 1) {
      history = withAnswers(history, [{ topic: 'a', right: true }]);
      let rest = 0;
      for (; urgency(history, 'a') === 3; rest += 1) history = withAnswers(history, NOTHING);
      expect(urgency(history, 'a')).toBe(2);
      rests.push(rest);
    }
    expect(rests).toEqual([1, 2, 4, 8, 16, 16, 16]);
    expect(history.topics['a']?.box).toBe(LAST_BOX);
  });

  it('put a topic back into the first box when it is answered wrongly again', () => {
    const right = withAnswers(NO_HISTORY, [{ topic: 'a', right: true }]);
    const wrong = withAnswers(right, [{ topic: 'a', right: false }]);
    expect(wrong.topics['a']).toEqual({ box: 0, due: 2 } satisfies AskedTopic);
  });
});
