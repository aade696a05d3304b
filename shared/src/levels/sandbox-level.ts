// The level of a blank sandbox: quiet water, room for everything, and more orders than anybody plays.
import { type Level, levelId } from '../game/level.ts';
import type { OrderTask } from '../game/order.ts';

function order(
  client: number,
  server: number,
  closesFirst: OrderTask['closesFirst'],
  others: Partial<OrderTask> = {},
): OrderTask {
  return { crates: { client, server }, cratesAfterFin: { client: 0, server: 0 }, closesFirst, ...others };
}

/** What stacks do there by themselves; a person may do with each connection as they like. */
const TASKS: readonly OrderTask[] = [
  order(1, 0, 'client'),
  order(0, 2, 'server'),
  order(1, 1, 'client'),
  order(3, 0, 'client', { cratesAfterFin: { client: 0, server: 2 } }),
  order(2, 2, 'both'),
  order(0, 0, 'client'),
];

/** So often each of {@link TASKS}, so that slips do not run out. */
const TIMES = 4;

/** 45 minutes, the longest that a level lasts. */
const ROUND = 2_700_000;

/** The level of a blank sandbox. One order is for both ends to open at once (RFC 9293 figure 7). */
export const SANDBOX_LEVEL: Level = {
  id: levelId('sandbox'),
  number: 0,
  goal: 'closed',
  assistance: 'mate',
  timing: {
    crossing: 1_200,
    rto: 12_000,
    rtoMax: 24_000,
    msl: 12_000,
    userTimeout: 60_000,
    grace: 45_000,
    round: ROUND,
  },
  weather: { lossPerMille: 0, jitter: 0 },
  pace: { atOnce: [6] },
  pilot: { opens: false, cargo: false, closes: false },
  orders: [...Array(TIMES).fill(TASKS).flat(), order(1, 1, 'either', { bothOpenAt: 0 })],
  ports: [80],
  lamp: 'lit',
  berths: 8,
  anchorage: 4,
  isn: { low: 1_000, high: 9_999 },
};
