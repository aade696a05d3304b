// What becomes of a state once the channel is fair: nothing is lost any more, all that is owed is paid.
import type { Connection } from '@syn-or-swim/shared/tcp/connection.ts';
import type { MoveKind } from './endpoint.ts';
import type { Violence } from './witness.ts';
import type { SideIndex, World, WorldMove, WorldState } from './world.ts';

/** How a fair run ends. */
export type FairEnd =
  | {
      readonly kind: 'rests';
      readonly states: readonly [Connection['state'], Connection['state']];
      readonly state: WorldState;
    }
  /** The same states come round again and again. */
  | { readonly kind: 'never rests'; readonly state: WorldState };

/** Two ends of which one waits for ever, and what was done to them. */
export interface Waiting {
  readonly states: string;
  readonly causes: readonly Violence[];
}

/** Fair runs from any state of a world; what one run has found out the next one knows. */
export interface FairRuns {
  readonly endOf: (state: WorldState) => FairEnd;
}

const SIDES = [0, 1] as const;
/** No end sends more than this at a stroke. */
const SENDS_AT_ONCE = 20;

/** Fair runs in `world`. */
export function fairRuns(world: World): FairRuns {
  const known = new Map<number, FairEnd>();
  return {
    endOf: (state) => {
      const path: number[] = [];
      const onPath = new Set<number>();
      let current = state;
      let end: FairEnd | undefined;
      while (end === undefined) {
        const key = world.keyOf(current);
        end = known.get(key);
        if (end !== undefined) break;
        if (onPath.has(key)) {
          end = { kind: 'never rests', state: current };
          break;
        }
        path.push(key);
        onPath.add(key);
        const next = fairRound(world, current);
        if (next === undefined) end = resting(world, current);
        else current = next;
      }
      for (const key of path) known.set(key, end);
      return end;
    },
  };
}

function resting(world: World, state: WorldState): FairEnd {
  const states = [world.endOf(state, 0).connection.state, world.endOf(state, 1).connection.state] as const;
  return { kind: 'rests', states, state };
}

/**
 * One round: everything under way arrives and everything owed leaves; where there was neither, the timers
 * ring, those that end TIME_WAIT last of all. Undefined where nothing happens any more.
 */
function fairRound(world: World, start: WorldState): WorldState | undefined {
  let state = start;
  for (const to of SIDES) {
    for (const segment of world.underWay(start, to)) state = world.afterArrival(state, to, segment);
  }
  for (const side of SIDES) state = afterSending(world, state, side);
  if (state !== start) return state;
  return afterAll(world, start, ['timer', 'interval']) ?? afterAll(world, start, ['time-wait']);
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
