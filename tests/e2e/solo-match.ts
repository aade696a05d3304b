// A match alone, with the page's own clock in the test's hand.
import type { Page } from 'playwright-core';
import { act, button, type Player } from './player.ts';

/** More seconds than any round that is played here has. */
const SECONDS = 240;

/** Starts a match with `start`; the page's time stands from then on. */
export async function beginAlone(player: Player, start: () => Promise<void>): Promise<void> {
  const { page, words } = player;
  await page.clock.install({ time: 0 });
  await start();
  await page.getByRole('region', { name: words.play.sockets.heading }).waitFor();
  await page.clock.pauseAt(60_000);
}

/** Lets `ms` pass in the page at once, as after a lid was closed so long: frames between are left out. */
export async function pass(page: Page, ms: number): Promise<void> {
  await page.clock.fastForward(ms);
}

/** Plays the level rightly until the debrief is shown; `withCargo` where there is something to agree on. */
export async function playToEnd(player: Player, withCargo = false): Promise<void> {
  const { page, words } = player;
  const over = page.getByRole('heading', { name: words.play.debrief.heading });
  for (let second = 0; second < SECONDS && !(await over.isVisible()); second += 1) {
    if (await button(player, words.play.token.send).isVisible()) await act(player, withCargo);
    await pass(page, 1000);
  }
  await over.waitFor();
}
