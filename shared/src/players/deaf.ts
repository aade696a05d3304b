// A partner who neither tells nor listens, with a perfect hand: it makes the best fixed guess of what it would have
// to be told, and takes the referee's word for the rest. What it reaches is what a level gives to a pair that does
// not talk (rules.md section 5).

import type { Socket } from '../game/harbour.ts';
import type { Level } from '../game/level.ts';
import type { OrderId, Slip } from '../game/order.ts';
import type { DriverAct, DriverSight } from '../game/rules.ts';
import { peerOf, type Side } from '../game/seat.ts';
import { CRATE_OCTETS } from '../game/token.ts';
import type { Judgment, SaidSignal } from '../game/view.ts';
import type { Milliseconds } from '../kernel/time.ts';
import { cutForGood, stackMove } from './stack.ts';

/** What a seat takes its own cargo to be. */
interface Guess {
  readonly crates: number;
  readonly cratesAfterFin: number;
}

/** Those who can't agree on a moment take the next full one of these that leaves time for the cargo. */
const FULL_MOMENT: Milliseconds = 20_000;

function median(counts: readonly number[]): number {
  return counts.toSorted((left, right) => left - right)[Math.floor(counts.length / 2)] ?? 0;
}

/**
 * The guess that misses `level`'s orders by the fewest crates: each one too many or too few costs a refusal. Where a
 * pilot closes, nobody refuses a FIN for want of a crate: then too many is the only way to learn.
 */
export function bestGuess(level: Level, side: Side): Guess {
  const middle = level.goal === 'closed' ? median : (counts: readonly number[]) => Math.max(...counts);
  return {
    crates: middle(level.orders.map((order) => order.crates[side])),
    cratesAfterFin: median(level.orders.map((order) => order.cratesAfterFin[side])),
  };
}

function refusedBy(judgment: Judgment): 'too-few' | 'too-many' | undefined {
  if (judgment.verdict.kind !== 'held') return undefined;
  if (judgment.verdict.reason === 'fin-before-cargo') return 'too-few';
  return judgment.verdict.reason === 'crate-not-ordered' ? 'too-many' : undefined;
}

function cratesOf(judgment: Judgment): number {
  return 'token' in judgment.attempt ? judgment.attempt.token.crates : 0;
}

/** What the referee's newest word on this order says of its cargo, and when it came. */
function learnt(
  { seat }: DriverSight,
  socket: Socket,
): { readonly total: number; readonly at: Milliseconds } | undefined {
  const own = seat.judgments.filter((judgment) => judgment.order === socket.order);
  const index = own.findLastIndex((judgment) => refusedBy(judgment) !== undefined);
  const refusal = own[index];
  if (refusal === undefined) return undefined;
  const since = own.slice(index + 1).filter(({ verdict }) => verdict.kind === 'initiative');
  const sentThen = socket.sent / CRATE_OCTETS - since.reduce((sum, later) => sum + cratesOf(later), 0);
  const more = refusedBy(refusal) === 'too-few' ? 1 : cratesOf(refusal) - 1;
  return { total: sentThen + more, at: refusal.at };
}

function guessFor(sight: DriverSight, slip: Slip): Guess {
  const guess = bestGuess(sight.level, sight.seat.harbour.side);
  const socket = sight.seat.harbour.sockets.find((other) => other.order === slip.order);
  const known = socket === undefined ? undefined : learnt(sight, socket);
  if (socket === undefined) return guess;
  if (known === undefined) return guess;
  // What was refused after the peer's FIN counts both parts of the cargo.
  const afterFin = socket.peerClosed && known.at >= socket.stateSince;
  return { crates: known.total, cratesAfterFin: afterFin ? 0 : guess.cratesAfterFin };
}

function ownGiveUp({ seat }: DriverSight, order: OrderId): readonly SaidSignal[] {
  const { side, sockets } = seat.harbour;
  const socket = sockets.find((other) => other.order === order);
  const isCut = socket !== undefined && cutForGood(seat, socket);
  return isCut ? [{ at: socket.stateSince, from: side, signal: { kind: 'give-up', order } }] : [];
}

/** What this seat would have been told, made up. */
function imagined(sight: DriverSight): readonly SaidSignal[] {
  const { seat, level } = sight;
  const from = peerOf(seat.harbour.side);
  const attempts = seat.harbour.sockets.reduce((sum, socket) => sum + socket.incarnation, 0);
  const refused = seat.harbour.sockets.filter((socket) => socket.ending === 'refused').length;
  const port = level.ports[(refused > 0 ? attempts : 0) % level.ports.length] ?? 0;
  const signals: SaidSignal[] = [{ at: 0, from, signal: { kind: 'port', port } }];
  // What a notice says it takes to heart, as if it had said so: it gives up behind a wall that stands for good.
  for (const { order } of seat.slips) signals.push(...ownGiveUp(sight, order));
  for (const slip of seat.slips) {
    const { order, at } = slip;
    const { crates, cratesAfterFin } = guessFor(sight, slip);
    const moment = FULL_MOMENT * (Math.floor(at / FULL_MOMENT) + 2);
    signals.push(
      { at, from, signal: { kind: 'send', order, crates: cratesAfterFin, afterFin: true } },
      { at, from, signal: { kind: 'send', order, crates } },
      { at, from, signal: { kind: 'together', order, at: moment } },
    );
  }
  return signals;
}

/** What a deaf hand does next. It says nothing. */
export function deafMove(sight: DriverSight): DriverAct | undefined {
  const act = stackMove({ ...sight, seat: { ...sight.seat, signals: imagined(sight) } });
  return act?.kind === 'signal' ? undefined : act;
}
