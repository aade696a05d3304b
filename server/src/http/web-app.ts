// Everything that is asked by HTTP: the page, the API, matchmaking. Colyseus' own router is not used.
import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Level, LevelId } from '@syn-or-swim/shared/game/level.ts';
import { type MatchSettings, USUAL_SETTINGS } from '@syn-or-swim/shared/game/match-settings.ts';
import { failure, type Result, success } from '@syn-or-swim/shared/kernel/result.ts';
import { KERNEL_LEVEL } from '@syn-or-swim/shared/levels/kernel-level.ts';
import type { OwnLevel } from '@syn-or-swim/shared/levels/own-level.ts';
import type { CodeKind } from '@syn-or-swim/shared/protocol/class-messages.ts';
import { JOIN_OPTIONS_SCHEMA } from '@syn-or-swim/shared/protocol/client-message-schema.ts';
import {
  type ApiProblem,
  JOIN_REFUSALS,
  type JoinOptions,
  type RoomMade,
} from '@syn-or-swim/shared/protocol/messages.ts';
import { MAKE_OWN_ROOM_SCHEMA } from '@syn-or-swim/shared/protocol/own-room-schema.ts';
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import type { z } from 'zod';
import type { KernelService } from '../kernel/kernel-service.ts';
import type { Log } from '../match/log.ts';
import type { Metrics } from '../match/metrics.ts';
import { parseCode } from '../match/room-code.ts';
import { createKeyedBuckets } from '../match/token-bucket.ts';
import type { ClassDirectory } from '../rooms/class-directory.ts';
import type { Reception } from '../rooms/reception.ts';
import type { RoomDirectory, SeatReservation } from '../rooms/room-directory.ts';
import { mountClassApi } from './class-api.ts';
import type { AddressOf } from './client-address.ts';
import type { GuessLimits } from './guess-limits.ts';
import { mountHealth, type Watched } from './health.ts';
import { isFromHere, passwordDoor } from './operator-door.ts';
import { monitorHeaders, securityHeaders } from './security-headers.ts';
import { mountTestDoor, type TestDoor } from './test-door.ts';

/** Rooms made from one address: four hundred pupils who start in pairs, but not a flood. */
const MAKE_RATE = { burst: 240, perSecond: 2 };

/** Seats asked for from one address: twenty classes into their class and their match, and all whose page comes back. */
const JOIN_RATE = { burst: 2400, perSecond: 60 };

/** Codes of one address that were asked for their kind: classes that type theirs on the title, but no search. */
const KIND_RATE = { burst: 240, perSecond: 1 };

/** Largest body that is read; ours are a few dozen bytes. */
const BODY_MAX = '4kb';

/** A room may bring a level of its own. */
const ROOM_BODY_MAX = '128kb';

/** Files whose names change with their content may be kept for ever. */
const ASSETS = `${sep}assets${sep}`;

/** What the web application needs. */
export interface WebAppParts {
  readonly directory: RoomDirectory;
  readonly classes: ClassDirectory;
  /** Where codes lead. */
  readonly reception: Reception;
  /** What this host offers of its own kernel. */
  readonly kernel: Pick<KernelService, 'offer'>;
  readonly guesses: GuessLimits;
  readonly levelById: (id: LevelId) => Level | undefined;
  /** Where the built page lies. */
  readonly clientFolder: string;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'turnedAway'>;
  /** Milliseconds for rate limits. */
  readonly monotonic: () => number;
  /** From where a request comes, for limits. */
  readonly addressOf: AddressOf;
  /** Hosts beside its own to which the page may open sockets. */
  readonly socketHosts: readonly string[];
  readonly watched: Omit<Watched, 'metricsDoor'>;
  /** With it the operator sees the monitor, and the metrics from everywhere; undefined: no monitor. */
  readonly monitorPassword: string | undefined;
  /** Colyseus' monitor. */
  readonly monitor: RequestHandler;
  /** Only where the server was started for tests. */
  readonly testDoor: TestDoor | undefined;
}

