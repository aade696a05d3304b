// Two ends and the channel between them as four small numbers, with the moves that lead from there.
import type { Segment } from '@syn-or-swim/shared/tcp/segment.ts';
import { segmentText } from '@syn-or-swim/shared/tcp/segment.ts';
import { type Endpoint, type EndpointRules, endpointRules, type MoveKind, startOf } from './endpoint.ts';
import { type Interned, interned, internedPairs } from './interning.ts';
import { checkAcknowledges, checkPair } from './pair-rules.ts';
import type { Scenario } from './scenario.ts';

/** A state of the whole: numbers of both ends, and of what is under way to the second and to the first. */
export interface WorldState {
  readonly ends: readonly [number, number];
  readonly channels: readonly [number, number];
}

/** A move of the whole. */
export interface WorldMove {
  readonly label: string;
  readonly kind: MoveKind | 'arrival' | 'copy' | 'loss';
  readonly next: WorldState;
}

/** One of the two ends. */
export type SideIndex = 0 | 1;

/** All of an exploration: what is known of ends and channels, and how to go on from a state. */
export interface World {
  readonly start: WorldState;
  readonly movesOf: (state: WorldState) => readonly WorldMove[];
  /** The moves of one end alone. */
  readonly movesOfEnd: (state: WorldState, side: SideIndex) => readonly WorldMove[];
  /** The state after the segment `segment` reached the end `to`, and left the channel. */
  readonly afterArrival: (state: WorldState, to: SideIndex, segment: number) => WorldState;
  readonly endOf: (state: WorldState, side: SideIndex) => Endpoint;
  /** Numbers of the segments under way to `to`. */
  readonly underWay: (state: WorldState, to: SideIndex) => readonly number[];
  readonly keyOf: (state: WorldState) => number;
  /** Different ends seen so far, both sides together. */
  readonly endpoints: () => number;
}

/** A move of one end with its numbers. */
interface LocalMove {
  readonly label: string;
  readonly kind: MoveKind;
  readonly next: number;
  readonly sends: number | undefined;
}

/** One side with everything about it that was worked out once. */
interface SideTable {
  readonly ends: Interned<Endpoint>;
  readonly movesOf: (end: number) => readonly LocalMove[];
  readonly receives: (end: number, segment: number) => number;
}

const NAMES = ['client', 'server'] as const;

function sideTable(name: string, rules: EndpointRules, segments: Interned<Segment>): SideTable {
  const ends = interned<Endpoint>((endpoint) => JSON.stringify(endpoint));
  const moves: (readonly LocalMove[])[] = [];
  const received: number[][] = [];
  return {
    ends,
    movesOf: (end) => {
      moves[end] ??= rules.movesOf(ends.at(end)).map(({ label, kind, next, sends }) => ({
        label: `${name}: ${label}`,
        kind,
        next: ends.numberOf(next),
        sends: sends === undefined ? undefined : segments.numberOf(sends),
      }));
      return moves[end];
    },
    receives: (end, segment) => {
      received[end] ??= [];
      const known = received[end];
      known[segment] ??= ends.numberOf(rules.receives(ends.at(end), segments.at(segment)));
      return known[segment];
    },
  };
}

/** The sets of segments that may be under way in one direction, and how they change. */
interface ChannelTable {
  readonly contents: Interned<readonly number[]>;
  readonly empty: number;
  /** Undefined where there is no room for a segment that is not under way already. */
  readonly with: (channel: number, segment: number) => number | undefined;
  readonly without: (channel: number, segment: number) => number;
}

function channelTable(capacity: number): ChannelTable {
  const contents = interned<readonly number[]>((segments) => segments.join());
  return {
    contents,
    empty: contents.numberOf([]),
    with: (channel, segment) => {
      const before = contents.at(channel);
      if (before.includes(segment)) return channel;
      if (before.length >= capacity) return undefined;
      return contents.numberOf([...before, segment].toSorted((first, second) => first - second));
    },
    without: (channel, segment) =>
      contents.numberOf(contents.at(channel).filter((other) => other !== segment)),
  };
}

