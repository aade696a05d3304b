// Beyond the fifteen levels: the endless storm with this browser's best, and a level from a file, refused or played.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadBeyondTexts } from '../../client/src/i18n/load-beyond.ts';
import { loadExportsTexts } from '../../client/src/i18n/load-exports.ts';
import { ONE_GOODBYE } from '../../shared/src/levels/test-levels.ts';
import { launchBrowser } from './browser.ts';
import { liftFog } from './debrief-reader.ts';
import { act, button, type Player, sitDown } from './player.ts';
import { codeOn, ready, typeCode } from './room.ts';
import { beginAlone, pass } from './solo-match.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { DESK, PHONE, visit } from './visited-page.ts';

let browser: Browser;
let server: TestServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer(3)]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const LEVEL = readFileSync(
  join(import.meta.dirname, '../../shared/src/levels/files/01-first-light/level.json'),
  'utf8',
);

async function fromChart(player: Player, name: string): Promise<void> {
  const { controls, words } = player;
  await controls.press(button(player, words.menu.allLevels));
  await controls.press(button(player, name));
}

describe('the endless storm', () => {
  it('is left when one has had enough: what came home counts, and the best is remembered', async () => {
    const player = sitDown(await visit(browser, server.url, DESK));
    const { page, controls, words } = player;
    const { storm } = await loadBeyondTexts('en');
    await fromChart(player, words.around.chart.storm);
    await page.getByText(storm.none).waitFor();
    await beginAlone(player, () => controls.press(button(player, storm.begin)));
    for (let second = 0; second < 60; second += 1) {
      await act(player, true);
      await pass(page, 1000);
    }
    await button(player, words.play.leave).click();
    await page.getByRole('heading', { name: words.play.debrief.heading }).waitFor();
    await button(player, storm.again).waitFor();
    // What comes late in the debrief waits for the page's own time.
    await page.clock.resume();
    await liftFog(player);
    const points = Number.parseInt((await page.locator('.points').innerText()).trim(), 10);
    await controls.press(button(player, words.play.debrief.toLevels));
    await button(player, storm.begin).waitFor();
    const best = page.getByText(new RegExp(storm.best(0, points).replace(' 0 ', ' \\d+ ')));
    expect(await (points > 0 ? best : page.getByText(storm.none)).count()).toBe(1);
    expect(player.faults).toEqual([]);
    await player.close();
  });
});

describe('a level from a file', () => {
  it('is refused with line and reason, then played once it is mended; its link opens it elsewhere', async () => {
    const player = sitDown(await visit(browser, server.url, DESK));
    const { page, controls, words } = player;
    const { file, faults } = await loadBeyondTexts('en');
    await fromChart(player, words.around.chart.file);
    const open = (name: string, text: string) =>
      page
        .locator('input[type=file]')
        .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
    await open('mine.json', LEVEL);
    const refused = page.getByRole('alert').getByRole('listitem');
    await refused.first().waitFor();
    expect(await refused.allInnerTexts()).toEqual([
      `mine.json, line 3, column 5\nrules.id ${faults['game-name']()}`,
    ]);
    const korean = await loadBeyondTexts('ko');
    await controls.press(button(player, '한국어'));
    await page.getByRole('heading', { name: korean.file.wrong }).waitFor();
    expect(await refused.allInnerTexts()).toEqual([
      `mine.json, 3번째 줄, 5번째 칸\nrules.id ${korean.faults['game-name']()}`,
    ]);
    await controls.press(button(player, 'English'));
    await open('mine.json', '<script>alert(1)</script>');
    await refused.getByText(faults['no-json']('InvalidSymbol')).waitFor();
    const texts = {
      en: { title: 'My quay', tag: 'Mine', briefing: { both: ['Row.'], client: [], server: [] } },
    };
    const own = JSON.parse(LEVEL) as { rules: object };
    await open('mine.json', JSON.stringify({ rules: { ...own.rules, id: 'my-quay' }, texts }));
    await page.getByRole('heading', { name: file.fine('My quay') }).waitFor();
    const link = await page.getByRole('textbox', { name: file.linkField }).inputValue();
    await controls.press(button(player, file.play));
    await page.getByRole('heading', { name: 'My quay' }).waitFor();
    await beginAlone(player, () => controls.press(button(player, words.around.briefing.play)));
    expect(player.faults).toEqual([]);

    const friend = sitDown(await visit(browser, server.url, PHONE, new URL(link).hash));
    await friend.page.getByRole('heading', { name: korean.file.fine('My quay') }).waitFor();
    expect(friend.faults).toEqual([]);
    await player.close();
    await friend.close();
  });

  it('is played by a pair who share its code; the debrief, and the link to it, know its name and its rules', async () => {
    const player = sitDown(await visit(browser, server.url, DESK));
    const friend = sitDown(await visit(browser, server.url, PHONE));
    const { page, controls, words } = player;
    const { file } = await loadBeyondTexts('en');
    const rules = { ...ONE_GOODBYE, id: 'my-quay' };
    const titled = (title: string) => ({ title, tag: title, briefing: { both: [], client: [], server: [] } });
    const texts = { en: titled('My quay'), ko: titled('나의 부두') };
    await fromChart(player, words.around.chart.file);
    await page.locator('input[type=file]').setInputFiles({
      name: 'quay.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify({ rules, texts })),
    });
    await controls.press(button(player, file.play));
    await controls.press(button(player, words.around.briefing.withFriend));
    await typeCode(friend, await codeOn(player));
    for (const each of [player, friend]) {
      const picker = each.page.getByRole('combobox', { name: each.words.play.lobby.level });
      const named = await picker.locator('option:checked').innerText();
      expect(named).toBe(each === player ? 'My quay' : '나의 부두');
    }
    await ready(server, [player, friend]);
    for (let round = 0; round < 4; round += 1) {
      for (const each of [friend, player]) await act(each, true);
      await server.moveClock(1_200);
    }
    await server.moveClock(600_000);
    const hashes: (string | null)[] = [];
    for (const each of [player, friend]) {
      await liftFog(each);
      hashes.push(await each.page.locator('[data-match-hash]').getAttribute('data-match-hash'));
    }
    expect(new Set(hashes).size).toBe(1);
    const { link } = await loadExportsTexts('en');
    await controls.press(button(player, link.make));
    const shared = await page.getByRole('textbox', { name: link.label }).inputValue();
    const third = sitDown(await visit(browser, server.url, DESK, `/${new URL(shared).hash}`));
    await third.page.getByText('My quay').first().waitFor();
    expect(await third.page.locator('[data-match-hash]').getAttribute('data-match-hash')).toBe(hashes[0]);
    for (const each of [player, friend, third]) {
      expect(each.faults).toEqual([]);
      await each.close();
    }
  });
});
