// Moments of a match that no tour of the screens comes by: a guess that stands, a pause, the patient pace, an encore,
// enough of encores. Each is fit to be shown, in both languages and both contrasts.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeFindings } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { layoutFaults } from './layout-faults.ts';
import { act, button, type Player, sitDown } from './player.ts';
import { choosePace, meet, ready } from './room.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { DESK, PHONE, visit } from './visited-page.ts';

let browser: Browser;
let server: TestServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer(21)]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** More steps of the clock than one order needs. */
const STEPS = 60;
/** Moments from the last order's end to the slip of an encore (ms), rounded up. */
const TO_ENCORE = 6000;

/** A laptop in English and a phone in Korean in a match of one order. */
async function inMatch(patient: boolean): Promise<readonly [Player, Player]> {
  const laptop = sitDown(await visit(browser, server.url, DESK, '/?r=canvas&level=test-one-goodbye'));
  const phone = sitDown(await visit(browser, server.url, PHONE));
  await meet(laptop, phone);
  if (patient) await choosePace(laptop, phone, 'patient');
  await ready(server, [laptop, phone]);
  return [laptop, phone];
}

async function expectFit(players: readonly Player[]): Promise<void> {
  for (const { page } of players) {
    expect(await layoutFaults(page)).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
  }
}

/** The state for which the guess asks stands neither in the row of its socket nor in the list of `ss`. */
async function expectCovered(player: Player): Promise<void> {
  const { page, words, controls } = player;
  const { guess, panels, sockets, harbour } = words.play;
  const tabs = page.getByRole('navigation', { name: panels });
  await controls.press(tabs.getByRole('button', { name: sockets.heading }));
  await page.getByRole('button', { name: guess.covered }).waitFor();
  await controls.press(button(player, harbour.table.open));
  const dialog = page.getByRole('dialog', { name: harbour.table.heading });
  const [listener, socket] = (await dialog.locator('pre').innerText()).split('\n').slice(2);
  expect([listener, socket]).toEqual([
    expect.stringMatching(/^LISTEN /),
    expect.stringMatching(/^\? +\? +\? /),
  ]);
  await controls.press(dialog.getByRole('button', { name: words.play.close }));
}

async function endOf(players: readonly Player[]): Promise<void> {
  for (const { faults, close } of players) {
    expect(faults).toEqual([]);
    await close();
  }
}

/** Both play on until `wanted`, while guesses and the end of encores are left alone. */
async function playUntil(players: readonly Player[], wanted: () => Promise<boolean>): Promise<void> {
  for (let step = 0; step < STEPS; step += 1) {
    for (const player of players) await act(player, true, ['guess', 'enough']);
    if (await wanted()) return;
    await server.moveClock(2000);
  }
  throw new Error('What was waited for does not come');
}

it('a guess, a pause, an encore and enough are fit to be shown', async () => {
  const players = await inMatch(false);
  const [laptop, phone] = players;
  const guess = ({ page, words }: Player) =>
    page.getByRole('region', { name: words.play.guess.heading }).isVisible();
  await playUntil(players, async () => (await guess(laptop)) || (await guess(phone)));
  await expectFit(players);
  await expectCovered(phone);
  const { pause } = laptop.words.play.harbour;
  await laptop.controls.press(button(laptop, pause.pause));
  await laptop.page.getByText(pause.youPaused).waitFor();
  await phone.page.getByText(phone.words.play.harbour.pause.partnerPaused).waitFor();
  await expectFit(players);
  await laptop.controls.press(button(laptop, pause.resume).first());
  await laptop.page.getByText(pause.youPaused).waitFor({ state: 'hidden' });
  const offered = (player: Player) => button(player, player.words.play.harbour.encore.enough);
  await playUntil(players, () => offered(laptop).isVisible());
  await server.moveClock(TO_ENCORE);
  await laptop.page.getByText(laptop.words.play.harbour.encore.badge).first().waitFor();
  await laptop.controls.press(offered(laptop));
  await laptop.page.getByText(laptop.words.play.harbour.encore.said).waitFor();
  await phone.page.getByText(phone.words.play.harbour.encore.partnerSaid).first().waitFor();
  await expectFit(players);
  await endOf(players);
});

it('the patient pace says for whom time stands still, and is fit to be shown', async () => {
  const players = await inMatch(true);
  const [laptop, phone] = players;
  const { pause } = phone.words.play.harbour;
  await act(laptop, true, ['guess', 'enough']);
  await server.moveClock(2000);
  await phone.page.getByText(pause.yourTurn).waitFor();
  await laptop.page.getByText(laptop.words.play.harbour.pause.partnerThinks).waitFor();
  await expectFit(players);
  await endOf(players);
});
