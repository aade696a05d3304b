// A browser window of one person, watched for everything that must not happen while they play.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Language } from '../../client/src/i18n/language.ts';
import { watchContext } from './page-watch.ts';
import { type Words, wordsOf } from './words.ts';

/** How somebody sits at the game. */
export interface Visitor {
  readonly language: Language;
  readonly size: { readonly width: number; readonly height: number };
  readonly touch: boolean;
  /** True where the boats are to sail; by default the system asks for less motion, so that pictures stand still. */
  readonly motion?: boolean;
  /** Device pixels to a CSS pixel; 1 by default. */
  readonly scale?: number;
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
  /**
   * Does `act`, which gives the page reason for one command or more, and waits until the server has answered all of
   * them. Alone, where no server is asked, it only does it.
   */
  readonly exchange: (act: () => Promise<void>) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** How long a page may take for anything, on a machine that does much else, ms. */
const PATIENCE = 30_000;

/** First octets of Colyseus' frames for a request and for its response. */
const REQUEST = 21;
const RESPONSE = 22;

function contextOptions({ language, size, touch, motion, scale = 1 }: Visitor): BrowserContextOptions {
  return {
    locale: language === 'ko' ? 'ko-KR' : 'en-US',
    viewport: size,
    deviceScaleFactor: scale,
    hasTouch: touch,
    isMobile: touch,
    reducedMotion: motion === true ? 'no-preference' : 'reduce',
  };
}

/** How Colyseus writes the type of a command, behind the number of the request. */
const COMMAND = Buffer.from('\u00a7command', 'latin1');

function watchCommands(page: Page): VisitedPage['exchange'] {
  /** Numbers of the requests that are not answered yet, as they stand in the frames. */
  const pending = new Set<string>();
  const watchers = new Set<() => void>();
  let online = false;
  let sent = 0;
  page.on('websocket', (socket) => {
    online = true;
    // Nothing that went over an older socket will be answered on it.
    pending.clear();
    socket.on('framesent', ({ payload }) => {
      if (typeof payload === 'string' || payload[0] !== REQUEST) return;
      const end = payload.indexOf(COMMAND);
      if (end < 0) return;
      pending.add(payload.subarray(1, end).toString('hex'));
      sent += 1;
    });
    socket.on('framereceived', ({ payload }) => {
      if (typeof payload === 'string' || payload[0] !== RESPONSE) return;
      for (const number of pending) {
        if (payload.subarray(1).toString('hex').startsWith(number)) pending.delete(number);
      }
      for (const watcher of watchers) watcher();
    });
  });
  return async (act) => {
    const before = sent;
    await act();
    if (!online) return;
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('The page asked the server for nothing')), PATIENCE);
      const look = (): void => {
        if (sent === before || pending.size > 0) return;
        watchers.delete(look);
        clearTimeout(late);
        resolve();
      };
      watchers.add(look);
      look();
    });
  };
}

/**
 * Opens a window of `visitor` at `url`, once it is `prepare`d. The Canvas renderer is asked for: drawing in software is
 * slow in WebGL.
 */
export async function visit(
  browser: Browser,
  url: string,
  visitor: Visitor,
  path = '/?r=canvas',
  prepare?: (page: Page) => Promise<void>,
): Promise<VisitedPage> {
  const context = await browser.newContext(contextOptions(visitor));
  context.setDefaultTimeout(PATIENCE);
  const faults = await watchContext(context, new URL(url).origin);
  const page = await context.newPage();
  const exchange = watchCommands(page);
  await prepare?.(page);
  await page.goto(`${url}${path}`);
  const words = await wordsOf(visitor.language);
  return { page, words, visitor, faults, exchange, close: () => context.close() };
}
