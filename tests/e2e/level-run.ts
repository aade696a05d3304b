// A whole level alone, played by the hand that knows TCP, with the same sea each time and the page's clock in the
// test's hand: for whoever looks at the levels in a browser.
import type { Level } from '@syn-or-swim/shared/game/level.ts';
import type { Recording } from '@syn-or-swim/shared/replay/recording.ts';
import type { Page } from 'playwright-core';
import { liftFog } from './debrief-reader.ts';
import { freshMemory } from './hand.ts';
import { act, button, type Player } from './player.ts';
import { beginAlone } from './solo-match.ts';

/** More seconds than the longest round has. */
const SECONDS = 400;

/** From now on each match of the page has `seed`, and the page keeps the recording of the last one. */
async function prepare(page: Page, seed: number): Promise<void> {
  await page.evaluate((fixed) => {
    crypto.getRandomValues = (array) => {
      if (array instanceof Uint32Array) array.fill(fixed);
      return array;
    };
    window.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        this.addEventListener('message', ({ data }) => {
          if (data.kind !== 'debrief') return;
          document.documentElement.dataset['recording'] = JSON.stringify(data.debrief.recording);
        });
      }
    };
  }, seed);
}

/** Begins what the address asks for with `seed`; the page's time stands from then on. */
export async function beginLevel(player: Player, seed: number): Promise<void> {
  player.memory = freshMemory(true);
  await prepare(player.page, seed);
  await beginAlone(player, () => player.controls.press(button(player, player.words.menu.playAlone)));
  // The clock starts with the first key, and a server may have nothing to do at first.
  await player.page.keyboard.press('Shift');
}

/** The recording of the match that has just ended in `page`. */
export async function recordingIn(page: Page): Promise<Recording> {
  const text = await page.locator('html').getAttribute('data-recording');
  if (text === null) throw new Error('The page was sent no recording');
  return JSON.parse(text) as Recording;
}

/** Takes away what the page has to say of the last boat. */
async function putAway({ page, words }: Player): Promise<void> {
  const close = page.getByRole('alert').getByRole('button', { name: words.play.close });
  if (await close.first().isVisible()) await close.first().click();
}

/**
 * Plays `level` to the debrief, second by second; before each, `onSecond` may look. What the page objects to is put
 * away, as people do, and the hand looks again a second later.
 *
 * @returns each objection, and each moment at which this hand knew no better
 */
export async function playLevel(
  player: Player,
  level: Level,
  onSecond: (second: number) => Promise<void> = async () => undefined,
): Promise<readonly string[]> {
  const { page, words } = player;
  const over = page.getByRole('heading', { level: 1, name: words.play.debrief.heading });
  const objections: string[] = [];
  for (let second = 0; second < SECONDS && !(await over.isVisible()); second += 1) {
    await onSecond(second);
    try {
      if (await button(player, words.play.token.send).isVisible())
        await act(player, level.goal !== 'established');
    } catch (cause) {
      objections.push(`${second} s: ${cause instanceof Error ? cause.message : String(cause)}`);
      await putAway(player);
    }
    await page.clock.fastForward(1000);
  }
  await over.waitFor();
  // What comes late in the debrief waits for the page's own time.
  await page.clock.resume();
  await liftFog(player);
  return objections;
}
