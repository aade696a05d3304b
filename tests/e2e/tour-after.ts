// The parts of the tour around a match: what the title leads to beside it, and what comes after the walk.
import type { Locator } from 'playwright-core';
import { loadCaptureTexts } from '../../client/src/i18n/load-capture.ts';
import { loadAfterwardsTexts, loadDebriefTexts } from '../../client/src/i18n/load-debrief.ts';
import { loadExportsTexts } from '../../client/src/i18n/load-exports.ts';
import { loadSandboxTexts } from '../../client/src/i18n/load-sandbox.ts';
import { button, type Player } from './player.ts';
import type { VisitedPage } from './visited-page.ts';

/** What is done on each screen; `name` is the same in every language, `part` what to look at where a page is long. */
export type OnScreen = (name: string, visited: VisitedPage, part?: Locator) => Promise<void>;

/** The sandbox, a real capture, and the title without a network. */
export async function besideTheMatch(player: Player, onScreen: OnScreen): Promise<void> {
  const { page, controls, words } = player;
  const home = page.url();
  const sandbox = await loadSandboxTexts(words.language);
  await controls.press(button(player, words.menu.sandbox));
  await page.getByRole('heading', { name: sandbox.heading, exact: true }).waitFor();
  await onScreen('sandbox', player);
  await page.goto(home);
  const { page: capture } = await loadCaptureTexts(words.language);
  await controls.press(button(player, words.menu.capture));
  await page.getByRole('heading', { name: capture.heading, level: 1 }).waitFor();
  await onScreen('capture-none', player);
  await controls.press(button(player, capture.sampleNames['lost-fin']));
  await page.getByRole('region', { name: capture.ladder.heading }).waitFor();
  await onScreen('capture', player);
  await page.goto(home);
  await button(player, words.menu.playAlone).waitFor();
  await page.context().setOffline(true);
  await page.getByText(words.menu.offline).waitFor();
  await onScreen('title-offline', player);
  await page.context().setOffline(false);
  await page.getByText(words.menu.offline).waitFor({ state: 'detached' });
}

/** Trying again, the questions, what can be taken along, and the wait for another round. */
export async function afterTheWalk(maker: Player, joiner: Player, onScreen: OnScreen): Promise<void> {
  const { page, controls, words } = maker;
  const [walk, afterwards, exports] = await Promise.all([
    loadDebriefTexts(words.language),
    loadAfterwardsTexts(words.language),
    loadExportsTexts(words.language),
  ]);
  const region = page.getByRole('region', { name: walk.walk.heading });
  await controls.press(region.getByRole('button', { name: afterwards.again.open }).first());
  const close = page.getByRole('button', { name: afterwards.again.close });
  await onScreen('again', maker, close);
  await controls.press(close);
  const questions = page.getByRole('region', { name: afterwards.questions.heading });
  await controls.press(questions.getByRole('button', { name: afterwards.questions.start }));
  await questions.getByText(afterwards.questions.number(1, 3)).waitFor();
  await onScreen('question', maker, questions);
  await controls.press(questions.getByRole('list').getByRole('button').first());
  await onScreen('answer', maker, questions);
  await onScreen('exports', maker, page.getByRole('region', { name: exports.heading, exact: true }));
  await maker.controls.press(button(maker, words.play.debrief.again));
  const waiting = page.getByText(words.play.debrief.waiting);
  await onScreen('rematch-waiting', maker, waiting);
  await joiner.page.getByText(joiner.words.play.debrief.partnerWants).waitFor();
  await onScreen('rematch-asked', joiner, joiner.page.getByText(joiner.words.play.debrief.partnerWants));
}
