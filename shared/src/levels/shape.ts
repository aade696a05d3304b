// What most levels have in common, so that a level's file says only what is its own.
import type { LevelTiming } from '../game/level.ts';
import type { OrderTask } from '../game/order.ts';
import type { Milliseconds } from '../kernel/time.ts';
import type { Weather } from '../network/weather.ts';

/** The time constants of the levels unless they say otherwise (rules.md section 4); `round` in ms. */
export function usualTiming(round: Milliseconds, others: Partial<LevelTiming> = {}): LevelTiming {
  return {
    crossing: 1_200,
    rto: 12_000,
    rtoMax: 24_000,
    msl: 12_000,
    userTimeout: 60_000,
    grace: 45_000,
    round,
    ...others,
  };
}

/** Nothing happens but what the level itself is about. */
export const CALM: Weather = { lossPerMille: 0, jitter: 0 };

/** Initial sequence numbers small enough to add up in the head; from level 7 on they are of any size. */
export const SMALL_ISN = { low: 1_000, high: 9_999 } as const;

/** The whole sequence space. */
export const ANY_ISN = { low: 0, high: 0xffff_ffff } as const;

/** An order: crates of client and server, who closes first, and crates that go only after the peer's FIN. */
export function order(
  client: number,
  server: number,
  closesFirst: OrderTask['closesFirst'],
  afterFin: { readonly client: number; readonly server: number } = { client: 0, server: 0 },
): OrderTask {
  return { crates: { client, server }, cratesAfterFin: afterFin, closesFirst };
}
