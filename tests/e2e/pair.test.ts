// Two people in two browsers play both levels through in weather that loses a third of the boats: one in English
// with the keyboard alone, one in Korean with a finger alone. What was recorded is then run again in Node.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './browser.ts';
import { endStates, outcome } from './debrief-reader.ts';
import { layoutFaults } from './layout-faults.ts';
import { playThrough } from './pair-match.ts';
import { sitDown } from './player.ts';
import { meet, ready } from './room.ts';
import { storedHashes } from './stored-matches.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { DESK, PHONE, visit } from './visited-page.ts';

/** Every match goes by it: the same boats are lost each time. */
const SEED = 20_260_101;
const ROUND = 360_000;
const CLOSED = { client: 'CLOSED', server: 'CLOSED' };

let browser: Browser;
let server: TestServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer(SEED)]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** The hashes that the pages showed, match by match. */
const shown: (string | null)[] = [];

describe('in weather that loses a third of the boats', () => {
  it.each([
    { level: 'test-first-light-rough', withCargo: false, singleKeys: false },
    { level: 'test-fair-winds-rough', withCargo: true, singleKeys: true },
  ])('$level goes to CLOSED at both ends of every order', async ({ level, withCargo, singleKeys }) => {
    const maker = sitDown(await visit(browser, server.url, DESK, `/?r=canvas&level=${level}`), singleKeys);
    const joiner = sitDown(await visit(browser, server.url, PHONE));
    const players = [maker, joiner] as const;
    await meet(maker, joiner);
    await ready(server, players);
    await playThrough({ server, players, round: ROUND, withCargo });
    const { par, hash } = await outcome(maker);
    shown.push(hash);
    for (const player of players) {
      expect(await endStates(player)).toEqual([CLOSED, CLOSED, CLOSED]);
      expect(await outcome(player)).toEqual({ points: par, par, clean: par / 100, hash });
      expect(await layoutFaults(player.page)).toEqual([]);
      expect(player.faults).toEqual([]);
      await player.close();
    }
  });

  it('the recorded matches run again in Node to the hashes that Chromium showed', async () => {
    await server.end();
    expect(await storedHashes(server.dataFolder)).toEqual(shown);
  });
});
