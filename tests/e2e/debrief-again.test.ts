// After a match with mistakes in it, two people: the blame card, the boat of the day, trying again, three questions.
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AfterwardsTexts } from '../../client/src/i18n/afterwards-en.ts';
import { loadAfterwardsTexts, loadDebriefTexts } from '../../client/src/i18n/load-debrief.ts';
import { launchBrowser } from './browser.ts';
import { liftFog } from './debrief-reader.ts';
import { layoutFaults } from './layout-faults.ts';
import { playWithMistakes } from './match-with-mistakes.ts';
import { button, type Player } from './player.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let browser: Browser;
let server: TestServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer(15)]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function faultless(player: Player): Promise<void> {
  const { page } = player;
  expect(await layoutFaults(page)).toEqual([]);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`)),
  ).toEqual([]);
}

/** Names the network and the bell on the blame card. */
async function blameTheNetwork(player: Player, words: AfterwardsTexts): Promise<void> {
  const { page, controls } = player;
  const { log } = player.words.play.harbour;
  const card = page.getByRole('region', { name: words.blame.heading });
  await card.waitFor();
  await controls.choose(card.getByRole('radio', { name: log.causes.network }));
  await controls.choose(card.getByRole('radio', { name: log.remedies['resend-at-the-bell'] }));
  await controls.press(button(player, words.blame.say));
}

/** Answers all questions with their first answer. Gives how many there were. */
async function answerAll(player: Player, words: AfterwardsTexts): Promise<number> {
  const { page, controls } = player;
  const region = page.getByRole('region', { name: words.questions.heading });
  await controls.press(region.getByRole('button', { name: words.questions.start }));
  for (let number = 1; ; number += 1) {
    await region.getByText(words.questions.number(number, 3)).waitFor();
    await controls.press(region.getByRole('list').getByRole('button').first());
    const next = region.getByRole('button', {
      name: new RegExp(`^(${words.questions.next}|${words.questions.finish})$`),
    });
    await next.waitFor();
    if (number === 1) await faultless(player);
    await controls.press(next);
    if (number === 3) break;
  }
  await region.getByText(new RegExp(words.questions.score(0, 3).replace('0', '[0-3]'))).waitFor();
  return 3;
}

describe('after a match with mistakes', () => {
  it('both say what went wrong, one tries again with the keyboard, the other answers by touch', async () => {
    const [laptop, phone] = await playWithMistakes(browser, server);
    const [en, ko] = [await loadAfterwardsTexts('en'), await loadAfterwardsTexts('ko')];

    // The fog is down: no score is told yet. What one says, the other hears.
    await blameTheNetwork(laptop, en);
    await laptop.page.getByText(en.blame.waiting).waitFor();
    expect(await laptop.page.locator('[data-match-hash]').count()).toBe(0);
    await phone.page.getByText(ko.blame.partnerSpoke).waitFor();
    await faultless(phone);
    await blameTheNetwork(phone, ko);
    for (const [player, words] of [
      [laptop, en],
      [phone, ko],
    ] as const) {
      await player.page.getByText(words.blame.agreed).waitFor();
      await liftFog(player);
      await player.page.getByRole('heading', { name: words.blame.shows }).waitFor();
      await player.page.getByRole('heading', { name: words.boat.heading }).waitFor();
    }
    await faultless(laptop);

    // The laptop's walk stops at its mistake: it tries again from there.
    const { page, controls } = laptop;
    const walk = await loadDebriefTexts('en');
    const region = page.getByRole('region', { name: walk.walk.heading });
    const stops = region.getByRole('navigation', { name: walk.walk.stops }).getByRole('button');
    await stops.filter({ hasText: walk.walk.kinds.mistake }).first().press('Enter');
    await region.getByRole('button', { name: en.again.open }).first().press('Enter');
    const again = page.getByRole('region', { name: /^Once more/ });
    await again.waitFor();
    await faultless(laptop);
    // Twice wrong, then the hints, as far as they go.
    await controls.press(again.getByRole('button', { name: 'FIN', exact: true }));
    await controls.press(again.getByRole('button', { name: laptop.words.play.token.send, exact: true }));
    await again.getByText(en.again.notYet).waitFor();
    await again.getByText(en.again.tries(1)).waitFor();
    expect(await again.getByRole('button', { name: en.again.hint }).count()).toBe(0);
    await controls.press(again.getByRole('button', { name: laptop.words.play.token.send, exact: true }));
    await again.getByText(en.again.tries(2)).waitFor();
    await again.getByRole('button', { name: en.again.hint }).press('Enter');
    await again.getByText(`${en.again.hinted}:`).waitFor();
    await again.getByRole('button', { name: en.again.more }).press('Enter');
    const shown = again.getByText(`${en.again.shown}:`).locator('..');
    const flags = /(SYN\+ACK|SYN|FIN\+ACK|FIN|ACK) seq/.exec(await shown.innerText())?.[1]?.split('+') ?? [];
    for (const name of ['SYN', 'ACK', 'FIN']) {
      const flag = again.getByRole('button', { name, exact: true });
      const flies = (await flag.getAttribute('aria-pressed')) === 'true';
      if (flies !== flags.includes(name)) await controls.press(flag);
    }
    if (flags.length === 0) await again.getByRole('button', { name: en.again.wait }).press('Enter');
    else await controls.press(again.getByRole('button', { name: laptop.words.play.token.send, exact: true }));
    await again.getByText(en.again.compared).waitFor();
    const cells = await again.getByRole('table').getByRole('cell').allInnerTexts();
    const points = cells
      .filter((cell) => cell !== '')
      .slice(0, 3)
      .map(Number);
    expect((points[2] ?? 0) - (points[1] ?? 0)).toBe(10);
    await faultless(laptop);
    await again.getByRole('button', { name: en.again.close }).press('Enter');
    await again.waitFor({ state: 'detached' });

    expect(await answerAll(phone, ko)).toBe(3);
    const kept = await phone.page.evaluate(() => localStorage.getItem('syn-or-swim.questions'));
    expect(JSON.parse(kept ?? '{}')).toMatchObject({ version: 1, value: { matches: 1 } });
    for (const player of [laptop, phone]) {
      expect(player.faults).toEqual([]);
      await player.close();
    }
  });
});
