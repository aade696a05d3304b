// Somebody who sees nothing: the accessibility tree and the live regions alone, from the title to the debrief. Which
// boats came they know by ear only.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { endStates, outcome } from './debrief-reader.ts';
import { listenTo } from './ears.ts';
import { freshMemory } from './hand.ts';
import { readPlay } from './play-reader.ts';
import { act, button, look, type Player, sitDown } from './player.ts';
import { meet, ready } from './room.ts';
import { beginAlone, pass } from './solo-match.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { DESK, PHONE, visit } from './visited-page.ts';

let browser: Browser;
let server: TestServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer(5)]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** More seconds than the round has. */
const SECONDS = 150;

it('a whole match is played by what is read out, and every boat is told in the live region', async () => {
  const visited = await visit(browser, server.url, DESK, '/?r=canvas&level=test-one-goodbye&assistance=mate');
  const { page, words } = visited;
  const ears = await listenTo(page);
  await page.reload();
  const player: Player = { ...sitDown(visited), arrivals: ears.arrivals, memory: freshMemory(true) };
  await beginAlone(player, () => player.controls.press(button(player, words.menu.playAlone)));
  const over = page.getByRole('heading', { name: words.play.debrief.heading });
  const listed = new Set<string>();
  for (let second = 0; second < SECONDS && !(await over.isVisible()); second += 1) {
    if (await button(player, words.play.token.send).isVisible()) {
      for (const row of (await readPlay(page, words)).arrivals) listed.add(JSON.stringify(row));
      // One message a second: the next move waits until the last word was said.
      if ((await ears.arrivals()).length >= listed.size) await act(player, true);
    }
    await pass(page, 1000);
  }
  await over.waitFor();
  expect(await endStates(player)).toEqual([{ client: 'CLOSED', server: 'CLOSED' }]);
  expect(await outcome(player)).toMatchObject({ points: 100, clean: 1 });
  const heard = await ears.arrivals();
  expect(new Set(heard.map((row) => JSON.stringify(row)))).toEqual(listed);
  expect(heard.map(({ flags }) => flags).toReversed()).toEqual(['SYN+ACK', 'ACK', 'ACK', 'ACK', 'FIN+ACK']);
  const all = (await ears.all()).join('\n');
  expect(all).toContain(words.play.news.slip(''));
  expect(all).toContain(words.play.news.said(''));
  expect(player.faults).toEqual([]);
  await player.close();
});

it('what the partner writes into the harbour log is read out', async () => {
  const writer = sitDown(await visit(browser, server.url, PHONE, '/?r=canvas&level=test-one-goodbye'));
  const visited = await visit(browser, server.url, DESK);
  const ears = await listenTo(visited.page);
  await visited.page.reload();
  const listener = sitDown(visited);
  await meet(writer, listener);
  await ready(server, [writer, listener]);
  for (const player of [writer, listener, writer]) {
    await act(player, false);
    await server.moveClock(2000);
  }
  // Long enough in ESTABLISHED to ask why.
  await server.moveClock(17_000);
  const { log } = writer.words.play.harbour;
  const { page, controls } = writer;
  await controls.press(button(writer, log.open));
  const dialog = page.getByRole('dialog', { name: log.heading });
  await controls.choose(dialog.getByRole('radio', { name: log.causes.nobody }));
  await controls.choose(dialog.getByRole('radio', { name: log.remedies['wait-for-its-timer'] }));
  await writer.exchange(() => controls.press(dialog.getByRole('button', { name: log.write })));
  const { news, harbour } = listener.words.play;
  const ship = (await look(listener)).rows[0]?.label ?? '';
  const words = news.logged(ship, harbour.log.causes.nobody, harbour.log.remedies['wait-for-its-timer']);
  await expect.poll(async () => (await ears.all()).join('\n')).toContain(words);
  for (const player of [writer, listener]) {
    expect(player.faults).toEqual([]);
    await player.close();
  }
});
