// Around the match: the chart keeps what was reached, a briefing is stepped through, settings hold and are kept, and
// without a network one plays alone.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { outcome } from './debrief-reader.ts';
import { button, type Player, sitDown } from './player.ts';
import { beginAlone, playToEnd } from './solo-match.ts';
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

/** Opens the chart from the title. */
async function toChart(player: Player): Promise<void> {
  await player.controls.press(button(player, player.words.menu.allLevels));
  await player.page.getByRole('heading', { name: player.words.around.chart.heading }).waitFor();
}

describe('the chart', () => {
  it('keeps stars and mastery over a reload, and says what is next', async () => {
    const player = sitDown(await visit(browser, server.url, DESK));
    const { page, words } = player;
    const { chart } = words.around;
    const first = chart.level(1, words.levels['first-light'].title);
    await toChart(player);
    await button(player, [first, chart.unplayed, chart.next].join('. ')).waitFor();
    await player.controls.press(button(player, words.play.back));
    await beginAlone(player, () => player.controls.press(button(player, words.menu.playAlone)));
    await playToEnd(player);
    expect(await outcome(player)).toMatchObject({ points: 300, clean: 3 });
    await page.reload();
    await toChart(player);
    await button(player, [first, chart.stars(3)].join('. ')).waitFor();
    expect(await page.getByRole('button', { name: chart.next }).count()).toBe(1);
    const idea = page.getByRole('listitem').filter({ hasText: chart.ideaNames[0] ?? '' });
    // Three handshakes by the client's hand: a SYN and an ACK each.
    expect(await idea.innerText()).toContain(chart.idea(6, 6));
    expect(player.faults).toEqual([]);
    await player.close();
  });

  it('refuses broken data quietly, and keeps it aside', async () => {
    const player = sitDown(await visit(browser, server.url, PHONE));
    const { page, words } = player;
    const broken = '{"version":1,"value":{"levels":{"fog":{"stars":9}}}}';
    await page.evaluate((text) => localStorage.setItem('syn-or-swim.progress', text), broken);
    await page.reload();
    await toChart(player);
    expect(await page.getByRole('button', { name: words.around.chart.stars(0) }).count()).toBe(0);
    expect(await page.evaluate(() => localStorage.getItem('syn-or-swim.progress.broken'))).toBe(broken);
    expect(player.faults).toEqual([]);
    await player.close();
  });
});

describe.each([DESK, PHONE])('a briefing ($language)', (visitor) => {
  it('is stepped through and played from', async () => {
    const player = sitDown(await visit(browser, server.url, visitor));
    const { page, words } = player;
    const { briefing } = words.around;
    const level = words.levels['fair-winds-home'];
    await toChart(player);
    await player.controls.press(page.getByRole('button', { name: level.title }));
    const steps = level.example.length;
    for (const [index, sentence] of level.example.entries()) {
      await page.getByText(sentence).waitFor();
      expect(await page.getByText(briefing.step(index + 1, steps)).count()).toBe(1);
      if (index < steps - 1) await player.controls.press(button(player, briefing.later));
    }
    await player.controls.press(button(player, briefing.again));
    await page.getByText(level.example[0] ?? '').waitFor();
    await player.controls.choose(page.getByRole('radio', { name: words.around.sides.server }));
    await player.controls.choose(page.getByRole('radio', { name: briefing.partners.slow }));
    await player.controls.press(button(player, briefing.play));
    await page.getByText(words.play.bar.playing('server')).first().waitFor();
    expect(player.faults).toEqual([]);
    await player.close();
  });
});

describe('settings', () => {
  it('hold at once everywhere, and after a reload', async () => {
    const player = sitDown(await visit(browser, server.url, { ...DESK, motion: true }));
    const { page, words } = player;
    const marks = () =>
      page.evaluate(() => {
        const { dataset } = document.documentElement;
        const { fontSize, backgroundColor } = getComputedStyle(document.documentElement);
        const fog = document.querySelector('.fog');
        const moves = fog === null ? 'no fog' : getComputedStyle(fog).animationName;
        return { contrast: dataset['contrast'], motion: dataset['motion'], fontSize, backgroundColor, moves };
      });
    await button(player, words.menu.playAlone).waitFor();
    expect(await marks()).toEqual({
      contrast: 'normal',
      motion: 'full',
      fontSize: '16px',
      backgroundColor: 'rgb(16, 22, 47)',
      moves: 'fog-drift',
    });
    await player.controls.press(button(player, words.menu.settings));
    const { settings } = words;
    await page.getByLabel(settings.contrast).selectOption(settings.contrasts.more);
    await page.getByLabel(settings.motion).selectOption(settings.motions.less);
    await page.getByLabel(settings.textSize).selectOption('200%');
    await page.getByLabel(settings.pace).selectOption(settings.paces.patient);
    await player.controls.press(button(player, settings.close));
    const changed = {
      contrast: 'more',
      motion: 'less',
      fontSize: '32px',
      backgroundColor: 'rgb(0, 0, 0)',
      moves: 'none',
    };
    expect(await marks()).toEqual(changed);
    await page.reload();
    await button(player, words.menu.playAlone).waitFor();
    expect(await marks()).toEqual(changed);
    await player.controls.press(button(player, words.menu.settings));
    expect(await page.getByLabel(settings.pace).inputValue()).toBe('patient');
    expect(player.faults).toEqual([]);
    await player.close();
  });
});

describe('without a network', () => {
  it('level 1 is played to its end after the first visit, and a game for two says why not', async () => {
    const away = await startTestServer(4);
    const player = sitDown(await visit(browser, away.url, DESK));
    const { page, words } = player;
    // The worker is active once it has every file of the page.
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await away.end();
    await page.reload();
    await player.controls.press(button(player, words.menu.playWithFriend));
    await page.getByRole('alert').getByText(words.play.problems['server-away']).waitFor();
    await beginAlone(player, () => player.controls.press(button(player, words.menu.playAlone)));
    await playToEnd(player);
    expect(await outcome(player)).toMatchObject({ points: 300, clean: 3 });
    // What the browser itself says of a server that is not there.
    expect(player.faults.filter((fault) => !fault.includes('ERR_CONNECTION_REFUSED'))).toEqual([]);
    await player.close();
    await away.stop();
  });

  it('the title says so where the browser knows', async () => {
    const player = sitDown(await visit(browser, server.url, PHONE));
    const { page, words } = player;
    await button(player, words.menu.playAlone).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('status').getByText(words.menu.offline).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.context().setOffline(false);
    await page.getByText(words.menu.offline).waitFor({ state: 'detached' });
    await player.close();
  });
});