/** The application that answers every HTTP request of the server. */
export function createWebApp(parts: WebAppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(securityHeaders(parts.socketHosts));
  mountOperatorPages(app, parts);
  mountApi(app, parts);
  mountClassApi(app, parts);
  if (parts.testDoor !== undefined) mountTestDoor(app, parts.testDoor);
  mountPage(app, parts.clientFolder);
  app.use((_request, response) => refuse(parts, response, 404, 'not-found'));
  app.use(errorAnswer(parts));
  return app;
}

/** Behind the password, where there is one; else the metrics are for this computer alone, and there is no monitor. */
function mountOperatorPages(app: Express, parts: WebAppParts): void {
  const { monitorPassword: password } = parts;
  const door = password === undefined ? undefined : passwordDoor(password, parts);
  const metricsDoor: RequestHandler = (request, response, next) => {
    if (isFromHere(request)) return next();
    return door === undefined ? refuse(parts, response, 404, 'not-found') : door(request, response, next);
  };
  mountHealth(app, { ...parts.watched, metricsDoor });
  if (door !== undefined) app.use('/monitor', monitorHeaders(), door, parts.monitor);
}

type NoRoom = 'too-many-rooms' | 'no-kernel' | 'kernel-busy';

/** Makes rooms; those against the kernel only where the host offers it, and no more of them than it allows. */
function roomMaker({ directory, kernel }: WebAppParts) {
  let making = 0;
  // Who still reads the debrief keeps nobody from the kernel.
  const rooms = () =>
    [...directory.pairings()].filter((room) => {
      const { level, phase } = room.roomPublic();
      return level === KERNEL_LEVEL.id && phase !== 'ended';
    });
  const made = async (
    level: LevelId,
    settings: MatchSettings,
    own?: OwnLevel,
  ): Promise<Result<string, NoRoom>> => {
    const code = await directory.make(level, settings, own);
    return code === undefined ? failure('too-many-rooms') : success(code);
  };
  return async (level: LevelId, settings: MatchSettings, own?: OwnLevel): Promise<Result<string, NoRoom>> => {
    if (level !== KERNEL_LEVEL.id) return made(level, settings, own);
    const offer = kernel.offer();
    if (offer.kind === 'missing') return failure('no-kernel');
    if (rooms().length + making >= offer.most) return failure('kernel-busy');
    making += 1;
    try {
      return await made(level, settings);
    } finally {
      making -= 1;
    }
  };
}

function mountApi(app: Express, parts: WebAppParts): void {
  const { reception, guesses, levelById, monotonic, addressOf } = parts;
  const makes = createKeyedBuckets(MAKE_RATE);
  const joins = createKeyedBuckets(JOIN_RATE);
  const kinds = createKeyedBuckets(KIND_RATE);
  const body = express.json({ limit: BODY_MAX });
  const make = roomMaker(parts);

  app.get('/api/kernel', (_request, response) => void response.json(parts.kernel.offer()));

  app.post('/api/rooms', express.json({ limit: ROOM_BODY_MAX }), async (request, response) => {
    const asked = MAKE_OWN_ROOM_SCHEMA.safeParse(request.body);
    if (!asked.success) return refuse(parts, response, 400, problemOf(asked.error));
    const { level, own } = asked.data;
    if (own === undefined && levelById(level) === undefined)
      return refuse(parts, response, 404, 'no-such-level');
    if (!makes.of(addressOf(request)).take(monotonic()))
      return refuse(parts, response, 429, 'too-many-rooms');
    const made = await make(level, { ...USUAL_SETTINGS, ...asked.data.settings }, own);
    if (!made.ok) return refuse(parts, response, 503, made.problem);
    return void response.status(201).json({ code: made.value } satisfies RoomMade);
  });

  app.get('/api/codes/:code', async (request, response) => {
    const code = parseCode(request.params.code);
    // Who has asked too often learns nothing here.
    const asks = code !== undefined && kinds.of(addressOf(request)).take(monotonic());
    const told = asks && (await reception.isClass(code));
    return void response.json({ kind: told ? 'class' : 'pair' } satisfies CodeKind);
  });

  // The path is that of Colyseus' SDK. Its other methods would list or make rooms, so they do not exist here.
  app.post('/matchmake/joinById/:code', body, async (request, response) => {
    const asked = JOIN_OPTIONS_SCHEMA.safeParse(request.body ?? {});
    const options: JoinOptions = asked.success ? asked.data : {};
    const guess = guesses.of(addressOf(request), options.visitor);
    // Who has a seat already guesses nothing: whatever goes on at their address, they come back.
    const { seatToken, teacherToken, studentToken } = options;
    const returns = (seatToken ?? teacherToken ?? studentToken) !== undefined;
    const stopped = guess.isEmpty(monotonic());
    if ((stopped && !returns) || !joins.of(addressOf(request)).take(monotonic())) {
      return refuseJoin(parts, response, 'too-many-guesses');
    }
    const code = parseCode(request.params.code);
    if (code === undefined) return refuseJoin(parts, response, 'malformed-code');
    if (!asked.success) return refuseJoin(parts, response, 'malformed');
    const joined = await reception.join(code, options);
    if (joined.ok) return void response.json(addressed(joined.value, request.headers.host));
    if (joined.problem === 'no-such-room') guess.take(monotonic());
    return refuseJoin(parts, response, stopped ? 'too-many-guesses' : joined.problem);
  });
}

