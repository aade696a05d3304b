// Memory of a match: what fresh servers need for few matches that have been played, and for many.
import { setTimeout as pause } from 'node:timers/promises';
import { type Bench, each, letAllIn, playRounds, withBench } from './measure.ts';
import type { Subject } from './pairs.ts';
import { type LoadProcess, type MeasuredServer, startLoad } from './processes.ts';

/**
 * Matches that a server has at first, and that come to them. The first ones take in what a process needs once. Nobody has
 * played before and left: memory that such matches gave back would be taken for nothing by those that come.
 */
export const FEW = 200;
export const MORE = 800;

/** Windows of play before memory is looked at, as many as count elsewhere. */
const ROUNDS = 3;

/**
 * For so long nothing happens (ms) before garbage is collected, and then before the process is weighed: the game begins its rest
 * a minute after the last command, the relays' V8 gives back what it can when it finds itself idle.
 */
const PAUSE_MS = 5000;
const REST_MS = 75_000;

/** What one more match takes, octets. */
export interface MatchMemory {
  /** Of the process, as the system holds it. */
  readonly resident: number;
  /** Of JavaScript's heap and what hangs on it, in use. */
  readonly heap: number;
}

async function usageAtRest(server: MeasuredServer) {
  await pause(PAUSE_MS);
  await server.usageWithoutGarbage();
  await pause(REST_MS);
  const { resident } = await server.usage();
  const { heap } = await server.usageWithoutGarbage();
  return { heap, resident };
}

async function usageAfter(bench: Bench, first: number) {
  await letAllIn(bench, bench.matches, first);
  await playRounds(bench, ROUNDS, Date.now());
  return each((subject) => usageAtRest(bench.servers[subject]));
}

/** What one more match that is played takes on each server. */
export function measureMemory(): Promise<Readonly<Record<Subject, MatchMemory>>> {
  return withBench(FEW, [], async (bench) => {
    const loads: readonly LoadProcess[] = [startLoad()];
    try {
      const few = await usageAfter(bench, 0);
      const many = await usageAfter({ ...bench, matches: MORE, loads }, FEW);
      return await each(async (subject) => ({
        resident: (many[subject].resident - few[subject].resident) / MORE,
        heap: (many[subject].heap - few[subject].heap) / MORE,
      }));
    } finally {
      await Promise.all(loads.map((load) => load.stop()));
    }
  });
}
