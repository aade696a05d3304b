// A real server on a real port in this process, with the clock, the store and the stacks that a test wants.
import { randomInt, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GameServer, startGameServer } from '../../server/src/game-server.ts';
import type { Log } from '../../server/src/match/log.ts';
import { createManualClock, type ManualClock } from '../../server/src/match/manual-clock.ts';
import type { RoomServices } from '../../server/src/match/pairing.ts';
import { openSqliteStore } from '../../server/src/storage/sqlite-store.ts';
import type { Store } from '../../server/src/storage/store.ts';
import { levelById } from '../../shared/src/levels/catalog.ts';
import { TEST_LEVELS } from '../../shared/src/levels/test-levels.ts';
import { DRIVERS } from '../../shared/src/players/drivers.ts';

/** A server for one test file, with what a test may look at and move. */
export interface RoomServer {
  readonly url: string;
  readonly port: number;
  /** Browsers are told that it runs, so that moving it sends nothing by itself. */
  readonly clock: ManualClock;
  readonly store: Store;
  /** What was logged, message by message. */
  readonly logged: readonly { readonly message: string; readonly facts: Readonly<Record<string, unknown>> }[];
  readonly stop: () => Promise<void>;
}

/** What a test changes of the usual server. */
export interface RoomServerChanges {
  readonly services?: Partial<RoomServices>;
  /** Stands between the rooms and the real store. */
  readonly wrapStore?: (store: Store) => Store;
  /** Mounts the test door on the clock; its rate is 0 then. */
  readonly testDoor?: boolean;
}

/** The seed of every match of a test server; its service port is 8080, which is easy to find in a frame. */
export const TEST_SEED = 20_260_102;

/** Where the clock of a test server stands at first. */
export const CLOCK_START = 1_800_000_000_000;

/** Starts a server. Colyseus allows one in a process, so a test file starts one and stops it. */
export async function startRoomServer(changes: RoomServerChanges = {}): Promise<RoomServer> {
  const folder = mkdtempSync(join(tmpdir(), 'syn-or-swim-rooms-'));
  const opened = await openSqliteStore(folder);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
  const store = opened.value;
  const clock = createManualClock(CLOCK_START, changes.testDoor === true ? 0 : 1);
  const logged: { message: string; facts: Readonly<Record<string, unknown>> }[] = [];
  const write: Log['info'] = (facts, message) => void logged.push({ message, facts });
  const started = await startGameServer({
    port: 0,
    host: '127.0.0.1',
    services: {
      clock,
      store: changes.wrapStore?.(store) ?? store,
      log: { info: write, warn: write, error: write },
      drivers: DRIVERS,
      levelById: (id) => levelById(id, TEST_LEVELS),
      nextSeed: () => TEST_SEED,
      nextId: randomUUID,
      seatSecret: new Uint8Array(32).fill(7),
      ...changes.services,
    },
    clientFolder: join(folder, 'no-page'),
    randomInteger: (below) => randomInt(below),
    monotonic: () => performance.now(),
    testClock: changes.testDoor === true ? clock : undefined,
  });
  if (!started.ok) throw new Error(started.problem.message);
  const server: GameServer = started.value;
  return {
    url: `http://127.0.0.1:${server.port}`,
    port: server.port,
    clock,
    store,
    logged,
    stop: async () => {
      await server.close();
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}
