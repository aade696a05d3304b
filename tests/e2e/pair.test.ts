// Two people in two browsers play both levels through in weather that loses a third of the boats: one in English
// with the keyboard alone, one in Korean with a finger alone.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { endStates } from './debrief-reader.ts';
import { playThrough } from './pair-match.ts';
import { button, type Player, sitDown } from './player.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { DESK, PHONE, visit } from './visited-page.ts';

/** Every match goes by it: the same boats are lost each time. */
const SEED = 20_260_101;
const ROUND = 360_000;
const CLOSED = { client: 'CLOSED', server: 'CLOSED' };

let browser: Browser;
let server: TestServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer(SEED)]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** One makes a room for `level`, the other types its code; both are ready, and the count-down passes. */
async function meet(level: string): Promise<readonly [Player, Player]> {
  const maker = sitDown(await visit(browser, server.url, DESK, `/?r=canvas&level=${level}`));
  const joiner = sitDown(await visit(browser, server.url, PHONE));
  await maker.controls.press(button(maker, maker.words.menu.playWithFriend));
  const code = await maker.page
    .getByRole('paragraph')
    .filter({ hasText: /^[2-9A-Z]{6}$/ })
    .innerText();
  const { menu } = joiner.words;
  await joiner.controls.write(joiner.page.getByRole('textbox', { name: menu.code }), code);
  await joiner.controls.press(button(joiner, menu.join));
  for (const player of [maker, joiner]) {
    await player.controls.press(button(player, player.words.play.lobby.ready));
  }
  for (const { page, words } of [maker, joiner]) {
    await page.getByText(words.play.lobby.starting(3)).waitFor();
  }
  await server.moveClock(3000);
  return [maker, joiner];
}

describe.each([
  { level: 'test-first-light-rough', withCargo: false },
  { level: 'test-fair-winds-rough', withCargo: true },
])('$level', ({ level, withCargo }) => {
  it('is played through, every order to CLOSED at both ends', async () => {
    const players = await meet(level);
    await playThrough({ server, players, round: ROUND, withCargo });
    for (const player of players) {
      expect(await endStates(player)).toEqual([CLOSED, CLOSED, CLOSED]);
      expect(player.faults).toEqual([]);
      await player.close();
    }
  });
});
