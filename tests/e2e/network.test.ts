// Three browsers in one room: two play, the third is the weather, and the debrief tells what each of them saw.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadNetworkTexts } from '../../client/src/i18n/load-network.ts';
import { ACT_COSTS, ENERGY_MAX } from '../../shared/src/game/network-act.ts';
import { launchBrowser } from './browser.ts';
import { liftFog } from './debrief-reader.ts';
import { act, button, type Player, sitDown } from './player.ts';
import { meet, ready, typeCode } from './room.ts';
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

/** In the lobby `chooser` opens the network's seat for a third player. */
async function openThirdSeat({ page, words, controls }: Player): Promise<void> {
  const network = await loadNetworkTexts(words.language);
  await controls.press(page.locator('summary', { hasText: words.around.briefing.timeAndHelp }));
  await page.getByLabel(network.setting).selectOption('person');
  await page.getByRole('listitem').filter({ hasText: network.seats.network }).waitFor();
}

it('three play a match with a network: it sinks a boat, neither harbour is told, and the debrief tells all', async () => {
  const [maker, joiner, third] = [
    sitDown(await visit(browser, server.url, DESK)),
    sitDown(await visit(browser, server.url, { ...DESK, language: 'ko' })),
    sitDown(await visit(browser, server.url, PHONE)),
  ] as const;
  const words = await loadNetworkTexts(third.words.language);
  const code = await meet(maker, joiner);
  await openThirdSeat(maker);
  await typeCode(third, code);
  await third.page.getByText(words.role[0] ?? '').waitFor();
  await maker.page.getByText(maker.words.play.lobby.waitingThree).waitFor();
  await third.controls.press(button(third, third.words.play.lobby.ready));
  await ready(server, [maker, joiner]);
  await third.page.getByRole('heading', { name: words.heading }).waitFor();
  await third.page.getByText(words.none).waitFor();

  // The lamp is lit and told of, then the SYN leaves: the third sees its header.
  const sink = third.page.getByRole('button', { name: new RegExp(`^${words.acts.sink}.*SYN seq`) });
  for (let round = 0; round < 6 && !(await sink.isVisible()); round += 1) {
    for (const player of [joiner, maker]) await act(player, false);
    await server.moveClock(100);
  }
  await third.controls.press(sink.first());
  await third.page.getByText(words.done.sink).waitFor();
  const left = words.energyOf(ENERGY_MAX - ACT_COSTS.sink, ENERGY_MAX);
  await third.page.getByRole('img', { name: left }).waitFor();
  await server.moveClock(1_500);
  const { arrived } = joiner.words.play;
  await joiner.page.getByRole('region', { name: arrived.heading }).getByText(arrived.none).waitFor();

  // Who was the weather comes back to that seat.
  await third.page.reload();
  await third.page.getByRole('heading', { name: words.heading }).waitFor();
  await third.page.getByText(words.none).waitFor();

  // A match goes on to its horn, and whoever was there is told by the same debrief.
  await server.moveClock(200_000);
  for (const player of [maker, joiner, third]) {
    const { language, play } = player.words;
    const { saw, acts } = await loadNetworkTexts(language);
    await player.page.getByRole('heading', { name: play.debrief.heading }).waitFor();
    await liftFog(player);
    const part = player.page.getByRole('region', { name: saw.heading });
    await part.getByText(new RegExp(`^${acts.sink}: SYN seq`)).waitFor();
    expect(await part.getByText(saw.score(0, 0, 1)).count()).toBe(1);
    expect(await part.getByText(saw.byAct(acts.sink, 1, 0, 0)).count()).toBe(1);
    // The client saw its SYN leave; the server has never seen anything of that connection.
    const { client, server: peer } = (await loadNetworkTexts(language)).seats;
    await part.getByRole('radio', { name: client }).check();
    await part.getByText(/SYN seq/).waitFor();
    await part.getByRole('radio', { name: peer }).check();
    await part.getByText(saw.nothing).waitFor();
    expect(player.faults).toEqual([]);
  }
  for (const player of [maker, joiner, third]) await player.close();
});
