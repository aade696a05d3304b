import type { Level } from '@syn-or-swim/shared/game/level.ts';
import type { OrderId, Slip } from '@syn-or-swim/shared/game/order.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import type { Signal } from '@syn-or-swim/shared/game/signal.ts';
import type { SaidSignal } from '@syn-or-swim/shared/game/view.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';

/** What the partner has said of this seat's own part in an order; a field is undefined while it was not said. */
export interface ToldDuty {
  readonly crates: number | undefined;
  /** Crates that wait for the partner's FIN. */
  readonly cratesAfterFin: number | undefined;
  readonly closesFirst: 'me' | 'partner' | undefined;
}

const NOTHING_TOLD: ToldDuty = { crates: undefined, cratesAfterFin: undefined, closesFirst: undefined };

/** What the partner has said of the duty of `side` in `order`, the newest word of each kind. */
export function toldDuty(signals: readonly SaidSignal[], side: Side, order: OrderId): ToldDuty {
  let told = NOTHING_TOLD;
  for (const { from, signal } of signals) {
    if (from === side || !('order' in signal) || signal.order !== order) continue;
    if (signal.kind === 'send') {
      told = { ...told, [signal.afterFin === true ? 'cratesAfterFin' : 'crates']: signal.crates };
    }
    if (signal.kind === 'close-first') {
      told = { ...told, closesFirst: signal.who === 'you' ? 'me' : 'partner' };
    }
  }
  return told;
}

/** Who closes `order` first by the newest word of either player, where the pair decides. */
export function agreedCloser(
  signals: readonly SaidSignal[],
  side: Side,
  order: OrderId,
): 'me' | 'partner' | undefined {
  const last = signals.findLast(({ signal }) => signal.kind === 'close-first' && signal.order === order);
  if (last?.signal.kind !== 'close-first') return undefined;
  return (last.signal.who === 'I') === (last.from === side) ? 'me' : 'partner';
}

/** The game time at which both close `order`, by the newest word of either player. */
export function agreedMoment(signals: readonly SaidSignal[], order: OrderId): Milliseconds | undefined {
  const last = signals.findLast(({ signal }) => signal.kind === 'together' && signal.order === order);
  return last?.signal.kind === 'together' ? last.signal.at : undefined;
}

/** True where either player has said that `order` is to be given up. */
export function isGivenUp(signals: readonly SaidSignal[], order: OrderId): boolean {
  return signals.some(({ signal }) => signal.kind === 'give-up' && signal.order === order);
}

/**
 * All that the holder of `slip` knows of the partner's part in a level with this `goal`, in the order in which it is to be
 * said.
 */
export function wordsOfSlip(slip: Slip, goal: Level['goal']): readonly Signal[] {
  const { order, partnerCrates, partnerCratesAfterFin, partnerClosesFirst, closing } = slip;
  const words: Signal[] = [];
  if (goal === 'established') return words;
  // What comes last is said first: who hears "send 0" alone might close at once.
  if (partnerCratesAfterFin > 0) {
    words.push({ kind: 'send', order, crates: partnerCratesAfterFin, afterFin: true });
  }
  words.push({ kind: 'send', order, crates: partnerCrates });
  if (goal === 'closed' && closing === undefined) {
    words.push({ kind: 'close-first', order, who: partnerClosesFirst ? 'you' : 'I' });
  }
  return words;
}

/** Orders about which the partner has asked and heard nothing since, oldest question first. */
export function openQuestions(signals: readonly SaidSignal[], side: Side): readonly OrderId[] {
  return signals.flatMap(({ from, signal }, index) => {
    if (from === side || signal.kind !== 'ask') return [];
    const answered = signals
      .slice(index + 1)
      .some(
        (later) =>
          later.from === side && (later.signal.kind === 'port' || isAbout(later.signal, signal.order)),
      );
    return answered ? [] : [signal.order];
  });
}

function isAbout(signal: Signal, order: OrderId): boolean {
  return 'order' in signal && signal.order === order;
}

/** The port on which the partner has said a lamp burns, the newest word; undefined while nothing was said. */
export function toldPort(signals: readonly SaidSignal[], side: Side): number | undefined {
  const last = signals.findLast(({ from, signal }) => from !== side && signal.kind === 'port');
  return last?.signal.kind === 'port' ? last.signal.port : undefined;
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
