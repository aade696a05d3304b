// Every state that the moves of a scenario lead to, breadth first, each visited once.
import { type FairEnd, fairRuns } from './fair-run.ts';
import type { Scenario } from './scenario.ts';
import { BrokenRule } from './witness.ts';
import { type World, type WorldState, worldOf } from './world.ts';

/** What an exploration found. */
export interface Findings {
  readonly states: number;
  readonly moves: number;
  readonly endpoints: number;
  /** Depth at which the last new state was found. */
  readonly depth: number;
  /** True where no state was left unvisited. */
  readonly complete: boolean;
  /** Every pair of states that the two ends can be in, client first, sorted. */
  readonly pairs: readonly string[];
  /** Ends that wait for ever although both applications are done, with what was done to them; sorted. */
  readonly waiting: readonly string[];
  /** Pairs of states between which ACKs go to and fro until a timer rings; sorted. */
  readonly storms: readonly string[];
}

/** What is allowed, but worth a line in the golden file. */
interface Noted {
  readonly waiting: Set<string>;
  readonly storms: Set<string>;
}

/** A move that led to a state, and the state before it, so that a way there can be told. */
interface Reached {
  readonly state: WorldState;
  readonly from: Reached | undefined;
  readonly label: string;
}

/** Explores `scenario` to `depth` moves. A broken rule throws, with the shortest way that leads to it. */
export function explore(scenario: Scenario, depth: number): Findings {
  const world = worldOf(scenario);
  const runs = fairRuns(world);
  const seen = new Set<number>([world.keyOf(world.start)]);
  const pairs = new Set<string>();
  const noted: Noted = { waiting: new Set(), storms: new Set() };
  let level: readonly Reached[] = [{ state: world.start, from: undefined, label: 'start' }];
  let moves = 0;
  let reached = 0;
  for (let distance = 0; level.length > 0; distance += 1) {
    reached = distance;
    const next: Reached[] = [];
    for (const from of level) {
      withWay(from, scenario, () => {
        pairs.add(statesOf(world, from.state));
        checkFairEnd(world, runs.endOf(from.state), from.state, scenario, noted);
        if (distance === depth) return;
        for (const move of world.movesOf(from.state)) {
          moves += 1;
          const key = world.keyOf(move.next);
          if (seen.has(key)) continue;
          seen.add(key);
          next.push({ state: move.next, from, label: move.label });
        }
      });
    }
    if (distance === depth) break;
    level = next;
  }
  return {
    states: seen.size,
    moves,
    endpoints: world.endpoints(),
    depth: reached,
    complete: level.length === 0,
    pairs: [...pairs].toSorted(),
    waiting: [...noted.waiting].toSorted(),
    storms: [...noted.storms].toSorted(),
  };
}

function statesOf(world: World, state: WorldState): string {
  return `${world.endOf(state, 0).connection.state} ${world.endOf(state, 1).connection.state}`;
}

/** An application is done once it has called CLOSE, or its connection is gone. */
function isDone(world: World, state: WorldState, side: 0 | 1): boolean {
  const { closeCalled, connection, witness } = world.endOf(state, side);
  return closeCalled || (connection.state === 'CLOSED' && witness.lives.length > 0);
}

/**
 * No two ends wait for each other for ever, and none send segments to and fro for ever; what the scenario
 * allows of either is noted in `noted`.
 */
function checkFairEnd(world: World, end: FairEnd, state: WorldState, scenario: Scenario, noted: Noted): void {
  const { profile } = scenario;
  if (end.storm !== undefined) {
    const pair = statesOf(world, end.storm);
    // RFC 9293 answers every unacceptable segment; where that is limited, no ACK loop may exist.
    if (profile.limitsDuplicateAcks === 'all') throw new BrokenRule(`ACKs to and fro without end: ${pair}`);
    noted.storms.add(pair);
  }
  if (!isDone(world, state, 0) || !isDone(world, state, 1)) return;
  if (end.rest === undefined) throw new BrokenRule('both have called CLOSE and never come to rest');
  const states = [world.endOf(end.rest, 0).connection.state, world.endOf(end.rest, 1).connection.state];
  const violence = [0 as const, 1 as const].flatMap((side) => world.endOf(state, side).witness.violence);
  if (states.every((name) => name === 'CLOSED' || name === 'LISTEN')) {
    if (violence.length === 0 && profile.receivesAtOnce) checkAllDelivered(world, end.rest);
    return;
  }
  if (violence.length === 0) throw new BrokenRule(`both have called CLOSE and wait: ${states.join(' ')}`);
  noted.waiting.add(`${states.join(' ')} (${[...new Set(violence)].toSorted().join(', ')})`);
}

/**
 * Where the application reads at once (after CLOSE in CLOSE_WAIT a RECEIVE is an error, and what is unread
 * is lost),
 * both ends closed in peace and no RST came, everything that was handed over has been delivered.
 */
function checkAllDelivered(world: World, state: WorldState): void {
  const witnesses = [world.endOf(state, 0).witness, world.endOf(state, 1).witness] as const;
  if (witnesses.some(({ wasReset, irs }) => wasReset || irs === null)) return;
  for (const [receiver, sender] of [witnesses, witnesses.toReversed()]) {
    const life = sender?.lives.at(-1);
    if (life?.iss !== receiver?.irs || !receiver?.heardFin || life === undefined) continue;
    if (receiver.delivered !== life.called) {
      throw new BrokenRule(`closed with ${receiver.delivered} octets delivered of ${life.called}`);
    }
  }
}

/** Runs `work` and puts the way to `from` under the message of whatever it throws. */
function withWay(from: Reached, scenario: Scenario, work: () => void): void {
  try {
    work();
  } catch (error) {
    const way: string[] = [];
    for (let at: Reached | undefined = from; at !== undefined; at = at.from) way.unshift(at.label);
    const message = error instanceof Error ? error.message : String(error);
    throw new BrokenRule(`${scenario.name}: ${message}\nafter\n  ${way.join('\n  ')}\nand one more move`, {
      cause: error,
    });
  }
}
