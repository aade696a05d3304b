// Sea walls: resolved to barriers on the water, and announced to the harbour at whose mouth they stand.
import { assert, present } from '../kernel/assert.ts';
import { permuted } from '../kernel/hash.ts';
import type { Milliseconds } from '../kernel/time.ts';
import type { Barrier } from '../network/weather.ts';
import type { Level, LevelWall } from './level.ts';
import type { Order } from './order.ts';
import type { WallNotice } from './view.ts';

/** A wall with the order and the moments that this match gives it. */
export interface PlacedWall {
  readonly barrier: Barrier;
  readonly notice: WallNotice;
}

function placesOf(level: Level, seed: number): readonly number[] {
  const taken: number[] = [];
  for (const [index, wall] of (level.walls ?? []).entries()) {
    const free = permuted(wall.places, seed, 'wall', index).find((place) => !taken.includes(place));
    taken.push(present(free, `a place for wall ${index} of ${level.id}`));
  }
  return taken;
}

function placed(wall: LevelWall, order: Order, nominalSlip: Milliseconds): PlacedWall {
  const from = nominalSlip + wall.from;
  const until = wall.lasts === undefined ? undefined : from + wall.lasts;
  return {
    barrier: {
      kind: 'wall',
      from,
      until,
      direction: wall.sentBy,
      order: order.origin,
      role: wall.stops,
      manner: 'drop',
    },
    notice: {
      clientPort: order.clientPort,
      stops: wall.stops ?? 'all',
      sentBy: wall.sentBy ?? 'both',
      from,
      ...(until === undefined ? {} : { until }),
    },
  };
}

/** The walls of `level` as `seed` places them in the sequence of slips of `orders`. */
export function placedWalls(level: Level, seed: number, orders: readonly Order[]): readonly PlacedWall[] {
  const walls = level.walls ?? [];
  if (walls.length === 0) return [];
  const { pace } = level;
  assert('gap' in pace, `${level.id} has walls, so its slips must come by a gap`);
  const places = placesOf(level, seed);
  return walls.map((wall, index) => {
    const place = present(places[index], 'a place');
    return placed(wall, present(orders[place], `order at place ${place}`), place * pace.gap);
  });
}

/** True where nothing gets through for `order` ever again: only giving up ends it. */
export function isCutForGood(barriers: readonly Barrier[], order: Order): boolean {
  return barriers.some(
    (barrier) =>
      barrier.order === order.origin &&
      barrier.until === undefined &&
      barrier.role === undefined &&
      barrier.direction === undefined,
  );
}
