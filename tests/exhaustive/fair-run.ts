// What becomes of a state once the channel is fair: nothing is lost any more, all that is owed is paid.
import type { Connection } from '@syn-or-swim/shared/tcp/connection.ts';
import type { MoveKind } from './endpoint.ts';
import type { SideIndex, World, WorldMove, WorldState } from './world.ts';

/** How a fair run ends. */
export type FairEnd =
  | {
      readonly kind: 'rests';
      readonly states: readonly [Connection['state'], Connection['state']];
      readonly state: WorldState;
    }
  /** The same states come round again and again; a storm needs no timer for it. */
  | { readonly kind: 'never rests'; readonly storm: boolean; readonly state: WorldState };

/** Fair runs from any state of a world; what one run has found out the next one knows. */
export interface FairRuns {
  readonly endOf: (state: WorldState) => FairEnd;
}

const SIDES = [0, 1] as const;
/** No end sends more than this at a stroke. */
const SENDS_AT_ONCE = 20;

/** Fair runs in `world`. */
export function fairRuns(world: World): FairRuns {
  const known: FairEnd[] = [];
  return {
    endOf: (state) => {
      const path: number[] = [];
      /** Where on the path timers rang last. */
      let rang = -1;
      let current = state;
      let end: FairEnd | undefined;
      while (end === undefined) {
        const key = world.keyOf(current);
        end = known[key];
        if (end !== undefined) break;
        const before = path.indexOf(key);
        if (before >= 0) end = { kind: 'never rests', storm: rang < before, state: current };
        path.push(key);
        const round = fairRound(world, current);
        if (round === undefined) end ??= resting(world, current);
        else if (end === undefined) {
          if (round.rings) rang = path.length - 1;
          current = round.next;
        }
      }
      for (const key of path) known[key] = end;
      return end;
    },
  };
}

function resting(world: World, state: WorldState): FairEnd {
  const states = [world.endOf(state, 0).connection.state, world.endOf(state, 1).connection.state] as const;
  return { kind: 'rests', states, state };
}

/** The state after a round, and whether only timers brought it about. */
interface Round {
  readonly next: WorldState;
  readonly rings: boolean;
}

/**
 * One round: everything under way arrives and everything owed leaves; where there was neither, the timers
 * ring, those that end TIME_WAIT last of all. Undefined where nothing happens any more.
 */
function fairRound(world: World, start: WorldState): Round | undefined {
  let state = start;
  for (const to of SIDES) {
    for (const segment of world.underWay(start, to)) state = world.afterArrival(state, to, segment);
  }
  for (const side of SIDES) state = afterSending(world, state, side);
  if (state !== start) return { next: state, rings: false };
  const rung = afterAll(world, start, ['timer', 'interval']) ?? afterAll(world, start, ['time-wait']);
  return rung === undefined ? undefined : { next: rung, rings: true };
}

function afterSending(world: World, start: WorldState, side: SideIndex): WorldState {
  let state = start;
  for (let count = 0; count < SENDS_AT_ONCE; count += 1) {
    const move = world.movesOfEnd(state, side).find(({ kind }) => kind === 'send');
    if (move === undefined) break;
    state = move.next;
  }
  return state;
}

/** All moves of these kinds, each once, as far as one leaves the next possible; undefined where there is none. */
function afterAll(world: World, start: WorldState, kinds: readonly MoveKind[]): WorldState | undefined {
  let state: WorldState | undefined;
  for (const side of SIDES) {
    const wanted = world.movesOfEnd(start, side).filter((move) => isOneOf(move, kinds));
    for (const { label } of wanted) {
      const possible = world.movesOfEnd(state ?? start, side).find((move) => move.label === label);
      if (possible !== undefined) state = possible.next;
    }
  }
  return state;
}

function isOneOf(move: WorldMove, kinds: readonly MoveKind[]): boolean {
  return kinds.some((kind) => kind === move.kind);
}
