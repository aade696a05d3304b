// All that windows say to the outside, and all that their browser keeps: for tests that ask where a secret stands.
import type { BrowserContext, Page, Request } from 'playwright-core';

/** Something that was said or is kept. */
export interface Overheard {
  /** In what it stood: `url of GET /teach`, `header referer`, `body of POST /api/classes`, `console`, `title`. */
  readonly where: string;
  readonly text: string;
}

/** Listens to windows. */
export interface Ears {
  /** Call it before the window opens its first page. */
  readonly listen: (page: Page) => void;
  /** All that was said by all the windows so far. */
  readonly said: () => Promise<readonly Overheard[]>;
}

/** Octets as text, so that a name or token in a binary frame is found. */
const plainText = (payload: string | Buffer): string =>
  typeof payload === 'string' ? payload : payload.toString('latin1');

async function inRequest(request: Request): Promise<readonly Overheard[]> {
  const url = new URL(request.url());
  // What stands behind # is for the page itself; a browser sends it to nobody.
  url.hash = '';
  const what = `${request.method()} ${url.pathname.replace(/[2-9A-HJ-NP-Z]{6}$/, 'CODE')}`;
  const headers = await request.allHeaders().catch(() => request.headers());
  const body = request.postDataBuffer();
  return [
    { where: `url of ${what}`, text: url.href },
    ...Object.entries(headers).map(([name, text]) => ({ where: `header ${name}`, text })),
    ...(body === null ? [] : [{ where: `body of ${what}`, text: plainText(body) }]),
  ];
}

/** Ears for the windows of a test. */
export function openEars(): Ears {
  const heard: Overheard[] = [];
  const underWay: Promise<void>[] = [];
  const contexts = new Set<BrowserContext>();
  const note = (where: string, text: string): void => void heard.push({ where, text });
  return {
    listen: (page) => {
      const context = page.context();
      if (contexts.has(context)) throw new Error('This window is listened to already.');
      contexts.add(context);
      // Those of its service worker, too.
      context.on('request', (request) => {
        underWay.push(inRequest(request).then((said) => void heard.push(...said)));
      });
      context.on('console', (message) => note('console', `${message.text()} ${message.location().url}`));
      context.on('weberror', (error) => note('console', error.error().stack ?? ''));
      page.on('websocket', (socket) => {
        note('url of a socket', socket.url());
        socket.on('framesent', ({ payload }) => note('a frame', plainText(payload)));
      });
    },
    said: async () => {
      await Promise.all(underWay);
      return [...heard];
    },
  };
}

/** What the page and its browser keep, but for its address. */
export async function keptBy(page: Page): Promise<readonly Overheard[]> {
  const kept = await page.evaluate(async () => {
    const cached: string[] = [];
    for (const name of await caches.keys()) {
      const requests = await (await caches.open(name)).keys();
      cached.push(...requests.map(({ url }) => url));
    }
    return {
      'history.state': JSON.stringify(history.state),
      title: document.title,
      referrer: document.referrer,
      cookie: document.cookie,
      localStorage: JSON.stringify({ ...localStorage }),
      sessionStorage: JSON.stringify({ ...sessionStorage }),
      caches: cached.join(' '),
      indexedDB: JSON.stringify(await indexedDB.databases()),
      'window.name': window.name,
    };
  });
  return Object.entries(kept).map(([where, text]) => ({ where, text }));
}
