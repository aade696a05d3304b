// Lines that break and people who are not expected: each gets its seat back, or clear words.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { act, button, look, type Player, sitDown } from './player.ts';
import { makeRoom, meet, ready, typeCode } from './room.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { DESK, PHONE, type Visitor, visit } from './visited-page.ts';

const LONG = process.env['LONG'] === '1';

const SEATS = [
  { who: 'the client at the desk', index: 0 },
  { who: 'the server on the phone', index: 1 },
] as const;

const VISITORS = [
  { language: 'English', visitor: DESK },
  { language: 'Korean', visitor: PHONE },
];

let browser: Browser;
let server: TestServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer(11)]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** A window at the title. */
async function sit(visitor: Visitor, at = server): Promise<Player> {
  return sitDown(await visit(browser, at.url, visitor));
}

/** Two people in a match on `at` that has gone on for a while. */
async function inMatch(at: TestServer): Promise<readonly [Player, Player]> {
  const players = [await sit(DESK, at), await sit(PHONE, at)] as const;
  await meet(...players);
  await ready(at, players);
  for (const player of players) await act(player, false);
  return players;
}

describe('a reload in mid-match', () => {
  it.each(LONG ? SEATS : SEATS.slice(1))(
    'gives $who the seat back with its full state',
    async ({ index }) => {
      const players = await inMatch(server);
      const player = players[index];
      const before = await look(player);
      await player.page.reload();
      await player.page.getByRole('region', { name: player.words.play.sockets.heading }).waitFor();
      // Which row is chosen is a matter of the hand, and its memory is the page's.
      const chosenAside = ({ rows, ...rest }: typeof before) => ({
        ...rest,
        ports: [],
        rows: rows.map((row) => ({ ...row, chosen: false })),
      });
      expect(chosenAside(await look(player))).toEqual(chosenAside(before));
      expect(before.rows.length + before.said.mine.length).toBeGreaterThan(0);
      for (const { faults, close } of players) {
        expect(faults).toEqual([]);
        await close();
      }
    },
  );
});

it('a server that is gone is told in each language, and the seat waits for it', async () => {
  const away = await startTestServer(12);
  const players = await inMatch(away);
  await away.kill();
  for (const { page, words } of players) {
    await page.getByText(words.play.link.reconnecting).first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
  }
  for (const player of players) await player.close();
  await away.stop();
});

it('a server that dies and starts again finds both back in their match by themselves, and they play on', async () => {
  const dying = await startTestServer(14);
  const players = await inMatch(dying);
  const before = await Promise.all(players.map(look));
  await dying.kill();
  for (const { page, words } of players) await page.getByText(words.play.link.reconnecting).first().waitFor();
  await dying.startAgain();
  for (const { page, words } of players) {
    await page.getByText(words.play.link.reconnecting).first().waitFor({ state: 'hidden' });
  }
  await dying.moveClock(3000);
  for (const [index, player] of players.entries()) {
    const after = await look(player);
    const states = (sight: typeof after | undefined) => sight?.rows.map(({ state }) => state);
    expect(states(after)).toEqual(states(before[index]));
    await act(player, false);
  }
  for (const { close } of players) await close();
  await dying.stop();
});

describe.each(LONG ? VISITORS : VISITORS.slice(1))('in $language', ({ visitor }) => {
  it('a wrong code, a damaged code and a full room are each told in words', async () => {
    const stranger = await sit(visitor);
    const { menu, play } = stranger.words;
    const card = stranger.page.getByRole('alert');
    await typeCode(stranger, '222222');
    await card.getByText(play.problems['no-such-room']).waitFor();
    expect(await axeFindings(stranger.page)).toEqual([]);
    await typeCode(stranger, '222');
    await card.getByText(menu.codeTooShort).waitFor();
    const [maker, joiner] = [await sit(DESK), await sit(PHONE)];
    const code = await makeRoom(maker);
    await typeCode(joiner, code);
    await button(joiner, joiner.words.play.lobby.ready).waitFor();
    await typeCode(stranger, code);
    await card.getByText(play.problems['room-full']).waitFor();
    expect(await axeFindings(stranger.page)).toEqual([]);
    await maker.page.getByText(maker.words.play.lobby.waiting).waitFor();
    for (const player of [maker, joiner, stranger]) await player.close();
  });

  it('a server that is not there is told on the title', async () => {
    const away = await startTestServer(13);
    const player = await sit(visitor, away);
    // The parts of the game that this needs have come by now; a page without them says so in its own words.
    await player.controls.press(button(player, player.words.menu.allLevels));
    await player.page.getByRole('heading', { name: player.words.around.chart.heading }).waitFor();
    await player.controls.press(player.page.getByRole('button', { name: player.words.play.back }));
    await player.page.route('**/api/rooms', (route) => route.abort('connectionrefused'));
    await player.controls.press(button(player, player.words.menu.playWithFriend));
    await player.page.getByRole('alert').getByText(player.words.play.problems['server-away']).waitFor();
    await player.close();
    await away.stop();
  });
});
