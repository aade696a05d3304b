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

/** Plays what `query` asks for alone, to the end of the round; `withCargo` where crates are to be agreed on. */
async function played(visitor: Visitor, query: string, withCargo: boolean): Promise<Player> {
  const player = sitDown(await visit(browser, server.url, visitor, `/?r=canvas&${query}`), true);
  player.memory = freshMemory(true);
  await beginAlone(player, () => player.controls.press(button(player, player.words.menu.playAlone)));
  await playToEnd(player, withCargo);
  return player;
}

it.each([
  { name: 'Mate at the desk: cargo', visitor: DESK, query: 'level=cargo', clean: 4 },
  { name: 'Mate on the phone: echoes', visitor: PHONE, query: 'level=echoes', clean: 3 },
  {
    name: 'Captain at the desk: fair winds home',
    visitor: DESK,
    query: 'level=fair-winds-home&assistance=captain',
    clean: 3,
  },
  {
    name: 'Captain on the phone: count the waves',
    visitor: PHONE,
    query: 'level=count-the-waves&assistance=captain',
    clean: 4,
    withCargo: false,
  },
])('$name', async ({ visitor, query, clean, withCargo = true }) => {
  const player = await played(visitor, query, withCargo);
  expect(await outcome(player)).toMatchObject({ points: clean * 100, clean });
  expect(player.faults).toEqual([]);
  await player.close();
});
