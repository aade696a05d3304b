// The sandbox in a real browser: RFC 9293's figures 6 to 13 line by line, a boat's fate, a link, and no network.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSandboxTexts } from '../../client/src/i18n/load-sandbox.ts';
import type { SandboxTexts } from '../../client/src/i18n/sandbox-en.ts';
import type { SetUpId } from '../../shared/src/replay/sandbox-set-ups.ts';
import { launchBrowser } from './browser.ts';
import { button, type Player, sitDown } from './player.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { DESK, PHONE, visit } from './visited-page.ts';

let browser: Browser;
let server: TestServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer(3)]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

interface Sandbox {
  readonly player: Player;
  readonly words: SandboxTexts;
}

async function openSandbox(visitor = DESK): Promise<Sandbox> {
  const player = sitDown(await visit(browser, server.url, visitor));
  const words = await loadSandboxTexts(visitor.language);
  await player.controls.press(button(player, player.words.menu.sandbox));
  await player.page.getByRole('heading', { name: words.heading, exact: true }).waitFor();
  return { player, words };
}

/** What stands on both plaques. */
async function states(page: Page): Promise<string> {
  return (await page.locator('.sandbox-state').allInnerTexts()).join(' ');
}

async function choose({ player, words }: Sandbox, id: SetUpId): Promise<void> {
  await player.page.getByRole('combobox', { name: words.setUp, exact: true }).selectOption(id);
}

/** RFC 9293 chapter 3: both ends' states, line by line. */
const FIGURES: readonly (readonly [SetUpId, readonly string[]])[] = [
  [
    'figure-6',
    [
      'CLOSED LISTEN',
      'SYN_SENT LISTEN',
      'SYN_SENT SYN_RECEIVED',
      'ESTABLISHED SYN_RECEIVED',
      'ESTABLISHED ESTABLISHED',
    ],
  ],
  [
    'figure-7',
    [
      'CLOSED LISTEN',
      'SYN_SENT LISTEN',
      'SYN_SENT SYN_SENT',
      'SYN_SENT SYN_RECEIVED',
      'SYN_RECEIVED SYN_RECEIVED',
      'SYN_RECEIVED ESTABLISHED',
      'ESTABLISHED ESTABLISHED',
    ],
  ],
  [
    'figure-8',
    [
      'CLOSED LISTEN',
      'SYN_SENT LISTEN',
      'SYN_SENT SYN_RECEIVED',
      'SYN_SENT LISTEN',
      'SYN_SENT SYN_RECEIVED',
      'ESTABLISHED SYN_RECEIVED',
      'ESTABLISHED ESTABLISHED',
    ],
  ],
  ['figure-9', ['ESTABLISHED ESTABLISHED', 'CLOSED ESTABLISHED', 'SYN_SENT ESTABLISHED', 'SYN_SENT LISTEN']],
  ['figure-10', ['ESTABLISHED ESTABLISHED', 'CLOSED ESTABLISHED', 'CLOSED LISTEN']],
  ['figure-11', ['CLOSED LISTEN', 'CLOSED SYN_RECEIVED', 'CLOSED LISTEN']],
  [
    'figure-12',
    [
      'ESTABLISHED ESTABLISHED',
      'FIN_WAIT_1 ESTABLISHED',
      'FIN_WAIT_1 CLOSE_WAIT',
      'FIN_WAIT_2 CLOSE_WAIT',
      'FIN_WAIT_2 LAST_ACK',
      'TIME_WAIT LAST_ACK',
      'TIME_WAIT LISTEN',
      'CLOSED LISTEN',
    ],
  ],
  [
    'figure-13',
    [
      'ESTABLISHED ESTABLISHED',
      'FIN_WAIT_1 ESTABLISHED',
      'FIN_WAIT_1 FIN_WAIT_1',
      'FIN_WAIT_1 CLOSING',
      'CLOSING CLOSING',
      'CLOSING TIME_WAIT',
      'TIME_WAIT TIME_WAIT',
    ],
  ],
];

describe('the sandbox', () => {
  it('replays RFC 9293’s figures 6 to 13 line by line, and back', async () => {
    const sandbox = await openSandbox();
    const { page } = sandbox.player;
    const { time } = sandbox.words;
    for (const [id, expected] of FIGURES) {
      await choose(sandbox, id);
      const seen = [await states(page)];
      const forward = page.getByRole('button', { name: time.forward });
      while ((await forward.getAttribute('aria-disabled')) !== 'true') {
        await forward.click();
        const now = await states(page);
        if (now !== seen.at(-1)) seen.push(now);
      }
      expect([id, seen]).toEqual([id, expected]);
      await button(sandbox.player, time.start).click();
      expect(await states(page)).toBe('CLOSED LISTEN');
    }
    expect(sandbox.player.faults).toEqual([]);
    await sandbox.player.close();
  });

  it('is played by hand at both ends, each boat’s fate decided; its link opens it as it stands', async () => {
    const { player, words } = await openSandbox();
    const { page } = player;
    const at = (side: 'client' | 'server') => page.getByRole('region', { name: words.sides[side] });
    const send = async (side: 'client' | 'server', ...flags: readonly string[]) => {
      for (const flag of flags) await at(side).getByRole('button', { name: flag, exact: true }).click();
      await at(side).getByRole('button', { name: words.send, exact: true }).click();
    };
    const step = button(player, words.time.step);
    await send('client', 'SYN');
    await step.click();
    await page.getByText(words.refusals['boat-waits']).waitFor();
    await button(player, words.decisions.arrive).click();
    await step.click();
    expect(await states(page)).toBe('SYN_SENT SYN_RECEIVED');
    await send('server', 'SYN', 'ACK');
    await button(player, words.decisions.sink).click();
    await send('client', 'FIN');
    await at('client').getByRole('alert').getByText(player.words.play.refusal.section('')).waitFor();
    const moment = await page.getByRole('slider', { name: words.time.line }).inputValue();
    await button(player, words.link).click();
    const link = await page.getByRole('textbox', { name: words.linkField }).inputValue();
    expect(link.length).toBeLessThan(600);
    const before = await states(page);

    const friend = sitDown(await visit(browser, server.url, { ...DESK, language: 'ko' }, new URL(link).hash));
    const korean = await loadSandboxTexts('ko');
    await friend.page.getByRole('heading', { name: korean.heading, exact: true }).waitFor();
    expect(await states(friend.page)).toBe(before);
    expect(await friend.page.getByRole('slider', { name: korean.time.line }).inputValue()).toBe(moment);
    for (const each of [player, friend]) {
      expect(each.faults).toEqual([]);
      await each.close();
    }
  });

  it('says what is wrong with a broken link', async () => {
    const words = await loadSandboxTexts('en');
    const player = sitDown(await visit(browser, server.url, DESK, '/#sandbox=broken'));
    await player.page.getByRole('alert').getByText(words.problems.broken).waitFor();
    await player.close();
  });

  it('works on a phone without a network', async () => {
    const { player, words } = await openSandbox(PHONE);
    await player.page.context().setOffline(true);
    await choose({ player, words }, 'zero-window');
    await player.controls.press(player.page.getByRole('button', { name: words.time.step, exact: true }));
    expect(await player.page.getByText(words.dues.probe).count()).toBeGreaterThan(0);
    expect(await states(player.page)).toBe('ESTABLISHED ESTABLISHED');
    await player.close();
  });
});
