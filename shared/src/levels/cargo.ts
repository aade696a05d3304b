import { type Level, levelId } from '../game/level.ts';
import { CALM, order, SMALL_ISN, usualTiming } from './shape.ts';

/** Level 3: crates both ways; +100 for a crate, +0 for an ACK. */
export const CARGO: Level = {
  id: levelId('cargo'),
  number: 3,
  goal: 'delivered',
  assistance: 'mate',
  timing: usualTiming(105_000),
  weather: CALM,
  pace: { atOnce: [2] },
  pilot: { opens: true, cargo: false, closes: true },
  orders: [order(3, 1, 'pilot'), order(1, 0, 'pilot'), order(0, 3, 'pilot'), order(2, 1, 'pilot')],
  ports: [80],
  lamp: 'lit',
  berths: 4,
  anchorage: 2,
  isn: SMALL_ISN,
};
