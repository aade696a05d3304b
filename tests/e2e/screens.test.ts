// Every screen in both languages: nothing that axe finds, nothing that one would not show around, no fault in the page.
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { layoutFaults } from './layout-faults.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { SIZES, tour } from './tour.ts';
import { leftOverWords } from './words-left-over.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

let browser: Browser;
let server: TestServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer(7)]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** What axe finds on the page, one line for each place. */
async function axeFindings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

describe.each([
  { language: 'en', axeAt: 1366 },
  { language: 'ko', axeAt: 360 },
] as const)('in $language', ({ language, axeAt }) => {
  it('every screen is fit to be shown, at four sizes', async () => {
    const findings: string[] = [];
    const faults = await tour(browser, server, language, async (name, { page, visitor }) => {
      for (const size of SIZES) {
        await page.setViewportSize(size);
        const place = `${name} ${size.width}x${size.height}`;
        for (const fault of await layoutFaults(page)) findings.push(`${place}: ${fault}`);
        const axe = size.width === axeAt ? await axeFindings(page) : [];
        for (const finding of axe) findings.push(`${place}: axe ${finding}`);
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
