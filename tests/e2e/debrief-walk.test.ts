// After a match with mistakes in it: the guided walk by keyboard and by finger, the operator's words, the printed page.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DebriefTexts } from '../../client/src/i18n/debrief-en.ts';
import { loadDebriefTexts } from '../../client/src/i18n/load-debrief.ts';
import { launchBrowser } from './browser.ts';
import { liftFog } from './debrief-reader.ts';
import { layoutFaults } from './layout-faults.ts';
import { playWithMistakes } from './match-with-mistakes.ts';
import { button, type Player } from './player.ts';
import { startTestServer, type TestServer } from './test-server.ts';

const PDF_FOLDER = join(import.meta.dirname, '../../test-results/print');

let browser: Browser;
let server: TestServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer(15)]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** What the walk says of where it stands: "12.4 s, moment 3 of 20". */
function standing({ page }: Player, words: DebriefTexts): Promise<string> {
  return page.getByRole('toolbar', { name: words.walk.controls }).getByRole('status').innerText();
}

async function walkWith(player: Player, next: () => Promise<void>): Promise<void> {
  const { page, words } = player;
  const walk = await loadDebriefTexts(words.language);
  const region = page.getByRole('region', { name: walk.walk.heading });
  await region.waitFor();
  const stops = region.getByRole('navigation', { name: walk.walk.stops }).getByRole('button');
  const count = await stops.count();
  expect(count).toBeGreaterThanOrEqual(1);
  const before = await standing(player, walk);
  await next();
  await region.getByText(walk.walk.could).first().waitFor();
  expect(await standing(player, walk)).not.toBe(before);
  expect(await stops.first().getAttribute('aria-current')).toBe('step');
  await region.getByText(walk.walk.ledTo).first().waitFor();
  expect(await layoutFaults(page)).toEqual([]);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`)),
  ).toEqual([]);
}

describe('the debrief of a match with mistakes', () => {
  it('leads from stop to stop, says what stayed behind, and prints', async () => {
    const [laptop, phone] = await playWithMistakes(browser, server);
    for (const player of [laptop, phone]) await liftFog(player);
    const words = await loadDebriefTexts(laptop.words.language);
    const { page } = laptop;
    await walkWith(laptop, async () => {
      await button(laptop, words.walk.play).focus();
      await page.keyboard.press('ArrowDown');
    });
    const atStop = await standing(laptop, words);
    await page.keyboard.press('ArrowRight');
    const beyond = await standing(laptop, words);
    await page.keyboard.press('ArrowLeft');
    expect([await standing(laptop, words), beyond === atStop]).toEqual([atStop, false]);
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    // It plays by itself, and stands still at the first stop.
    await page
      .getByRole('region', { name: words.walk.heading })
      .getByText(words.walk.could)
      .first()
      .waitFor();
    await button(laptop, words.walk.play).waitFor();
    expect(await standing(laptop, words)).toBe(atStop);
    await page.getByRole('region', { name: words.operator.heading }).waitFor();

    const phoneWords = await loadDebriefTexts(phone.words.language);
    await walkWith(phone, () => phone.controls.press(button(phone, phoneWords.walk.nextStop)));

    const pdf = await page.pdf({ format: 'A4' });
    await mkdir(PDF_FOLDER, { recursive: true });
    await writeFile(join(PDF_FOLDER, 'debrief.pdf'), pdf);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await page.emulateMedia({ media: 'print' });
    await page.getByRole('heading', { name: words.walk.allOfThem }).waitFor();
    expect(await page.getByRole('toolbar', { name: words.walk.controls }).isVisible()).toBe(false);
    for (const player of [laptop, phone]) {
      expect(player.faults).toEqual([]);
      await player.close();
    }
  });
});
