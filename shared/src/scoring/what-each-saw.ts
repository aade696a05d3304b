// What each of three could know while they played: the two harbours, and the network between them.
import type { JournalEntry, JournalEvent } from '../game/journal.ts';
import type { Match } from '../game/match-state.ts';
import { orderOfPort } from '../game/match-state.ts';
import type { NetworkAct } from '../game/network-act.ts';
import type { Side } from '../game/seat.ts';
import { type ConnectionKey, keyText } from '../game/token.ts';
import type { Milliseconds } from '../kernel/time.ts';
import type { ConnectionState } from '../tcp/connection.ts';
import type { Segment } from '../tcp/segment.ts';

/** One thing that somebody saw, or did. */
export type SeenLine = { readonly at: Milliseconds } & (
  | { readonly kind: 'left' | 'arrived'; readonly segment: Segment }
  /** The own end came into a state. */
  | { readonly kind: 'state'; readonly state: ConnectionState }
  /** A router has the header before it. */
  | { readonly kind: 'passed'; readonly segment: Segment; readonly to: Side }
  | { readonly kind: 'acted'; readonly act: NetworkAct['kind']; readonly segment: Segment | undefined }
);

/** One connection as each of the three saw it, in the order of time. */
export interface SeenConnection {
  readonly key: ConnectionKey;
  /** Index into the word list of ship names; undefined for a caller whom no order sent. */
  readonly name: number | undefined;
  readonly seen: Readonly<Record<Side | 'network', readonly SeenLine[]>>;
}

type Departed = Extract<JournalEvent, { kind: 'departed' }>;

function bySide(
  entries: readonly JournalEntry[],
  side: Side,
  boats: ReadonlyMap<number, Departed>,
): SeenLine[] {
  return entries.flatMap(({ at, event }): SeenLine[] => {
    switch (event.kind) {
      case 'departed':
        return event.from === side && event.by !== 'earlier-life'
          ? [{ at, kind: 'left', segment: event.segment }]
          : [];
      case 'arrived': {
        const boat = boats.get(event.boat);
        return boat === undefined || boat.from === side
          ? []
          : [{ at, kind: 'arrived', segment: boat.segment }];
      }
      case 'state':
        return event.side === side ? [{ at, kind: 'state', state: event.to }] : [];
      default:
        return [];
    }
  });
}

function byNetwork(entries: readonly JournalEntry[], boats: ReadonlyMap<number, Departed>): SeenLine[] {
  return entries.flatMap(({ at, event }): SeenLine[] => {
    if (event.kind === 'departed') {
      // What the level's own weather takes goes down before a router has it.
      const passes = event.fate.kind === 'arrives' || event.fate.kind === 'corrupted';
      const to = event.from === 'client' ? 'server' : 'client';
      return passes ? [{ at, kind: 'passed', segment: event.segment, to }] : [];
    }
    if (event.kind !== 'network-act') return [];
    const [boat] = event.act.kind === 'swap' ? event.act.boats : [event.act.boat];
    return [{ at, kind: 'acted', act: event.act.kind, segment: boats.get(boat)?.segment }];
  });
}

/** Every connection of `match` on which a boat left, as each of the three saw it. */
export function whatEachSaw(match: Match): readonly SeenConnection[] {
  const boats = new Map<number, Departed>();
  const entriesOf = new Map<string, { readonly key: ConnectionKey; readonly entries: JournalEntry[] }>();
  for (const entry of match.journal) {
    const { event } = entry;
    if (event.kind === 'departed') boats.set(event.boat, event);
    if (!('key' in event)) continue;
    const found = entriesOf.get(keyText(event.key)) ?? { key: event.key, entries: [] };
    found.entries.push(entry);
    entriesOf.set(keyText(event.key), found);
  }
  const sailed = [...entriesOf.values()].filter(({ entries }) =>
    entries.some(({ event }) => event.kind === 'departed'),
  );
  return sailed.map(({ key, entries }) => ({
    key,
    name: orderOfPort(match, key.clientPort)?.name,
    seen: {
      client: bySide(entries, 'client', boats),
      server: bySide(entries, 'server', boats),
      network: byNetwork(entries, boats),
    },
  }));
}
