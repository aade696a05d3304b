// Reads the debrief: the tables beside the ladders, the points, the hash of the match.

import { loadAfterwardsTexts } from '../../client/src/i18n/load-debrief.ts';
import { allOf, ariaTree, textOf } from './aria-tree.ts';
import { button, type Player } from './player.ts';

/** Waits for the debrief; where the blame card stands before it, lets the fog lift without a word. */
export async function liftFog(player: Player): Promise<void> {
  const { page, words } = player;
  const { blame } = await loadAfterwardsTexts(words.language);
  const lift = button(player, blame.lift);
  await page.locator('[data-match-hash]').or(lift).first().waitFor();
  if (await lift.isVisible()) await player.controls.press(lift);
  await page.locator('[data-match-hash]').waitFor();
}

/** The last state of each end, as a ladder's table tells it. */
export interface EndStates {
  readonly client: string | undefined;
  readonly server: string | undefined;
}

/** Opens the table of every ladder and gives the cells of each, row by row. */
export async function ladderTables(player: Player): Promise<readonly (readonly (readonly string[])[])[]> {
  const { page, words, controls } = player;
  const summaries = page.locator('summary', { hasText: words.play.debrief.table });
  await summaries.first().waitFor();
  const count = await summaries.count();
  for (let index = 0; index < count; index += 1) await controls.press(summaries.nth(index));
  const tree = await ariaTree(page.locator('main'));
  return allOf(tree, 'table').map((table) =>
    allOf(table, 'row').map((row) => allOf(row, 'cell').map(textOf)),
  );
}

/** The states in which both ends of each connection were at last. */
export async function endStates(player: Player): Promise<readonly EndStates[]> {
  const { sides } = player.words.play;
  const lastOf = (rows: readonly (readonly string[])[], side: string): string | undefined =>
    rows.findLast((cells) => cells[1] === side && cells[2]?.startsWith('→ '))?.[2]?.slice(2);
  return (await ladderTables(player)).map((rows) => ({
    client: lastOf(rows, sides.client),
    server: lastOf(rows, sides.server),
  }));
}

/** What the debrief says of the whole match. */
export interface Outcome {
  readonly points: number;
  /** What two perfect stacks reach in the same weather. */
  readonly par: number;
  /** How many orders ended with a clean goodbye. */
  readonly clean: number;
  readonly hash: string | null;
}

/** Points of these levels come in hundreds where nothing was lost. */
const HUNDREDS = [0, 100, 200, 300, 400];

/** Reads points, clean orders and hash. */
export async function outcome({ page, words }: Player): Promise<Outcome> {
  const { debrief } = words.play;
  const paragraphs = allOf(await ariaTree(page.locator('main')), 'paragraph').map(textOf);
  const pairs = HUNDREDS.flatMap((points) => HUNDREDS.map((par) => ({ points, par })));
  const said = pairs.find(({ points, par }) => paragraphs.includes(debrief.points(points, par)));
  if (said === undefined) throw new Error(`Points were lost: ${paragraphs.join(' | ')}`);
  return {
    ...said,
    clean: paragraphs.filter((text) => text === debrief.clean).length,
    hash: await page.locator('[data-match-hash]').getAttribute('data-match-hash'),
  };
}
