// Mate, who chooses numbers, and Captain, who writes them: a whole level each, with the keyboard and with a finger.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { outcome } from './debrief-reader.ts';
import { freshMemory } from './hand.ts';
import { button, type Player, sitDown } from './player.ts';
import { beginAlone, playToEnd } from './solo-match.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { DESK, PHONE, type Visitor, visit } from './visited-page.ts';

let browser: Browser;
let server: TestServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer(1)]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Plays what `query` asks for alone, to the end of the round. */
async function played(visitor: Visitor, query: string): Promise<Player> {
  const player = sitDown(await visit(browser, server.url, visitor, `/?r=canvas&${query}`));
  player.memory = freshMemory(true);
  await beginAlone(player, () => player.controls.press(button(player, player.words.menu.playAlone)));
  await playToEnd(player, true);
  return player;
}

it.each([
  { name: 'Mate on the phone: echoes', visitor: PHONE, query: 'level=echoes' },
  {
    name: 'Captain at the desk: fair winds home',
    visitor: DESK,
    query: 'level=fair-winds-home&assistance=captain',
  },
])('$name', async ({ visitor, query }) => {
  const player = await played(visitor, query);
  expect(await outcome(player)).toMatchObject({ points: 300, clean: 3 });
  expect(player.faults).toEqual([]);
  await player.close();
});
