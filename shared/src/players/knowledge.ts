// What a stack knows of an order: its own half of the slip, and what the partner has told it.

import type { Socket } from '../game/harbour.ts';
import type { Order, OrderId, OrderTask, Slip } from '../game/order.ts';
import type { DriverSight } from '../game/rules.ts';
import { peerOf, type Side } from '../game/seat.ts';
import { KEPT_SIGNALS } from '../game/seat-state.ts';

/** What this end has to do for an order; `crates` is undefined until the partner has told. */
export interface Duty {
  readonly crates: number | undefined;
  readonly cratesAfterFin: number;
  readonly closesFirst: boolean;
  /** Both ends are to close at one moment. */
  readonly together: boolean;
  /** Crates that the partner will send before this end's FIN. */
  readonly expected: number;
  /** False where a pilot closes: the player's part ends at the goal. */
  readonly closes: boolean;
}

/** The word that this end has crates for after the peer's FIN is said first; so many others may stand in between. */
const SAID_APART = 2;

/**
 * What the partner has told of this end's crates. Undefined until it has told, and also where only its last word is
 * left: a seat keeps the newest signals alone, and "send 0" without "3 after my FIN" would be believed.
 */
export function toldCrates(
  { seat }: DriverSight,
  order: OrderId,
): (Pick<Duty, 'cratesAfterFin'> & { readonly crates: number }) | undefined {
  let crates: number | undefined;
  let cratesAfterFin: number | undefined;
  /** How much else of the partner's stands before its last word on the crates. */
  let before = 0;
  let heard = 0;
  for (const { from, signal } of seat.signals) {
    if (from === seat.harbour.side) continue;
    if (signal.kind === 'send' && signal.order === order) {
      if (signal.afterFin === true) cratesAfterFin = signal.crates;
      else [crates, before] = [signal.crates, heard];
    }
    heard += 1;
  }
  if (crates === undefined) return undefined;
  const mayBeLost = seat.signals.length === KEPT_SIGNALS && before <= SAID_APART;
  if (cratesAfterFin === undefined && mayBeLost) return undefined;
  return { crates, cratesAfterFin: cratesAfterFin ?? 0 };
}

/** Where the pair decides, stacks take turns by the number of the order: the TIME_WAITs are shared out. */
function takesTurn(order: OrderId, side: Side): boolean {
  return (order % 2 === 1) === (side === 'client');
}

function closesFirstBy(task: OrderTask, order: OrderId, side: Side): boolean {
  if (task.closesFirst === 'both') return true;
  return task.closesFirst === 'either' ? takesTurn(order, side) : task.closesFirst === side;
}

function dutyFromTask(task: OrderTask, order: OrderId, sight: DriverSight): Duty {
  const { side } = sight.seat.harbour;
  return {
    crates: task.crates[side],
    cratesAfterFin: task.cratesAfterFin[side],
    closesFirst: closesFirstBy(task, order, side),
    together: task.closesFirst === 'both',
    expected: task.crates[peerOf(side)],
    closes: task.closesFirst !== 'pilot',
  };
}

function closesFirstBySlip(slip: Slip, side: Side): boolean {
  if (slip.closing === 'both-at-once') return true;
  return slip.closing === 'pair-decides' ? takesTurn(slip.order, side) : !slip.partnerClosesFirst;
}

function dutyFromSlip(slip: Slip, sight: DriverSight): Duty {
  const closes = !sight.level.pilot.closes;
  const told = toldCrates(sight, slip.order);
  return {
    crates: sight.level.goal === 'established' ? 0 : told?.crates,
    cratesAfterFin: told?.cratesAfterFin ?? 0,
    // Who closes first stands on one of the two halves: where it is not the partner, it is this end.
    closesFirst: closes && closesFirstBySlip(slip, sight.seat.harbour.side),
    together: slip.closing === 'both-at-once',
    expected: slip.partnerCrates,
    closes,
  };
}

/** What this end has to do on `socket`; undefined while no slip tells of it. */
export function dutyOf(sight: DriverSight, socket: Socket): Duty | undefined {
  if (socket.order === undefined) return undefined;
  if (sight.whole !== undefined) return dutyFromTask(sight.whole(socket.order), socket.order, sight);
  const slip = sight.seat.slips.find((other) => other.order === socket.order);
  return slip === undefined ? undefined : dutyFromSlip(slip, sight);
}

/** Which port the client is to knock at: the only one, or the one that the partner named; undefined if unknown. */
export function knownPort(sight: DriverSight, socket: Socket): number | undefined {
  if (sight.whole !== undefined && socket.order !== undefined) {
    return (sight.whole(socket.order) as Order).serverPort;
  }
  const { ports } = sight.level;
  if (ports.length === 1) return ports[0];
  for (const said of sight.seat.signals.toReversed()) {
    if (said.from === 'server' && said.signal.kind === 'port') return said.signal.port;
  }
  return undefined;
}
