// Every screen in both languages: nothing that axe finds, nothing that one would not show around, no fault in the page.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../client/src/i18n/language.ts';
import { axeFindings, CONTRASTS, type Contrast } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { layoutFaults } from './layout-faults.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { SIZES, tour } from './tour.ts';
import { type ClassWalk, oddClass } from './tour-class.ts';
import { seatsTour } from './tour-seats.ts';
import { classOfThirty } from './tour-thirty.ts';
import { leftOverWords } from './words-left-over.ts';

const LONG = process.env['LONG'] === '1';

let browser: Browser;
let server: TestServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer(7)]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

type Size = (typeof SIZES)[number];

/** The narrowest size and another one where not all are looked at. */
function sizesWith(width: Size['width']): readonly Size[] {
  return LONG ? SIZES : SIZES.filter((size) => size.width === 360 || size.width === width);
}

/**
 * Which tour in which language, and what is looked at; each size but the largest and each contrast is seen without LONG=1,
 * too. The other seats and modes, and classes, are seen with it alone.
 */
interface Tour {
  readonly name: string;
  readonly walk: typeof tour;
  readonly language: Language;
  readonly sizes: readonly Size[];
  readonly axeAt: Size['width'];
  readonly contrasts: readonly Contrast[];
}

const TWO = { name: 'a match of two', walk: tour };
const OTHERS = { name: 'the other seats and modes', walk: seatsTour };
/** As a tour, a walk through a class; nothing is looked at on paper. */
const classTour =
  (walk: (parts: ClassWalk) => Promise<readonly string[]>): typeof tour =>
  (...[chromium, at, language, onScreen]) =>
    walk({ browser: chromium, server: at, language, onScreen, onPrint: async () => {} });
const ODD = { name: 'a class of five', walk: classTour(oddClass) };
const THIRTY = { name: 'a class of thirty', walk: classTour(classOfThirty) };
type Look = Omit<Tour, 'name' | 'walk'>;
const IN_ENGLISH: Look = {
  language: 'en',
  sizes: sizesWith(1366),
  axeAt: 1366,
  contrasts: LONG ? CONTRASTS : ['normal'],
};
const IN_KOREAN: Look = {
  language: 'ko',
  sizes: sizesWith(820),
  axeAt: 360,
  contrasts: LONG ? CONTRASTS : ['more'],
};

const TOURS: readonly Tour[] = [
  { ...TWO, ...IN_ENGLISH },
  { ...TWO, ...IN_KOREAN },
  ...(LONG
    ? [OTHERS, ODD, THIRTY].flatMap((each) => [IN_ENGLISH, IN_KOREAN].map((look) => ({ ...each, ...look })))
    : []),
];

describe.each(TOURS)('$name in $language', ({ walk, language, sizes, axeAt, contrasts }) => {
  it('every screen is fit to be shown, at each size', async () => {
    const findings: string[] = [];
    const faults = await walk(browser, server, language, async (name, { page, visitor }) => {
      for (const size of sizes) {
        await page.setViewportSize(size);
        const place = `${name} ${size.width}x${size.height}`;
        for (const fault of await layoutFaults(page)) findings.push(`${place}: ${fault}`);
        const axe = size.width === axeAt ? await axeFindings(page, contrasts) : [];
        for (const finding of axe) findings.push(`${place}: ${finding}`);
      }
      await page.setViewportSize(visitor.size);
      if (language === 'ko') {
        for (const word of await leftOverWords(page)) findings.push(`${name}: not Korean: ${word}`);
      }
    });
    expect(findings).toEqual([]);
    expect(faults).toEqual([]);
  });
});
