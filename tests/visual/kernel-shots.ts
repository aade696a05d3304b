// Pictures of every screen of the match against the real kernel, in four sizes and two languages, and what a script
// finds on them: `node tests/visual/kernel-shots.ts [LANGUAGE]` writes them to test-results/kernel.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LANGUAGES } from '../../client/src/i18n/language.ts';
import { buildIfStale } from '../../tools/client-sources.ts';
import { axeFindings } from '../e2e/axe.ts';
import { launchBrowser } from '../e2e/browser.ts';
import { kernelTour } from '../e2e/kernel-tour.ts';
import { layoutFaults } from '../e2e/layout-faults.ts';
import { SIZES } from '../e2e/tour.ts';
import { leftOverWords } from '../e2e/words-left-over.ts';

const folder = join(import.meta.dirname, '../../test-results/kernel');
const wanted = LANGUAGES.filter((language) => process.argv.length < 3 || process.argv.includes(language));

if (!(await buildIfStale())) process.exit(1);
await mkdir(folder, { recursive: true });
const browser = await launchBrowser();
let findings = 0;
const report = (line: string): void => {
  findings += 1;
  console.error(line);
};
for (const language of wanted) {
  const faults = await kernelTour(browser, language, true, async (name, { page, visitor }) => {
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await page.evaluate(() => document.fonts.ready);
      await page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
      const file = `${name}-${language}-${size.width}x${size.height}.png`;
      await page.screenshot({ path: join(folder, file), timeout: 60_000 });
      for (const fault of await layoutFaults(page)) report(`${file}: ${fault}`);
    }
    for (const finding of await axeFindings(page)) report(`${name}-${language}: ${finding}`);
    const words = language === 'ko' ? await leftOverWords(page) : [];
    for (const word of words) report(`${name}-${language}: not Korean: ${word}`);
    await page.setViewportSize(visitor.size);
  });
  for (const fault of faults) report(`${language}: ${fault}`);
}
await browser.close();
console.log(`Pictures in ${folder}, ${findings} findings`);
process.exitCode = findings === 0 ? 0 : 1;
