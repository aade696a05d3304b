// Moments of the fifteen levels that are worth a look, as data: `npm run shots` makes pictures of them.
import type { Level } from '@syn-or-swim/shared/game/level.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import type { Browser } from 'playwright-core';
import type { Language } from '../../client/src/i18n/language.ts';
import { beginLevel, playLevel } from './level-run.ts';
import { button, type Player, sitDown } from './player.ts';
import type { TestServer } from './test-server.ts';
import type { OnScreen } from './tour-after.ts';
import { DESK, visit } from './visited-page.ts';

/** One moment of a level, and what is opened for its picture. */
interface LevelScene {
  readonly name: string;
  /** True at the moment; asked each second of the round. */
  readonly when: (player: Player, second: number) => boolean | Promise<boolean>;
  readonly open?: (player: Player) => Promise<void>;
  readonly close?: (player: Player) => Promise<void>;
}

/** A level played alone, from one harbour, until all its scenes were seen. */
interface LevelShow {
  readonly level: number;
  readonly seat: Side;
  readonly language: Language;
  readonly scenes: readonly LevelScene[];
  /** Settings of the page that differ from the first ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

const at = (moment: number, name = `${moment}s`): LevelScene => ({
  name,
  when: (_player, second) => second === moment,
});

/** Presses the button that `named` names. */
const pressing =
  (named: (words: Player['words']['play']) => string) =>
  (player: Player): Promise<void> =>
    button(player, named(player.words.play)).first().click();

/** Closes the dialog that is open. */
async function closeDialog({ page, words }: Player): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: words.play.close }).first().click();
}

const guess: LevelScene = {
  name: 'guess',
  when: ({ page, words }) => page.getByRole('region', { name: words.play.guess.heading }).isVisible(),
};

const hint: LevelScene = {
  ...at(2, 'hint'),
  open: pressing(({ harbour }) => harbour.hint.button),
  close: pressing(({ close }) => close),
};

const enough: LevelScene = {
  name: 'enough',
  when: (player) => button(player, player.words.play.harbour.encore.enough).isVisible(),
};

const dark: LevelScene = {
  name: 'dark',
  when: ({ page }) => page.locator('.harbour-notice.dark').isVisible(),
};

const wall: LevelScene = {
  name: 'wall',
  when: ({ page }) => page.locator('.harbour-notice.wall').isVisible(),
};

const list = (moment: number): LevelScene => ({
  ...at(moment, 'ss'),
  open: pressing(({ harbour }) => harbour.table.open),
  close: closeDialog,
});

const log = (moment: number): LevelScene => ({
  ...at(moment, 'log'),
  open: pressing(({ harbour }) => harbour.log.open),
  close: closeDialog,
});

const pause = (moment: number): LevelScene => ({
  ...at(moment, 'pause'),
  open: pressing(({ harbour }) => harbour.pause.pause),
  close: pressing(({ harbour }) => harbour.pause.resume),
});

const cookies: LevelScene = {
  ...at(45, 'cookies'),
  open: pressing(({ harbour }) => harbour.notices.cookiesLabel),
};

const caption: LevelScene = {
  name: 'caption',
  when: ({ page }) => page.locator('.sound-caption li').first().isVisible(),
};

