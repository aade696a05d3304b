// A match of two people after which there is much to say.
import type { Browser } from 'playwright-core';
import { act, type Player, sendBoat, sitDown } from './player.ts';
import { meet, ready } from './room.ts';
import type { TestServer } from './test-server.ts';
import { DESK, PHONE, visit } from './visited-page.ts';

/** Later than the horn of the level (ms). */
const AFTER_THE_HORN = 600_000;

/** A laptop and a phone open connections; the laptop errs twice; then nobody does anything until the horn. */
export async function playWithMistakes(
  browser: Browser,
  server: TestServer,
): Promise<readonly [Player, Player]> {
  const maker = sitDown(await visit(browser, server.url, DESK, '/?r=canvas&level=test-fair-winds-rough'));
  const joiner = sitDown(await visit(browser, server.url, PHONE));
  const players = [maker, joiner] as const;
  await meet(maker, joiner);
  await ready(server, players);
  for (let round = 0; round < 4; round += 1) {
    for (const player of players) await act(player, true);
    await server.moveClock(2000);
  }
  for (let miss = 0; miss < 2; miss += 1) {
    await maker.exchange(() => sendBoat(maker, { flags: ['SYN', 'FIN'], crates: 0 }));
  }
  await server.moveClock(AFTER_THE_HORN);
  return players;
}
