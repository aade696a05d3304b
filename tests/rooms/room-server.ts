// A real server on a real port in this process, with the clock, the store and the stacks that a test wants.
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { matchMaker } from '@colyseus/core';
import { expect } from 'vitest';
import { type GameServer, startGameServer } from '../../server/src/game-server.ts';
import { addressReader } from '../../server/src/http/client-address.ts';
import { createPrometheus } from '../../server/src/http/prometheus.ts';
import { createKernelService, type KernelService } from '../../server/src/kernel/kernel-service.ts';
import type { Clock } from '../../server/src/match/clock.ts';
import type { Log } from '../../server/src/match/log.ts';
import { createManualClock, type ManualClock } from '../../server/src/match/manual-clock.ts';
import { measuredStore } from '../../server/src/match/measured-store.ts';
import type { RoomServices } from '../../server/src/match/pairing-parts.ts';
import { openSqliteStore } from '../../server/src/storage/sqlite-store.ts';
import type { Store } from '../../server/src/storage/store.ts';
import { levelById } from '../../shared/src/levels/catalog.ts';
import { TEST_LEVELS } from '../../shared/src/levels/test-levels.ts';
import { DRIVERS } from '../../shared/src/players/drivers.ts';
import { eventually } from '../eventually.ts';
import { allAnswered, followed } from './under-way.ts';

/** A server for one test file, with what a test may look at and move. */
export interface RoomServer {
  readonly url: string;
  readonly port: number;
  /** Browsers are told that it runs, so that moving it sends nothing by itself. */
  readonly clock: ManualClock;
  /**
   * Lets `ms` go by on the clock. Before, between any two moments at which something is due, and after, the store
   * answers whatever it was asked, as it would in real time: what follows does not hang on how fast it is.
   */
  readonly pass: (ms: number) => Promise<void>;
  /** Cuts the line of `seat` without a word, and waits until the server has noticed. */
  readonly cut: (seat: { readonly cut: () => Promise<void> }) => Promise<void>;
  readonly store: Store;
  /** What was logged, message by message. */
  readonly logged: readonly Logged[];
  /** As at SIGTERM: no new rooms, and an end once no match is on, or after so long. */
  readonly drain: (limitMs: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A line of the log. */
export interface Logged {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What a test changes of the usual server. */
export interface RoomServerChanges {
  readonly services?: Partial<RoomServices>;
  /** What the host offers of its kernel; left out: nothing. */
  readonly kernel?: KernelService;
  /** Stands between the rooms and the clock. */
  readonly wrapClock?: (clock: ManualClock) => Clock;
  /** Stands between the rooms and the real store. */
  readonly wrapStore?: (store: Store) => Store;
  readonly monitorPassword?: string;
  /** As the setting TRUST_PROXY; nobody is trusted without it. */
  readonly trustProxy?: string;
  /** Mounts the test door on the clock; its rate is 0 then. */
  readonly testDoor?: boolean;
  /** By which limits go; left out: real time. */
  readonly monotonic?: () => number;
}

/** The seed of every match of a test server; its service port is 8080, which is easy to find in a frame. */
export const TEST_SEED = 20_260_102;

/** Where the clock of a test server stands at first. */
export const CLOCK_START = 1_800_000_000_000;

/** Starts a server. Colyseus allows one in a process, so a test file starts one and stops it. */
export async function startRoomServer(changes: RoomServerChanges = {}): Promise<RoomServer> {
  const folder = mkdtempSync(join(tmpdir(), 'syn-or-swim-rooms-'));
  const owner = changes.services?.owner ?? 'this process';
  const opened = await openSqliteStore(folder, owner);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
  const monotonic = changes.monotonic ?? (() => performance.now());
  const prometheus = createPrometheus(monotonic);
  const store = followed(opened.value);
  const trusted = addressReader(changes.trustProxy ?? '');
  if (!trusted.ok) throw new Error(trusted.problem);
  const clock = createManualClock(CLOCK_START, changes.testDoor === true ? 0 : 1);
  const logged: Logged[] = [];
  const write =
    (level: Logged['level']): Log['info'] =>
    (facts, message) =>
      void logged.push({ level, message, facts });
  const started = await startGameServer({
    port: 0,
    host: '127.0.0.1',
    services: {
      clock: changes.wrapClock?.(clock) ?? clock,
      store: measuredStore(changes.wrapStore?.(store) ?? store, prometheus),
      log: { info: write('info'), warn: write('warn'), error: write('error') },
      drivers: DRIVERS,
      levelById: (id) => levelById(id, TEST_LEVELS),
      nextSeed: () => TEST_SEED,
      nextId: randomUUID,
      owner,
      seatSecret: new Uint8Array(32).fill(7),
      ...changes.services,
    },
    kernel: changes.kernel ?? createKernelService(0, () => undefined),
    owners: 'one',
    shared: undefined,
    publicAddress: undefined,
    origins: [],
    socketHosts: [],
    clientFolder: join(folder, 'no-page'),
    randomInteger: (below) => randomInt(below),
    monotonic,
    addressOf: trusted.value,
    prometheus,
    monitorPassword: changes.monitorPassword,
    randomOctets: randomBytes,
    classDays: 30,
    testClock: changes.testDoor === true ? clock : undefined,
  });
  if (!started.ok) throw new Error(started.problem.message);
  const server: GameServer = started.value;
  return {
    url: `http://127.0.0.1:${server.port}`,
    port: server.port,
    clock,
    pass: (ms) => passOn(clock, ms),
    cut: async (seat) => {
      const before = matchMaker.stats.local.ccu;
      await seat.cut();
      await eventually(() => expect(matchMaker.stats.local.ccu).toBeLessThan(before));
    },
    store,
    logged,
    drain: server.drain,
    stop: async () => {
      await server.close();
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function passOn(clock: ManualClock, ms: number): Promise<void> {
  const end = clock.now() + ms;
  await allAnswered();
  for (;;) {
    const due = clock.next();
    if (due === undefined || due > end) break;
    clock.moveTo(due);
    await allAnswered();
  }
  clock.moveTo(end);
}
