// For tests alone: an order in one line.
import type { OrderTask } from '../../game/order.ts';

/** An order: crates of client and server, who closes first, and crates that go only after the peer's FIN. */
export function order(
  client: number,
  server: number,
  closesFirst: OrderTask['closesFirst'],
  afterFin: OrderTask['cratesAfterFin'] = { client: 0, server: 0 },
): OrderTask {
  return { crates: { client, server }, cratesAfterFin: afterFin, closesFirst };
}
