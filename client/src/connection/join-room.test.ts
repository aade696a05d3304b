import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { joinRoom } from './join-room.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const TRY = { origin: 'http://server.test', code: 'ABCDEF', options: {}, deadline: 5000 };

/** What the network does with each question; gives when the questions came. */
function network(answers: (question: number) => Response | 'refused' | 'swallowed'): readonly number[] {
  const start = Date.now();
  const askedAt: number[] = [];
  vi.stubGlobal('fetch', async (_url: string, { signal }: RequestInit) => {
    askedAt.push(Date.now() - start);
    const answer = answers(askedAt.length);
    if (answer === 'refused') throw new TypeError('fetch failed');
    if (answer !== 'swallowed') return answer;
    return await new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    });
  });
  return askedAt;
}

const full = () => Response.json({ code: 409, error: 'room-full' }, { status: 409 });

describe('a try to take a seat', () => {
  it('asks again where the first question hangs on a dead connection', async () => {
    const askedAt = network((question) => (question === 1 ? 'swallowed' : full()));
    const tried = expect(joinRoom(TRY)).rejects.toMatchObject({ message: 'room-full' });
    await vi.advanceTimersByTimeAsync(20_000);
    await tried;
    expect(askedAt).toEqual([0, 600]);
  });

  it('fails at once where the network fails', async () => {
    const askedAt = network(() => 'refused');
    await expect(joinRoom(TRY)).rejects.toThrow();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(askedAt).toEqual([0]);
  });

  it('asks ever more seldom, so that a slow server gets no slower, and gives up at its deadline', async () => {
    const askedAt = network(() => 'swallowed');
    const tried = expect(joinRoom(TRY)).rejects.toThrow('No seat within 5000 ms.');
    await vi.advanceTimersByTimeAsync(20_000);
    await tried;
    expect(askedAt).toEqual([0, 600, 1800, 4200]);
  });
});
