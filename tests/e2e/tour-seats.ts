// A walk through the seats and modes beside a match of two: sandbox, endless storm, a level from a file, the network's
// seat. For the tests and for `npm run shots -- --seats`.
import type { Browser } from 'playwright-core';
import type { Language } from '../../client/src/i18n/language.ts';
import { loadBeyondTexts } from '../../client/src/i18n/load-beyond.ts';
import { loadNetworkTexts } from '../../client/src/i18n/load-network.ts';
import { loadSandboxTexts } from '../../client/src/i18n/load-sandbox.ts';
import { ONE_GOODBYE } from '../../shared/src/levels/test-levels.ts';
import type { SetUpId } from '../../shared/src/replay/sandbox-set-ups.ts';
import { liftFog } from './debrief-reader.ts';
import { act, button, type Player, sitDown } from './player.ts';
import { codeOn, meet, ready, typeCode } from './room.ts';
import type { TestServer } from './test-server.ts';
import type { OnScreen } from './tour-after.ts';
import { visit } from './visited-page.ts';

/** What all is played at; whoever looks may change the size and has to set it back. */
const SIZE = { width: 1366, height: 768 };

/** Later than the horn of any level (ms). */
const AFTER_THE_HORN = 600_000;

interface Place {
  readonly browser: Browser;
  readonly server: TestServer;
  readonly language: Language;
  readonly onScreen: OnScreen;
}

function comeIn({ browser, server, language }: Place, path = '/?r=canvas'): Promise<Player> {
  return visit(browser, server.url, { language, size: SIZE, touch: false }, path).then((page) =>
    sitDown(page),
  );
}

/** Visits every screen of these seats on `server` and shows it; gives what went wrong in the pages meanwhile. */
export async function seatsTour(
  browser: Browser,
  server: TestServer,
  language: Language,
  onScreen: OnScreen,
): Promise<readonly string[]> {
  const place = { browser, server, language, onScreen };
  const faults: string[] = [];
  for (const part of [inSandbox, inStorm, withOwnLevel, withNetwork]) {
    for (const player of await part(place)) {
      faults.push(...player.faults);
      await player.close();
    }
  }
  return faults;
}

async function inSandbox(place: Place): Promise<readonly Player[]> {
  const { onScreen, language } = place;
  const player = await comeIn(place);
  const { page, controls } = player;
  const words = await loadSandboxTexts(language);
  await controls.press(button(player, player.words.menu.sandbox));
  const choice = page.getByRole('combobox', { name: words.setUp, exact: true });
  const forward = page.getByRole('button', { name: words.time.forward });
  const at = (side: 'client' | 'server') => page.getByRole('region', { name: words.sides[side] });
  const open = (id: SetUpId) => choice.selectOption(id);
  await open('figure-8');
  for (let line = 0; line < 4; line += 1) await forward.click();
  await onScreen('sandbox-figure', player);
  for (let line = 0; line < 30 && (await forward.getAttribute('aria-disabled')) !== 'true'; line += 1) {
    await forward.click();
  }
  await onScreen('sandbox-ladder', player, page.locator('section.sandbox-ladder'));
  await open('close-wait');
  await onScreen('sandbox-stuck', player);
  await open('zero-window');
  await onScreen('sandbox-window', player);
  await page.getByRole('checkbox', { name: words.projector }).check();
  await onScreen('sandbox-projector', player);
  await page.getByRole('checkbox', { name: words.projector }).uncheck();
  await open('blank');
  await at('client').getByRole('button', { name: 'SYN', exact: true }).click();
  await at('client').getByRole('button', { name: words.send, exact: true }).click();
  await onScreen('sandbox-waits', player, page.locator('section.sandbox-sea'));
  await button(player, words.decisions.arrive).click();
  await at('client').getByRole('button', { name: 'FIN', exact: true }).click();
  await at('client').getByRole('button', { name: words.send, exact: true }).click();
  const calls = at('client').locator('summary', { hasText: words.more });
  await calls.click();
  await onScreen('sandbox-wrong', player, calls);
  await button(player, words.link).click();
  const link = page.getByRole('textbox', { name: words.linkField });
  await onScreen('sandbox-link', player, link);
  return [player];
}

