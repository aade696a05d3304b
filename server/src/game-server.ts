// Puts the parts of a server together: web application, sockets, rooms. It reads no environment, clock or disk.
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { defineRoom, defineServer, matchMaker } from '@colyseus/core';
import { monitor } from '@colyseus/monitor';
import { WebSocketTransport } from '@colyseus/ws-transport';
import { failure, type Result, success } from '@syn-or-swim/shared/kernel/result.ts';
import { KERNEL_LEVEL } from '@syn-or-swim/shared/levels/kernel-level.ts';
import { CLASS_ROOM } from '@syn-or-swim/shared/protocol/class-messages.ts';
import { MATCH_ROOM, type RoomPublic } from '@syn-or-swim/shared/protocol/messages.ts';
import type { Express } from 'express';
import type { AddressOf } from './http/client-address.ts';
import { createGuessLimits } from './http/guess-limits.ts';
import type { Census, Prometheus } from './http/prometheus.ts';
import { guardSockets } from './http/socket-door.ts';
import { createWebApp } from './http/web-app.ts';
import type { KernelService } from './kernel/kernel-service.ts';
import { createKernelPairing } from './match/kernel-pairing.ts';
import type { Log } from './match/log.ts';
import type { ManualClock } from './match/manual-clock.ts';
import { createOwnerWatch } from './match/owner-watch.ts';
import { createPairing } from './match/pairing.ts';
import type { RoomServices } from './match/pairing-parts.ts';
import { createPulse, type Pulse } from './match/pulse.ts';
import { roomReturn } from './match/room-return.ts';
import { type ClassDirectory, createClassDirectory } from './rooms/class-directory.ts';
import { classRoomClass } from './rooms/class-room.ts';
import { createCodeBook } from './rooms/code-book.ts';
import { type MatchRoomParts, matchRoomClass } from './rooms/match-room.ts';
import { answerPeers, askPeer } from './rooms/peers.ts';
import { createReception, type Reception } from './rooms/reception.ts';
import { createRoomDirectory, type RoomDirectory } from './rooms/room-directory.ts';
import type { SharedRedis } from './rooms/shared-redis.ts';

/** Largest frame of a browser; a command is about two hundred bytes. */
const FRAME_BYTES_MAX = 2048;

/** A line over which nothing comes for two pings is lost. */
const PING_INTERVAL_MS = 3000;

/**
 * Who takes longer than this to say what is wanted (ms) holds a connection for nothing. A proxy keeps connections
 * for a minute, so the server keeps them longer.
 */
const HTTP_LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  connectionsCheckingInterval: 2000,
  keepAliveTimeout: 75_000,
};

/** Open connections of all kinds; further ones are closed at once. */
const CONNECTIONS_MAX = 10_000;

/** How often this process gives a sign of life; what was shown since the last one is reckoned with at a return. */
const PULSE_MS = 1000;

/** How long the rooms and what is shared with other processes may take to close. */
const SHUTDOWN_MS = 5000;

/** How often a server that is to end looks whether a match is still on. */
const DRAIN_LOOK_MS = 200;

/** All that a server needs from outside. */
export interface GameServerParts {
  /** 0 takes any free port. */
  readonly port: number;
  /** undefined listens on all addresses. */
  readonly host: string | undefined;
  readonly services: RoomServices;
  /** What this host offers of its own kernel. */
  readonly kernel: KernelService;
  /** `one`: the store is this process' alone, so every other owner of rooms has gone. */
  readonly owners: 'one' | 'many';
  /** What is shared with other processes; undefined: there are none behind the same address. */
  readonly shared: SharedRedis | undefined;
  /** Where sockets reach this process among others: host and path, or a path alone on the host of the page. */
  readonly publicAddress: string | undefined;
  /** Origins of pages beside its own whose sockets this process takes. */
  readonly origins: readonly string[];
  /** Hosts beside its own to which the page may open sockets. */
  readonly socketHosts: readonly string[];
  /** Where the built page lies. */
  readonly clientFolder: string;
  readonly randomInteger: (below: number) => number;
  /** As many octets of chance as are asked for, for secrets. */
  readonly randomOctets: (count: number) => Uint8Array;
  /** After how many days a class is deleted by itself. */
  readonly classDays: number;
  /** Milliseconds for rate limits and measurements. */
  readonly monotonic: () => number;
  /** From where a request comes, for limits. */
  readonly addressOf: AddressOf;
  readonly prometheus: Prometheus;
  /** Opens Colyseus' monitor, and the metrics from everywhere; undefined: neither. */
  readonly monitorPassword: string | undefined;
  /** The clock of `services` where a test may move it through the test door. */
  readonly testClock: ManualClock | undefined;
}