const SHOWS: readonly LevelShow[] = [
  { level: 1, seat: 'client', language: 'en', scenes: [at(0), hint, at(8), enough] },
  { level: 1, seat: 'server', language: 'ko', scenes: [at(0), at(6)] },
  { level: 2, seat: 'client', language: 'ko', scenes: [at(2), at(14)] },
  { level: 3, seat: 'client', language: 'en', scenes: [at(12), at(22)] },
  { level: 4, seat: 'client', language: 'ko', scenes: [at(10), pause(14), at(30)] },
  { level: 5, seat: 'server', language: 'en', scenes: [at(20), guess] },
  { level: 6, seat: 'client', language: 'ko', scenes: [at(14), list(22), at(40)] },
  { level: 7, seat: 'client', language: 'en', scenes: [at(20), at(50)] },
  { level: 8, seat: 'server', language: 'ko', scenes: [at(3), log(20), at(45)] },
  { level: 9, seat: 'server', language: 'en', scenes: [wall, at(40)] },
  { level: 10, seat: 'client', language: 'ko', scenes: [at(40), log(70)] },
  { level: 11, seat: 'server', language: 'en', scenes: [at(30), at(60)] },
  { level: 12, seat: 'client', language: 'ko', scenes: [at(14), at(42)] },
  { level: 13, seat: 'client', language: 'en', scenes: [dark] },
  { level: 14, seat: 'server', language: 'ko', scenes: [at(25), cookies] },
  { level: 15, seat: 'server', language: 'en', scenes: [at(40), at(80)] },
  { level: 4, seat: 'client', language: 'ko', scenes: [caption], settings: { captions: true } },
  { level: 4, seat: 'server', language: 'en', scenes: [at(9, 'patient')], settings: { pace: 'patient' } },
  {
    level: 9,
    seat: 'client',
    language: 'ko',
    scenes: [at(30, 'captain')],
    settings: { assistance: 'captain' },
  },
];

class AllSeen extends Error {}

async function playScenes(player: Player, level: Level, show: LevelShow, onScreen: OnScreen): Promise<void> {
  const left = [...show.scenes];
  await playLevel(player, level, async (second) => {
    for (const scene of [...left]) {
      if (!(await scene.when(player, second))) continue;
      left.splice(left.indexOf(scene), 1);
      await scene.open?.(player);
      await player.page.clock.runFor(500);
      await onScreen(`level-${String(level.number).padStart(2, '0')}-${show.seat}-${scene.name}`, player);
      await scene.close?.(player);
    }
    if (left.length === 0) throw new AllSeen();
  }).catch((cause: unknown) => {
    if (!(cause instanceof AllSeen)) throw cause;
  });
}

/** Shows the briefing of `level`, reached from the title by way of the chart. */
async function showBriefing(player: Player, level: Level, onScreen: OnScreen): Promise<void> {
  const { page, words } = player;
  await button(player, words.menu.allLevels).click();
  const [, text] = Object.entries(words.levels).find(([id]) => id === level.id) ?? [];
  const title = text?.title ?? '';
  await page.getByRole('button', { name: title }).click();
  await page.getByRole('heading', { name: title }).waitFor();
  await onScreen(`briefing-${String(level.number).padStart(2, '0')}`, player);
}

/** Shows every level whose number is among `numbers` to `onScreen`; gives what went wrong in the pages meanwhile. */
export async function levelScenes(
  browser: Browser,
  server: TestServer,
  numbers: readonly number[],
  seed: number,
  onScreen: OnScreen,
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const show of SHOWS.filter(({ level }) => numbers.includes(level))) {
    const level = LEVELS.find(({ number }) => number === show.level);
    if (level === undefined) throw new Error(`There is no level ${show.level}`);
    const path = `/?r=canvas&level=${level.id}&seat=${show.seat}`;
    const player = sitDown(
      await visit(browser, server.url, { ...DESK, language: show.language }, path),
      true,
    );
    if (show.settings !== undefined) {
      await player.page.evaluate((value) => {
        localStorage.setItem('syn-or-swim.settings', JSON.stringify({ version: 1, value }));
      }, show.settings);
      await player.page.reload();
    }
    await beginLevel(player, seed);
    await playScenes(player, level, show, onScreen);
    await player.page.clock.resume();
    faults.push(...player.faults.map((fault) => `level ${show.level}: ${fault}`));
    await player.close();
  }
  return faults;
}

/** Shows the briefings of the levels `numbers` in `language`. */
export async function briefings(
  browser: Browser,
  server: TestServer,
  numbers: readonly number[],
  language: Language,
  onScreen: OnScreen,
): Promise<readonly string[]> {
  const player = sitDown(await visit(browser, server.url, { ...DESK, language }));
  for (const level of LEVELS.filter(({ number }) => numbers.includes(number))) {
    await player.page.goto(`${server.url}/?r=canvas`);
    await showBriefing(player, level, onScreen);
  }
  await player.close();
  return player.faults;
}
