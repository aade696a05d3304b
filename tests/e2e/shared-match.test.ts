// A match in a link, opened by somebody who was not there; and what of it can be taken along from there.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { capturedConnections } from '@syn-or-swim/shared/capture/captured-connection.ts';
import { readCapture } from '@syn-or-swim/shared/network/capture-file.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportsTexts } from '../../client/src/i18n/exports-en.ts';
import { loadExportsTexts } from '../../client/src/i18n/load-exports.ts';
import { packedText } from '../../client/src/model/packed-text.ts';
import { launchBrowser } from './browser.ts';
import { layoutFaults } from './layout-faults.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { DESK, PHONE, type VisitedPage, type Visitor, visit } from './visited-page.ts';

const MATCH = join(import.meta.dirname, '../golden/06-fog/person-person.json');

const PDF_FOLDER = join(import.meta.dirname, '../../test-results/print');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

let browser: Browser;
let server: TestServer;
let file: string;

beforeAll(async () => {
  [browser, server, file] = await Promise.all([launchBrowser(), startTestServer(3), readFile(MATCH, 'utf8')]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

interface SharedPage extends VisitedPage {
  readonly texts: ExportsTexts;
}

/** Opens `fragment` as a link from elsewhere. */
async function open(visitor: Visitor, fragment: string): Promise<SharedPage> {
  const visited = await visit(browser, server.url, visitor, `/?r=canvas#${fragment}`);
  return { ...visited, texts: await loadExportsTexts(visitor.language) };
}

async function debriefed(visitor: Visitor): Promise<SharedPage> {
  const opened = await open(visitor, `match=${await packedText(file)}`);
  await opened.page.getByRole('heading', { name: opened.words.play.debrief.heading }).waitFor();
  await opened.page.getByRole('region', { name: opened.texts.heading }).waitFor();
  return opened;
}

async function saved(
  page: Page,
  button: string,
): Promise<{ readonly name: string; readonly octets: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  return { name: download.suggestedFilename(), octets: await readFile(await download.path()) };
}

async function expectFit({ page, faults }: VisitedPage): Promise<void> {
  expect(await layoutFaults(page)).toEqual([]);
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  expect(
    violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`)),
  ).toEqual([]);
  expect(faults).toEqual([]);
}

describe('a link with a match in it', () => {
  it('shows its debrief without a server having heard of it, and makes the same link again', async () => {
    const { page, words, texts, ...opened } = await debriefed(DESK);
    const { hash } = JSON.parse(file) as { hash: string };
    expect(await page.locator('[data-match-hash]').getAttribute('data-match-hash')).toBe(hash);
    await page.getByRole('button', { name: texts.link.make, exact: true }).click();
    const link = await page.getByRole('textbox', { name: texts.link.label }).inputValue();
    expect(link).toMatch(/^http:\/\/[^/]+\/#match=[\w-]+$/);
    await page.goto('about:blank');
    await page.goto(link);
    await page.getByRole('heading', { name: words.play.debrief.heading }).waitFor();
    expect(await page.locator('[data-match-hash]').getAttribute('data-match-hash')).toBe(hash);
    expect(opened.faults).toEqual([]);
    await opened.close();
  });

  it('has a clear word for what is broken, changed, or of another version', async () => {
    const whole = await packedText(file);
    const changed = JSON.parse(file) as { rulesVersion: number; version: number; checksum: string };
    const cases = [
      ['match=', 'broken'],
      ['match=%3Cscript%3E', 'broken'],
      [`match=${whole.slice(0, -30)}`, 'broken'],
      [`match=${await packedText('{"format":"something else"}')}`, 'broken'],
      [`match=${await packedText(JSON.stringify({ ...changed, endedAt: 1 }))}`, 'broken'],
      [`match=${await packedText(JSON.stringify({ ...changed, version: 99 }))}`, 'other-version'],
    ] as const;
    for (const [fragment, problem] of cases) {
      const { page, texts, faults, close } = await open(DESK, fragment);
      await page.getByRole('alert').getByText(texts.problems[problem]).waitFor();
      expect(faults).toEqual([]);
      await close();
    }
  });
});

describe('taking a match along', () => {
  it('gives captures, pictures, the file and the lists of ss', async () => {
    const opened = await debriefed(DESK);
    const { page, texts } = opened;
    const capture = await saved(page, texts.capture.save);
    expect(capture.name).toMatch(/^syn-or-swim-fog-[0-9a-f]{12}-both[.]pcapng$/);
    const read = readCapture(new Uint8Array(capture.octets));
    if (!read.ok) throw new Error(read.problem.kind);
    const { connections, interfaces } = capturedConnections(read.value);
    expect([interfaces, connections.length > 1]).toEqual([2, true]);

    const svg = await saved(page, texts.picture.svg);
    expect(svg.octets.toString()).toMatch(/^<svg .*@font-face.*SYN seq|^<svg .*@font-face/s);
    const png = await saved(page, texts.picture.png);
    expect(png.octets.subarray(1, 4).toString()).toBe('PNG');
    expect(png.octets.readUInt32BE(16)).toBe(640 * 3);

    const kept = await saved(page, texts.link.file);
    expect(JSON.parse(kept.octets.toString())).toEqual(JSON.parse(file));

    await page.getByRole('heading', { name: texts.sockets.heading }).click();
    const slider = page.getByRole('slider', { name: texts.sockets.moment });
    await slider.focus();
    await page.keyboard.press('Home');
    const lists = page.locator('.exports-lists');
    const first = await lists.innerText();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    const later = await lists.innerText();
    expect(first).toContain('$ ss -tan');
    expect([later === first, /SYN-SENT/.test(later)]).toEqual([false, true]);
    await expectFit(opened);
    await opened.close();
  });

  it('prints a worksheet, and its solution on a sheet of its own', async () => {
    const { page, texts, ...opened } = await debriefed(DESK);
    await page.evaluate(() => {
      window.print = () => undefined;
    });
    await mkdir(PDF_FOLDER, { recursive: true });
    const printed: string[] = [];
    for (const name of [texts.worksheet.print, texts.worksheet.printSolution]) {
      await page.getByRole('button', { name, exact: true }).click();
      await page.emulateMedia({ media: 'print' });
      printed.push(await page.locator('.print-root').innerText());
      const pdf = await page.pdf({ preferCSSPageSize: true });
      await writeFile(join(PDF_FOLDER, `${printed.length === 1 ? 'worksheet' : 'solution'}.pdf`), pdf);
      expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
      await page.emulateMedia({ media: 'screen' });
      await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
      expect(await page.locator('.print-root').count()).toBe(0);
    }
    const [sheet, solution] = printed;
    expect(sheet).toContain('______');
    expect(sheet).not.toContain(texts.worksheet.because);
    expect(solution).not.toContain('______');
    expect(opened.faults).toEqual([]);
    await opened.close();
  });

  it('fits a phone, in Korean', async () => {
    const opened = await debriefed(PHONE);
    const { page, texts } = opened;
    await page.getByRole('heading', { name: texts.sockets.heading }).click();
    await page.getByRole('button', { name: texts.link.make, exact: true }).click();
    await page.getByRole('textbox', { name: texts.link.label }).waitFor();
    await expectFit(opened);
    await opened.close();
  });
});
