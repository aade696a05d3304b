import { type Level, levelId } from '../game/level.ts';
import { ANY_ISN, CALM, order, usualTiming } from './shape.ts';

/** Level 7: copies, an old SYN, a swap, and a number that passes 2^32: numbers tell an echo from a call. */
export const ECHOES: Level = {
  id: levelId('echoes'),
  number: 7,
  goal: 'closed',
  assistance: 'mate',
  timing: usualTiming(165_000),
  weather: CALM,
  incidents: [
    {
      from: 'server',
      boat: { kind: 'SYN+ACK' },
      among: [0, 1, 2],
      count: 1,
      does: { kind: 'copy', after: 4_000 },
    },
    {
      from: 'client',
      boat: { kind: 'crate', number: 1 },
      among: [0, 1],
      count: 1,
      does: { kind: 'copy', after: 3_000 },
    },
    {
      from: 'client',
      boat: { kind: 'FIN' },
      among: [1, 2],
      count: 1,
      does: { kind: 'copy', after: 5_000 },
    },
    {
      from: 'server',
      boat: { kind: 'crate', number: 1 },
      among: [2],
      count: 1,
      does: { kind: 'hold', by: 6_000 },
    },
  ],
  oldSyns: [{ at: 3_000, among: [0, 1, 2] }],
  nearWrap: { side: 'client', below: 50, among: [0, 1] },
  pace: { atOnce: [2] },
  pilot: { opens: false, cargo: false, closes: false },
  orders: [order(1, 1, 'server'), order(2, 0, 'client'), order(0, 2, 'client')],
  ports: [80],
  lamp: 'lit',
  berths: 4,
  anchorage: 2,
  isn: ANY_ISN,
};
