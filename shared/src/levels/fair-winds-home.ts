import { type Level, levelId } from '../game/level.ts';

/** Level 4: opening, one crate or two, and the whole goodbye, which either side may begin. */
export const FAIR_WINDS_HOME: Level = {
  id: levelId('fair-winds-home'),
  number: 4,
  goal: 'closed',
  assistance: 'cadet',
  timing: {
    crossing: 1_200,
    rto: 12_000,
    rtoMax: 24_000,
    msl: 12_000,
    userTimeout: 60_000,
    grace: 45_000,
    round: 120_000,
  },
  weather: { lossPerMille: 0, jitter: 0 },
  pace: { atOnce: [2] },
  pilot: { opens: false, cargo: false, closes: false },
  orders: [
    {
      crates: { client: 3, server: 0 },
      cratesAfterFin: { client: 0, server: 0 },
      closesFirst: 'client',
    },
    {
      crates: { client: 0, server: 2 },
      cratesAfterFin: { client: 0, server: 0 },
      closesFirst: 'server',
    },
    {
      crates: { client: 1, server: 1 },
      cratesAfterFin: { client: 0, server: 0 },
      closesFirst: 'client',
    },
  ],
  ports: [80],
  lamp: 'lit',
  berths: 4,
  anchorage: 2,
  isn: { low: 1_000, high: 9_999 },
};
