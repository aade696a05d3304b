// The production server as a process of its own, with the clock in the test's hand.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess } from '../rooms/server-process.ts';

/** Where the clock stands after a move (ms since 1970), and when something happens by itself; null where nothing will. */
export interface ClockReading {
  readonly now: number;
  readonly next: number | null;
}

/** A server for tests. */
export interface TestServer {
  readonly url: string;
  /** Where it keeps its matches. */
  readonly dataFolder: string;
  /** All that the processes have logged so far. */
  readonly log: () => string;
  /** Moves the game time of all rooms on by `ms`. */
  readonly moveClock: (ms: number) => Promise<ClockReading>;
  /** Ends the process without a word, as a power cut does. */
  readonly kill: () => Promise<void>;
  /** Starts it again after its end, under the same address and with the same data. */
  readonly startAgain: () => Promise<void>;
  /** Ends the process in good order; its data stay. */
  readonly end: () => Promise<void>;
  /** Ends the process, if it still runs, and removes its data. */
  readonly stop: () => Promise<void>;
}

/** Starts the server with a standing clock, the test levels, and `seed` for every match. */
export async function startTestServer(seed: number): Promise<TestServer> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'syn-or-swim-e2e-'));
  // A browser keeps its own time, by which classes of a day that was long ago would be over.
  const settings = { DATA_DIR: dataFolder, CLASS_DAYS: '3650', LOG_LEVEL: 'info' };
  const options = ['--test-clock', '--test-levels', '--test-seed', String(seed)];
  let running = await startProcess(settings, options);
  let logBefore = '';
  const { url } = running;
  return {
    url,
    dataFolder,
    log: () => logBefore + running.log(),
    moveClock: (ms) => moveClock(url, ms),
    kill: () => running.kill(),
    startAgain: async () => {
      logBefore += running.log();
      running = await startProcess({ ...settings, PORT: new URL(url).port }, options);
    },
    end: async () => void (await running.stop()),
    stop: async () => {
      await running.stop();
      await rm(dataFolder, { recursive: true });
    },
  };
}

async function moveClock(url: string, ms: number): Promise<ClockReading> {
  const response = await fetch(`${url}/test/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ by: ms }),
  });
  if (!response.ok) throw new Error(`The test clock answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as ClockReading;
}
