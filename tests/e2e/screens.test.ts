// Every screen in both languages: nothing that axe finds, nothing that one would not show around, no fault in the page.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../client/src/i18n/language.ts';
import { axeFindings, CONTRASTS, type Contrast } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { layoutFaults } from './layout-faults.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { SIZES, tour } from './tour.ts';
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

/** In which language what is looked at; each size but the largest and each contrast is seen without LONG=1, too. */
const TOURS: readonly {
  language: Language;
  sizes: readonly Size[];
  axeAt: Size['width'];
  contrasts: readonly Contrast[];
}[] = [
  { language: 'en', sizes: sizesWith(1366), axeAt: 1366, contrasts: LONG ? CONTRASTS : ['normal'] },
  { language: 'ko', sizes: sizesWith(820), axeAt: 360, contrasts: LONG ? CONTRASTS : ['more'] },
];

describe.each(TOURS)('in $language', ({ language, sizes, axeAt, contrasts }) => {
  it('every screen is fit to be shown, at each size', async () => {
    const findings: string[] = [];
    const faults = await tour(browser, server, language, async (name, { page, visitor }) => {
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
