// The composition root: only this file reads the environment, the clocks, chance, and where things lie on the disk.
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { join, resolve } from 'node:path';
import type { LevelId } from '@syn-or-swim/shared/game/level.ts';
import { levelById } from '@syn-or-swim/shared/levels/catalog.ts';
import { TEST_LEVELS } from '@syn-or-swim/shared/levels/test-levels.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { pino } from 'pino';
import { type GameServer, type ListenProblem, startGameServer } from './game-server.ts';
import { spareGarbageCollection, thoroughCollection } from './garbage-collection.ts';
import { createPrometheus } from './http/prometheus.ts';
import { jsonLog } from './json-log.ts';
import { createKernelService } from './kernel/kernel-service.ts';
import { limitedLog } from './limited-log.ts';
import type { Log } from './match/log.ts';
import { createManualClock } from './match/manual-clock.ts';
import { createMarks } from './match/marks.ts';
import { measuredStore } from './match/measured-store.ts';
import type { Metrics } from './match/metrics.ts';
import { createSystemClock } from './match/system-clock.ts';
import { createRest, stirring } from './rest.ts';
import { openRedis, type SharedRedis } from './rooms/shared-redis.ts';
import { nodeProblem, parseSettings, type Settings } from './settings.ts';
import { isLoopback, lanAddresses, startNotice } from './start-notice.ts';
import { openPostgresStore } from './storage/postgres-store.ts';
import { type DataFolderProblem, openSqliteStore } from './storage/sqlite-store.ts';
import type { Store } from './storage/store.ts';

/** Where a clock for tests stands at first: 1 January 2026, 00:00 UTC. */
const TEST_CLOCK_START = Date.UTC(2026, 0, 1);

/**
 * How far apart the marks are (ms) at which commands are taken up and timers ring: what many matches do in that time
 * wakes the process once, and shares a commit. Beside a crossing of more than a second nobody feels it, and a page
 * judges its own token at once (docs/adr/0025-marks.md).
 */
const MARK_MS = 100;

/** Ends the process with one line that says what to do. */
function giveUp(problem: string): never {
  process.stderr.write(`${problem}\n`);
  process.exit(1);
}

function dataFolderLine(folder: string, problem: DataFolderProblem): string {
  switch (problem.kind) {
    case 'not-writable':
      return `The data folder ${folder} can't be written (${problem.detail}): make it writable, or set DATA_DIR to another folder.`;
    case 'in-use':
      return `Another SYN or Swim server is running with the data folder ${folder}: stop it, or set DATA_DIR and PORT to others.`;
    case 'unusable':
      return `The matches in the data folder ${folder} can't be opened (${problem.detail}): set DATA_DIR to another folder, or move matches.sqlite away.`;
  }
}

function listenLine({ port, host }: Settings, { code, message }: ListenProblem): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program: stop it, or choose another port, as in PORT=${port + 1} npm start.`;
    case 'EACCES':
      return `Port ${port} is not allowed to this user: choose one above 1023, as in PORT=2567 npm start.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST=${host} is no address of this computer: leave HOST out to listen on all.`;
    default:
      return `The server can't listen on port ${port}: ${message}`;
  }
}

async function openStore({ dataFolder, databaseUrl }: Settings, owner: string, log: Log): Promise<Store> {
  if (databaseUrl === undefined) {
    const folder = resolve(dataFolder);
    const opened = await openSqliteStore(folder, owner);
    return opened.ok ? opened.value : giveUp(dataFolderLine(folder, opened.problem));
  }
  const connectionLost = (cause: Error) => log.warn({ err: cause }, 'a connection to the database was lost');
  const opened = await openPostgresStore(databaseUrl, connectionLost, owner);
  if (opened.ok) return opened.value;
  return giveUp(
    `The database of DATABASE_URL can't be used (${opened.problem.detail}): check that it runs and that its address, user and password are right.`,
  );
}

