// How a stack talks: it tells its half of a slip when it is asked, and asks for what it must be told.

import { isAlive } from '../game/harbour.ts';
import type { OrderId } from '../game/order.ts';
import type { DriverAct, DriverSight } from '../game/rules.ts';
import { peerOf } from '../game/seat.ts';
import type { Signal } from '../game/signal.ts';
import type { Milliseconds } from '../kernel/time.ts';
import { knownPort, toldCrates } from './knowledge.ts';

function say(signal: Signal): DriverAct {
  return { kind: 'signal', signal };
}

/** That the application of this seat's end of `order` has gone, while the partner still has to close. */
function orphanOf({ seat }: DriverSight, order: OrderId): readonly Signal[] {
  const socket = seat.harbour.sockets.find((other) => other.order === order);
  const gone = socket !== undefined && 'orphan' in socket.connection && socket.connection.orphan;
  return gone && !socket.peerClosed ? [{ kind: 'gone', order }] : [];
}

/**
 * What this seat can tell of `order`: the partner's crates and who closes first, that its own application has gone,
 * or the port of the lamp.
 */
function halfOf(sight: DriverSight, order: OrderId): readonly Signal[] {
  const { seat, level } = sight;
  const signals: Signal[] = [];
  const [port] = seat.harbour.listening;
  if (level.lamp === 'by-hand' && port !== undefined) signals.push({ kind: 'port', port });
  const slip = seat.slips.find((other) => other.order === order);
  if (slip === undefined || level.goal === 'established') return signals;
  // What comes last is said first: who hears "send 0" alone might close at once.
  if (slip.partnerCratesAfterFin > 0) {
    signals.push({ kind: 'send', order, crates: slip.partnerCratesAfterFin, afterFin: true });
  }
  signals.push({ kind: 'send', order, crates: slip.partnerCrates });
  if (level.goal === 'closed' && slip.closing === undefined) {
    signals.push({ kind: 'close-first', order, who: slip.partnerClosesFirst ? 'you' : 'I' });
  }
  signals.push(...orphanOf(sight, order));
  return signals;
}

function sameSignal(left: Signal, right: Signal): boolean {
  if (left.kind !== right.kind) return false;
  const sameOrder = !('order' in left) || !('order' in right) || left.order === right.order;
  const samePort = !('port' in left) || !('port' in right) || left.port === right.port;
  const late = (signal: Signal) => signal.kind === 'send' && signal.afterFin === true;
  return sameOrder && samePort && late(left) === late(right);
}

/**
 * The second half of what this seat has begun to say: "send 3 after my FIN" and "send 0" belong together, for a
 * partner that has forgotten the first would believe the second alone.
 */
function begun({ seat }: DriverSight): DriverAct | undefined {
  const own = seat.signals.filter((said) => said.from === seat.harbour.side);
  const first = own.findLast(({ signal }) => signal.kind === 'send')?.signal;
  if (first?.kind !== 'send' || first.afterFin !== true) return undefined;
  const slip = seat.slips.find((other) => other.order === first.order);
  return slip && say({ kind: 'send', order: slip.order, crates: slip.partnerCrates });
}

/** The answer that the partner's newest question still waits for. */
export function answer(sight: DriverSight): DriverAct | undefined {
  const { side } = sight.seat.harbour;
  const partner = peerOf(side);
  const { signals } = sight.seat;
  const rest = begun(sight);
  if (rest !== undefined) return rest;
  for (let index = signals.length - 1; index >= 0; index -= 1) {
    const said = signals[index];
    if (said === undefined || said.from !== partner || said.signal.kind !== 'ask') continue;
    const since = signals.slice(index + 1).filter((other) => other.from === side);
    const missing = halfOf(sight, said.signal.order).find(
      (signal) => !since.some((other) => sameSignal(other.signal, signal)),
    );
    if (missing !== undefined) return say(missing);
  }
  return undefined;
}

/** So long after a slip has come a hand still thinks of telling it: what was told before may be forgotten. */
const TELLS_WITHIN: Milliseconds = 30_000;

/** What a person tells unasked: its half of each new slip, that an application has gone, and the port of the lamp. */
export function telling(sight: DriverSight): DriverAct | undefined {
  const { seat, level } = sight;
  const own = seat.signals.filter((said) => said.from === seat.harbour.side);
  const unsaid = (signal: Signal) => !own.some((said) => sameSignal(said.signal, signal));
  const [port] = seat.harbour.listening;
  if (level.lamp === 'by-hand' && port !== undefined && unsaid({ kind: 'port', port })) {
    return say({ kind: 'port', port });
  }
  for (const slip of seat.slips) {
    const fresh = sight.now - slip.at <= TELLS_WITHIN;
    const missing = (fresh ? halfOf : orphanOf)(sight, slip.order).find(unsaid);
    if (missing !== undefined) return say(missing);
  }
  return undefined;
}

function asked(sight: DriverSight, order: OrderId): boolean {
  const { side } = sight.seat.harbour;
  return sight.seat.signals.some(
    (said) => said.from === side && said.signal.kind === 'ask' && said.signal.order === order,
  );
}

/** A question about an order that this end can't go on with: the port to knock at, or its own crates. */
export function question(sight: DriverSight): DriverAct | undefined {
  const { seat, level } = sight;
  for (const socket of seat.harbour.sockets) {
    const { order } = socket;
    if (order === undefined || socket.piloted || socket.ending === 'clean' || asked(sight, order)) continue;
    const portUnknown =
      seat.harbour.side === 'client' && !isAlive(socket) && knownPort(sight, socket) === undefined;
    const told = toldCrates(sight, order) !== undefined;
    const cratesUnknown = level.goal !== 'established' && socket.established && !told;
    if (portUnknown || cratesUnknown) return say({ kind: 'ask', order });
  }
  return undefined;
}

/** Of so many hands one plays on once all orders are done: the encores are its. */
const ONE_PLAYS_ON = 8;

/** What a hand says once as many orders have reached their goal at its end as the level has: that it is enough. */
export function enough(sight: DriverSight): DriverAct | undefined {
  const { harbour, records, enough: said } = sight.seat;
  if (said.includes(harbour.side) || sight.draw('plays on') % ONE_PLAYS_ON === 0) return undefined;
  const reached = records.filter((record) => record.reached).length;
  return reached < sight.level.orders.length ? undefined : { kind: 'enough' };
}
