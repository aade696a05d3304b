// Pictures of every screen for a person to look at: `npm run shots [-- LEVEL]` writes them to test-results/shots.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../tests/e2e/browser.ts';
import { actInTurn, untilNext } from '../tests/e2e/pair-match.ts';
import { button, type Player, sendBoat, sitDown } from '../tests/e2e/player.ts';
import { startTestServer, type TestServer } from '../tests/e2e/test-server.ts';
import { visit } from '../tests/e2e/visited-page.ts';
import { buildIfStale } from './client-sources.ts';

/** Phone, tablet, laptop, projector. */
const SIZES = [
  { width: 360, height: 640 },
  { width: 820, height: 1180 },
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const;

const SEED = 20_260_101;
/** Turns that both play before the picture of a match in full swing. */
const TURNS = 2;
/** How long the boats of the turn after those have been under way then (ms). */
const UNDER_WAY = 700;
/** Later than the horn of any level (ms). */
const AFTER_THE_HORN = 3_600_000;

const folder = join(import.meta.dirname, '../test-results/shots');
const level = process.argv[2] ?? 'first-light';

async function shoot(name: string, players: readonly Player[]): Promise<void> {
  for (const { page, visitor } of players) {
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await page.evaluate(() => document.fonts.ready);
      // The picture of the strait is drawn anew for its size.
      await page.evaluate(
        () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
      );
      const file = `${name}-${visitor.language}-${size.width}x${size.height}.png`;
      await page.screenshot({ path: join(folder, file), timeout: 60_000 });
    }
    await page.setViewportSize(visitor.size);
  }
  console.log(name);
}

async function sitDownAt(
  browser: Browser,
  url: string,
  language: 'en' | 'ko',
  path: string,
): Promise<Player> {
  const visitor = { language, size: { width: 1366, height: 768 }, touch: false };
  return sitDown(await visit(browser, url, visitor, path));
}

async function joinRoom(maker: Player, joiner: Player): Promise<void> {
  await maker.controls.press(button(maker, maker.words.menu.playWithFriend));
  const codes = maker.page.getByRole('paragraph').filter({ hasText: /^[2-9A-Z]{6}$/ });
  const code = await codes.innerText();
  await shoot('room', [maker]);
  const { menu } = joiner.words;
  await joiner.controls.write(joiner.page.getByRole('textbox', { name: menu.code }), code);
  await joiner.controls.press(button(joiner, menu.join));
  await button(joiner, joiner.words.play.lobby.ready).waitFor();
  await shoot('briefing', [maker, joiner]);
}

async function startMatch(server: TestServer, players: readonly Player[]): Promise<void> {
  for (const player of players) await player.controls.press(button(player, player.words.play.lobby.ready));
  for (const { page, words } of players) await page.getByText(words.play.lobby.starting(3)).waitFor();
  await server.moveClock(3000);
  for (const { page, words } of players) {
    await page.getByRole('region', { name: words.play.sockets.heading }).waitFor();
  }
}

async function playTurns(server: TestServer, players: readonly [Player, Player]): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    await actInTurn({ server, players, round: 0, withCargo: false });
    const { now, next } = await server.moveClock(0);
    await server.moveClock(untilNext(now, next));
  }
  await actInTurn({ server, players, round: 0, withCargo: false });
  await server.moveClock(UNDER_WAY);
}

async function shootMatch(server: TestServer, players: readonly [Player, Player]): Promise<void> {
  const [maker] = players;
  await startMatch(server, players);
  await shoot('start', players);
  await playTurns(server, players);
  await shoot('play', players);
  await sendBoat(maker, { flags: ['SYN', 'FIN'], crates: 0 });
  await maker.answered();
  await shoot('wrong', [maker]);
  await server.moveClock(AFTER_THE_HORN);
  for (const { page, words } of players) {
    await page.getByRole('heading', { name: words.play.debrief.heading }).waitFor();
  }
  await shoot('debrief', players);
}

if (!(await buildIfStale())) process.exit(1);
await mkdir(folder, { recursive: true });
const [browser, server] = await Promise.all([launchBrowser(), startTestServer(SEED)]);
try {
  const maker = await sitDownAt(browser, server.url, 'en', `/?r=canvas&level=${level}`);
  const joiner = await sitDownAt(browser, server.url, 'ko', '/?r=canvas');
  await shoot('title', [maker, joiner]);
  await joinRoom(maker, joiner);
  await shootMatch(server, [maker, joiner]);
  for (const fault of [...maker.faults, ...joiner.faults]) console.error(fault);
} finally {
  await browser.close();
  await server.stop();
}
