import { type Level, levelId } from '../game/level.ts';
import { ANY_ISN, CALM, order, usualTiming } from './shape.ts';

const SLEEP = 65_000;

/** Level 10: three applications sleep, two coffees, and a clock that runs for orphans alone, on Linux. */
export const THE_SILENT_HARBOUR: Level = {
  id: levelId('the-silent-harbour'),
  number: 10,
  goal: 'closed',
  assistance: 'mate',
  timing: usualTiming(180_000, { grace: 75_000 }),
  weather: CALM,
  incidents: [{ from: 'server', boat: { kind: 'FIN' }, among: [0, 2, 5], count: 1, does: { kind: 'sink' } }],
  coffees: 2,
  orphanFinWait2: 45_000,
  pace: { gap: 20_000, steady: true },
  pilot: { opens: true, cargo: false, closes: false },
  orders: [
    { ...order(0, 1, 'client'), orphan: true },
    { ...order(0, 1, 'client'), orphan: true, sleeps: SLEEP },
    { ...order(0, 1, 'client'), orphan: true },
    { ...order(0, 1, 'client'), sleeps: SLEEP },
    { ...order(0, 1, 'client'), sleeps: SLEEP },
    order(0, 1, 'client', { client: 0, server: 2 }),
  ],
  ports: [80],
  lamp: 'lit',
  berths: 4,
  anchorage: 2,
  isn: ANY_ISN,
};
