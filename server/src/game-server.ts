// Puts the parts of a server together: web application, sockets, rooms. It reads no environment, clock or disk.
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { defineRoom, defineServer, matchMaker } from '@colyseus/core';
import { WebSocketTransport } from '@colyseus/ws-transport';
import { failure, type Result, success } from '@syn-or-swim/shared/kernel/result.ts';
import { MATCH_ROOM } from '@syn-or-swim/shared/protocol/messages.ts';
import { createWebApp } from './http/web-app.ts';
import type { Log } from './match/log.ts';
import type { ManualClock } from './match/manual-clock.ts';
import type { RoomServices } from './match/pairing.ts';
import { matchRoomClass } from './rooms/match-room.ts';
import { createRoomDirectory } from './rooms/room-directory.ts';

/** Largest frame of a browser; a command is about two hundred bytes. */
const FRAME_BYTES_MAX = 2048;

/** A line over which nothing comes for two pings is lost. */
const PING_INTERVAL_MS = 3000;

/** All that a server needs from outside. */
export interface GameServerParts {
  /** 0 takes any free port. */
  readonly port: number;
  /** undefined listens on all addresses. */
  readonly host: string | undefined;
  readonly services: RoomServices;
  /** Where the built page lies. */
  readonly clientFolder: string;
  readonly randomInteger: (below: number) => number;
  /** Milliseconds for rate limits. */
  readonly monotonic: () => number;
  /** The clock of `services` where a test may move it through the test door. */
  readonly testClock: ManualClock | undefined;
}

/** A server that listens. */
export interface GameServer {
  readonly port: number;
  /** Ends all rooms with their logs, then lets the port go. The store stays open. */
  readonly close: () => Promise<void>;
}

/** Why a server can't listen: `code` is the system's word, such as EADDRINUSE. */
export interface ListenProblem {
  readonly code: string;
  readonly message: string;
}

/** Starts a server. One process has at most one, since Colyseus' matchmaker is one for the process. */
export async function startGameServer(parts: GameServerParts): Promise<Result<GameServer, ListenProblem>> {
  const { services, monotonic, randomInteger, testClock } = parts;
  const directory = createRoomDirectory({
    store: services.store,
    now: services.clock.now,
    nextId: services.nextId,
    randomInteger,
  });
  const settled = async () => {
    for (const pairing of directory.pairings()) await pairing.settled();
  };
  const clockMoved = () => {
    for (const pairing of directory.pairings()) pairing.clockMoved();
  };
  const app = createWebApp({
    directory,
    levelById: services.levelById,
    clientFolder: parts.clientFolder,
    log: services.log,
    monotonic,
    testDoor: testClock === undefined ? undefined : { clock: testClock, settled, clockMoved },
  });
  const http = createServer();
  const colyseus = defineServer({
    rooms: { [MATCH_ROOM]: defineRoom(matchRoomClass({ services, directory, monotonic })) },
    transport: new WebSocketTransport({
      server: http,
      maxPayload: FRAME_BYTES_MAX,
      pingInterval: PING_INTERVAL_MS,
      beforeUpgrade: refuseForeignPages,
    }),
    selectProcessIdToCreateRoom: async () => matchMaker.processId,
    logger: colyseusLogger(services.log, http),
    gracefullyShutdown: false,
    greet: false,
  });
  matchMaker.controller.exposedMethods = [];
  const listening = await listen(http, () => colyseus.listen(parts.port, parts.host));
  if (!listening.ok) return listening;
  // Colyseus' router would answer before ours, with open CORS and without our limits.
  http.removeAllListeners('request');
  http.on('request', app);
  const close = async () => {
    await colyseus.gracefullyShutdown(false);
    await settled();
    http.closeAllConnections();
  };
  return success({ port: (http.address() as AddressInfo).port, close });
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

/** A page of another origin must not play with the cookies and the network of whoever opened it. */
function refuseForeignPages(_request: unknown, context: { readonly headers: Headers }): Response | undefined {
  const origin = context.headers.get('origin');
  if (origin === null || URL.parse(origin)?.host === context.headers.get('host')) return undefined;
  return new Response('This page belongs to another server.', { status: 403 });
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
