// A walk through every screen of the match against the real kernel, in one language: for the tests and `npm run shots`.
// The kernel's clock is real, so no test clock moves here.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Language } from '../../client/src/i18n/language.ts';
import { loadKernelTexts } from '../../client/src/i18n/load-kernel.ts';
import { KERNEL_PANEL } from '../../client/src/ui/kernel-panel-name.ts';
import { type ServerProcess, startProcess } from '../rooms/server-process.ts';
import { liftFog } from './debrief-reader.ts';
import { act, button, type Player, sitDown } from './player.ts';
import type { OnScreen } from './tour-after.ts';
import { visit } from './visited-page.ts';

/** With it neither the handshake nor the first request of the first order sinks. */
const CALM_SEED = 24;
/** Hands are slower than this; the kernel's clock is real, so is theirs. */
const LOOK_EVERY = 400;
/** How long a hand waits for what it reaches for, ms, and how often it may be gone. */
const HAND_WAITS = 6000;
const SLIPS_MAX = 5;
const SIZE = { width: 1366, height: 768 };

/** A server that lets `realKernel` matches at a time be played against its kernel. */
export async function kernelServer(realKernel: number): Promise<ServerProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'syn-or-swim-kernel-page-'));
  const settings = { DATA_DIR: folder, REAL_KERNEL: String(realKernel) };
  const server = await startProcess(settings, ['--test-seed', String(CALM_SEED)]);
  const stop = async () => {
    const code = await server.stop();
    await rm(folder, { recursive: true });
    return code;
  };
  return { ...server, stop };
}

/** Opens the screen about the kernel. */
export async function toKernel(player: Player): Promise<void> {
  await player.controls.press(button(player, player.words.menu.kernel));
}

/** `player` who reads the words of a match against the kernel. */
export async function amongKernels(player: Player): Promise<Player> {
  const { inMatch } = await loadKernelTexts(player.words.language);
  return { ...player, words: { ...player.words, play: inMatch(player.words.play) } };
}

/** Plays until the kernel's panel says what `wanted` asks for, or the match is over; at most `looks` looks. */
export async function playUntil(
  player: Player,
  wanted: (text: string) => boolean,
  looks: number,
): Promise<boolean> {
  // No kernel wants to be told its half of a slip, and no button offers it.
  for (const ship of player.words.play.ships) player.memory.told.add(ship);
  const panel = player.page.getByRole('region', { name: KERNEL_PANEL });
  player.page.setDefaultTimeout(HAND_WAITS);
  let slips = 0;
  for (let look = 0; look < looks && (await panel.count()) > 0; look += 1) {
    if (wanted(await panel.innerText())) return true;
    try {
      await act(player, true, ['guess']);
    } catch (cause) {
      // The kernel waits for no hand: what this one reached for may be gone, and it looks again.
      slips += 1;
      if (slips > SLIPS_MAX) throw cause;
    }
    await player.page.waitForTimeout(LOOK_EVERY);
  }
  return false;
}

async function withoutKernel(player: Player, onScreen: OnScreen): Promise<void> {
  const words = await loadKernelTexts(player.words.language);
  await toKernel(player);
  await player.page.getByText(words.missing.off).waitFor();
  await onScreen('kernel-off', player);
  await player.controls.press(button(player, words.watch));
  await player.page.getByRole('region', { name: words.fetched(false) }).waitFor();
  await onScreen('kernel-recorded', player);
}

async function withKernel(visitor: Player, onScreen: OnScreen): Promise<void> {
  const words = await loadKernelTexts(visitor.words.language);
  const player = await amongKernels(visitor);
  await toKernel(player);
  await player.page.getByText(words.here(1)).waitFor();
  await onScreen('kernel-here', player);
  await player.controls.press(button(player, words.begin));
  await player.page.getByRole('region', { name: KERNEL_PANEL }).waitFor();
  await onScreen('kernel-begin', player);
  await playUntil(player, (text) => text.includes('ESTABLISHED'), 200);
  await onScreen('kernel-established', player);
  await playUntil(player, (text) => text.includes('HTTP/1.1 200 OK'), 400);
  await onScreen('kernel-page', player);
  await player.controls.press(button(player, player.words.play.bar.help));
  await player.page.getByRole('dialog').waitFor();
  await onScreen('kernel-help', player);
  const close = player.page.getByRole('dialog').getByRole('button', { name: player.words.play.close });
  await player.controls.press(close);
  await playUntil(player, () => false, 1000);
  await player.page.getByRole('heading', { name: player.words.play.debrief.heading }).waitFor();
  await onScreen('kernel-fog', player);
  await liftFog(player);
  await player.page.getByRole('region', { name: words.fetched(true) }).waitFor();
  await onScreen('kernel-debrief', player);
}

/**
 * Visits every screen about the real kernel and shows it to `onScreen`; where `plays`, those of a match against the
 * kernel of this machine too. Gives what went wrong in the pages meanwhile.
 */
export async function kernelTour(
  browser: Browser,
  language: Language,
  plays: boolean,
  onScreen: OnScreen,
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const most of plays ? [0, 1] : [0]) {
    const server = await kernelServer(most);
    const visitor = { language, size: SIZE, touch: false };
    const player = sitDown(await visit(browser, server.url, visitor));
    await (most === 0 ? withoutKernel : withKernel)(player, onScreen);
    faults.push(...player.faults);
    await player.close();
    await server.stop();
  }
  return faults;
}
