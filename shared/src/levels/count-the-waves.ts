import { type Level, levelId } from '../game/level.ts';
import { CALM, order, SMALL_ISN, usualTiming } from './shape.ts';

/** Level 2: four handshakes with the numbers chosen by hand: ack is their number + 1. */
export const COUNT_THE_WAVES: Level = {
  id: levelId('count-the-waves'),
  number: 2,
  goal: 'established',
  assistance: 'mate',
  timing: usualTiming(90_000),
  weather: CALM,
  pace: { atOnce: [2] },
  pilot: { opens: false, cargo: false, closes: true },
  orders: [order(0, 0, 'pilot'), order(0, 0, 'pilot'), order(0, 0, 'pilot'), order(0, 0, 'pilot')],
  ports: [80],
  lamp: 'lit',
  berths: 4,
  anchorage: 2,
  isn: SMALL_ISN,
};