/** A public address that is a path alone is one on the host that the page asks anyway. */
function addressed(seat: SeatReservation, host = ''): SeatReservation {
  const { publicAddress } = seat;
  return publicAddress?.startsWith('/') === true
    ? { ...seat, publicAddress: `${host}${publicAddress}` }
    : seat;
}

function mountPage(app: Express, clientFolder: string): void {
  const page = join(clientFolder, 'index.html');
  const sendPage = (_request: Request, response: Response) => {
    if (!existsSync(page)) {
      response.status(503).type('text').send('The page is not built yet: run `npm run build`.\n');
      return;
    }
    response.set('Cache-Control', 'no-cache').sendFile('index.html', { root: clientFolder });
  };
  app.get(['/', '/teach', '/join'], sendPage);
  app.use(
    express.static(clientFolder, {
      index: false,
      setHeaders: (response, path) => {
        const forEver = path.includes(ASSETS);
        response.setHeader('Cache-Control', forEver ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    }),
  );
  // An invitation: the page reads the code from its own address.
  app.get('/:code', (request, response, next) => {
    if (parseCode(request.params.code) === undefined) next();
    else sendPage(request, response);
  });
}

/** What is wrong with a room that was asked for: its settings, or all of it. */
function problemOf(error: z.ZodError): ApiProblem['error'] {
  return error.issues.every(({ path }) => path[0] === 'settings') ? 'no-such-setting' : 'malformed';
}

/** Answers that it is not to be, and counts it. */
function refuse(
  { metrics }: Pick<WebAppParts, 'metrics'>,
  response: Response,
  status: number,
  error: ApiProblem['error'],
): void {
  metrics.turnedAway('request', error);
  response.status(status).json({ error } satisfies ApiProblem);
}

/** In the form that Colyseus' SDK reads: `code` and `error` become those of its MatchMakeError. */
function refuseJoin({ metrics }: WebAppParts, response: Response, error: keyof typeof JOIN_REFUSALS): void {
  metrics.turnedAway('join', error);
  response.status(JOIN_REFUSALS[error]).json({ code: JOIN_REFUSALS[error], error });
}

function errorAnswer(parts: WebAppParts): ErrorRequestHandler {
  return (cause, _request, response, next) => {
    if (response.headersSent) return next(cause);
    const status = cause instanceof Error && 'status' in cause ? cause.status : undefined;
    // Express marks what the sender did wrong: a body too large, or no JSON.
    if (typeof status === 'number' && status >= 400 && status < 500) {
      return refuse(parts, response, status, 'malformed');
    }
    parts.log.error({ err: cause }, 'a request failed');
    return refuse(parts, response, 500, 'server-fault');
  };
}
