// The live wall: what a teacher sees of one pair's match, with the fog lifted. A function of the match.
import { occupied, socketByClientPort } from '../game/harbour.ts';
import { berthsOf } from '../game/level.ts';
import type { Match } from '../game/match-state.ts';
import { SIDES, type Side } from '../game/seat.ts';
import type { Milliseconds } from '../kernel/time.ts';
import { type IdeaTry, ideaTries } from '../scoring/mastery.ts';
import { scoreOf } from '../scoring/score.ts';
import type { ConnectionState } from '../tcp/connection.ts';
import type { MisconceptionId } from '../tcp/misconceptions.ts';

/** One connection of a pair: in which state either end is. */
export interface TileConnection {
  readonly clientPort: number;
  readonly states: Readonly<Record<Side, ConnectionState>>;
}

/** One pair on the wall. */
export interface Tile {
  /** What a night shift left, the orders that have come, and encores; what both ends have forgotten is CLOSED twice. */
  readonly connections: readonly TileConnection[];
  readonly berths: Readonly<Record<Side, { readonly taken: number; readonly all: number }>>;
  /** Points, as per cent of what two perfect stacks reach here. */
  readonly share: number;
  readonly lastMistake: { readonly side: Side; readonly misconception: MisconceptionId } | undefined;
  /** Mistakes of the last {@link RECENT} tries. */
  readonly recentMistakes: number;
  readonly recentTries: number;
  /** How long nothing but time has happened, in ms of game time. */
  readonly quietFor: Milliseconds;
  readonly ended: boolean;
}

/** How many of a pair's last tries tell how it is doing now. */
export const RECENT = 8;

/** What is done about it counts against a mistake only after this much silence, ms of game time. */
const QUIET = 20_000;

/** The tile of `match`, whose weather is worth `par` points; `now` is its game time. */
export function tileOf(match: Match, par: number, now: Milliseconds): Tile {
  const tries = ideaTries(match);
  const recent = tries.slice(-RECENT);
  const mistake = tries.findLast((each) => each.mistake !== undefined);
  const last = match.journal.findLast(({ event }) => event.kind === 'judged')?.at ?? 0;
  return {
    connections: [...match.night, ...match.orders.slice(0, match.issued), ...match.encores].map((order) => ({
      clientPort: order.clientPort,
      states: {
        client: stateAt(match, 'client', order.clientPort),
        server: stateAt(match, 'server', order.clientPort),
      },
    })),
    berths: { client: berthsFor(match, 'client'), server: berthsFor(match, 'server') },
    share: par <= 0 ? 0 : Math.round((scoreOf(match).points * 100) / par),
    lastMistake:
      mistake?.mistake === undefined ? undefined : { side: mistake.seat, misconception: mistake.mistake },
    recentMistakes: recent.filter((each) => each.mistake !== undefined).length,
    recentTries: recent.length,
    quietFor: Math.max(0, now - last),
    ended: match.phase === 'ended',
  };
}

/**
 * How much a pair needs help, 0 to 200: what share of its last tries went wrong, and whether it is at a stand. Higher
 * comes first on the wall; equal ones stay in the order of their pairs.
 */
export function needOf(tile: Tile): number {
  if (tile.ended) return 0;
  const wrong = Math.round((tile.recentMistakes * 100) / RECENT);
  const open = tile.connections.some(({ states }) => SIDES.some((side) => states[side] !== 'CLOSED'));
  const stands = (open || tile.connections.length > 0) && tile.quietFor >= QUIET;
  return wrong + (stands ? Math.min(100, Math.floor(((tile.quietFor - QUIET) * 100) / QUIET) + 20) : 0);
}

/** The ten ideas over several pairs' tries: how often each was tried, how often rightly, and what came behind it. */
export interface HeatCell {
  readonly idea: number;
  readonly tried: number;
  readonly right: number;
  /** The misconceptions shown, the commonest first. */
  readonly mistakes: readonly { readonly misconception: MisconceptionId; readonly times: number }[];
}

/** The row of the heat map for `tries`: ten cells. */
export function heatRow(tries: readonly IdeaTry[]): readonly HeatCell[] {
  return Array.from({ length: 10 }, (_, index) => {
    const own = tries.filter(({ idea }) => idea === index + 1);
    const wrong = own.flatMap(({ mistake }) => (mistake === undefined ? [] : [mistake]));
    return {
      idea: index + 1,
      tried: own.length,
      right: own.length - wrong.length,
      mistakes: countedMistakes(wrong),
    };
  });
}

/** Each of `mistakes` once with its count, the commonest first, equal ones by their id. */
export function countedMistakes(
  mistakes: readonly MisconceptionId[],
): readonly { readonly misconception: MisconceptionId; readonly times: number }[] {
  const ids = [...new Set(mistakes)].toSorted();
  return ids
    .map((misconception) => ({
      misconception,
      times: mistakes.filter((other) => other === misconception).length,
    }))
    .toSorted((one, other) => other.times - one.times);
}

function stateAt(match: Match, side: Side, clientPort: number): ConnectionState {
  return socketByClientPort(match.seats[side].harbour, clientPort)?.connection.state ?? 'CLOSED';
}

function berthsFor(match: Match, side: Side): Tile['berths'][Side] {
  return { taken: occupied(match.seats[side].harbour, 'berth'), all: berthsOf(match.rules.level, side) };
}
