import { type Level, levelId } from '../game/level.ts';
import { CALM, order, SMALL_ISN, usualTiming } from './shape.ts';

/** Level 5: after my FIN I still receive: crates that are due only once the peer has closed. */
export const HALF_A_GOODBYE: Level = {
  id: levelId('half-a-goodbye'),
  number: 5,
  goal: 'closed',
  assistance: 'cadet',
  timing: usualTiming(165_000),
  weather: CALM,
  pace: { atOnce: [2] },
  pilot: { opens: false, cargo: false, closes: false },
  orders: [
    order(3, 0, 'client', { client: 0, server: 2 }),
    order(0, 3, 'server', { client: 1, server: 0 }),
    order(1, 1, 'client', { client: 0, server: 1 }),
  ],
  ports: [80],
  lamp: 'lit',
  berths: 4,
  anchorage: 2,
  isn: SMALL_ISN,
};