async function inStorm(place: Place): Promise<readonly Player[]> {
  const { onScreen, language } = place;
  const player = await comeIn(place);
  const { page, controls, words } = player;
  const { storm } = await loadBeyondTexts(language);
  await controls.press(button(player, words.menu.allLevels));
  const entry = button(player, words.around.chart.storm);
  await onScreen('storm-entry', player, entry);
  await controls.press(entry);
  await page.getByText(storm.none).waitFor();
  await onScreen('storm', player);
  await controls.press(button(player, storm.begin));
  await page.getByRole('region', { name: words.play.sockets.heading }).waitFor();
  await act(player, false);
  await onScreen('storm-play', player);
  await button(player, words.play.leave).click();
  await page.getByRole('heading', { name: words.play.debrief.heading }).waitFor();
  await liftFog(player);
  await onScreen('storm-end', player);
  return [player];
}

async function withOwnLevel(place: Place): Promise<readonly Player[]> {
  const { onScreen, language } = place;
  const player = await comeIn(place);
  const { page, controls, words } = player;
  const { file } = await loadBeyondTexts(language);
  const level = { ...ONE_GOODBYE, id: 'my-quay' };
  const said = {
    en: {
      title: 'My quay',
      tag: 'One FIN too few',
      briefing: { both: ['Wait for the bell.'], client: [], server: [] },
    },
    ko: {
      title: '나의 부두',
      tag: 'FIN 하나가 모자라요',
      briefing: { both: ['종을 기다리세요.'], client: [], server: [] },
    },
  };
  const open = (rules: object, texts: object) =>
    page.locator('input[type=file]').setInputFiles({
      name: language === 'ko' ? '부두.json' : 'quay.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify({ rules, texts }, null, 2)),
    });
  await controls.press(button(player, words.menu.allLevels));
  await controls.press(button(player, words.around.chart.file));
  await page.getByText(file.drop).waitFor();
  await onScreen('own-level', player);
  const { berths: _none, ...rest } = level;
  await open({ ...rest, id: 'My Quay', birth: 3, timing: { ...level.timing, rto: 'soon' } }, said);
  await page.getByRole('heading', { name: file.wrong }).waitFor();
  await onScreen('own-level-refused', player, page.getByRole('heading', { name: file.wrong }));
  await open(level, said);
  await button(player, file.play).waitFor();
  await onScreen('own-level-fine', player, button(player, file.play));
  await controls.press(button(player, file.play));
  await page.getByRole('heading', { name: said[language].title }).waitFor();
  await onScreen('own-level-briefing', player);
  await controls.press(button(player, words.around.briefing.withFriend));
  const code = await codeOn(player);
  const friend = await comeIn(place);
  await typeCode(friend, code);
  await button(friend, friend.words.play.lobby.ready).waitFor();
  await onScreen('own-level-lobby', friend);
  return [player, friend];
}

async function withNetwork(place: Place): Promise<readonly Player[]> {
  const { onScreen, language, server } = place;
  const maker = await comeIn(place, '/?r=canvas&level=test-fair-winds-rough');
  const [joiner, third] = [await comeIn(place), await comeIn(place)];
  const words = await loadNetworkTexts(language);
  const code = await meet(maker, joiner);
  await maker.controls.press(
    maker.page.locator('summary', { hasText: maker.words.around.briefing.timeAndHelp }),
  );
  const setting = maker.page.getByLabel(words.setting);
  await setting.selectOption('person');
  await maker.page.getByRole('listitem').filter({ hasText: words.seats.network }).waitFor();
  await onScreen('network-setting', maker, setting);
  await typeCode(third, code);
  await third.page.getByText(words.role[0] ?? '').waitFor();
  await onScreen('network-lobby', third);
  await third.controls.press(button(third, third.words.play.lobby.ready));
  await ready(server, [maker, joiner]);
  await third.page.getByText(words.none).waitFor();
  await onScreen('network-begin', third);
  const boats = third.page.locator('.network-boat');
  for (let round = 0; round < 8 && (await boats.count()) < 2; round += 1) {
    for (const player of [joiner, maker]) await act(player, true);
    await server.moveClock(100);
  }
  await boats.first().waitFor();
  await boats
    .first()
    .getByRole('button', { name: new RegExp(`^${words.acts.hold}`) })
    .click();
  await third.page.getByText(words.done.hold).waitFor();
  await boats
    .first()
    .getByRole('button', { name: new RegExp(`^${words.acts.swap}`) })
    .click();
  await server.moveClock(400);
  await onScreen('network-play', third);
  await server.moveClock(AFTER_THE_HORN);
  await liftFog(third);
  const part = third.page.getByRole('region', { name: words.saw.heading });
  await part.getByRole('listitem').first().waitFor();
  await onScreen('network-debrief', third, part);
  return [maker, joiner, third];
}