/** A server that listens. */
export interface GameServer {
  readonly port: number;
  /**
   * Takes no new rooms from now on, and resolves when no match is on any more, or after `limitMs`.
   */
  readonly drain: (limitMs: number) => Promise<void>;
  /** Lets all rooms rest where they are, then lets the port go. The store stays open. */
  readonly close: () => Promise<void>;
}

/** Why a server can't listen: `code` is the system's word, such as EADDRINUSE. */
export interface ListenProblem {
  readonly code: string;
  readonly message: string;
}

/** The rooms of two and the classes of a server. */
interface Directories {
  readonly directory: RoomDirectory;
  readonly classes: ClassDirectory;
  readonly reception: Reception;
  /** What plays in a room: two friends, a pair of a class, or somebody against the kernel. */
  readonly pairingOf: MatchRoomParts['pairingOf'];
}

function directoriesOf(parts: GameServerParts, holds: () => boolean): Directories {
  const { services, kernel, randomInteger, owners } = parts;
  const { store, clock, nextId } = services;
  const codes = createCodeBook(randomInteger, async (code) => (await store.whereIs(code)) !== undefined);
  const watch = createOwnerWatch(services, owners);
  const returns = roomReturn(services);
  const directory = createRoomDirectory({ store, now: clock.now, nextId, codes, roomReturn: returns });
  const classes = createClassDirectory({ ...parts, codes, watch, rooms: directory });
  const reception = createReception({ services, directory, classes, watch, askPeer, holds });
  const pairingOf: MatchRoomParts['pairingOf'] = (order, listener, past) =>
    classes.pairingFor(order.code, listener) ??
    (order.level === KERNEL_LEVEL.id
      ? createKernelPairing(services, kernel, order, listener)
      : createPairing(services, order, listener, past));
  return { directory, classes, reception, pairingOf };
}

/** Starts a server. One process has at most one, since Colyseus' matchmaker is one for the process. */
export async function startGameServer(parts: GameServerParts): Promise<Result<GameServer, ListenProblem>> {
  const { services, monotonic, prometheus } = parts;
  const holds = (): boolean => pulse.holds();
  const directories = directoriesOf(parts, holds);
  const { directory, classes, pairingOf } = directories;
  const pulse = pulseOf(parts, directories);
  const http = Object.assign(createServer(HTTP_LIMITS), { maxConnections: CONNECTIONS_MAX });
  const classRoom = classRoomClass({ directory: classes, log: services.log, metrics: prometheus, monotonic });
  const roomClass = matchRoomClass({ services, directory, pairingOf, metrics: prometheus, holds, monotonic });
  const colyseus = defineServer({
    rooms: {
      [MATCH_ROOM]: defineRoom(roomClass),
      [CLASS_ROOM]: defineRoom(classRoom),
    },
    transport: new WebSocketTransport({
      server: http,
      maxPayload: FRAME_BYTES_MAX,
      pingInterval: PING_INTERVAL_MS,
    }),
    selectProcessIdToCreateRoom: async () => matchMaker.processId,
    logger: colyseusLogger(services.log, http),
    ...(parts.shared && { driver: parts.shared.driver, presence: parts.shared.presence }),
    ...(parts.publicAddress && { publicAddress: parts.publicAddress }),
    gracefullyShutdown: false,
    greet: false,
  });
  matchMaker.controller.exposedMethods = [];
  let draining = false;
  const app = webApp(parts, directories, pulse, () => draining);
  const listening = await listen(http, () => colyseus.listen(parts.port, parts.host));
  if (!listening.ok) return listening;
  // Colyseus' router would answer before ours, with open CORS and without our limits.
  http.removeAllListeners('request');
  http.on('request', app);
  guardSockets(http, { addressOf: parts.addressOf, metrics: prometheus, origins: parts.origins });
  if (parts.owners === 'many') await pulse.beat();
  if (parts.shared !== undefined) await answerPeers(services.owner, directories.reception.joinOwn);
  await classes.restore();
  const drain = async (limitMs: number) => {
    draining = true;
    directory.drain();
    const end = monotonic() + limitMs;
    while (matchIsOn(directory) && monotonic() < end) await wait(DRAIN_LOOK_MS);
  };
  const beating = setInterval(() => void pulse.beat(), PULSE_MS);
  const close = async () => {
    clearInterval(beating);
    await pulse.beat();
    await classes.close();
    const pairings = [...directory.pairings()];
    for (const pairing of pairings) pairing.suspend();
    for (const pairing of pairings) await pairing.settled();
    // Before the lines are closed, so that whoever comes back elsewhere need not wait.
    await pulse.end();
    // Redis may be away, and Colyseus waits for it.
    await Promise.race([colyseus.gracefullyShutdown(false), wait(SHUTDOWN_MS)]);
    http.closeAllConnections();
  };
  return success({ port: (http.address() as AddressInfo).port, drain, close });
}

