import { type Level, levelId } from '../game/level.ts';
import { ANY_ISN, CALM, order, usualTiming } from './shape.ts';

/** Level 13: a host crashes and comes back without memory; the living end learns of it only when it speaks. */
export const MAN_OVERBOARD: Level = {
  id: levelId('man-overboard'),
  number: 13,
  goal: 'closed',
  assistance: 'mate',
  timing: usualTiming(240_000),
  weather: CALM,
  crashes: [
    { side: 'server', at: 97_000, dark: 8_000 },
    { side: 'client', at: 140_000, dark: 8_000 },
  ],
  pace: { gap: 40_000, steady: true },
  pilot: { opens: true, cargo: false, closes: false },
  orders: [order(3, 1, 'server'), order(0, 3, 'client'), order(1, 0, 'server'), order(1, 2, 'client')],
  ports: [80],
  lamp: 'lit',
  berths: 4,
  anchorage: 2,
  isn: ANY_ISN,
};
