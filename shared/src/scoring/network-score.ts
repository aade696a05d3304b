// What the network's seat came to. It scores by the wrong answers that it provokes, so that it learns which loss hurts
// (game.md): a wrong answer counts for an act only while the act leaves a harbour in the dark, and an act for one answer
// at most. So neither mere mistakes nor mere activity make points.
import type { JournalEntry, JournalEvent } from '../game/journal.ts';
import type { Match } from '../game/match-state.ts';
import type { NetworkAct } from '../game/network-act.ts';
import { peerOf, type Side } from '../game/seat.ts';
import type { Milliseconds } from '../kernel/time.ts';

/** Longer than this no act keeps anybody in the dark: by then the bell has rung, and been answered. */
export const IN_THE_DARK_AT_MOST: Milliseconds = 20_000;

/** What the network's seat came to. */
export interface NetworkScore {
  /** What the provoked answers cost the pair. */
  readonly points: number;
  readonly acts: number;
  readonly provoked: number;
  /** The same for each kind of act: how many there were, and what they provoked. */
  readonly byAct: Readonly<Record<NetworkAct['kind'], Omit<NetworkScore, 'byAct'>>>;
}

type Departed = Extract<JournalEvent, { kind: 'departed' }>;

/** From when to when, and at which harbours, an act can mislead somebody; on which connection. */
interface Dark {
  readonly kind: NetworkAct['kind'];
  readonly clientPort: number;
  readonly from: Milliseconds;
  readonly until: Milliseconds;
  readonly seats: readonly Side[];
  /** It is over with the first answer, right or wrong: there is nothing else to be misled by. */
  readonly once: boolean;
}

/** True of two boats that say the same: one is the other's repeat. */
function sameBoat(one: Departed, other: Departed): boolean {
  const { flags } = one.segment;
  const { flags: others } = other.segment;
  return (
    one.from === other.from &&
    one.key.clientPort === other.key.clientPort &&
    flags.syn === others.syn &&
    flags.fin === others.fin &&
    flags.rst === others.rst &&
    one.segment.seq === other.segment.seq &&
    one.segment.dataLength === other.segment.dataLength
  );
}

function darkOf(
  { at, event }: JournalEntry & { readonly event: Extract<JournalEvent, { kind: 'network-act' }> },
  boat: Departed,
  arrivals: readonly (JournalEntry & { readonly event: Extract<JournalEvent, { kind: 'arrived' }> })[],
  boats: ReadonlyMap<number, Departed>,
): Dark {
  const { act } = event;
  const { clientPort } = boat.key;
  const latest = at + IN_THE_DARK_AT_MOST;
  const both = [boat.from, peerOf(boat.from)];
  const said = arrivals.filter((arrival) => {
    const arrived = boats.get(arrival.event.boat);
    return arrival.at >= at && arrived !== undefined && sameBoat(arrived, boat);
  });
  switch (act.kind) {
    case 'sink':
    case 'hold': {
      // Until what the boat had to say has been heard after all.
      const until = Math.min(latest, said[0]?.at ?? latest);
      return { kind: act.kind, clientPort, from: at, until, seats: both, once: false };
    }
    case 'copy':
    case 'swap': {
      // What comes twice, or out of its turn, is to be answered: the next answer tells whether it was understood.
      const strange = said[act.kind === 'copy' ? 1 : 0]?.at ?? latest;
      return {
        kind: act.kind,
        clientPort,
        from: strange,
        until: latest,
        seats: [peerOf(boat.from)],
        once: true,
      };
    }
  }
}

function isAct(
  entry: JournalEntry,
): entry is JournalEntry & { readonly event: Extract<JournalEvent, { kind: 'network-act' }> } {
  return entry.event.kind === 'network-act';
}

function isArrival(
  entry: JournalEntry,
): entry is JournalEntry & { readonly event: Extract<JournalEvent, { kind: 'arrived' }> } {
  return entry.event.kind === 'arrived';
}

function darksOf({ journal }: Match): readonly Dark[] {
  const boats = new Map<number, Departed>();
  for (const { event } of journal) if (event.kind === 'departed') boats.set(event.boat, event);
  const arrivals = journal.filter(isArrival);
  return journal.filter(isAct).flatMap((entry) => {
    const { act } = entry.event;
    const boat = boats.get(act.kind === 'swap' ? act.boats[0] : act.boat);
    return boat === undefined ? [] : [darkOf(entry, boat, arrivals, boats)];
  });
}

const NOTHING = { points: 0, acts: 0, provoked: 0 };

/** The network's score in `match`. */
export function networkScoreOf(match: Match): NetworkScore {
  const darks = darksOf(match);
  const spent = new Set<Dark>();
  const byAct = { sink: NOTHING, hold: NOTHING, copy: NOTHING, swap: NOTHING };
  const count = (kind: NetworkAct['kind'], more: typeof NOTHING): void => {
    const before = byAct[kind];
    byAct[kind] = {
      points: before.points + more.points,
      acts: before.acts + more.acts,
      provoked: before.provoked + more.provoked,
    };
  };
  for (const { kind } of darks) count(kind, { points: 0, acts: 1, provoked: 0 });
  for (const { at, event } of match.journal) {
    if (event.kind !== 'judged') continue;
    const open = darks.filter(
      (dark) =>
        !spent.has(dark) &&
        dark.clientPort === event.token.key.clientPort &&
        dark.seats.includes(event.seat) &&
        dark.from <= at &&
        at <= dark.until,
    );
    const { cost } = event.verdict;
    const [first] = open;
    if (cost > 0 && first !== undefined) {
      spent.add(first);
      count(first.kind, { points: cost, acts: 0, provoked: 1 });
    }
    for (const dark of open) if (dark.once) spent.add(dark);
  }
  const all = Object.values(byAct);
  const sum = (of: (each: typeof NOTHING) => number): number =>
    all.reduce((total, each) => total + of(each), 0);
  return {
    points: sum(({ points }) => points),
    acts: sum(({ acts }) => acts),
    provoked: sum(({ provoked }) => provoked),
    byAct,
  };
}
