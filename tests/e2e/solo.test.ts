// Alone, against a stack in the page: one tap plays, the first token is right, a level is played to its end, and a
// wrong token is explained. The page's own clock is in the test's hand.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { endStates, outcome } from './debrief-reader.ts';
import { button, look, type Player, sendBoat, sitDown } from './player.ts';
import { beginAlone, playToEnd } from './solo-match.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { DESK, PHONE, type Visitor, visit } from './visited-page.ts';

const LONG = process.env['LONG'] === '1';

let browser: Browser;
let server: TestServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer(1)]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Opens the title and taps *Play alone*; the page's time stands from then on. */
async function playAlone(visitor: Visitor): Promise<Player> {
  const player = sitDown(await visit(browser, server.url, visitor));
  await beginAlone(player, () => player.controls.press(button(player, player.words.menu.playAlone)));
  return player;
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

  if (LONG || visitor === DESK) {
    it('level 1 is played to its end', async () => {
      await playToEnd(player);
      const { hash } = await outcome(player);
      expect(await endStates(player)).toHaveLength(3);
      expect(await outcome(player)).toEqual({ points: 300, par: 300, clean: 3, hash });
      expect(player.faults).toEqual([]);
    });
  }

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
