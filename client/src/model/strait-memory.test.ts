import { createMatch, stepMatch, wakeAt } from '@syn-or-swim/shared/game/match.ts';
import type { Match } from '@syn-or-swim/shared/game/match-state.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import { viewFor } from '@syn-or-swim/shared/game/view-for.ts';
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { expect, test } from 'vitest';
import { NO_MEMORY, rememberedStrait, type StraitMemory } from './strait-memory.ts';
import type { Growth } from './strait-model.ts';

interface Watched {
  readonly growths: readonly Growth[];
  readonly memory: StraitMemory;
  readonly streaks: readonly number[];
}

/** What one seat remembers of a whole match of two perfect stacks on level `number`. */
function watched(number: number, side: Side): Watched {
  const level = LEVELS.find((one) => one.number === number);
  if (level === undefined) throw new Error(`no level ${number}`);
  const players = { client: 'perfect', server: 'perfect' } as const;
  let match: Match = createMatch({ level, seed: 5, players, drivers: DRIVERS });
  let view = viewFor(side, match);
  let memory = NO_MEMORY;
  const growths: Growth[] = [];
  const streaks: number[] = [];
  for (let next = wakeAt(match); next !== undefined; next = wakeAt(match)) {
    match = stepMatch(match, { kind: 'wake' }, next).match;
    const after = viewFor(side, match);
    if (after.number === view.number) continue;
    const before = memory;
    memory = rememberedStrait(memory, view.seat, after.seat, after.at);
    growths.push(...[...memory.growth.values()].filter((one) => ![...before.growth.values()].includes(one)));
    if (memory.streak !== before.streak) streaks.push(memory.streak);
    view = after;
  }
  return { growths, memory, streaks };
}

test('numbers grow by 1 for SYN and FIN and by 100 for each crate, and by nothing else', () => {
  const { growths } = watched(4, 'client');
  const sums = new Set(growths.map(({ by }) => by));
  expect(growths.length).toBeGreaterThanOrEqual(8);
  expect([...sums].every((by) => [1, 100, 101, 200, 201, 300, 301].includes(by))).toBe(true);
  expect(sums).toContain(1);
  expect(Math.max(...sums)).toBeGreaterThanOrEqual(100);
});

test('a cancelled slip blows off the pier of its socket, at its time, and no other does', () => {
  const { memory } = watched(8, 'server');
  expect(memory.blownAt.size).toBe(2);
  expect(watched(4, 'server').memory.blownAt.size).toBe(0);
});

test('orders brought home without a loss add up to a streak', () => {
  expect(watched(4, 'client').streaks).toEqual([1, 2, 3]);
});

test('a loss of points ends the streak, and the first view is no change', () => {
  const level = LEVELS[0];
  if (level === undefined) throw new Error('no level');
  const players = { client: 'perfect', server: 'perfect' } as const;
  const { seat } = viewFor('client', createMatch({ level, seed: 5, players, drivers: DRIVERS }));
  const order = { clientPort: 50_000, cost: 0, reached: true, dropped: false };
  const before = { ...seat, orders: [order] };
  const after = { ...seat, orders: [{ ...order, cost: 10 }] };
  expect(rememberedStrait({ ...NO_MEMORY, streak: 2 }, before, after, 900).streak).toBe(0);
  expect(rememberedStrait(NO_MEMORY, undefined, after, 900)).toBe(NO_MEMORY);
});
