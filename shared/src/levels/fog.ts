import { type Level, levelId } from '../game/level.ts';
import { CALM, order, SMALL_ISN, usualTiming } from './shape.ts';

const SINK = { kind: 'sink' } as const;

/** Level 6: four boats are lost, one of each kind; silence is all that loss looks like. */
export const FOG: Level = {
  id: levelId('fog'),
  number: 6,
  goal: 'closed',
  assistance: 'cadet',
  timing: usualTiming(150_000),
  weather: CALM,
  incidents: [
    { from: 'client', boat: { kind: 'SYN' }, among: [0, 1, 2], count: 1, does: SINK },
    { from: 'server', boat: { kind: 'SYN+ACK' }, among: [0, 1, 2], count: 1, does: SINK },
    { from: 'client', boat: { kind: 'FIN' }, among: [0, 1, 2], count: 1, does: SINK },
    { from: 'server', boat: { kind: 'ACK', of: 'crate', number: 1 }, among: [2], count: 1, does: SINK },
  ],
  pace: { atOnce: [2] },
  pilot: { opens: false, cargo: false, closes: false },
  orders: [order(3, 0, 'client'), order(0, 2, 'server'), order(1, 1, 'client')],
  ports: [80],
  lamp: 'lit',
  berths: 4,
  anchorage: 2,
  isn: SMALL_ISN,
};
