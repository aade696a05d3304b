// A whole match without a pointer: Tab, space, arrows and Enter reach everything, the focus is seen at every stop, and
// nothing holds it.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { endStates, outcome } from './debrief-reader.ts';
import { roundOf, watchFocus } from './focus-watch.ts';
import { freshMemory } from './hand.ts';
import { act, button, type Player, sitDown } from './player.ts';
import { beginAlone, pass, playToEnd } from './solo-match.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { DESK, visit } from './visited-page.ts';

let browser: Browser;
let server: TestServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer(1)]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** The focus goes round the whole screen, forwards and backwards by the same stops. */
async function goRound({ page }: Player): Promise<void> {
  const forwards = await roundOf(page, 'Tab');
  const backwards = await roundOf(page, 'Shift+Tab');
  expect(new Set(backwards)).toEqual(new Set(forwards));
}

/** Opens a dialog by its button, goes round in it, and leaves it with Escape to where the focus was. */
async function lookInto(player: Player, name: string): Promise<void> {
  const { page } = player;
  const opener = button(player, name);
  await player.controls.press(opener);
  // It opens and closes with the page's next frames.
  await page.clock.runFor(200);
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await roundOf(page, 'Tab');
  await page.keyboard.press('Escape');
  await page.clock.runFor(200);
  await dialog.waitFor({ state: 'hidden' });
  expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true);
}

it('a whole match is played by the keyboard alone', async () => {
  const visited = await visit(browser, server.url, DESK, '/?r=canvas&level=test-one-goodbye');
  const player = sitDown(visited);
  const { page, words } = player;
  const watch = await watchFocus(page);
  await page.reload();
  player.memory = freshMemory(true);
  await button(player, words.menu.playAlone).waitFor();
  await goRound(player);
  await beginAlone(player, () => player.controls.press(button(player, words.menu.playAlone)));
  await act(player, true);
  await pass(page, 3000);
  await act(player, true);
  const { bar, harbour } = words.play;
  await goRound(player);
  for (const name of [bar.help, harbour.log.open, harbour.table.open]) await lookInto(player, name);
  await playToEnd(player, true);
  await goRound(player);
  expect(await endStates(player)).toEqual([{ client: 'CLOSED', server: 'CLOSED' }]);
  expect(await outcome(player)).toMatchObject({ points: 100, clean: 1 });
  expect(await watch.faults()).toEqual([]);
  expect(await watch.stops()).toBeGreaterThan(100);
  expect(await watch.pointers()).toBe(0);
  expect(player.faults).toEqual([]);
  await player.close();
});
