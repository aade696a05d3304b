import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BEAT, createHeartbeat, nextPatience, SILENCE_MAX } from './heartbeat.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A heartbeat whose questions are answered by the test. */
function beating() {
  const asked: { readonly at: number; readonly answer: () => void }[] = [];
  const deadAt: number[] = [];
  const start = Date.now();
  let ahead = 0;
  const now = () => Date.now() - start + ahead;
  const heart = createHeartbeat({
    ask: (answer) => void asked.push({ at: now(), answer }),
    patience: SILENCE_MAX,
    onDead: () => void deadAt.push(now()),
    now,
  });
  return {
    heart,
    asked,
    deadAt,
    moments: () => asked.map(({ at }) => at),
    /** The page stands still: its clock goes on, its timers don't. */
    sleep: (ms: number) => {
      ahead += ms;
    },
  };
}

describe('a heartbeat', () => {
  it('asks again a beat after each echo, and is content', () => {
    const { asked, moments, deadAt } = beating();
    for (const delay of [10, 300, SILENCE_MAX - 1]) {
      vi.advanceTimersByTime(delay);
      asked.at(-1)?.answer();
      vi.advanceTimersByTime(BEAT);
    }
    expect(moments()).toEqual([0, 1010, 2310, 5809]);
    expect(deadAt).toEqual([]);
  });

  it('tells once that nothing has come back', () => {
    const { asked, moments, deadAt } = beating();
    asked[0]?.answer();
    vi.advanceTimersByTime(60_000);
    expect(moments()).toEqual([0, BEAT]);
    expect(deadAt).toEqual([BEAT + SILENCE_MAX]);
  });

  it('gives the line another chance where it was the page that stood still', () => {
    const { asked, deadAt, sleep, moments } = beating();
    sleep(30_000);
    vi.advanceTimersByTime(SILENCE_MAX);
    expect(deadAt).toEqual([]);
    expect(moments()).toEqual([0, 30_000 + SILENCE_MAX]);
    asked[1]?.answer();
    vi.advanceTimersByTime(BEAT);
    expect(moments()).toHaveLength(3);
  });

  it('takes no late echo for the answer to a newer question', () => {
    const { heart, asked, deadAt } = beating();
    vi.advanceTimersByTime(1000);
    heart.check();
    asked[0]?.answer();
    vi.advanceTimersByTime(SILENCE_MAX);
    expect(deadAt).toEqual([1000 + SILENCE_MAX]);
  });

  it('is silent once it is stopped', () => {
    const { heart, asked, deadAt } = beating();
    heart.stop();
    asked[0]?.answer();
    vi.advanceTimersByTime(60_000);
    expect([asked.length, deadAt]).toEqual([1, []]);
  });
});

describe('the patience with the next line', () => {
  it('doubles where lines fall silent soon one after the other, and only there', () => {
    expect(nextPatience(2500, 3000, 2500)).toBe(5000);
    expect(nextPatience(5000, 19_999, 2500)).toBe(10_000);
    expect(nextPatience(15_000, 3000, 2500)).toBe(20_000);
    expect(nextPatience(20_000, 20_000, 2500)).toBe(2500);
  });
});