function replaced(
  pair: readonly [number, number],
  index: SideIndex,
  value: number,
): readonly [number, number] {
  return index === 0 ? [value, pair[1]] : [pair[0], value];
}

/** The world of `scenario`. Whatever breaks a rule on the way throws `BrokenRule`. */
export function worldOf(scenario: Scenario): World {
  const segments = interned<Segment>((segment) => `${segmentText(segment)} window ${segment.window}`);
  const [first, second] = scenario.sides;
  const sides = [
    sideTable(NAMES[0], endpointRules(first, scenario.profile), segments),
    sideTable(NAMES[1], endpointRules(second, scenario.profile), segments),
  ] as const;
  const channels = channelTable(scenario.capacity);
  const endPairs = internedPairs();
  const channelPairs = internedPairs();
  const states = internedPairs();
  /** How many pairs of ends have been checked: their numbers are given in order, each when first met. */
  let checked = 0;
  const endOf = (state: WorldState, side: SideIndex) => sides[side].ends.at(state.ends[side]);

  function kept(state: WorldState): WorldState {
    if (endPairs.numberOf(state.ends) < checked) return state;
    checkPair(endOf(state, 0), endOf(state, 1));
    checked += 1;
    return state;
  }

  function localMoves(state: WorldState, side: SideIndex): WorldMove[] {
    const found: WorldMove[] = [];
    const peer = side === 0 ? 1 : 0;
    for (const { label, kind, next, sends } of sides[side].movesOf(state.ends[side])) {
      const ends = replaced(state.ends, side, next);
      if (sends === undefined) {
        found.push({ label, kind, next: kept({ ...state, ends }) });
        continue;
      }
      const channel = channels.with(state.channels[peer], sends);
      if (channel === undefined) continue;
      checkAcknowledges(segments.at(sends), endOf(state, peer).witness);
      const sent = kept({ ends, channels: replaced(state.channels, peer, channel) });
      found.push({ label, kind, next: sent });
    }
    return found;
  }

  function afterArrival(state: WorldState, to: SideIndex, segment: number): WorldState {
    return kept({
      ends: replaced(state.ends, to, sides[to].receives(state.ends[to], segment)),
      channels: replaced(state.channels, to, channels.without(state.channels[to], segment)),
    });
  }

  const arrivalLabels: (readonly [string, string, string])[] = [];

  function labelsOf(to: SideIndex, segment: number): readonly [string, string, string] {
    const known = arrivalLabels[2 * segment + to];
    if (known !== undefined) return known;
    const text = segmentText(segments.at(segment));
    const name = NAMES[to];
    const labels = [
      `${name}: ${text} arrives`,
      `${name}: a copy of ${text} arrives`,
      `${text} is lost`,
    ] as const;
    arrivalLabels[2 * segment + to] = labels;
    return labels;
  }

  function channelMoves(state: WorldState, to: SideIndex): WorldMove[] {
    const found: WorldMove[] = [];
    for (const segment of channels.contents.at(state.channels[to])) {
      const [arrival, copy, loss] = labelsOf(to, segment);
      const arrived = afterArrival(state, to, segment);
      found.push({ label: arrival, kind: 'arrival', next: arrived });
      found.push({ label: copy, kind: 'copy', next: { ...arrived, channels: state.channels } });
      found.push({ label: loss, kind: 'loss', next: { ends: state.ends, channels: arrived.channels } });
    }
    return found;
  }

  return {
    start: kept({
      ends: [sides[0].ends.numberOf(startOf(first)), sides[1].ends.numberOf(startOf(second))],
      channels: [channels.empty, channels.empty],
    }),
    movesOf: (state) => [
      ...localMoves(state, 0),
      ...localMoves(state, 1),
      ...channelMoves(state, 0),
      ...channelMoves(state, 1),
    ],
    movesOfEnd: localMoves,
    afterArrival,
    endOf,
    underWay: (state, to) => channels.contents.at(state.channels[to]),
    keyOf: (state) => states.numberOf([endPairs.numberOf(state.ends), channelPairs.numberOf(state.channels)]),
    endpoints: () => sides[0].ends.size() + sides[1].ends.size(),
  };
}
