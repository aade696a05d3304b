// The real kernel at the page: what is missing where it can't be had, the recorded match, and a page fetched by hand.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { kernelEn } from '../../client/src/i18n/kernel-en.ts';
import { kernelKo } from '../../client/src/i18n/kernel-ko.ts';
import { needsProgram, needsTunDevice } from '../needs.ts';
import { type ServerProcess, startProcess } from '../rooms/server-process.ts';
import { launchBrowser } from './browser.ts';
import { act, button, sitDown } from './player.ts';
import { DESK, PHONE, visit } from './visited-page.ts';

/** With it neither the handshake nor the first request of the first order sinks. */
const CALM_SEED = 24;
const LIMIT = 200_000;
/** Hands are slower than this; the kernel's clock is real, so is theirs. */
const LOOK_EVERY = 400;
const LOOKS_MAX = 300;

let browser: Browser;
let folder: string;
let server: ServerProcess;

beforeAll(async () => {
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), 'syn-or-swim-kernel-page-'));
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

async function served(realKernel: string): Promise<ServerProcess> {
  const settings = { DATA_DIR: join(folder, realKernel), REAL_KERNEL: realKernel };
  server = await startProcess(settings, ['--test-seed', String(CALM_SEED)]);
  return server;
}

it.each([
  [DESK, kernelEn],
  [PHONE, kernelKo],
])(
  'says what is missing, and shows the recorded match to everybody',
  async (visitor, words) => {
    const { url, stop } = await served('0');
    const player = sitDown(await visit(browser, url, visitor));
    await player.controls.press(button(player, player.words.menu.kernel));
    await player.page.getByText(words.missing.off).waitFor();
    expect(await button(player, words.begin).count()).toBe(0);
    await player.controls.press(button(player, words.watch));
    await player.page.getByRole('heading', { name: player.words.play.debrief.heading }).waitFor();
    const pages = player.page.getByRole('region', { name: words.pages });
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
    const { url, stop } = await served('1');
    const player = sitDown(await visit(browser, url, DESK));
    await player.controls.press(button(player, player.words.menu.kernel));
    await player.page.getByText(kernelEn.here(1)).waitFor();
    await player.controls.press(button(player, kernelEn.begin));
    const kernel = player.page.getByRole('region', { name: '/proc/net/tcp' });
    await kernel.waitFor();
    const states = new Set<string>();
    for (let looks = 0; looks < LOOKS_MAX; looks += 1) {
      await act(player, true, ['guess']);
      const text = await kernel.innerText();
      for (const state of text.match(/SYN_RECEIVED|ESTABLISHED/g) ?? []) states.add(state);
      if (text.includes('HTTP/1.1 200 OK')) break;
      await player.page.waitForTimeout(LOOK_EVERY);
    }
    expect(await kernel.innerText()).toContain('HTTP/1.1 200 OK');
    expect([...states].toSorted()).toEqual(['ESTABLISHED', 'SYN_RECEIVED']);
    expect(player.faults).toEqual([]);
    await player.close();
    await stop();
  },
  LIMIT,
);
