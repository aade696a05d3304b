import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FIRST_LIGHT } from '@syn-or-swim/shared/levels/catalog.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClassDirectory } from '../rooms/class-directory.ts';
import type { RoomDirectory } from '../rooms/room-directory.ts';
import { createGuessLimits } from './guess-limits.ts';
import { createWebApp } from './web-app.ts';

/** A folder whose path has a dot, as that of a home installation may. */
let folder: string;
let http: Server;
let url: string;
let directory: Partial<RoomDirectory>;
const errors: unknown[] = [];

/** Classes are tested with real rooms. */
const NO_CLASSES: ClassDirectory = {
  hasPair: () => false,
  make: async () => undefined,
  has: () => false,
  open: async () => {},
  byCode: () => undefined,
  endsAt: () => 0,
  join: async () => ({ ok: false, problem: 'no-such-room' }),
  remove: async () => {},
  pairingFor: () => undefined,
  restore: async () => {},
  disown: () => {},
  settled: async () => {},
  close: async () => {},
};

beforeAll(async () => {
  folder = join(mkdtempSync(join(tmpdir(), 'syn-or-swim-')), '.local', 'dist');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(folder, 'assets', 'app-1a2b3c4d.js'), 'export {};');
  writeFileSync(join(folder, 'icon.svg'), '<svg/>');
  const rooms: RoomDirectory = {
    make: (level, settings) => directory.make?.(level, settings) ?? Promise.resolve('ABC234'),
    create: async () => {},
    has: () => false,
    join: async () => ({ ok: false, problem: 'no-such-room' }),
    open: async () => false,
    pairings: () => [],
    close: () => {},
    opened: () => {},
    rests: () => {},
    closed: () => {},
    disown: () => {},
    drain: () => {},
    isDraining: () => false,
  };
  const app = createWebApp({
    kernel: { offer: () => ({ kind: 'missing', why: 'off' }) },
    directory: rooms,
    classes: NO_CLASSES,
    reception: {
      join: rooms.join,
      joinOwn: rooms.join,
      isClass: async () => false,
      admitTeacher: async () => undefined,
    },
    socketHosts: ['*.play.example.org'],
    guesses: createGuessLimits(new Uint8Array(32), () => 'an-id'),
    levelById: (id) => (id === FIRST_LIGHT.id ? FIRST_LIGHT : undefined),
    clientFolder: folder,
    log: { info: () => {}, warn: () => {}, error: (facts) => void errors.push(facts) },
    metrics: { turnedAway: () => {} },
    monotonic: () => 0,
    addressOf: () => 'somewhere',
    watched: {
      prometheus: { page: async () => ({ type: 'text/plain', text: '' }) },
      census: () => ({ rooms: {}, seats: { connected: 0, away: 0 }, sockets: 0 }),
      isDraining: () => false,
      askStore: async () => undefined,
      askRedis: undefined,
    },
    monitorPassword: undefined,
    monitor: (_request, _response, next) => next(),
    testDoor: undefined,
  });
  http = createServer(app);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterAll(() => {
  http.closeAllConnections();
  http.close();
  rmSync(join(folder, '..', '..'), { recursive: true });
});

async function got(path: string) {
  const response = await fetch(`${url}${path}`);
  const { headers } = response;
  await response.arrayBuffer();
  return [response.status, headers.get('content-type'), headers.get('cache-control')];
}

const makeRoom = async (settings?: object) => {
  const response = await fetch(`${url}/api/rooms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ level: FIRST_LIGHT.id, settings }),
  });
  return [response.status, await response.json()];
};

describe('the page', () => {
  it('is asked for anew each time, its assets once and for all', async () => {
    expect(await got('/')).toEqual([200, 'text/html; charset=utf-8', 'no-cache']);
    expect(await got('/icon.svg')).toEqual([200, 'image/svg+xml', 'no-cache']);
    expect(await got('/assets/app-1a2b3c4d.js')).toEqual([
      200,
      'text/javascript; charset=utf-8',
      'public, max-age=31536000, immutable',
    ]);
  });

  it('comes by an invitation too, and by nothing else', async () => {
    expect(await got('/ABC234')).toEqual([200, 'text/html; charset=utf-8', 'no-cache']);
    expect(await got('/abc234')).toEqual([200, 'text/html; charset=utf-8', 'no-cache']);
    const others = await Promise.all(
      ['/ABC230', '/assets/gone.js', '/..%2fsecret', '/index', '/api/rooms', '/.env'].map(got),
    );
    expect(others.map(([status]) => status)).toEqual(Array(6).fill(404));
  });
});

describe('making rooms', () => {
  it('takes the settings that are chosen, the others as usual, and refuses what it does not offer', async () => {
    const asked: unknown[] = [];
    directory = {
      make: async (_level, settings) => {
        asked.push(settings);
        return 'ABC234';
      },
    };
    expect((await makeRoom({ stretch: 1.5, pace: 'patient' }))[0]).toBe(201);
    expect(asked).toEqual([{ stretch: 1.5, pace: 'patient', assistance: 'level', network: 'nobody' }]);
    for (const settings of [{ stretch: 3 }, { stretch: 1.1 }, { pace: 'asleep' }, { speed: 1 }, []]) {
      expect(await makeRoom(settings)).toEqual([400, { error: 'no-such-setting' }]);
    }
  });

  it('says when there are too many already', async () => {
    directory = { make: async () => undefined };
    expect(await makeRoom()).toEqual([503, { error: 'too-many-rooms' }]);
  });

  it('says that the server failed, and tells its log why, not the asker', async () => {
    directory = { make: () => Promise.reject(new Error('disk full')) };
    expect(await makeRoom()).toEqual([500, { error: 'server-fault' }]);
    expect(errors).toEqual([{ err: new Error('disk full') }]);
  });

  it('is stopped for an address that makes them without end', async () => {
    directory = { make: async () => 'ABC234' };
    const statuses = [];
    for (let count = 0; count < 240; count += 1) statuses.push((await makeRoom())[0]);
    // Three of them were taken by the tests above.
    expect(statuses.filter((status) => status === 201)).toHaveLength(237);
    expect(await makeRoom()).toEqual([429, { error: 'too-many-rooms' }]);
  });
});
