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

/** What stands on both plaques; each is lit in its own state diagram, too. */
async function states(page: Page): Promise<string> {
  const shown = await page.evaluate(() =>
    ['.sandbox-state', '.diagram-box.here'].map((place) =>
      [...document.querySelectorAll(place)].map((element) => element.textContent),
    ),
  );
  const [plaques = [], lit] = shown;
  expect(lit).toEqual(plaques);
  return plaques.join(' ');
}

/** What the page says of this moment, as a figure's line does: both states, and the boats between them. */
async function line(page: Page): Promise<string> {
  const boats = await page.evaluate(() =>
    [...document.querySelectorAll('.sandbox-boat-under-way')]
      .map((boat) => {
        const text = boat.querySelector('strong')?.textContent ?? '';
        return boat.classList.contains('client') ? `${text} →` : `← ${text}`;
      })
      .sort(),
  );
  return [await states(page), ...boats].join(' | ');
}

async function choose({ player, words }: Sandbox, id: SetUpId): Promise<void> {
  await player.page.getByRole('combobox', { name: words.setUp, exact: true }).selectOption(id);
}

/** Initial sequence numbers of the connection of the figures: each end's, the server's second, the client's second. */
const [A, B, B2, A2] = [1387, 2110, 4548, 6704];
/** Those of the connection that both open. */
const [C, D] = [3536, 3711];
const OLD = 'SYN seq 90 →';

/** Figures 12 and 13 begin with these. */
const FIN_A = `FIN+ACK seq ${A + 1} ack ${B + 1} →`;
const ACK_A = `ACK seq ${A + 2} ack ${B + 2} →`;
const OPEN = 'ESTABLISHED ESTABLISHED';

/** RFC 9293 sections 3.5 and 3.6, line by line: both ends' states, and the segments between them. */
const FIGURES: readonly (readonly [SetUpId, readonly string[]])[] = [
  [
    'figure-6',
    [
      'CLOSED LISTEN',
      `SYN_SENT LISTEN | SYN seq ${A} →`,
      'SYN_SENT SYN_RECEIVED',
      `SYN_SENT SYN_RECEIVED | ← SYN+ACK seq ${B} ack ${A + 1}`,
      'ESTABLISHED SYN_RECEIVED',
      `ESTABLISHED SYN_RECEIVED | ACK seq ${A + 1} ack ${B + 1} →`,
      OPEN,
      `${OPEN} | ACK seq ${A + 1} ack ${B + 1} data 100 →`,
      OPEN,
    ],
  ],
  [
    'figure-7',
    [
      'CLOSED CLOSED',
      `SYN_SENT CLOSED | SYN seq ${C} →`,
      `SYN_SENT SYN_SENT | SYN seq ${C} → | ← SYN seq ${D}`,
      `SYN_RECEIVED SYN_SENT | SYN seq ${C} →`,
      'SYN_RECEIVED SYN_RECEIVED',
      `SYN_RECEIVED SYN_RECEIVED | SYN+ACK seq ${C} ack ${D + 1} →`,
      `SYN_RECEIVED SYN_RECEIVED | SYN+ACK seq ${C} ack ${D + 1} → | ← SYN+ACK seq ${D} ack ${C + 1}`,
      `ESTABLISHED SYN_RECEIVED | SYN+ACK seq ${C} ack ${D + 1} →`,
      OPEN,
    ],
  ],
  [
    'figure-8',
    [
      'CLOSED LISTEN',
      `SYN_SENT LISTEN | SYN seq ${A} →`,
      `SYN_SENT LISTEN | SYN seq ${A} → | ${OLD}`,
      `SYN_SENT SYN_RECEIVED | SYN seq ${A} →`,
      `SYN_SENT SYN_RECEIVED | SYN seq ${A} → | ← SYN+ACK seq ${B} ack 91`,
      `SYN_SENT SYN_RECEIVED | SYN seq ${A} →`,
      `SYN_SENT SYN_RECEIVED | RST seq 91 → | SYN seq ${A} →`,
      `SYN_SENT LISTEN | SYN seq ${A} →`,
      'SYN_SENT SYN_RECEIVED',
      `SYN_SENT SYN_RECEIVED | ← SYN+ACK seq ${B2} ack ${A + 1}`,
      'ESTABLISHED SYN_RECEIVED',
      `ESTABLISHED SYN_RECEIVED | ACK seq ${A + 1} ack ${B2 + 1} →`,
      OPEN,
    ],
  ],
  [
    'figure-9',
    [
      OPEN,
      'CLOSED ESTABLISHED',
      `SYN_SENT ESTABLISHED | SYN seq ${A2} →`,
      'SYN_SENT ESTABLISHED',
      `SYN_SENT ESTABLISHED | ← ACK seq ${B + 1} ack ${A + 1}`,
      'SYN_SENT ESTABLISHED',
      `SYN_SENT ESTABLISHED | RST seq ${A + 1} →`,
      'SYN_SENT CLOSED',
      `SYN_SENT CLOSED | SYN seq ${A2} →`,
    ],
  ],
  [
    'figure-10',
    [
      OPEN,
      'CLOSED ESTABLISHED',
      `CLOSED ESTABLISHED | ← ACK seq ${B + 1} ack ${A + 1} data 100`,
      'CLOSED ESTABLISHED',
      `CLOSED ESTABLISHED | RST seq ${A + 1} →`,
      'CLOSED CLOSED',
    ],
  ],
  [
    'figure-11',
    [
      'LISTEN LISTEN',
      `LISTEN LISTEN | ${OLD}`,
      'LISTEN SYN_RECEIVED',
      `LISTEN SYN_RECEIVED | ← SYN+ACK seq ${B} ack 91`,
      'LISTEN SYN_RECEIVED',
      'LISTEN SYN_RECEIVED | RST seq 91 →',
      'LISTEN LISTEN',
    ],
  ],
  [
    'figure-12',
    [
      OPEN,
      `FIN_WAIT_1 ESTABLISHED | ${FIN_A}`,
      'FIN_WAIT_1 CLOSE_WAIT',
      `FIN_WAIT_1 CLOSE_WAIT | ← ACK seq ${B + 1} ack ${A + 2}`,
      'FIN_WAIT_2 CLOSE_WAIT',
      `FIN_WAIT_2 LAST_ACK | ← FIN+ACK seq ${B + 1} ack ${A + 2}`,
      'TIME_WAIT LAST_ACK',
      `TIME_WAIT LAST_ACK | ${ACK_A}`,
      'TIME_WAIT CLOSED',
      'CLOSED CLOSED',
    ],
  ],
  [
    'figure-13',
    [
      OPEN,
      `FIN_WAIT_1 ESTABLISHED | ${FIN_A}`,
      `FIN_WAIT_1 FIN_WAIT_1 | ${FIN_A} | ← FIN+ACK seq ${B + 1} ack ${A + 1}`,
      `CLOSING FIN_WAIT_1 | ${FIN_A}`,
      'CLOSING CLOSING',
      `CLOSING CLOSING | ${ACK_A}`,
      `CLOSING CLOSING | ${ACK_A} | ← ACK seq ${B + 2} ack ${A + 2}`,
      `TIME_WAIT CLOSING | ${ACK_A}`,
      'TIME_WAIT TIME_WAIT',
      'CLOSED TIME_WAIT',
      'CLOSED CLOSED',
    ],
  ],
];

