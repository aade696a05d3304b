import { type Level, levelId } from '../game/level.ts';
import { ANY_ISN, CALM, order, usualTiming } from './shape.ts';

const NINE = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
const SINK = { kind: 'sink' } as const;

/** Level 11: two berths each, and TIME_WAIT keeps one for 24 s: who closes first is for the pair to decide. */
export const STILL_WATERS: Level = {
  id: levelId('still-waters'),
  number: 11,
  goal: 'closed',
  assistance: 'mate',
  timing: usualTiming(180_000),
  weather: CALM,
  incidents: [
    { from: 'client', boat: { kind: 'ACK', of: 'FIN' }, among: NINE, count: 1, does: SINK },
    { from: 'server', boat: { kind: 'ACK', of: 'FIN' }, among: NINE, count: 1, does: SINK },
  ],
  pace: { gap: 15_000 },
  pilot: { opens: true, cargo: false, closes: false },
  orders: NINE.map(() => order(0, 0, 'either')),
  ports: [80],
  lamp: 'lit',
  berths: 2,
  anchorage: 2,
  isn: ANY_ISN,
};
