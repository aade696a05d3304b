// What becomes of a state once the channel is fair: nothing is lost any more, all that is owed is paid.
import type { MoveKind } from './endpoint.ts';
import type { SideIndex, World, WorldMove, WorldState } from './world.ts';

/** How a fair run ends. */
export interface FairEnd {
  /** Where both ends come to rest; undefined where the same states come round for ever, timers or not. */
  readonly rest: WorldState | undefined;
  /** A state from which segments went to and fro, without an end, until a timer rang. */
  readonly storm: WorldState | undefined;
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
  const known: FairEnd[] = [];
  return {
    endOf: (state) => {
      const path: number[] = [];
      const end = followed(world, state, known, path);
      for (const key of path) known[key] = end;
      return end;
    },
  };
}

/** Runs from `start` until it rests, goes round or meets what is `known`; notes the keys of its states in `path`. */
function followed(world: World, start: WorldState, known: readonly FairEnd[], path: number[]): FairEnd {
  let current = start;
  let rangAt = -1;
  let storm: WorldState | undefined;
  for (;;) {
    const key = world.keyOf(current);
    const end = known[key];
    if (end !== undefined) return { rest: end.rest, storm: end.storm ?? storm };
    const before = path.indexOf(key);
    const goesRound = before >= 0;
    if (goesRound && rangAt >= before) return { rest: undefined, storm };
    // In a storm the timers ring at last; else they ring when nothing else happens.
    if (goesRound) storm = current;
    const moved = goesRound ? undefined : fairRound(world, current);
    const next = moved ?? afterRinging(world, current);
    if (next === undefined) return { rest: goesRound ? undefined : current, storm };
    if (moved === undefined) rangAt = path.length;
    path.push(key);
    current = next;
  }
}

/** One round: all that is under way arrives, all that is owed leaves, all that came is read; undefined where there was none. */
function fairRound(world: World, start: WorldState): WorldState | undefined {
  let state = start;
  for (const to of SIDES) {
    for (const segment of world.underWay(start, to)) state = world.afterArrival(state, to, segment);
  }
  for (const side of SIDES) state = afterSending(world, state, side);
  return state === start ? undefined : state;
}

/** The timers ring; those that end TIME_WAIT only where no other runs. */
function afterRinging(world: World, state: WorldState): WorldState | undefined {
  return afterAll(world, state, ['timer', 'interval']) ?? afterAll(world, state, ['time-wait']);
}

function afterSending(world: World, start: WorldState, side: SideIndex): WorldState {
  let state = start;
  for (let count = 0; count < SENDS_AT_ONCE; count += 1) {
    const move = world.movesOfEnd(state, side).find(({ kind }) => kind === 'send' || kind === 'read');
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
