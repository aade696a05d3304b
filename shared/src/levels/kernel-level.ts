// The level that is played against the real kernel of the machine that hosts it: a web page is fetched by hand.
import { type Level, levelId } from '../game/level.ts';

/**
 * Two requests to a web server. One page is sent by HTTP/1.0, where the server closes when it has said all; the other by
 * HTTP/1.1, where it waits for more and the client closes first. A third of the boats is lost, and the kernel's own
 * clock is the machine's: level and settings do not change it.
 */
export const KERNEL_LEVEL: Level = {
  id: levelId('real-kernel'),
  number: 0,
  goal: 'closed',
  assistance: 'mate',
  timing: {
    crossing: 1_000,
    rto: 10_000,
    rtoMax: 20_000,
    msl: 10_000,
    userTimeout: 90_000,
    grace: 45_000,
    round: 360_000,
  },
  weather: { lossPerMille: 333, jitter: 0 },
  pace: { atOnce: [1] },
  pilot: { opens: false, cargo: false, closes: false },
  orders: [
    { crates: { client: 2, server: 6 }, cratesAfterFin: { client: 0, server: 0 }, closesFirst: 'server' },
    { crates: { client: 2, server: 3 }, cratesAfterFin: { client: 0, server: 0 }, closesFirst: 'client' },
  ],
  ports: [80],
  lamp: 'lit',
  berths: 4,
  anchorage: 4,
  isn: { low: 1_000, high: 9_999 },
};

/** True for the level whose other end is a real kernel: nobody there can be asked, told, or made to wait. */
export function isKernelLevel({ id }: Pick<Level, 'id'>): boolean {
  return id === KERNEL_LEVEL.id;
}
