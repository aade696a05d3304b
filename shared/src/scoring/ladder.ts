// The ladder of each connection with the fog lifted: every boat with its fate, and both ends' states beside it.
import type { JournalEntry, Sender } from '../game/journal.ts';
import type { Match } from '../game/match-state.ts';
import type { OrderId } from '../game/order.ts';
import type { Side } from '../game/seat.ts';
import { type ConnectionKey, keyText, type Token } from '../game/token.ts';
import type { Verdict } from '../game/verdict.ts';
import type { Milliseconds } from '../kernel/time.ts';
import type { ConnectionState } from '../tcp/connection.ts';
import type { Segment } from '../tcp/segment.ts';

/** A boat's whole way. One that neither arrived nor sank was still under way at the end. */
export interface LadderBoat {
  readonly boat: number;
  readonly from: Side;
  readonly segment: Segment;
  readonly by: Sender;
  readonly verdict: Verdict['kind'];
  readonly departedAt: Milliseconds;
  readonly arrivedAt: Milliseconds | undefined;
  readonly sankAt: Milliseconds | undefined;
}

/** A state that one end was in, from its moment on. */
export interface LadderState {
  readonly side: Side;
  readonly state: ConnectionState;
  readonly at: Milliseconds;
}

/** A token that was held back, or cost something. */
export interface LadderMistake {
  readonly at: Milliseconds;
  readonly side: Side;
  readonly token: Token;
  readonly verdict: Verdict;
}

/** The RTO's bell at one end. */
export interface LadderBell {
  readonly at: Milliseconds;
  readonly side: Side;
}

/** One connection from its first boat to its last state. */
export interface Ladder {
  readonly key: ConnectionKey;
  readonly order: OrderId | undefined;
  /** Index into the word list of ship names; undefined for a caller whom no order sent. */
  readonly name: number | undefined;
  readonly boats: readonly LadderBoat[];
  readonly states: readonly LadderState[];
  readonly mistakes: readonly LadderMistake[];
  readonly bells: readonly LadderBell[];
  readonly from: Milliseconds;
  readonly until: Milliseconds;
}

function boatsOf(entries: readonly JournalEntry[]): readonly LadderBoat[] {
  const arrivals = new Map<number, Milliseconds>();
  for (const { at, event } of entries) if (event.kind === 'arrived') arrivals.set(event.boat, at);
  const boats: LadderBoat[] = [];
  for (const { at, event } of entries) {
    if (event.kind !== 'departed') continue;
    const { boat, from, segment, by, verdict, fate } = event;
    const sankAt = fate.kind === 'sinks' ? at + fate.after : undefined;
    boats.push({ boat, from, segment, by, verdict, departedAt: at, arrivedAt: arrivals.get(boat), sankAt });
  }
  return boats;
}

function isMistake(verdict: Verdict): boolean {
  return verdict.kind === 'wrong' || verdict.cost > 0 || verdict.kind === 'held';
}

function keyOf(entry: JournalEntry): ConnectionKey | undefined {
  const { event } = entry;
  if (event.kind === 'judged') return event.token.key;
  return 'key' in event ? event.key : undefined;
}

function ladderOf(match: Match, key: ConnectionKey, entries: readonly JournalEntry[]): Ladder {
  const order = match.orders.find((other) => other.clientPort === key.clientPort);
  const states: LadderState[] = [];
  const mistakes: LadderMistake[] = [];
  const bells: LadderBell[] = [];
  for (const { at, event } of entries) {
    if (event.kind === 'state') states.push({ at, side: event.side, state: event.to });
    if (event.kind === 'bell') bells.push({ at, side: event.side });
    if (event.kind === 'judged' && isMistake(event.verdict)) {
      mistakes.push({ at, side: event.seat, token: event.token, verdict: event.verdict });
    }
  }
  return {
    key,
    order: order?.id,
    name: order?.name,
    boats: boatsOf(entries),
    states,
    mistakes,
    bells,
    from: entries[0]?.at ?? 0,
    until: entries.at(-1)?.at ?? 0,
  };
}

/** The ladders of `match`, in the order in which their connections began. */
export function ladders(match: Match): readonly Ladder[] {
  const byKey = new Map<string, { readonly key: ConnectionKey; readonly entries: JournalEntry[] }>();
  for (const entry of match.journal) {
    const key = keyOf(entry);
    if (key === undefined) continue;
    const found = byKey.get(keyText(key)) ?? { key, entries: [] };
    found.entries.push(entry);
    byKey.set(keyText(key), found);
  }
  return [...byKey.values()].map(({ key, entries }) => ladderOf(match, key, entries));
}
