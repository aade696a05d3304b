import { type Level, levelId } from '../game/level.ts';
import { ANY_ISN, CALM, order, usualTiming } from './shape.ts';

/** Level 14: a SYN flood fills the queue with half-open calls; SYN cookies answer without keeping anything. */
export const GHOST_FLEET: Level = {
  id: levelId('ghost-fleet'),
  number: 14,
  goal: 'closed',
  assistance: 'mate',
  timing: usualTiming(180_000),
  weather: CALM,
  flood: { from: 30_000, every: 7_000, cookies: 40_000 },
  synReceivedTimeout: 20_000,
  pace: { gap: 24_000, steady: true },
  pilot: { opens: false, cargo: true, closes: false },
  orders: [0, 1, 2, 3, 4].map(() => order(1, 0, 'client')),
  ports: [80],
  lamp: 'lit',
  berths: 4,
  anchorage: 3,
  isn: ANY_ISN,
};
