// Every hand plays: each grade of help, alone and in a pair, by keys and by touch, in both languages, from the title
// over the whole life of a connection to the debrief; with LONG=1 whole levels, too. Pairs meet weather that loses a
// third of the boats; what was recorded of them is run again in Node.
import { ASSISTANCE_GRADES, type Assistance } from '@syn-or-swim/shared/game/level.ts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../client/src/i18n/language.ts';
import { launchBrowser } from './browser.ts';
import { endStates, outcome } from './debrief-reader.ts';
import { freshMemory } from './hand.ts';
import { layoutFaults } from './layout-faults.ts';
import { playThrough } from './pair-match.ts';
import { button, type Player, sitDown } from './player.ts';
import { chooseHelp, meet, ready } from './room.ts';
import { beginAlone, playToEnd } from './solo-match.ts';
import { storedHashes } from './stored-matches.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { DESK, PHONE, type Visitor, visit } from './visited-page.ts';

const LONG = process.env['LONG'] === '1';

/** How somebody plays. `keys`: single keys (S A F R, D, digits, Enter); `tab`: Tab, space and arrows. */
interface Hand {
  readonly by: 'keys' | 'tab' | 'touch';
  readonly language: Language;
}

/** A level that is played whole. */
interface WholeLevel {
  readonly id: string;
  readonly orders: number;
  /** Whether there is cargo and closing to agree on. */
  readonly withCargo: boolean;
}

/** One match: alone, or the second hand's as well. `always`: also without LONG=1. */
interface Case {
  readonly grade: Assistance;
  readonly hands: readonly [Hand] | readonly [Hand, Hand];
  /** Left out: one order, rough for a pair. */
  readonly level?: WholeLevel;
  readonly always?: true;
}

const ONE_ORDER: WholeLevel = { id: 'test-one-goodbye', orders: 1, withCargo: true };
const ONE_ROUGH_ORDER: WholeLevel = { ...ONE_ORDER, id: 'test-one-goodbye-rough' };

const hand = (by: Hand['by'], language: Language): Hand => ({ by, language });

const WHOLE_LEVELS: readonly Case[] = [
  {
    grade: 'cadet',
    hands: [hand('tab', 'en'), hand('touch', 'ko')],
    level: { id: 'test-first-light-rough', orders: 3, withCargo: false },
  },
  {
    grade: 'cadet',
    hands: [hand('keys', 'en'), hand('touch', 'ko')],
    level: { id: 'test-fair-winds-rough', orders: 3, withCargo: true },
  },
  {
    grade: 'captain',
    hands: [hand('touch', 'ko')],
    level: { id: 'count-the-waves', orders: 4, withCargo: false },
  },
  { grade: 'mate', hands: [hand('keys', 'en')], level: { id: 'cargo', orders: 4, withCargo: true } },
  {
    grade: 'captain',
    hands: [hand('keys', 'en')],
    level: { id: 'fair-winds-home', orders: 3, withCargo: true },
  },
  { grade: 'mate', hands: [hand('touch', 'ko')], level: { id: 'echoes', orders: 3, withCargo: true } },
];

const CASES: readonly Case[] = [
  { grade: 'cadet', hands: [hand('tab', 'ko')] },
  { grade: 'cadet', hands: [hand('touch', 'en')] },
  { grade: 'cadet', hands: [hand('keys', 'en'), hand('touch', 'ko')], always: true },
  { grade: 'mate', hands: [hand('keys', 'en')] },
  { grade: 'mate', hands: [hand('touch', 'ko')], always: true },
  { grade: 'mate', hands: [hand('touch', 'en'), hand('keys', 'ko')] },
  { grade: 'captain', hands: [hand('keys', 'ko')], always: true },
  { grade: 'captain', hands: [hand('touch', 'en')] },
  { grade: 'captain', hands: [hand('touch', 'ko'), hand('keys', 'en')] },
  ...WHOLE_LEVELS,
];

/** Every pair's match goes by it: the same boats are lost each time. The second is over sooner. */
const SEED = LONG ? 20_260_101 : 20_260_102;
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

function visitorWith({ by, language }: Hand): Visitor {
  return { ...(by === 'touch' ? PHONE : DESK), language };
}

async function sit(how: Hand, query = ''): Promise<Player> {
  const visited = await visit(browser, server.url, visitorWith(how), `/?r=canvas${query}`);
  return sitDown(visited, how.by === 'keys');
}

/** The hashes that the pages of pairs showed, match by match. */
const shown: (string | null)[] = [];

async function playAlone({ grade, level = ONE_ORDER }: Case, how: Hand): Promise<readonly [Player]> {
  const player = await sit(how, `&level=${level.id}&assistance=${grade}`);
  player.memory = freshMemory(true);
  await beginAlone(player, () => player.controls.press(button(player, player.words.menu.playAlone)));
  await playToEnd(player, level.withCargo);
  return [player];
}

async function playInPair(
  { grade, level = ONE_ROUGH_ORDER }: Case,
  hands: readonly [Hand, Hand],
): Promise<readonly Player[]> {
  const players = [await sit(hands[0], `&level=${level.id}`), await sit(hands[1])] as const;
  await meet(...players);
  await chooseHelp(...players, grade);
  await ready(server, players);
  await playThrough({ server, players, round: ROUND, withCargo: level.withCargo });
  shown.push((await outcome(players[0])).hash);
  return players;
}

function named({ grade, hands, level }: Case): string {
  const people = hands.map(({ by, language }) => `${by} in ${language}`).join(', ');
  const where = level === undefined ? '' : `${level.id}, `;
  return `${where}${grade}, ${hands.length === 1 ? 'alone' : 'in a pair'}: ${people}`;
}

for (const each of CASES) {
  if (each.always || LONG) {
    it(named(each), async () => {
      const { hands, level = ONE_ORDER } = each;
      const players = await (hands.length === 1 ? playAlone(each, hands[0]) : playInPair(each, hands));
      const { hash } = await outcome(players[0] as Player);
      const points = 100 * level.orders;
      for (const player of players) {
        // A pair may have had time for encores, which nothing counts.
        const ends = (await endStates(player)).slice(0, level.orders);
        expect(ends).toEqual(Array.from({ length: level.orders }, () => CLOSED));
        expect(await outcome(player)).toMatchObject({ points, par: points, hash });
        expect(await layoutFaults(player.page)).toEqual([]);
        expect(player.faults).toEqual([]);
        await player.close();
      }
    });
  }
}

it('the recorded matches of pairs run again in Node to the hashes that Chromium showed', async () => {
  await server.end();
  expect(shown.length).toBeGreaterThan(0);
  expect(await storedHashes(server.dataFolder)).toEqual(shown);
});

describe('the table of cases', () => {
  const rows = CASES.flatMap(({ grade, hands }) =>
    hands.map(({ by, language }) => [
      grade,
      hands.length === 1 ? 'alone' : 'pair',
      by === 'touch' ? 'touch' : 'keyboard',
      language,
    ]),
  );
  const values = [ASSISTANCE_GRADES, ['alone', 'pair'], ['keyboard', 'touch'], ['en', 'ko']] as const;

  it('holds every pair of values', () => {
    const missing = values.flatMap((left, first) =>
      values
        .slice(first + 1)
        .flatMap((right, index) =>
          left.flatMap((one) =>
            right
              .filter((other) => !rows.some((row) => row[first] === one && row[first + 1 + index] === other))
              .map((other) => `${one}, ${other}`),
          ),
        ),
    );
    expect(missing).toEqual([]);
  });
});
