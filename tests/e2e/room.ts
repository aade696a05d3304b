// How two people come together in a room, and into a match.
import type { Assistance } from '@syn-or-swim/shared/game/level.ts';
import type { MatchSettings } from '@syn-or-swim/shared/game/match-settings.ts';
import type { Player } from './player.ts';
import { button } from './player.ts';
import type { TestServer } from './test-server.ts';
import type { VisitedPage } from './visited-page.ts';

/** Makes a room from the title and gives the code that the page shows. */
export async function makeRoom(maker: Player): Promise<string> {
  await maker.controls.press(button(maker, maker.words.menu.playWithFriend));
  return codeOn(maker);
}

/** The code on the lobby's page. */
export function codeOn({ page }: VisitedPage): Promise<string> {
  return page
    .getByRole('paragraph')
    .filter({ hasText: /^[2-9A-Z]{6}$/ })
    .innerText();
}

/** Types `code` on the title and asks to join. What comes of it is not waited for. */
export async function typeCode(joiner: Player, code: string): Promise<void> {
  const { menu } = joiner.words;
  await joiner.controls.write(joiner.page.getByRole('textbox', { name: menu.code }), code);
  await joiner.controls.press(button(joiner, menu.join));
}

/** One makes a room, the other types its code. Gives the code. */
export async function meet(maker: Player, joiner: Player): Promise<string> {
  const code = await makeRoom(maker);
  await typeCode(joiner, code);
  await button(joiner, joiner.words.play.lobby.ready).waitFor();
  return code;
}

/** `chooser` chooses in the lobby how much help there is with the numbers; `other` sees it come. */
export function chooseHelp(chooser: Player, other: Player, grade: Assistance): Promise<void> {
  const { assistance, grades } = chooser.words.settings;
  return chooseSetting(chooser, other, { label: assistance, text: grades[grade], value: grade });
}

/** `chooser` chooses in the lobby how time goes; `other` sees it come. */
export function choosePace(chooser: Player, other: Player, pace: MatchSettings['pace']): Promise<void> {
  const { settings } = chooser.words;
  return chooseSetting(chooser, other, { label: settings.pace, text: settings.paces[pace], value: pace });
}

async function chooseSetting(
  { page, words, controls }: Player,
  other: Player,
  { label, text, value }: { readonly label: string; readonly text: string; readonly value: string },
): Promise<void> {
  await controls.press(page.locator('summary', { hasText: words.around.briefing.timeAndHelp }));
  await controls.select(page.getByLabel(label), text);
  await other.page.waitForFunction(
    (wanted) => [...document.querySelectorAll('select')].some((list) => list.value === wanted),
    value,
  );
}

/** Both say that they are ready, and the count-down passes. */
export async function ready(server: TestServer, players: readonly Player[]): Promise<void> {
  for (const player of players) {
    await player.controls.press(button(player, player.words.play.lobby.ready));
  }
  for (const { page, words } of players) {
    await page.getByText(words.play.lobby.starting(3)).waitFor();
  }
  await server.moveClock(3000);
  for (const { page, words } of players) {
    await page.getByRole('region', { name: words.play.sockets.heading }).waitFor();
  }
}
