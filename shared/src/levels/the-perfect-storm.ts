import { type Level, levelId } from '../game/level.ts';
import { ANY_ISN, CALM, order, usualTiming } from './shape.ts';

const SINK = { kind: 'sink' } as const;
const ALL = [0, 1, 2, 3, 4, 5] as const;

/** Level 15: all of it at once, and no pilot. */
export const THE_PERFECT_STORM: Level = {
  id: levelId('the-perfect-storm'),
  number: 15,
  goal: 'closed',
  assistance: 'mate',
  timing: usualTiming(240_000, { grace: 75_000 }),
  weather: CALM,
  incidents: [
    { from: 'client', boat: { kind: 'SYN' }, among: ALL, count: 1, does: SINK },
    { from: 'server', boat: { kind: 'FIN' }, among: ALL, count: 1, does: SINK },
    { from: 'client', boat: { kind: 'ACK', of: 'FIN' }, among: [0, 2, 4], count: 1, does: SINK },
  ],
  walls: [{ places: [1, 2, 3], stops: 'FIN', from: 12_000, lasts: 20_000 }],
  coffees: 1,
  nightShift: 1,
  pace: { gap: 34_000, steady: true },
  pilot: { opens: false, cargo: false, closes: false },
  orders: [
    order(1, 0, 'client'),
    order(0, 2, 'server'),
    { ...order(1, 1, 'client'), sleeps: 60_000 },
    order(3, 0, 'server'),
    order(0, 1, 'client'),
    order(2, 1, 'server'),
  ],
  ports: [80],
  lamp: 'lit',
  berths: 4,
  anchorage: 2,
  isn: ANY_ISN,
};
