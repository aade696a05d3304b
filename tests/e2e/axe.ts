// What axe finds on a page by the rules of WCAG 2.2 AA, in the usual contrast and in the high one.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** Contrasts as the root element names them; both are what the settings and the system can ask for. */
export const CONTRASTS = ['normal', 'more'] as const;

/** One of {@link CONTRASTS}. */
export type Contrast = (typeof CONTRASTS)[number];

/** In `npm test` the tours of the screens see the high contrast (screens.test.ts), all else the usual one. */
const USUALLY = process.env['LONG'] === '1' ? CONTRASTS : (['normal'] as const);

/** What axe finds, one line for each place, in each of `contrasts`; the page is as it was afterwards. */
export async function axeFindings(
  page: Page,
  contrasts: readonly Contrast[] = USUALLY,
): Promise<readonly string[]> {
  const before = await page.evaluate(() => document.documentElement.dataset['contrast']);
  const findings: string[] = [];
  for (const contrast of contrasts) {
    await setContrast(page, contrast);
    // In axe's legacy mode, which leaves out frames of other hosts: the pages have none, and each look would take a window
    // more and twice the time. Of what is right, which is most, nobody asks where it stands.
    const { violations } = await new AxeBuilder({ page })
      .options({ resultTypes: ['violations'] })
      .withTags(RULES)
      .setLegacyMode()
      .analyze();
    for (const { id, nodes } of violations) {
      findings.push(...nodes.map(({ target }) => `axe (${contrast} contrast) ${id}: ${target.join(' ')}`));
    }
  }
  await setContrast(page, before);
  return findings;
}

function setContrast(page: Page, contrast: string | undefined): Promise<void> {
  return page.evaluate((value) => {
    if (value === undefined) delete document.documentElement.dataset['contrast'];
    else document.documentElement.dataset['contrast'] = value;
  }, contrast);
}
