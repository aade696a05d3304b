// Pictures of every screen, in four sizes and two languages, and what a script finds on them: `npm run shots` writes
// them to test-results/shots. `npm run shots -- --readme` also copies the README's picture to docs/images.
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { LANGUAGES } from '../client/src/i18n/language.ts';
import { launchBrowser } from '../tests/e2e/browser.ts';
import { layoutFaults } from '../tests/e2e/layout-faults.ts';
import { startTestServer } from '../tests/e2e/test-server.ts';
import { SIZES, tour } from '../tests/e2e/tour.ts';
import { leftOverWords } from '../tests/e2e/words-left-over.ts';
import { buildIfStale } from './client-sources.ts';

const SEED = 7;
const root = join(import.meta.dirname, '..');
const folder = join(root, 'test-results/shots');
/** The picture of the README: a match in full swing, as the client sees it. */
const README_PICTURE = { from: 'play-client-en-1366x768.png', to: 'docs/images/play.png' };

const { values } = parseArgs({ options: { readme: { type: 'boolean', default: false } } });

/** The strait draws itself anew for its size, in its own time. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

let findings = 0;

function report(line: string): void {
  findings += 1;
  console.error(line);
}

async function shoot(name: string, page: Page, language: string): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await drawn(page);
    const file = `${name}-${language}-${size.width}x${size.height}.png`;
    await page.screenshot({ path: join(folder, file), timeout: 60_000 });
    for (const fault of await layoutFaults(page)) report(`${file}: ${fault}`);
  }
  if (language !== 'ko') return;
  for (const word of await leftOverWords(page)) report(`${name}-${language}: not Korean: ${word}`);
}

if (!(await buildIfStale())) process.exit(1);
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const [browser, server] = await Promise.all([launchBrowser(), startTestServer(SEED)]);
try {
  for (const language of LANGUAGES) {
    const faults = await tour(browser, server, language, async (name, { page, visitor }) => {
      await shoot(name, page, language);
      await page.setViewportSize(visitor.size);
    });
    for (const fault of faults) report(`${language}: ${fault}`);
  }
} finally {
  await browser.close();
  await server.stop();
}
if (values.readme) await copyFile(join(folder, README_PICTURE.from), join(root, README_PICTURE.to));
console.log(`Pictures in ${folder}, ${findings} findings`);
process.exitCode = findings === 0 ? 0 : 1;
