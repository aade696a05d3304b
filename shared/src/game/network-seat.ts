// The third seat: a player who is the weather. It sees the headers of the boats under way, as a router does, and
// never what a network can't know: the harbours' states, the slips, and what the sea itself has in mind.
import { scheduled, without } from '../kernel/event-queue.ts';
import { keyedHash } from '../kernel/hash.ts';
import type { Milliseconds } from '../kernel/time.ts';
import { hornAt } from './horn.ts';
import { type BoatLoad, journalled, type Match } from './match-state.ts';
import {
  ACT_COSTS,
  type ActRefusal,
  type BoatHeader,
  COPIED_AFTER,
  energyAt,
  HELD_BY,
  type NetworkAct,
  type NetworkView,
  spent,
} from './network-act.ts';
import { CRATE_OCTETS } from './token.ts';

type UnderWay = Match['strait']['underWay']['entries'][number];

function headerOf({ item }: UnderWay): BoatHeader {
  const { from, key, segment } = item.load;
  return {
    boat: item.id,
    from,
    key,
    flags: segment.flags,
    seq: segment.seq,
    ack: segment.ack,
    crates: Math.floor(segment.dataLength / CRATE_OCTETS),
    departedAt: item.departedAt,
  };
}

/** What the network's seat sees at `match.now`: boats that are on the water, in the order of their departure. */
export function networkView(match: Match): NetworkView {
  const sailing = match.strait.underWay.entries.filter(({ item }) => item.departedAt <= match.now);
  const boats = sailing.map(headerOf).toSorted((left, right) => left.boat - right.boat);
  const { energy, at } = match.network;
  return { energy, since: at, boats, hornAt: hornAt(match) };
}

/** The kind of a boat, by which none sinks twice running. */
export function kindOfBoat(load: BoatLoad): string {
  return `${load.from}|${load.key.clientPort}|${load.role}`;
}

function entryOf(match: Match, boat: number): UnderWay | undefined {
  return match.strait.underWay.entries.find(({ item }) => item.id === boat && item.departedAt <= match.now);
}

function boatsOf(act: NetworkAct): readonly number[] {
  return act.kind === 'swap' ? act.boats : [act.boat];
}

/** Why the network's seat can't do `act` now; undefined where it can. */
export function actRefused(match: Match, act: NetworkAct): ActRefusal | undefined {
  if (match.phase === 'ended') return 'match-over';
  const { network, sandbox } = match.rules;
  if (network === undefined && sandbox !== true) return 'no-network-seat';
  const entries = boatsOf(act).map((boat) => entryOf(match, boat));
  const [first, second] = entries;
  if (first === undefined || (act.kind === 'swap' && second === undefined)) return 'no-such-boat';
  if (sandbox !== true) {
    if (energyAt(match.network, match.now) < ACT_COSTS[act.kind]) return 'too-little-energy';
    if (act.kind === 'sink' && match.network.sunk.includes(kindOfBoat(first.item.load))) return 'sank-before';
  }
  if (second !== undefined && second.item.load.from !== first.item.load.from) return 'not-one-direction';
  return undefined;
}

type Queue = Match['strait']['underWay'];

function moved(queue: Queue, entry: UnderWay, at: Milliseconds): Queue {
  return scheduled(
    without(queue, (item) => item === entry.item),
    at,
    entry.item,
  );
}

function formerOf(queue: Queue, first: UnderWay, second: UnderWay): UnderWay {
  return queue.entries.indexOf(first) < queue.entries.indexOf(second) ? first : second;
}

function queueAfter(match: Match, act: NetworkAct): Queue {
  const queue = match.strait.underWay;
  const [first, second] = boatsOf(act).map((boat) => entryOf(match, boat));
  if (first === undefined) return queue;
  switch (act.kind) {
    case 'sink':
      return without(queue, (item) => item === first.item);
    case 'hold':
      return moved(queue, first, first.at + HELD_BY);
    case 'copy':
      return scheduled(queue, first.at + COPIED_AFTER, { ...first.item });
    case 'swap':
      if (second === undefined) return queue;
      // Of two that arrive at one moment the former goes behind the latter: its new entry is the last of that moment.
      if (first.at === second.at) return moved(queue, formerOf(queue, first, second), first.at);
      return moved(moved(queue, first, second.at), second, first.at);
  }
}

/** `match` after an act that {@link actRefused} lets pass. Neither harbour learns of it before the debrief. */
export function acted(match: Match, act: NetworkAct): Match {
  const first = entryOf(match, boatsOf(act)[0] ?? 0);
  if (first === undefined) return match;
  const { load } = first.item;
  const strait = { ...match.strait, underWay: queueAfter(match, act) };
  const cost = match.rules.sandbox === true ? 0 : ACT_COSTS[act.kind];
  const paid = spent(match.network, cost, match.now);
  const sunk = act.kind === 'sink' ? [...paid.sunk, kindOfBoat(load)] : paid.sunk;
  return journalled(
    { ...match, strait, network: { ...paid, sunk } },
    { kind: 'network-act', act, key: load.key, from: load.from },
  );
}

/** `match` in which a boat of this kind has arrived: the next of its kind may sink again. */
export function kindArrived(match: Match, load: BoatLoad): Match {
  const kind = kindOfBoat(load);
  if (!match.network.sunk.includes(kind)) return match;
  const sunk = match.network.sunk.filter((other) => other !== kind);
  return { ...match, network: { ...match.network, sunk } };
}

/** `match` after its stack in the network's seat has looked at the water, and acted where it wanted to. */
export function networkStackPlayed(match: Match): Match {
  const { seed, drivers } = match.rules;
  const act = drivers.network.decide({
    view: networkView(match),
    energy: energyAt(match.network, match.now),
    now: match.now,
    may: (wanted) => actRefused(match, wanted) === undefined,
    draw: (...parts) => keyedHash(seed, 'network', match.now, ...parts),
  });
  return act === undefined || actRefused(match, act) !== undefined ? match : acted(match, act);
}
