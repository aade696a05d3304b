// What a page looks like on paper.
import type { Locator } from 'playwright-core';
import type { VisitedPage } from './visited-page.ts';

/** What is done with what would be printed, a PDF; the page still looks as on paper. */
export type OnPrint = (name: string, sheet: Buffer, visited: VisitedPage) => Promise<void>;

/** Prints the page of `visited`; gives how many sheets it takes. */
export async function printed(visited: VisitedPage, name: string, onPrint: OnPrint): Promise<number> {
  const { page } = visited;
  await page.emulateMedia({ media: 'print' });
  const sheet = await page.pdf({ preferCSSPageSize: true });
  await onPrint(name, sheet, visited);
  await page.emulateMedia({ media: 'screen' });
  return sheet.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

/** Prints the worksheet, or its solution, that `button` of a report gives; as {@link printed}. */
export async function printedSheet(
  visited: VisitedPage,
  button: Locator,
  name: string,
  onPrint: OnPrint,
): Promise<number> {
  const { page } = visited;
  await page.evaluate(() => {
    window.print = () => undefined;
  });
  await button.click();
  const ladder = page.locator('.sheet-ladder svg');
  await ladder.waitFor({ state: 'attached' });
  await page.emulateMedia({ media: 'print' });
  // The sheet alone is on the paper.
  await ladder.waitFor();
  await page.locator('.class-report').waitFor({ state: 'hidden' });
  const sheets = await printed(visited, name, onPrint);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await ladder.waitFor({ state: 'detached' });
  return sheets;
}
