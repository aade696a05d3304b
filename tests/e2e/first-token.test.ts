// From opening a link on a phone to the first right token: with a phone's processor, a fresh browser, and a hand that needs
// half a second for each tap. It measures real time.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { finger } from './controls.ts';
import { freshMemory } from './hand.ts';
import { act, button, look, type Player } from './player.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { PHONE, visit } from './visited-page.ts';

const LONG = process.env['LONG'] === '1';

/** What the game promises (ms). */
const BOUND = 20_000;
/** What a tap takes, with looking for its place (ms). */
const TAP = 500;
/**
 * Rounds of a thousand multiplications that the phone's processor does in a millisecond: a quarter of what the machine
 * did on which this was written. The browser is slowed down to that on a faster machine and on a slower one.
 */
const PHONE_SPEED = 175;
/** How often and for how long (ms) the test's own machine is measured: the best counts, where nothing else ran. */
const LOOKS = 20;
const LOOK = 25;

/** Networks of phones: bits a second each way, and the round-trip time (ms); undefined: as fast as this machine. */
const NETWORKS = [
  { name: 'a fast network', limits: undefined },
  { name: '1.6 Mbit/s and 150 ms', limits: { bits: 1_600_000, roundTrip: 150 } },
] as const;

let browser: Browser;
let server: TestServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer(2)]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** How many rounds of a thousand multiplications `page` does in a millisecond. */
function speedOf(page: Page): Promise<number> {
  return page.evaluate(
    ({ looks, lasts }) => {
      const look = (): number => {
        const begun = performance.now();
        let rounds = 0;
        let product = 1;
        while (performance.now() - begun < lasts) {
          for (let factor = 1; factor <= 1000; factor += 1) product = Math.imul(product ^ factor, 16_777_619);
          rounds += 1;
        }
        // Asked for, so that the multiplications are done.
        if (!Number.isSafeInteger(product)) throw new Error('a product is an integer');
        return rounds / (performance.now() - begun);
      };
      return Math.max(...Array.from({ length: looks }, look));
    },
    { looks: LOOKS, lasts: LOOK },
  );
}

/** Makes `page` as slow as on a phone, over a network of `limits`; gives how many times slower its processor is. */
async function slowDown(page: Page, limits: (typeof NETWORKS)[number]['limits']): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const rate = Math.max(1, (await speedOf(page)) / PHONE_SPEED);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
  if (limits === undefined) return rate;
  const octets = limits.bits / 8;
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: limits.roundTrip,
    downloadThroughput: octets,
    uploadThroughput: octets,
  });
  return rate;
}

/** A finger that needs {@link TAP} before it is where it is to tap. */
function slowFinger(page: Page): Player['controls'] {
  const quick = finger(page);
  const reach = () => new Promise((resolve) => setTimeout(resolve, TAP));
  return {
    ...quick,
    press: (control) =>
      control
        .waitFor()
        .then(reach)
        .then(() => quick.press(control)),
    pressKeyed: (key, control) => reach().then(() => quick.pressKeyed(key, control)),
    choose: (radio) => reach().then(() => quick.choose(radio)),
  };
}

describe.each(LONG ? NETWORKS : NETWORKS.slice(0, 1))('over $name', ({ name, limits }) => {
  it('is played from the link to the first right token within twenty seconds', async () => {
    let opened = 0;
    let slower = 1;
    const visited = await visit(browser, server.url, PHONE, '/?r=canvas&level=first-light', async (page) => {
      slower = await slowDown(page, limits);
      opened = performance.now();
    });
    const { page, words } = visited;
    const player: Player = { ...visited, controls: slowFinger(page), memory: freshMemory(true) };
    await player.controls.press(button(player, words.menu.playAlone));
    await page.getByRole('region', { name: words.play.sockets.heading }).waitFor();
    const playing = performance.now();
    while (!(await look(player)).rows.some(({ state }) => state === 'SYN_SENT')) await act(player, false);
    const sent = performance.now();
    const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1);
    console.log(
      `measured: on a phone ${slower.toFixed(1)} times slower over ${name}, ${TAP} ms a tap: level 1 shown ${seconds(opened, playing)} s after opening the link, the first right token sent after ${seconds(opened, sent)} s`,
    );
    expect(sent - opened).toBeLessThan(BOUND);
    expect(player.faults).toEqual([]);
    await player.close();
  });
});
