// The ladder of each connection with the fog lifted: every boat with its fate, and both ends' states beside it.
import type { JournalEntry, Sender } from '../game/journal.ts';
import type { Match } from '../game/match-state.ts';
import type { OrderId } from '../game/order.ts';
import type { Side } from '../game/seat.ts';
import { type ConnectionKey, keyText, type Token } from '../game/token.ts';
import type { Verdict } from '../game/verdict.ts';
import type { Milliseconds } from '../kernel/time.ts';
import type { Cause, Fate } from '../network/weather.ts';
import type { ConnectionState } from '../tcp/connection.ts';
import type { Segment } from '../tcp/segment.ts';

/** What struck a boat on its way, and what did it; `overtaken` needs nobody. */
export interface LadderWeather {
  readonly kind: 'lost' | 'rejected' | 'corrupted' | 'held-up' | 'copied' | 'overtaken';
  readonly cause: Cause | undefined;
}

/** A boat's whole way. One that neither arrived nor sank was still under way at the end. */
export interface LadderBoat {
  readonly boat: number;
  readonly from: Side;
  readonly segment: Segment;
  readonly by: Sender;
  readonly verdict: Verdict['kind'];
  readonly departedAt: Milliseconds;
  readonly arrivedAt: Milliseconds | undefined;
  /** Where it ended on its way: lost, turned back by a wall, or dropped for its checksum. */
  readonly sankAt: Milliseconds | undefined;
  /** When copies of it arrived, after itself. */
  readonly copiesAt: readonly Milliseconds[];
  readonly weather: readonly LadderWeather[];
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

/** What a boat's own fate tells of the weather, and when the boat ended by it. */
function struckBy(fate: Fate): {
  readonly after: Milliseconds | undefined;
  readonly weather: LadderWeather[];
} {
  switch (fate.kind) {
    case 'sinks':
      return { after: fate.after, weather: [{ kind: 'lost', cause: fate.cause }] };
    case 'rejected':
      return { after: fate.after, weather: [{ kind: 'rejected', cause: 'wall' }] };
    case 'corrupted':
      return { after: fate.crossing, weather: [{ kind: 'corrupted', cause: 'chance' }] };
    case 'arrives': {
      const { cause, copies } = fate;
      if (copies.length > 0) return { after: undefined, weather: [{ kind: 'copied', cause }] };
      return { after: undefined, weather: cause === undefined ? [] : [{ kind: 'held-up', cause }] };
    }
  }
}

/** What the network's player did to `boat`, and when it sank by that. */
function actedOn(
  entries: readonly JournalEntry[],
  boat: number,
): { readonly sankAt: Milliseconds | undefined; readonly weather: LadderWeather[] } {
  const weather: LadderWeather[] = [];
  let sankAt: Milliseconds | undefined;
  for (const { at, event } of entries) {
    if (event.kind !== 'network-act' || event.act.kind === 'swap' || event.act.boat !== boat) continue;
    const kind = ({ sink: 'lost', hold: 'held-up', copy: 'copied' } as const)[event.act.kind];
    weather.push({ kind, cause: 'network' });
    if (kind === 'lost') sankAt = at;
  }
  return { sankAt, weather };
}

function isOvertaken(boat: LadderBoat, boats: readonly LadderBoat[]): boolean {
  const { from, departedAt, arrivedAt } = boat;
  if (arrivedAt === undefined) return false;
  return boats.some(
    (other) =>
      other.from === from &&
      other.departedAt > departedAt &&
      other.arrivedAt !== undefined &&
      other.arrivedAt < arrivedAt,
  );
}

function boatsOf(entries: readonly JournalEntry[]): readonly LadderBoat[] {
  const arrivals = new Map<number, Milliseconds[]>();
  for (const { at, event } of entries) {
    if (event.kind === 'arrived') arrivals.set(event.boat, [...(arrivals.get(event.boat) ?? []), at]);
  }
  const boats: LadderBoat[] = [];
  for (const { at, event } of entries) {
    if (event.kind !== 'departed') continue;
    const { boat, from, segment, by, verdict, fate } = event;
    const [arrivedAt, ...copiesAt] = arrivals.get(boat) ?? [];
    const struck = struckBy(fate);
    const acts = actedOn(entries, boat);
    const sankAt = acts.sankAt ?? (struck.after === undefined ? undefined : at + struck.after);
    const weather = [...struck.weather, ...acts.weather];
    boats.push({
      ...{ boat, from, segment, by, verdict, departedAt: at },
      ...{ arrivedAt, copiesAt, sankAt: arrivedAt === undefined ? sankAt : undefined, weather },
    });
  }
  return boats.map((boat) =>
    isOvertaken(boat, boats)
      ? { ...boat, weather: [...boat.weather, { kind: 'overtaken', cause: undefined }] }
      : boat,
  );
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
  const order = [...match.orders, ...match.encores].find((other) => other.clientPort === key.clientPort);
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
