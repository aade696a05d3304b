// A person at the page: looks, decides, and works the controls.
import type { Locator } from 'playwright-core';
import { type Controls, finger, keyboard } from './controls.ts';
import { type Boat, type FlagName, freshMemory, type Memory, type Move, nextMove, noteSent } from './hand.ts';
import { readPlay, type Sight } from './play-reader.ts';
import type { VisitedPage } from './visited-page.ts';

/** Somebody who plays. */
export interface Player extends VisitedPage {
  readonly controls: Controls;
  memory: Memory;
}

const FLAGS: readonly FlagName[] = ['SYN', 'ACK', 'FIN', 'RST'];

/** Sits down at `visited`: with a finger where the screen takes one, else with the keyboard. */
export function sitDown(visited: VisitedPage): Player {
  const { page, visitor } = visited;
  return { ...visited, controls: visitor.touch ? finger(page) : keyboard(page), memory: freshMemory() };
}

/** The button `name` of this player's page. */
export function button(player: VisitedPage, name: string): Locator {
  return player.page.getByRole('button', { name, exact: true });
}

/** Looks at the play screen. */
export function look(player: VisitedPage): Promise<Sight> {
  return readPlay(player.page, player.words);
}

/** Raises and lowers flags until exactly those of `wanted` fly. */
async function raise(player: Player, wanted: readonly FlagName[]): Promise<void> {
  for (const flag of FLAGS) {
    const control = button(player, flag);
    const flies = (await control.getAttribute('aria-pressed')) === 'true';
    if (flies !== wanted.includes(flag)) await player.controls.press(control);
  }
}

async function load(player: Player, crates: number): Promise<void> {
  const { token } = player.words.play;
  const loaded = player.page.getByRole('spinbutton', { name: token.crate });
  for (let step = 0; step < 4; step += 1) {
    const now = Number(await loaded.inputValue());
    if (now === crates) return;
    await player.controls.press(button(player, now < crates ? token.more : token.fewer));
  }
  throw new Error(`The boat does not take ${crates} crates`);
}

/** Builds `boat` for the chosen row and sends it. */
export async function sendBoat(player: Player, boat: Boat): Promise<void> {
  const { token } = player.words.play;
  if (boat.port !== undefined) {
    await player.controls.choose(player.page.getByRole('radio', { name: token.portChoice(boat.port) }));
  }
  await raise(player, boat.flags);
  await load(player, boat.crates);
  await player.controls.press(button(player, token.send));
}

async function sendFrom(player: Player, { row, boat }: Extract<Move, { kind: 'send' }>): Promise<void> {
  if (!row.chosen) await player.controls.press(button(player, row.name));
  const { token } = player.words.play;
  if (boat.port !== undefined) {
    await player.controls.choose(player.page.getByRole('radio', { name: token.portChoice(boat.port) }));
  }
  await raise(player, boat.flags);
  await load(player, boat.crates);
  const { seq } = await look(player);
  noteSent(player.memory, row.label, boat, seq ?? 0);
  await player.controls.press(button(player, token.send));
}

async function perform(player: Player, move: Move): Promise<void> {
  const { play } = player.words;
  switch (move.kind) {
    case 'listen':
      return player.controls.press(button(player, play.lamps.listen(move.port)));
    case 'tell-port':
      return player.controls.press(button(player, play.signals.tellPort(move.port)));
    case 'ask':
      return player.controls.press(button(player, play.slips.askLabel(move.ship)));
    case 'tell':
      return player.controls.press(button(player, play.slips.tellLabel(move.ship)));
    case 'choose':
      return player.controls.press(button(player, move.row.name));
    case 'send':
      return sendFrom(player, move);
  }
}

/**
 * Does everything that this player can do now, and gives how many moves that were. The page objects to none of them.
 *
 * @throws where it does, with its words
 */
export async function act(player: Player, withCargo: boolean): Promise<number> {
  for (let moves = 0; ; moves += 1) {
    const sight = await look(player);
    const move = nextMove(sight, player.memory, withCargo);
    if (move === undefined) return moves;
    await perform(player, move);
    await player.answered();
    const { objection } = await look(player);
    if (objection !== '') throw new Error(`${JSON.stringify(move)}: ${objection}`);
  }
}
