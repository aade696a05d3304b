// The real kernel at the page: what is missing where it can't be had, the recorded match, and a page fetched by hand.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { kernelEn } from '../../client/src/i18n/kernel-en.ts';
import { kernelKo } from '../../client/src/i18n/kernel-ko.ts';
import { KERNEL_PANEL } from '../../client/src/ui/kernel-panel-name.ts';
import { needsProgram, needsTunDevice } from '../needs.ts';
import { launchBrowser } from './browser.ts';
import { amongKernels, kernelServer, playUntil, toKernel } from './kernel-tour.ts';
import { button, sitDown } from './player.ts';
import { DESK, PHONE, visit } from './visited-page.ts';

const LIMIT = 200_000;
const LOOKS_MAX = 300;

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
});

it.each([
  [DESK, kernelEn],
  [PHONE, kernelKo],
])(
  'says what is missing, and shows the recorded match to everybody',
  async (visitor, words) => {
    const { url, stop } = await kernelServer(0);
    const player = sitDown(await visit(browser, url, visitor));
    await player.controls.press(button(player, player.words.menu.kernel));
    await player.page.getByText(words.missing.off).waitFor();
    expect(await button(player, words.begin).count()).toBe(0);
    await player.controls.press(button(player, words.watch));
    await player.page.getByRole('heading', { name: player.words.play.debrief.heading }).waitFor();
    const pages = player.page.getByRole('region', { name: words.fetched(false) });
    await pages.waitFor();
    const text = await pages.innerText();
    expect(text).toContain('You spoke TCP with a real');
    expect(text).toContain('등대지기는 더 기다립니다.');
    expect(player.faults).toEqual([]);
    await player.close();
    await stop();
  },
  LIMIT,
);

it(
  'lets a page be fetched by hand from the kernel of this machine',
  async (context) => {
    needsProgram(context, 'perl');
    needsProgram(context, 'ip');
    needsTunDevice(context);
    const { url, stop } = await kernelServer(1);
    const player = await amongKernels(sitDown(await visit(browser, url, DESK)));
    await toKernel(player);
    await player.page.getByText(kernelEn.here(1)).waitFor();
    await player.controls.press(button(player, kernelEn.begin));
    const kernel = player.page.getByRole('region', { name: KERNEL_PANEL });
    await kernel.waitFor();
    const { play } = player.words;
    // There is nobody to tell, to ask or to make wait.
    const partners = [play.slips.tell, play.slips.ask, play.harbour.pause.pause, play.harbour.log.open];
    for (const name of partners) expect(await button(player, name).count()).toBe(0);
    const states = new Set<string>();
    const came = await playUntil(
      player,
      (text) => {
        for (const state of text.match(/SYN_RECEIVED|ESTABLISHED/g) ?? []) states.add(state);
        return text.includes('HTTP/1.1 200 OK');
      },
      LOOKS_MAX,
    );
    expect(came).toBe(true);
    expect([...states].toSorted()).toEqual(['ESTABLISHED', 'SYN_RECEIVED']);
    expect(await player.page.locator('body').innerText()).not.toMatch(/partner/i);
    expect(player.faults).toEqual([]);
    await player.close();
    await stop();
  },
  LIMIT,
);
