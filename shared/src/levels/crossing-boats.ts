import { type Level, levelId } from '../game/level.ts';
import { ANY_ISN, CALM, order, usualTiming } from './shape.ts';

/** Level 12: "three, two, one, FIN!": two simultaneous closes and one simultaneous open; boats need 4 s. */
export const CROSSING_BOATS: Level = {
  id: levelId('crossing-boats'),
  number: 12,
  goal: 'closed',
  assistance: 'mate',
  timing: usualTiming(210_000, {
    crossing: 4_000,
    rto: 16_000,
    rtoMax: 32_000,
    msl: 16_000,
    userTimeout: 80_000,
  }),
  weather: CALM,
  incidents: [{ from: 'client', boat: { kind: 'FIN' }, among: [0, 1], count: 1, does: { kind: 'sink' } }],
  pace: { atOnce: [1] },
  pilot: { opens: false, cargo: false, closes: false },
  orders: [order(1, 1, 'both'), order(1, 1, 'both'), { ...order(1, 1, 'client'), bothOpenAt: 30_000 }],
  ports: [80],
  lamp: 'lit',
  berths: 4,
  anchorage: 2,
  isn: ANY_ISN,
};
