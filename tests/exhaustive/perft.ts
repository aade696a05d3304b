// Move counts by depth, as in chess engines' perft: how many sequences of so many moves there are.
import { present } from '@syn-or-swim/shared/kernel/assert.ts';
import type { Scenario } from './scenario.ts';
import { type WorldState, worldOf } from './world.ts';

/** A state, and by how many sequences of moves it is reached at this depth. */
interface Counted {
  readonly state: WorldState;
  ways: number;
}

/** Sequences of 1, 2, ... `depth` moves from the start of `scenario`; states met twice are worked out once. */
export function moveCounts(scenario: Scenario, depth: number): readonly number[] {
  const world = worldOf(scenario);
  let level = new Map<number, Counted>([[world.keyOf(world.start), { state: world.start, ways: 1 }]]);
  const counts: number[] = [];
  for (let distance = 0; distance < depth; distance += 1) {
    const next = new Map<number, Counted>();
    for (const { state, ways } of level.values()) {
      for (const move of world.movesOf(state)) {
        const key = world.keyOf(move.next);
        const known = next.get(key);
        if (known === undefined) next.set(key, { state: move.next, ways });
        else known.ways += ways;
      }
    }
    level = next;
    counts.push([...level.values()].reduce((sum, { ways }) => sum + ways, 0));
  }
  // Beyond 2^53 the sums would no longer be exact.
  present(counts.every(Number.isSafeInteger) ? counts : undefined, 'an exact count of moves');
  return counts;
}
