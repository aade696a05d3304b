import { describe, expect, it } from 'vitest';
import { answerFor, forgetOthers, keepBuild, type PageCaches, pageAnswer } from './offline-page.ts';

const BUILD = { version: 'b', files: ['/', '/assets/index-1.js'] };

/** Caches in memory: what each holds, with a page that says where it comes from. */
function memory(names: readonly string[]) {
  const content = new Map<string, string[]>(names.map((name) => [name, ['/']]));
  const caches: PageCaches = {
    open: async (name) => ({
      addAll: async (paths) => void content.set(name, paths),
    }),
    keys: async () => [...content.keys()],
    delete: async (name) => content.delete(name),
    match: async (request) =>
      [...content.values()].some((paths) => paths.includes(String(request)))
        ? new Response('kept')
        : undefined,
  };
  return { caches, content };
}

const never = (): Promise<void> => new Promise(() => undefined);
const atOnce = async (): Promise<void> => undefined;
const textOf = async (answer: Promise<Response>): Promise<string> => (await answer).text();

describe('the page without a network', () => {
  it('keeps all files of its build, and forgets older builds but nothing of others', async () => {
    const { caches, content } = memory(['syn-or-swim a', 'another game']);
    await keepBuild(caches, BUILD);
    await forgetOthers(caches, BUILD);
    expect([...content]).toEqual([
      ['another game', ['/']],
      ['syn-or-swim b', BUILD.files],
    ]);
  });

  it.each([
    ['navigate', 'GET', 'https://game/', 'page'],
    ['navigate', 'GET', 'https://game/?join=4G577X', 'page'],
    ['navigate', 'GET', 'https://game/4G577X', 'page'],
    ['navigate', 'GET', 'https://game/healthz', 'network'],
    ['cors', 'GET', 'https://game/assets/index-1.js', 'file'],
    ['cors', 'GET', 'https://game/assets/index-2.js', 'network'],
    ['cors', 'POST', 'https://game/api/rooms', 'network'],
    ['cors', 'GET', 'https://game/healthz', 'network'],
    ['cors', 'GET', 'https://elsewhere/assets/index-1.js', 'network'],
  ])('answers %s %s %s by the %s', (mode, method, url, by) => {
    expect(answerFor({ mode, method, url }, 'https://game', BUILD.files)).toBe(by);
  });

  it('shows the newest page where there is a network', async () => {
    const { caches } = memory(['syn-or-swim b']);
    expect(await textOf(pageAnswer(caches, Promise.resolve(new Response('new')), never))).toBe('new');
  });

  it('shows the kept page where the network fails, or is too slow', async () => {
    const { caches } = memory(['syn-or-swim b']);
    expect(await textOf(pageAnswer(caches, Promise.reject(new TypeError('away')), never))).toBe('kept');
    const slow = new Promise<Response>(() => undefined);
    expect(await textOf(pageAnswer(caches, slow, atOnce))).toBe('kept');
  });

  it('fails as the network does where nothing is kept', async () => {
    const { caches } = memory([]);
    await expect(pageAnswer(caches, Promise.reject(new TypeError('away')), never)).rejects.toThrow('away');
  });
});