/** Where each set-up of a state that lasts opens: both states, and what the page says will move it by itself. */
const LASTING: readonly (readonly [SetUpId, string])[] = [
  ['syn-sent', 'SYN_SENT LISTEN'],
  ['syn-received', 'ESTABLISHED SYN_RECEIVED'],
  ['fin-wait-1', 'FIN_WAIT_1 ESTABLISHED'],
  ['fin-wait-2', 'FIN_WAIT_2 CLOSE_WAIT'],
  ['close-wait', 'CLOSE_WAIT FIN_WAIT_2'],
  ['closing', 'TIME_WAIT CLOSING'],
  ['last-ack', 'TIME_WAIT LAST_ACK'],
  ['time-wait', 'TIME_WAIT LISTEN'],
  ['half-open', 'CLOSED ESTABLISHED'],
];

/** Those in which nothing happens by itself, ever: somebody's application has to. */
const STILL: readonly SetUpId[] = ['fin-wait-2', 'close-wait', 'half-open'];

describe('the sandbox', () => {
  it('replays RFC 9293’s figures 6 to 13 line by line, states and segments, and back', async () => {
    const sandbox = await openSandbox();
    const { page } = sandbox.player;
    const { time } = sandbox.words;
    const forward = page.getByRole('button', { name: time.forward });
    const back = page.getByRole('button', { name: time.back, exact: true });
    for (const [id, expected] of FIGURES) {
      await choose(sandbox, id);
      const seen = [await line(page)];
      while ((await forward.getAttribute('aria-disabled')) !== 'true') {
        await forward.click();
        const now = await line(page);
        if (now !== seen.at(-1)) seen.push(now);
      }
      expect([id, seen]).toEqual([id, expected]);
      await back.click();
      await forward.click();
      expect(await line(page)).toBe(expected.at(-1));
      await button(sandbox.player, time.start).click();
      expect(await states(page)).toBe('CLOSED LISTEN');
    }
    expect(sandbox.player.faults).toEqual([]);
    await sandbox.player.close();
  });

  it('opens every state that lasts, and says what will move it', async () => {
    const sandbox = await openSandbox();
    const { page } = sandbox.player;
    const { words } = sandbox;
    const { time } = words;
    for (const [id, expected] of LASTING) {
      await choose(sandbox, id);
      expect([id, await states(page)]).toEqual([id, expected]);
      const next = await page.locator('.sandbox-next').innerText();
      const still = next === time.stands;
      expect([id, still]).toEqual([id, STILL.includes(id)]);
    }
    await choose(sandbox, 'keep-alive');
    await page.getByText(`(${words.dues.probe})`).waitFor();
    await page.getByRole('checkbox', { name: words.projector }).check();
    await page.locator('main.projector').waitFor();
    expect(await states(page)).toBe(OPEN);
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
    const player = sitDown(await visit(browser, server.url, PHONE));
    const words = await loadSandboxTexts(PHONE.language);
    // Once the service worker has the page, it is loaded anew without any line.
    await player.page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await player.page.context().setOffline(true);
    await player.page.reload();
    await player.controls.press(button(player, player.words.menu.sandbox));
    await player.page.getByRole('heading', { name: words.heading, exact: true }).waitFor();
    await choose({ player, words }, 'zero-window');
    await player.controls.press(player.page.getByRole('button', { name: words.time.step, exact: true }));
    expect(await player.page.getByText(words.dues.probe).count()).toBeGreaterThan(0);
    expect(await states(player.page)).toBe('ESTABLISHED ESTABLISHED');
    await player.close();
  });
});
