// Alone, against a stack in the page: one tap plays, the first token is right, a level is played to its end, and a
// wrong token is explained. The page's own clock is in the test's hand.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { endStates, outcome } from './debrief-reader.ts';
import { act, button, look, type Player, sendBoat, sitDown } from './player.ts';
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

/** More seconds than a round has. */
const SECONDS = 100;

/** Opens the title and taps *Play alone*; the page's time stands from then on. */
async function playAlone(visitor: Visitor): Promise<Player> {
  const player = sitDown(await visit(browser, server.url, visitor));
  const { page, words } = player;
  await page.clock.install({ time: 0 });
  await player.controls.press(button(player, words.menu.playAlone));
  await page.getByRole('region', { name: words.play.sockets.heading }).waitFor();
  await page.clock.pauseAt(60_000);
  return player;
}

/** Lets `ms` pass in the page and waits until its worker has answered and is heard. */
async function pass(page: Page, ms: number): Promise<void> {
  await page.clock.runFor(ms);
}

describe.each([
  { name: 'at the desk', visitor: DESK },
  { name: 'on the phone', visitor: PHONE },
])('alone $name', ({ visitor }) => {
  let player: Player;

  beforeEach(async () => {
    player = await playAlone(visitor);
    return () => player.close();
  });

  it('level 1 is played to its end', async () => {
    const { page, words } = player;
    const over = page.getByRole('heading', { name: words.play.debrief.heading });
    for (let second = 0; second < SECONDS && !(await over.isVisible()); second += 1) {
      if (await button(player, words.play.token.send).isVisible()) await act(player, false);
      await pass(page, 1000);
    }
    const { hash } = await outcome(player);
    expect(await endStates(player)).toHaveLength(3);
    expect(await outcome(player)).toEqual({ points: 300, par: 300, clean: 3, hash });
    expect(player.faults).toEqual([]);
  });

  it('a wrong token is explained with its section, and the right one is shown at the second miss', async () => {
    const { words } = player;
    const { refusal } = words.play;
    const card = player.page.getByRole('alert');
    await sendBoat(player, { flags: ['FIN'], crates: 0, ...portOf(await look(player)) });
    await card.getByText(refusal.wrong).waitFor();
    const first = await card.innerText();
    await sendBoat(player, { flags: ['FIN'], crates: 0 });
    await card.getByText(refusal.couldSend).waitFor();
    const second = await card.innerText();
    for (const text of [first, second]) {
      expect(text).toContain(refusal.youSent);
      expect(text).toContain(refusal.cost(10));
      expect(text).toContain(words.tcp.refusals['no-connection']({ expected: '', actual: '' }));
      expect(text).toMatch(/RFC 9293.*3\.\d+/);
    }
    expect(first).not.toContain(refusal.couldSend);
    expect(second.slice(second.indexOf(refusal.couldSend))).toMatch(/SYN seq \d+/);
  });
});

/** The first port to choose from, if there is a choice. */
function portOf({ ports: [port] }: Awaited<ReturnType<typeof look>>): { readonly port?: number } {
  return port === undefined ? {} : { port };
}
