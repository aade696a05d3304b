import type { UserCall } from '../tcp/events.ts';
import type { Socket } from './harbour.ts';
import type { Order, OrderTask } from './order.ts';
import type { Side } from './seat.ts';
import { CRATE_OCTETS } from './token.ts';
import type { HeldReason } from './verdict.ts';

/** Crates that `side` may have sent by now: those after the peer's FIN only once it has come. */
function cratesDue(task: OrderTask, side: Side, peerClosed: boolean): number {
  return task.crates[side] + (peerClosed ? task.cratesAfterFin[side] : 0);
}

function closeAgainst(
  task: OrderTask,
  side: Side,
  socket: Socket,
  sentOctets: number,
): HeldReason | undefined {
  const { closesFirst } = task;
  if (closesFirst === 'pilot') return 'close-out-of-turn';
  const anyTime = closesFirst === side || closesFirst === 'either' || closesFirst === 'both';
  if (!anyTime && !socket.peerClosed) return 'close-out-of-turn';
  const due = cratesDue(task, side, socket.peerClosed) * CRATE_OCTETS;
  return sentOctets < due ? 'fin-before-cargo' : undefined;
}

/**
 * Why the order does not want these calls from `side` now, though TCP would take them (rules.md section 2:
 * an initiative against the order); undefined where they serve the order.
 */
export function againstOrder(
  order: Order | undefined,
  side: Side,
  socket: Socket,
  calls: readonly UserCall[],
): HeldReason | undefined {
  if (calls.length === 0) return undefined;
  if (order === undefined) return 'no-order';
  let sent = socket.sent;
  for (const call of calls) {
    if (call.kind === 'open-active') {
      const opens = side === 'client' || order.bothOpenAt !== undefined;
      if (!opens || socket.ending === 'clean') return 'no-order';
    }
    if (call.kind === 'send') {
      sent += call.octets;
      const due = cratesDue(order, side, socket.peerClosed) * CRATE_OCTETS;
      if (sent > due) return 'crate-not-ordered';
    }
    if (call.kind === 'close') {
      const reason = closeAgainst(order, side, socket, sent);
      if (reason !== undefined) return reason;
    }
  }
  return undefined;
}
