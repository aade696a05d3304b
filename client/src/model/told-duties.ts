import type { OrderId } from '@syn-or-swim/shared/game/order.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import type { SaidSignal } from '@syn-or-swim/shared/game/view.ts';

/** What the partner has said of this seat's own part in an order; a field is undefined while it was not said. */
export interface ToldDuty {
  readonly crates: number | undefined;
  readonly closesFirst: 'me' | 'partner' | undefined;
}

const NOTHING_TOLD: ToldDuty = { crates: undefined, closesFirst: undefined };

/** What the partner has said of the duty of `side` in `order`, the newest word of each kind. */
export function toldDuty(signals: readonly SaidSignal[], side: Side, order: OrderId): ToldDuty {
  let told = NOTHING_TOLD;
  for (const { from, signal } of signals) {
    if (from === side) continue;
    if (signal.kind === 'send' && signal.order === order) told = { ...told, crates: signal.crates };
    if (signal.kind === 'close-first' && signal.order === order) {
      told = { ...told, closesFirst: signal.who === 'you' ? 'me' : 'partner' };
    }
  }
  return told;
}

/** The port on which the partner has said a lamp burns, the newest word; undefined while nothing was said. */
export function toldPort(signals: readonly SaidSignal[], side: Side): number | undefined {
  let port: number | undefined;
  for (const { from, signal } of signals) {
    if (from !== side && signal.kind === 'port') port = signal.port;
  }
  return port;
}

/** Signals of a match, with those that the view no longer keeps: `known` and then what is new in `view`. */
export function signalsSoFar(
  known: readonly SaidSignal[],
  view: readonly SaidSignal[],
): readonly SaidSignal[] {
  const same = (left: SaidSignal, right: SaidSignal): boolean =>
    left.at === right.at &&
    left.from === right.from &&
    JSON.stringify(left.signal) === JSON.stringify(right.signal);
  return [...known, ...view.filter((said) => !known.some((other) => same(other, said)))];
}