async function openShared(
  { shared }: Settings,
  log: Log,
  metrics: Metrics,
): Promise<SharedRedis | undefined> {
  if (shared === undefined) return undefined;
  const opened = await openRedis(shared.redisUrl, log, metrics);
  if (opened.ok) return opened.value;
  return giveUp(
    `The Redis of REDIS_URL can't be used (${opened.problem}): check that it runs and that its address, user and password are right.`,
  );
}

/** The log on standard error, one JSON object a line. */
function openLog({ logLevel }: Settings, monotonic: () => number): Log {
  const standardError = pino.destination(2);
  return limitedLog(
    jsonLog(logLevel, (line) => void standardError.write(`${line}\n`)),
    monotonic,
  );
}

async function start(settings: Settings): Promise<{ server: GameServer; store: Store }> {
  const { test } = settings;
  const monotonic = () => performance.now();
  const prometheus = createPrometheus(monotonic);
  const manual = test.clock ? createManualClock(TEST_CLOCK_START, 0) : undefined;
  const log = openLog(settings, monotonic);
  const owner = randomUUID();
  const shared = await openShared(settings, log, prometheus);
  const store = measuredStore(await openStore(settings, owner, log), prometheus);
  const rest = createRest({
    monotonic,
    // Housekeeping: nothing that should keep the process alive.
    later: (act, delayMs) => void setTimeout(act, delayMs).unref(),
    onRest: thoroughCollection(),
  });
  const seatSecret = await store.secret('seats', randomBytes(32));
  const otherLevels = test.levels ? TEST_LEVELS : [];
  const started = await startGameServer({
    port: settings.port,
    host: settings.host,
    services: {
      clock: manual ?? createSystemClock({ wall: Date.now, monotonic }, createMarks(monotonic, MARK_MS)),
      store,
      log,
      drivers: DRIVERS,
      levelById: (id: LevelId) => levelById(id, otherLevels),
      nextSeed: () => test.seed ?? randomInt(2 ** 32),
      nextId: randomUUID,
      owner,
      seatSecret,
    },
    kernel: createKernelService(settings.realKernel, (missing) =>
      log.warn({ ...missing }, 'REAL_KERNEL is set, but this host has no kernel for it'),
    ),
    owners: settings.databaseUrl === undefined ? 'one' : 'many',
    shared,
    publicAddress: settings.shared?.publicAddress,
    origins: settings.origins,
    socketHosts: settings.socketHosts,
    clientFolder: join(import.meta.dirname, '../../client/dist'),
    randomInteger: (below) => randomInt(below),
    randomOctets: randomBytes,
    classDays: settings.classDays,
    monotonic,
    addressOf: settings.addressOf,
    prometheus: stirring(prometheus, rest),
    monitorPassword: settings.monitorPassword,
    testClock: manual,
  });
  if (!started.ok) {
    await store.close();
    giveUp(listenLine(settings, started.problem));
  }
  process.on('unhandledRejection', (cause) => log.error({ err: cause }, 'a promise was rejected unheard'));
  return { server: started.value, store };
}

/** Starts the server with `options` of the command line, and lets it run until the process is told to stop. */
export async function serve(options: readonly string[]): Promise<void> {
  const tooOld = nodeProblem(process.versions.node);
  if (tooOld !== undefined) giveUp(tooOld);
  spareGarbageCollection();
  const settings = parseSettings(process.env, options);
  if (!settings.ok) giveUp(settings.problem);
  const { server, store } = await start(settings.value);
  const lan = isLoopback(settings.value.host) ? [] : lanAddresses(networkInterfaces());
  process.stdout.write(`${await startNotice({ port: server.port, lan })}\n`);
  let stopping = false;
  const stop = async (drainSeconds: number) => {
    if (stopping) return;
    stopping = true;
    await server.drain(drainSeconds * 1000);
    await server.close();
    await store.close();
    process.exit(0);
  };
  // Whoever presses Ctrl-C wants an end; an operator's SIGTERM lets matches end first.
  process.on('SIGINT', () => void stop(0));
  process.on('SIGTERM', () => void stop(settings.value.drainSeconds));
}
