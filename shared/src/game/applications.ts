// The applications behind the sockets: some sleep and do not answer, some go as soon as they have closed.
import { scheduled } from '../kernel/event-queue.ts';
import { absorbed } from './absorb.ts';
import { COFFEE_TIME } from './command.ts';
import { isAlive, type Socket, socketOf } from './harbour.ts';
import { type Match, orderOfPort, withSeat } from './match-state.ts';
import type { Order } from './order.ts';
import type { Side } from './seat.ts';
import type { ConnectionKey } from './token.ts';
import type { HeldReason } from './verdict.ts';

/** The server's application for `order` falls asleep as its slip comes; after a while it wakes by itself. */
export function fallenAsleep(match: Match, order: Order): Match {
  if (order.sleeps === undefined) return match;
  const seat = match.seats.server;
  const { clientPort } = order;
  const agenda = scheduled(match.agenda, match.now + order.sleeps, { kind: 'awake', clientPort });
  const asleep = [...seat.asleep, clientPort];
  return withSeat({ ...match, agenda }, 'server', { ...seat, asleep });
}

/** The application of `clientPort` is awake and can close. */
export function awoken(match: Match, clientPort: number): Match {
  const seat = match.seats.server;
  if (!seat.asleep.includes(clientPort)) return match;
  return withSeat(match, 'server', {
    ...seat,
    asleep: seat.asleep.filter((port) => port !== clientPort),
    restarting: seat.restarting.filter((port) => port !== clientPort),
  });
}

/** Why no coffee can be served at `key`, or undefined where it can. */
export function coffeeHeld(match: Match, side: Side, key: ConnectionKey): HeldReason | undefined {
  const seat = match.seats[side];
  const { clientPort } = key;
  const helps = seat.asleep.includes(clientPort) && !seat.restarting.includes(clientPort);
  return seat.coffees > 0 && helps ? undefined : 'no-coffee';
}

/** A coffee: the application is restarted and awake after {@link COFFEE_TIME}. */
export function coffeeServed(match: Match, side: Side, key: ConnectionKey): Match {
  const seat = match.seats[side];
  const { clientPort } = key;
  const agenda = scheduled(match.agenda, match.now + COFFEE_TIME, { kind: 'awake', clientPort });
  const restarting = [...seat.restarting, clientPort];
  return withSeat({ ...match, agenda }, side, { ...seat, restarting, coffees: seat.coffees - 1 });
}

/** Once the client of an orphan's order has closed, its application goes: nobody reads there any more. */
export function applicationGone(match: Match, side: Side, socket: Socket): Match {
  const order = orderOfPort(match, socket.key.clientPort);
  if (side !== 'client' || order?.orphan !== true) return match;
  const current = socketOf(match.seats[side].harbour, socket.key);
  if (current === undefined || !isAlive(current)) return match;
  return absorbed(match, side, current, { kind: 'application-gone' });
}
