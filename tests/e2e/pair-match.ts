// Two people play one match through, while the test moves the clock.

import { clockText } from '../../client/src/ui/time-text.ts';
import type { Sight } from './play-reader.ts';
import { act, type Player } from './player.ts';
import type { TestServer } from './test-server.ts';

/** A match of two people on a server whose clock stands. */
export interface PairMatch {
  readonly server: TestServer;
  readonly players: readonly [Player, Player];
  /** Length of the round in ms. */
  readonly round: number;
  /** Whether the level is about cargo and closing, as its briefing says. */
  readonly withCargo: boolean;
}

/** More moves of the clock than any round needs. */
const MOVES_MAX = 400;

/** Waits until `player` sees how long it still is to the horn, or that the match is over. @returns whether it is */
export async function sees({ page, words }: Player, toHorn: number): Promise<boolean> {
  const { bar, debrief } = words.play;
  const over = page.getByRole('heading', { name: debrief.heading });
  const horn = page.getByText(`${bar.horn}: ${clockText(toHorn)}`);
  await horn.or(over).first().waitFor();
  return over.isVisible();
}

/** Both have heard all that the other has said. */
function haveHeard(left: Sight['said'], right: Sight['said']): boolean {
  return left.mine.length === right.partners.length && right.mine.length === left.partners.length;
}

/** Both do what they can until neither can do anything more at this moment. */
async function actInTurn({ players: [first, second], withCargo }: PairMatch): Promise<void> {
  for (;;) {
    const [one, other] = [await act(first, withCargo), await act(second, withCargo)];
    if (one.moves + other.moves === 0 && haveHeard(one.sight.said, other.sight.said)) return;
  }
}

/** The clock moves by whole seconds, to where something has happened: so the pages show where it stands. */
export function untilNext(now: number, next: number | null): number {
  return next === null ? 1000 : Math.max(1000, Math.ceil((next - now) / 1000) * 1000);
}

/** Plays from the first moment of the match to its end. Gives how often the clock was moved. */
export async function playThrough(match: PairMatch): Promise<number> {
  const { server, players, round } = match;
  let gone = 0;
  for (const player of players) await sees(player, round);
  for (let moves = 1; moves <= MOVES_MAX; moves += 1) {
    await actInTurn(match);
    const { now, next } = await server.moveClock(0);
    const by = untilNext(now, next);
    await server.moveClock(by);
    gone += by;
    const over: boolean[] = [];
    for (const player of players) over.push(await sees(player, round - gone));
    if (over.every(Boolean)) return moves;
  }
  throw new Error('The match does not come to its end');
}
