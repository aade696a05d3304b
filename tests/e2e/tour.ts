// A walk through every screen of the game in one language, for whoever looks at them: the tests and `npm run shots`.
import type { Browser } from 'playwright-core';
import type { Language } from '../../client/src/i18n/language.ts';
import { loadAfterwardsTexts, loadDebriefTexts } from '../../client/src/i18n/load-debrief.ts';
import { liftFog } from './debrief-reader.ts';
import { sees } from './pair-match.ts';
import { act, button, type Player, sendBoat, sitDown } from './player.ts';
import { makeRoom, typeCode } from './room.ts';
import type { TestServer } from './test-server.ts';
import { afterTheWalk, besideTheMatch, type OnScreen } from './tour-after.ts';
import { visit } from './visited-page.ts';

/** Phone, tablet, laptop, projector: what every screen is looked at in. */
export const SIZES = [
  { width: 360, height: 640 },
  { width: 820, height: 1180 },
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const;

/** What the tour is played at: a laptop. Whoever looks may change the size and has to set it back. */
const SIZE = { width: 1366, height: 768 };
/** How long both play before the picture of a match in full swing (ms of game time), and what a step of it is. A FIN is on its way then, and stays stuck at the horn. */
const PLAYED = 16_000;
const STEP = 2000;
/** Later than the horn of any level (ms). */
const AFTER_THE_HORN = 600_000;
const LEVEL = 'test-fair-winds-rough';
const ROUND = 360_000;

/** Visits every screen on `server` and shows it to `onScreen`; gives what went wrong in the pages meanwhile. */
export async function tour(
  browser: Browser,
  server: TestServer,
  language: Language,
  onScreen: OnScreen,
): Promise<readonly string[]> {
  const visitor = { language, size: SIZE, touch: false };
  const maker = sitDown(await visit(browser, server.url, visitor, `/?r=canvas&level=${LEVEL}`));
  const joiner = sitDown(await visit(browser, server.url, visitor));
  await aroundTitle(maker, onScreen);
  await besideTheMatch(maker, onScreen);
  await intoRoom(maker, joiner, onScreen);
  await throughMatch(server, maker, joiner, onScreen);
  // A wrong code is answered with 404, and browsers report that as an error of the console.
  const faults = [...maker.faults, ...joiner.faults].filter((fault) => !fault.includes('404'));
  await maker.close();
  await joiner.close();
  return faults;
}

async function aroundTitle(player: Player, onScreen: OnScreen): Promise<void> {
  const { page, words, controls } = player;
  await button(player, words.menu.playAlone).waitFor();
  await onScreen('title', player);
  await typeCode(player, '222222');
  await page.getByText(words.play.problems['no-such-room']).waitFor();
  await onScreen('title-problem', player);
  await controls.press(button(player, words.menu.allLevels));
  await page.getByRole('heading', { name: words.around.chart.heading }).waitFor();
  await onScreen('chart', player);
  const { title } = words.levels.fog;
  await controls.press(page.getByRole('button', { name: title }));
  await page.getByRole('heading', { name: title }).waitFor();
  await controls.press(button(player, words.around.briefing.later));
  await onScreen('briefing', player);
  await controls.press(button(player, words.menu.settings));
  await page.getByRole('dialog').waitFor();
  await onScreen('settings', player);
  await controls.press(button(player, words.settings.close));
  await controls.press(page.getByRole('button', { name: words.around.briefing.toChart }));
  await page.getByRole('heading', { name: words.around.chart.heading }).waitFor();
  await controls.press(page.getByRole('button', { name: words.play.back }));
  await controls.press(button(player, words.menu.explain));
  await page.getByRole('heading', { level: 1 }).waitFor();
  await onScreen('explain', player);
  await controls.press(page.getByRole('button', { name: words.play.back }));
}

async function intoRoom(maker: Player, joiner: Player, onScreen: OnScreen): Promise<void> {
  const { play } = maker.words;
  const code = await makeRoom(maker);
  await onScreen('lobby', maker);
  await typeCode(joiner, code);
  await maker.controls.press(button(maker, play.lobby.ready));
  await joiner.page.getByText(`✓ ${play.lobby.isReady}`).waitFor();
  await onScreen('lobby-both', joiner);
  await joiner.controls.press(button(joiner, play.lobby.ready));
  await maker.page.getByText(play.lobby.starting(3)).waitFor();
  await onScreen('countdown', maker);
}

/** On a phone, one who talks sees what comes next as well. */
async function talk(player: Player, onScreen: OnScreen): Promise<void> {
  const { page, words, controls } = player;
  await page.setViewportSize(SIZES[0]);
  await controls.press(page.getByRole('button', { name: words.play.signals.heading, exact: true }));
  await page.locator('.panels.raised').waitFor();
  await page.waitForFunction(() => {
    const next = document.querySelector('.next p');
    if (next === null) return false;
    const { left, top, width, height } = next.getBoundingClientRect();
    const seen = document.elementFromPoint(left + width / 2, top + height / 2);
    return height > 0 && next.contains(seen);
  });
  await onScreen('play-signals', player);
  await page.setViewportSize(SIZE);
}

async function throughMatch(
  server: TestServer,
  maker: Player,
  joiner: Player,
  onScreen: OnScreen,
): Promise<void> {
  const { play } = maker.words;
  await server.moveClock(3000);
  await maker.page.getByRole('region', { name: play.sockets.heading }).waitFor();
  await onScreen('play-begin', maker);
  for (let gone = 0; gone < PLAYED; gone += STEP) {
    for (const player of [maker, joiner]) await act(player, true);
    await server.moveClock(STEP);
    for (const player of [maker, joiner]) await sees(player, ROUND - gone - STEP);
  }
  await onScreen('play-client', maker);
  await onScreen('play-server', joiner);
  await talk(joiner, onScreen);
  for (let miss = 0; miss < 2; miss += 1) {
    await maker.exchange(() => sendBoat(maker, { flags: ['SYN', 'FIN'], crates: 0 }));
  }
  await maker.page.getByText(play.refusal.couldSend).waitFor();
  await onScreen('play-wrong', maker);
  await maker.controls.press(button(maker, play.close));
  await maker.controls.press(button(maker, play.bar.help));
  await maker.page.getByRole('dialog').waitFor();
  await onScreen('help', maker);
  await maker.controls.press(maker.page.getByRole('dialog').getByRole('button', { name: play.close }));
  await server.moveClock(AFTER_THE_HORN);
  for (const { page } of [maker, joiner]) {
    await page.getByRole('heading', { name: play.debrief.heading }).waitFor();
  }
  const [words, { blame }] = await Promise.all([
    loadDebriefTexts(maker.words.language),
    loadAfterwardsTexts(maker.words.language),
  ]);
  await maker.page.getByRole('heading', { name: blame.heading }).waitFor();
  await onScreen('debrief-fog', maker);
  await liftFog(maker);
  await maker.page.getByRole('heading', { name: words.walk.heading }).waitFor();
  await onScreen('debrief', maker);
  await maker.controls.press(button(maker, words.walk.nextStop));
  await maker.page.getByText(words.walk.could).first().waitFor();
  await onScreen('debrief-stop', maker);
  await afterTheWalk(maker, joiner, onScreen);
}
