// A person at the page: looks, decides, and works the controls.
import type { Locator } from 'playwright-core';
import { type Controls, finger, keyboard } from './controls.ts';
import {
  type Boat,
  type FlagName,
  freshMemory,
  type Memory,
  type Move,
  nextMove,
  noteSent,
  numbersOf,
} from './hand.ts';
import { type ArrivalRow, readPlay, type Sight, type SlipRow, type SocketRow } from './play-reader.ts';
import type { VisitedPage } from './visited-page.ts';

/** Somebody who plays. */
export interface Player extends VisitedPage {
  readonly controls: Controls;
  /** Where this player knows otherwise than by the list of arrivals what has come, newest first. */
  readonly arrivals?: () => Promise<readonly ArrivalRow[]>;
  memory: Memory;
}

const FLAGS: readonly FlagName[] = ['SYN', 'ACK', 'FIN', 'RST'];

/** The keys of the flags (game.md). */
const KEYS: Readonly<Record<FlagName, string>> = { SYN: 's', ACK: 'a', FIN: 'f', RST: 'r' };

/** Sits down at `visited`: with a finger where the screen takes one, else with the keyboard. */
export function sitDown(visited: VisitedPage, singleKeys = false): Player {
  const { page, visitor } = visited;
  const controls = visitor.touch ? finger(page) : keyboard(page, singleKeys);
  return { ...visited, controls, memory: freshMemory() };
}

/** The button `name` of this player's page. */
export function button(player: VisitedPage, name: string): Locator {
  return player.page.getByRole('button', { name, exact: true });
}

/** Looks at the play screen. */
export async function look({ page, words, arrivals }: Player): Promise<Sight> {
  const sight = await readPlay(page, words);
  return arrivals === undefined ? sight : { ...sight, arrivals: await arrivals() };
}

/** Raises and lowers flags until exactly those of `wanted` fly. */
async function raise(player: Player, wanted: readonly FlagName[]): Promise<void> {
  for (const flag of FLAGS) {
    const control = button(player, flag);
    const flies = (await control.getAttribute('aria-pressed')) === 'true';
    if (flies !== wanted.includes(flag)) await player.controls.pressKeyed(KEYS[flag], control);
  }
}

async function load(player: Player, crates: number): Promise<void> {
  const { token } = player.words.play;
  const loaded = player.page.getByRole('spinbutton', { name: token.crate });
  for (let step = 0; step < 4; step += 1) {
    const now = Number(await loaded.inputValue());
    if (now === crates) return;
    if (now < crates) await player.controls.pressKeyed('d', button(player, token.more));
    else await player.controls.press(button(player, token.fewer));
  }
  throw new Error(`The boat does not take ${crates} crates`);
}

/** Chooses the port, raises the flags and loads the crates of `boat` for the chosen row. */
async function build(player: Player, { flags, crates, port }: Boat): Promise<void> {
  const { token } = player.words.play;
  if (port !== undefined) {
    const radio = player.page.getByRole('radio', { name: token.portChoice(port), exact: true });
    await player.controls.choose(radio);
  }
  await raise(player, flags);
  await load(player, crates);
}

/** Builds `boat` for the chosen row and sends it. */
export async function sendBoat(player: Player, boat: Boat): Promise<void> {
  await build(player, boat);
  await player.controls.pressKeyed('Enter', button(player, player.words.play.token.send));
}

/** The row's number is its key. */
function chooseRow(player: Player, { name }: SocketRow): Promise<void> {
  return player.controls.pressKeyed(name.charAt(0), button(player, name));
}

/** The number on the plate where it is filled in; undefined where the hand has to give it. */
async function filledIn(player: Player): Promise<number | undefined> {
  const plate = player.page.getByRole('textbox', { name: 'seq', exact: true });
  return (await plate.count()) === 0 ? undefined : Number(await plate.inputValue());
}

/** Chooses `number` among Mate's, or writes it where Captain does. */
async function giveNumber(player: Player, field: 'seq' | 'ack', number: number): Promise<void> {
  const written = player.page.getByRole('spinbutton', { name: field, exact: true });
  if ((await written.count()) > 0) return player.controls.write(written, String(number));
  return player.controls.choose(choiceOf(player, field, number));
}

/** SND.* and RCV.* of the chosen row, unfolded where they are folded away. */
async function shownNumbers({ page, controls }: Player): Promise<ReadonlyMap<string, number>> {
  const numbers = page.locator('details.numbers');
  if ((await numbers.count()) === 0) return new Map();
  if ((await numbers.getAttribute('open')) === null) await controls.press(numbers.locator('summary'));
  const names = await numbers.locator('dt').allInnerTexts();
  const values = await numbers.locator('dd').allInnerTexts();
  return new Map(names.map((name, index) => [name, Number(values[index])]));
}

/** The radio button of `number` among Mate's. */
function choiceOf({ page, words }: Player, field: 'seq' | 'ack', number: number): Locator {
  const name = words.play.harbour.numbers.choice(field, number);
  return page.getByRole('radio', { name, exact: true });
}

