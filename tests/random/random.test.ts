import { expect, test } from 'vitest';
import { playEpisode } from './episode.ts';

/** Events of one history. */
const EVENTS = 400;
const SEGMENTS = process.env['LONG'] === '1' ? 10_000_000 : 60_000;
/** SEED=17 plays this one history alone and tells what happens in it. */
const SEED = process.env['SEED'];
const LAST_LINES = 40;
const MINUTES = 60_000;

/** Plays the history again, for the lines that led to its end. */
function lastLines(seed: number): string {
  const lines: string[] = [];
  try {
    playEpisode(seed, EVENTS, (line) => lines.push(line));
  } catch (error) {
    lines.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  return lines.slice(-LAST_LINES).join('\n');
}

function played(seed: number): number {
  try {
    return playEpisode(seed, EVENTS);
  } catch (error) {
    const replay = `replay: SEED=${seed} npm exec -c 'vitest run tests/random'`;
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`seed ${seed}: ${message}\n${replay}\n${lastLines(seed)}`, { cause: error });
  }
}

if (SEED === undefined) {
  test(
    `${SEGMENTS} seeded segments break no rule`,
    () => {
      let arrived = 0;
      let seed = 0;
      for (; arrived < SEGMENTS; seed += 1) arrived += played(seed);
      console.log(`${arrived} segments arrived in ${seed} histories`);
      expect(arrived).toBeGreaterThanOrEqual(SEGMENTS);
    },
    40 * MINUTES,
  );
} else {
  test(`the history of seed ${SEED}`, () => {
    const lines: string[] = [];
    try {
      playEpisode(Number(SEED), EVENTS, (line) => lines.push(line));
    } finally {
      console.log(lines.join('\n'));
    }
  });
}

test('a history is the same whenever it is played', () => {
  const once: string[] = [];
  const again: string[] = [];
  playEpisode(4, EVENTS, (line) => once.push(line));
  playEpisode(4, EVENTS, (line) => again.push(line));
  expect(once.length).toBeGreaterThan(EVENTS / 4);
  expect(again).toEqual(once);
});
