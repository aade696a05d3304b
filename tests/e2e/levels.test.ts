// Every level is played to its end in the browser, from both harbours: nothing fails in the page, the debrief opens, and
// what it says is what the recording gives when it is run again here. LONG=1 plays all fifteen, `npm test` one.
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { parOf } from '@syn-or-swim/shared/players/par.ts';
import { matchHash, replay } from '@syn-or-swim/shared/replay/replay.ts';
import { scoreOf } from '@syn-or-swim/shared/scoring/score.ts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { beginLevel, playLevel, recordingIn } from './level-run.ts';
import { sitDown } from './player.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { DESK, PHONE, visit } from './visited-page.ts';

const LONG = process.env['LONG'] === '1';
const SEED = 7;
const SHORT = { number: 5, seat: 'server' } as const;

const SEATS: readonly Side[] = ['client', 'server'];
const runs = LEVELS.flatMap((level) => SEATS.map((seat) => ({ level, seat, id: level.id })));
const chosen = LONG
  ? runs
  : runs.filter(({ level, seat }) => level.number === SHORT.number && seat === SHORT.seat);

let browser: Browser;
let server: TestServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer(SEED)]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

it.each(chosen)('$id from the $seat’s harbour', async ({ level, seat }) => {
  // Odd levels at the desk in English, even ones on the phone in Korean, and the other way round for the server.
  const visitor = (level.number % 2 === 1) === (seat === 'client') ? DESK : PHONE;
  const player = sitDown(
    await visit(browser, server.url, visitor, `/?r=canvas&level=${level.id}&seat=${seat}`),
    true,
  );
  await beginLevel(player, SEED);
  const objections = await playLevel(player, level);
  const { page, words } = player;
  const recording = await recordingIn(page);
  const again = replay(recording, level, DRIVERS);
  if (!again.ok) throw new Error(`The recording can't be run again: ${again.problem.kind}`);
  const { points } = scoreOf(again.value);
  const par = parOf(level, recording.setup.seed);
  await page.getByText(words.play.debrief.points(points, par), { exact: true }).waitFor();
  expect(await page.locator('[data-match-hash]').getAttribute('data-match-hash')).toBe(
    matchHash(again.value),
  );
  expect(player.faults).toEqual([]);
  console.log(
    `measured: level ${level.number} as ${seat} by a hand in the browser: ${points} of ${par}, ${objections.length} objections`,
  );
  await player.close();
});
