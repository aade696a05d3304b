// The built game as most people get it: drawn by WebGL. All other flows are played on Canvas, which software draws faster.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { pixelsLike } from './pixels-like.ts';
import { act, button, look, sitDown } from './player.ts';
import { beginAlone } from './solo-match.ts';
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

/** Software draws WebGL slowly: no more than it needs. */
const SMALL_DESK = { ...DESK, size: { width: 960, height: 600 } };

/** Seconds in which a first connection is made with time to spare. */
const SECONDS = 20;

it('a first connection is made in level 1, drawn by WebGL, with the flags in their colours', async () => {
  const player = sitDown(await visit(browser, server.url, SMALL_DESK, '/'));
  const { page, words } = player;
  await beginAlone(player, () => player.controls.press(button(player, words.menu.playAlone)));
  const canvas = page.locator('[data-strait=ready] canvas');
  // The page's frames come as its clock is moved.
  await expect.poll(() => page.clock.runFor(50).then(() => canvas.count()), { timeout: 60_000 }).toBe(1);
  await page.clock.runFor(300);
  const drawnBy = await canvas.evaluate((element) =>
    element instanceof HTMLCanvasElement &&
    (element.getContext('webgl2') ?? element.getContext('webgl')) !== null
      ? 'WebGL'
      : 'Canvas',
  );
  expect(drawnBy).toBe('WebGL');
  // The chest of flags: SYN, ACK, FIN, RST.
  const seen = await pixelsLike(page, ['#4CC9F0', '#80ED99', '#FF7AB8', '#FF9F1C']);
  expect(seen.map((count) => count > 200)).toEqual([true, true, true, true]);
  const states = async () => (await look(player)).rows.map((row) => row.state);
  for (let second = 0; second < SECONDS && !(await states()).includes('ESTABLISHED'); second += 1) {
    await act(player, false);
    await page.clock.fastForward(1000);
  }
  expect(await states()).toContain('ESTABLISHED');
  expect(player.faults).toEqual([]);
  await player.close();
});
