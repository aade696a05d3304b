import { type Level, levelId } from '../game/level.ts';
import { ANY_ISN, CALM, order, usualTiming } from './shape.ts';

/** Level 9: walls at the server's harbour eat FINs, ACKs, or everything; no ACK comes, and the road is to blame. */
export const THE_SEA_WALL: Level = {
  id: levelId('the-sea-wall'),
  number: 9,
  goal: 'closed',
  assistance: 'mate',
  timing: usualTiming(180_000, { grace: 75_000 }),
  weather: CALM,
  walls: [
    { places: [0, 1, 2, 3, 4], stops: 'FIN', sentBy: 'client', from: 8_000, lasts: 20_000 },
    { places: [0, 1, 2, 3, 4], stops: 'FIN', sentBy: 'client', from: 8_000, lasts: 20_000 },
    { places: [0, 1, 2, 3, 4], stops: 'ACK', sentBy: 'server', from: 8_000, lasts: 20_000 },
    { places: [0, 1, 2, 3], from: 8_500 },
  ],
  abortEnds: true,
  pace: { gap: 20_000, steady: true },
  pilot: { opens: true, cargo: false, closes: false },
  orders: [0, 1, 2, 3, 4, 5].map(() => order(0, 1, 'client')),
  ports: [80],
  lamp: 'lit',
  berths: 4,
  anchorage: 2,
  isn: ANY_ISN,
};
