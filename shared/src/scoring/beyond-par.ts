// Boats beyond what par needs (rules.md section 6; decision record 10 says what counts and what does not).
import type { JournalEntry, JournalEvent } from '../game/journal.ts';
import type { Match } from '../game/match-state.ts';
import type { Order } from '../game/order.ts';
import { SIDES, type Side } from '../game/seat.ts';
import { CRATES_MAX } from '../game/token.ts';
import type { Milliseconds } from '../kernel/time.ts';

/** A boat that a player sent by a call of its own and that par does without. */
export interface BoatBeyondPar {
  readonly kind: 'split-cargo' | 'refused-knock';
  readonly at: Milliseconds;
  readonly seat: Side;
  readonly boat: number;
}

type Departed = Extract<JournalEvent, { kind: 'departed' }>;

/** A boat that left by a player's own call, with its moment. */
interface OwnBoat {
  readonly at: Milliseconds;
  readonly event: Departed;
}

/** Boats of cargo that par sends from `side`: as few as the MSS allows, those after the peer's FIN by themselves. */
export function cargoBoatsOfPar(order: Order, side: Side): number {
  const boats = (crates: number) => Math.ceil(crates / CRATES_MAX);
  return boats(order.crates[side]) + boats(order.cratesAfterFin[side]);
}

function ownCalls(entries: readonly JournalEntry[], side: Side): readonly OwnBoat[] {
  return entries.flatMap(({ at, event }) => {
    if (event.kind !== 'departed' || event.from !== side) return [];
    return event.by === 'player' && event.verdict === 'initiative' ? [{ at, event }] : [];
  });
}

/** When the last life of this end began; 0 where it has lived from the start. */
function lastLifeFrom(entries: readonly JournalEntry[], side: Side): Milliseconds {
  const birth = entries.findLast(
    ({ event }) =>
      event.kind === 'state' &&
      event.side === side &&
      (event.from === 'CLOSED' || event.from === 'LISTEN') &&
      event.to !== 'CLOSED',
  );
  return birth?.at ?? 0;
}

/** Of the boats with cargo in the last life those that are more than par sends: the last ones. */
function splitCargo(order: Order, entries: readonly JournalEntry[], side: Side): readonly OwnBoat[] {
  const from = lastLifeFrom(entries, side);
  const cargo = ownCalls(entries, side).filter(({ at, event }) => at >= from && event.segment.dataLength > 0);
  return cargo.slice(cargoBoatsOfPar(order, side));
}

/** SYNs that a port answered behind which nobody listened. Where both are to open, one SYN may just have been early. */
function refusedKnocks(order: Order, entries: readonly JournalEntry[], side: Side): readonly OwnBoat[] {
  if (order.bothOpenAt !== undefined) return [];
  const refusals = entries.filter(
    ({ event }) => event.kind === 'ended' && event.side === side && event.ending === 'refused',
  );
  const knocks = ownCalls(entries, side).filter(({ event }) => event.segment.flags.syn);
  return refusals.flatMap((refusal) => knocks.findLast(({ at }) => at <= refusal.at) ?? []);
}

/** Every boat of `order` that players sent by their own call and that par does without. */
export function boatsBeyondPar(match: Match, order: Order): readonly BoatBeyondPar[] {
  const entries = match.journal.filter(
    ({ event }) => 'key' in event && event.key.clientPort === order.clientPort,
  );
  return SIDES.flatMap((seat) => {
    const named = (kind: BoatBeyondPar['kind']) => (own: OwnBoat) => ({
      kind,
      at: own.at,
      seat,
      boat: own.event.boat,
    });
    return [
      ...splitCargo(order, entries, seat).map(named('split-cargo')),
      ...refusedKnocks(order, entries, seat).map(named('refused-knock')),
    ];
  }).sort((left, right) => left.at - right.at);
}
