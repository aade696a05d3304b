import { type Level, levelId } from '../game/level.ts';
import type { OrderTask } from '../game/order.ts';
import { ANY_ISN, CALM, order, usualTiming } from './shape.ts';

/** A customer who leaves after a while: the slip is gone, the socket stays, and nobody says that it must be closed. */
const CANCELLED: Partial<OrderTask> = { cancelledAfter: 4_000 };

/** Level 8: crates are due after the peer's FIN while others call; what is forgotten stays in CLOSE_WAIT. */
export const OVERSTAYERS: Level = {
  id: levelId('overstayers'),
  number: 8,
  goal: 'closed',
  assistance: 'cadet',
  timing: usualTiming(180_000),
  weather: CALM,
  nightShift: 2,
  pace: { gap: 16_000 },
  pilot: { opens: true, cargo: true, closes: false },
  orders: [
    order(0, 0, 'client', { client: 0, server: 3 }),
    order(0, 0, 'client', { client: 0, server: 2 }),
    order(0, 0, 'server', { client: 3, server: 0 }),
    { ...order(0, 0, 'client'), ...CANCELLED },
    order(0, 0, 'client', { client: 0, server: 3 }),
    { ...order(0, 0, 'client'), ...CANCELLED },
    order(0, 0, 'server', { client: 3, server: 0 }),
    order(0, 0, 'client', { client: 0, server: 1 }),
  ],
  ports: [80],
  lamp: 'lit',
  berths: 4,
  clientBerths: 12,
  anchorage: 2,
  isn: ANY_ISN,
};