/** True where Captain writes numbers, or `number` is among Mate's. */
async function canGive(player: Player, field: 'seq' | 'ack', number: number | undefined): Promise<boolean> {
  if (number === undefined) return false;
  if ((await player.page.getByRole('spinbutton', { name: field, exact: true }).count()) > 0) return true;
  return (await choiceOf(player, field, number).count()) > 0;
}

/** The numbers for `boat`: as this hand reckons them, else, where others had the helm before, as the page shows them. */
async function numbersFor(
  player: Player,
  row: SocketRow,
  boat: Boat,
): Promise<{ readonly seq: number; readonly ack: number | undefined }> {
  const known = numbersOf(player.memory, row, boat, (await look(player)).isn);
  const acks = boat.flags.includes('ACK');
  const fits =
    (await canGive(player, 'seq', known.seq)) && (!acks || (await canGive(player, 'ack', known.ack)));
  if (fits && known.seq !== undefined) return { seq: known.seq, ack: known.ack };
  const shown = await shownNumbers(player);
  const seq = shown.get(boat.repeats === undefined ? 'SND.NXT' : 'SND.UNA') ?? known.seq;
  if (seq === undefined) throw new Error(`${row.label}: the page does not say which ISN this end has`);
  const ack = acks ? (shown.get('RCV.NXT') ?? known.ack) : undefined;
  const given =
    (await canGive(player, 'seq', seq)) && (ack === undefined || (await canGive(player, 'ack', ack)));
  if (!given)
    throw new Error(`${row.label}: seq ${seq}, ack ${ack} are not among the numbers to choose from`);
  return { seq, ack };
}

async function sendFrom(player: Player, { row, boat }: Extract<Move, { kind: 'send' }>): Promise<void> {
  if (!row.chosen) await chooseRow(player, row);
  await build(player, boat);
  let seq = await filledIn(player);
  if (seq === undefined) {
    const numbers = await numbersFor(player, row, boat);
    seq = numbers.seq;
    await giveNumber(player, 'seq', seq);
    if (numbers.ack !== undefined) await giveNumber(player, 'ack', numbers.ack);
  }
  noteSent(player.memory, row.label, boat, seq);
  await player.controls.pressKeyed('Enter', button(player, player.words.play.token.send));
}

/** Takes the first answer of the guess that is asked: it may be wrong, and costs nothing. */
function guess(player: Player): Promise<void> {
  const card = player.page.getByRole('region', { name: player.words.play.guess.heading });
  const closes = player.words.play.close;
  return player.controls.press(card.getByRole('button').filter({ hasNotText: closes }).nth(1));
}

/** Says "I close first" where the pair decides that, or names the moment at which both do. */
function agree(player: Player, { ship, closing }: SlipRow): Promise<void> {
  const { iCloseLabel, togetherLabel } = player.words.play.harbour.slips;
  if (closing === 'pair-decides') return player.controls.press(button(player, iCloseLabel(ship)));
  // Which moment it names changes with the clock.
  const name = new RegExp(`^${togetherLabel(ship, '[0-9]+:[0-9]+')}$`);
  return player.controls.press(player.page.getByRole('button', { name }));
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
    case 'agree':
      return agree(player, move.slip);
    case 'guess':
      return guess(player);
    case 'choose':
      return chooseRow(player, move.row);
    case 'send':
      return sendFrom(player, move);
  }
}

/** Ends the round as soon as the page offers it: encores are for others. Gives whether it was offered. */
async function hasEnough(player: Player): Promise<boolean> {
  const enough = button(player, player.words.play.harbour.encore.enough);
  if (!(await enough.isVisible())) return false;
  await player.exchange(() => player.controls.press(enough));
  await enough.waitFor({ state: 'hidden' });
  return true;
}

/** More moves than any moment of a match has room for. */
const MOVES_AT_ONCE = 60;

/** What a player did at one moment of the match, and what the page says after it. */
export interface Turn {
  readonly moves: number;
  readonly sight: Sight;
}

/** What a player may leave alone: a guess that stands, the button that ends the encores. */
export type LeftAlone = 'guess' | 'enough';

/**
 * Does everything that this player can do now, except for what is `left` alone. The page objects to none of it.
 *
 * @throws where it does, with its words
 */
export async function act(
  player: Player,
  withCargo: boolean,
  left: readonly LeftAlone[] = [],
): Promise<Turn> {
  let last: Move | undefined;
  for (let moves = 0; ; moves += 1) {
    const seen = await look(player);
    const sight = left.includes('guess') ? { ...seen, guess: false } : seen;
    if (sight.objection !== '') throw new Error(`${JSON.stringify(last)}: ${sight.objection}`);
    const move = nextMove(sight, player.memory, withCargo);
    if (move === undefined && !left.includes('enough') && (await hasEnough(player))) continue;
    if (move === undefined) return { moves, sight };
    if (moves >= MOVES_AT_ONCE) throw new Error(`This hand goes round in circles: ${JSON.stringify(move)}`);
    if (move.kind === 'choose') await perform(player, move);
    else await player.exchange(() => perform(player, move));
    last = move;
  }
}
