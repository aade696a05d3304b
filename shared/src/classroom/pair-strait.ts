// One pair's strait with the fog lifted, for the projector: what it was some time ago, so that whoever looks up from
// their own harbour learns nothing of it that they could still use.
import type { Match } from '../game/match-state.ts';
import type { Side } from '../game/seat.ts';
import type { Milliseconds } from '../kernel/time.ts';
import { type Ladder, type LadderBoat, type LadderState, ladders } from '../scoring/ladder.ts';
import type { Segment } from '../tcp/segment.ts';

/** How long ago it is what is shown of a match under way, ms of game time: longer than the longest RTO of any level. */
export const STRAIT_DELAY: Milliseconds = 30_000;

/** What happened in so many ms before the moment is told with it, so that a page can let it pass before the eyes. */
export const STRAIT_WINDOW: Milliseconds = 3000;

/** A boat that is, or in the window was, under way. */
export interface StraitBoat {
  readonly boat: number;
  readonly from: Side;
  readonly segment: Segment;
  readonly departedAt: Milliseconds;
  /** When it arrives or goes down; undefined where neither has come yet. */
  readonly endsAt: Milliseconds | undefined;
  /** True where it does not arrive. */
  readonly sinks: boolean;
  /** A wrong token that sailed all the same. */
  readonly wrong: boolean;
}

/** One connection of the pair that is, or in the window was, alive. */
export interface StraitConnection {
  readonly clientPort: number;
  readonly serverPort: number;
  /** Index into the word list of ship names; undefined for a caller whom no order sent. */
  readonly name: number | undefined;
  /** Either end's last state before the window, and those of the window, oldest first. */
  readonly states: readonly LadderState[];
  readonly boats: readonly StraitBoat[];
}

/** A pair's strait at one moment. */
export interface PairStrait {
  /** Game time that is shown; below 0 while there is nothing to be shown yet. */
  readonly at: Milliseconds;
  readonly connections: readonly StraitConnection[];
}

function boatOf({ boat, from, segment, verdict, departedAt, ...end }: LadderBoat): StraitBoat {
  const endsAt = end.arrivedAt ?? end.sankAt;
  const sinks = end.arrivedAt === undefined && end.sankAt !== undefined;
  return { boat, from, segment, departedAt, endsAt, sinks, wrong: verdict === 'wrong' };
}

/** Whether a socket listened on `port` at `at`. */
function listensAt({ journal, rules }: Match, port: number, at: Milliseconds): boolean {
  const turned = journal.findLast(
    (entry) => entry.event.kind === 'listening' && entry.event.port === port && entry.at <= at,
  )?.event;
  if (turned?.kind === 'listening') return turned.on;
  return rules.level.lamp === 'lit' && rules.level.ports.includes(port);
}

function lastBefore(states: readonly LadderState[], side: Side, at: Milliseconds): readonly LadderState[] {
  const last = states.findLast((state) => state.side === side && state.at <= at);
  return last === undefined ? [] : [last];
}

function connectionAt(match: Match, ladder: Ladder, at: Milliseconds): StraitConnection | undefined {
  const since = at - STRAIT_WINDOW;
  const served = lastBefore(ladder.states, 'server', since);
  const listens = served.length === 0 && listensAt(match, ladder.key.serverPort, since);
  const states: readonly LadderState[] = [
    ...lastBefore(ladder.states, 'client', since),
    ...(listens ? [{ side: 'server', state: 'LISTEN', at: since } as const] : served),
    ...ladder.states.filter((state) => state.at > since && state.at <= at),
  ];
  const boats = ladder.boats
    .filter(({ departedAt }) => departedAt <= at)
    .map(boatOf)
    .filter(({ endsAt }) => endsAt === undefined || endsAt > since);
  const alive =
    boats.length > 0 ||
    states.some(({ state, at: turned }) => (state !== 'CLOSED' && state !== 'LISTEN') || turned > since);
  if (!alive) return undefined;
  const { key, name } = ladder;
  return { ...key, name, states, boats };
}

/** The strait of `match` at `at`, ms of game time: nothing that happened later is in it. */
export function pairStrait(match: Match, at: Milliseconds): PairStrait {
  return { at, connections: ladders(match).flatMap((ladder) => connectionAt(match, ladder, at) ?? []) };
}
