// A browser window of one person, watched for everything that must not happen while they play.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Language } from '../../client/src/i18n/language.ts';
import { type Words, wordsOf } from './words.ts';

/** How somebody sits at the game. */
export interface Visitor {
  readonly language: Language;
  readonly size: { readonly width: number; readonly height: number };
  readonly touch: boolean;
}

/** A desk with a keyboard, and a phone. */
export const DESK: Visitor = { language: 'en', size: { width: 1366, height: 768 }, touch: false };
export const PHONE: Visitor = { language: 'ko', size: { width: 360, height: 640 }, touch: true };

/** A page with what went wrong in it so far, and the words that it speaks. */
export interface VisitedPage {
  readonly page: Page;
  readonly words: Words;
  readonly visitor: Visitor;
  /** Console errors, uncaught exceptions, breaches of the content security policy, requests to other hosts. */
  readonly faults: readonly string[];
  /** Waits until the server has answered every request that the page sent over its socket. */
  readonly answered: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** How long a page may take for anything, on a machine that does much else, ms. */
const PATIENCE = 30_000;

/** First octets of Colyseus' frames for a request and for its response. */
const REQUEST = 21;
const RESPONSE = 22;

function contextOptions({ language, size, touch }: Visitor): BrowserContextOptions {
  return {
    locale: language === 'ko' ? 'ko-KR' : 'en-US',
    viewport: size,
    hasTouch: touch,
    isMobile: touch,
    reducedMotion: 'reduce',
  };
}

function watchFaults(page: Page, origin: string): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    // Breaches of the content security policy are reported as errors, too.
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    const foreign = url.protocol.startsWith('http') && url.origin !== origin;
    if (foreign) faults.push(`request to another host: ${request.url()}`);
  });
  return faults;
}

function watchRequests(page: Page): () => Promise<void> {
  let open = 0;
  let waiting: (() => void)[] = [];
  page.on('websocket', (socket) => {
    // A new socket means that nothing of an older one will be answered.
    open = 0;
    socket.on('framesent', ({ payload }) => {
      if (typeof payload !== 'string' && payload[0] === REQUEST) open += 1;
    });
    socket.on('framereceived', ({ payload }) => {
      if (typeof payload === 'string' || payload[0] !== RESPONSE) return;
      open -= 1;
      if (open > 0) return;
      for (const resolve of waiting) resolve();
      waiting = [];
    });
  });
  return () => (open <= 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve)));
}

/** Opens a window of `visitor` at `url`. The Canvas renderer is asked for: drawing in software is slow in WebGL. */
export async function visit(
  browser: Browser,
  url: string,
  visitor: Visitor,
  path = '/?r=canvas',
): Promise<VisitedPage> {
  const context = await browser.newContext(contextOptions(visitor));
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const faults = watchFaults(page, new URL(url).origin);
  const answered = watchRequests(page);
  await page.goto(`${url}${path}`);
  const words = await wordsOf(visitor.language);
  return { page, words, visitor, faults, answered, close: () => context.close() };
}