function webApp(
  parts: GameServerParts,
  { directory, classes, reception }: Directories,
  pulse: Pulse,
  isDraining: () => boolean,
): Express {
  const { services, testClock, prometheus } = parts;
  const clockMoved = () => {
    for (const pairing of directory.pairings()) pairing.clockMoved();
  };
  // A test moves minutes in no time: without a sign of life a return would not know of them.
  const settled = async () => {
    await classes.settled();
    await allSettled(directory);
    await pulse.beat();
  };
  return createWebApp({
    ...parts,
    directory,
    classes,
    reception,
    guesses: createGuessLimits(services.seatSecret, services.nextId),
    levelById: services.levelById,
    log: services.log,
    metrics: prometheus,
    watched: {
      prometheus,
      census: () => census(directory),
      isDraining,
      askStore: () => services.store.readMatch(''),
      askRedis: parts.shared?.ping,
    },
    monitor: monitor(),
    testDoor: testClock === undefined ? undefined : { clock: testClock, settled, clockMoved },
  });
}

function pulseOf(
  { services, owners, monotonic }: GameServerParts,
  { directory, classes }: Directories,
): Pulse {
  const onLost = async () => {
    const { rooms, classes: ownClasses } = await services.store.owned(services.owner);
    directory.disown(rooms);
    classes.disown(ownClasses);
  };
  return createPulse({ services, pairings: directory.pairings, owners, monotonic, onLost });
}

async function allSettled(directory: RoomDirectory): Promise<void> {
  for (const pairing of directory.pairings()) await pairing.settled();
}

function matchIsOn(directory: RoomDirectory): boolean {
  return [...directory.pairings()].some((pairing) => pairing.roomPublic().phase === 'playing');
}

/** What is there now. */
function census(directory: RoomDirectory): Census {
  const rooms: Record<RoomPublic['phase'], number> = { lobby: 0, countdown: 0, playing: 0, ended: 0 };
  const seats = { connected: 0, away: 0 };
  for (const pairing of directory.pairings()) {
    const { phase, roster } = pairing.roomPublic();
    rooms[phase] += 1;
    for (const { player, connected } of [roster.client, roster.server]) {
      if (connected) seats.connected += 1;
      else if (player !== 'nobody') seats.away += 1;
    }
  }
  return { rooms, seats, sockets: matchMaker.stats.local.ccu };
}

/** Waits until `http` listens. Colyseus does not tell of a port that is taken, so the server itself is asked. */
function listen(http: HttpServer, start: () => Promise<unknown>): Promise<Result<undefined, ListenProblem>> {
  return new Promise((resolve, reject) => {
    http.once('error', (cause: NodeJS.ErrnoException) =>
      resolve(failure({ code: cause.code ?? 'unknown', message: cause.message })),
    );
    start().then(() => resolve(success(undefined)), reject);
  });
}

/** What Colyseus logs by itself, mostly damaged frames: the first line, and nothing of what was in them. */
function colyseusLogger(log: Log, http: HttpServer) {
  const tell = (line: unknown) => {
    // That a port is taken is told by whoever asked for it.
    if (http.listening)
      log.warn({ colyseus: String(line).split('\n')[0]?.slice(0, 200) }, 'Colyseus reports');
  };
  return { debug: () => {}, trace: () => {}, info: () => {}, warn: tell, error: tell };
}
