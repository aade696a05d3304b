import { type Level, levelId } from '../game/level.ts';
import type { OrderTask } from '../game/order.ts';

const HANDSHAKE: OrderTask = {
  crates: { client: 0, server: 0 },
  cratesAfterFin: { client: 0, server: 0 },
  closesFirst: 'pilot',
};

/** Level 1: three handshakes, the last two overlapping; the server lights the lamp and tells on which port. */
export const FIRST_LIGHT: Level = {
  id: levelId('first-light'),
  number: 1,
  goal: 'established',
  assistance: 'cadet',
  timing: {
    crossing: 1_200,
    rto: 12_000,
    rtoMax: 24_000,
    msl: 12_000,
    userTimeout: 60_000,
    grace: 45_000,
    round: 75_000,
  },
  weather: { lossPerMille: 0, jitter: 0 },
  pace: { atOnce: [1, 2] },
  pilot: { opens: false, cargo: false, closes: true },
  orders: [HANDSHAKE, HANDSHAKE, HANDSHAKE],
  ports: [80, 443, 8080],
  lamp: 'by-hand',
  berths: 3,
  anchorage: 2,
  isn: { low: 1_000, high: 9_999 },
};
