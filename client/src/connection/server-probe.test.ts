import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { probeServer } from './server-probe.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A network whose answers the test decides, question by question. */
function network(answers: (question: number) => 'well' | 'login-page' | 'refused' | 'swallowed') {
  const start = Date.now();
  const askedAt: number[] = [];
  let swallowed = 0;
  vi.stubGlobal('fetch', async (_url: string, { signal }: RequestInit) => {
    askedAt.push(Date.now() - start);
    const answer = answers(askedAt.length);
    if (answer === 'well') return Response.json({ ok: true });
    if (answer === 'login-page') return new Response('<html>Please sign in</html>');
    if (answer === 'refused') throw new TypeError('fetch failed');
    swallowed += 1;
    return await new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => {
        swallowed -= 1;
        reject(new DOMException('aborted', 'AbortError'));
      });
    });
  });
  return { askedAt, swallowed: () => swallowed };
}

function probe() {
  let wake = (): void => {};
  let watched = true;
  const probing = probeServer({
    origin: 'http://server.test',
    onWake: (listener) => {
      wake = listener;
      return () => {
        watched = false;
      };
    },
  });
  return { ...probing, wake: () => wake(), watched: () => watched };
}

describe('a probe', () => {
  it('asks again and again until the server answers in its own words', async () => {
    const answers = ['refused', 'login-page', 'well'] as const;
    const { askedAt } = network((question) => answers[question - 1] ?? 'refused');
    const { answered, watched } = probe();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await answered).toBe(true);
    expect([askedAt, watched()]).toEqual([[0, 600, 1200], false]);
  });

  it('is not kept back by questions that the link has swallowed, and has at most four of them open', async () => {
    let most = 0;
    const net = network((question) => {
      most = Math.max(most, net.swallowed() + 1);
      return question < 20 ? 'swallowed' : 'well';
    });
    const { answered } = probe();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await answered).toBe(true);
    expect([net.askedAt.at(-1), most, net.swallowed()]).toEqual([19 * 600, 4, 0]);
  });

  it('asks at once when the browser wakes it', async () => {
    const { askedAt } = network((question) => (question === 1 ? 'refused' : 'well'));
    const { answered, wake } = probe();
    await vi.advanceTimersByTimeAsync(100);
    wake();
    expect(await answered).toBe(true);
    expect(askedAt).toEqual([0, 100]);
  });

  it('ends unanswered where it is stopped', async () => {
    const net = network(() => 'swallowed');
    const { answered, stop } = probe();
    await vi.advanceTimersByTimeAsync(1300);
    stop();
    await vi.advanceTimersByTimeAsync(10_000);
    expect([await answered, net.askedAt, net.swallowed()]).toEqual([false, [0, 600, 1200], 0]);
  });
});
