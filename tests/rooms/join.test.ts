import { Client } from '@colyseus/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CODE_ALPHABET } from '../../shared/src/protocol/messages.ts';
import { connectRaw, FRAME, joinRaw, makeRoom, post, reserve } from './raw-seat.ts';
import { CLOCK_START, type RoomServer, startRoomServer } from './room-server.ts';

let server: RoomServer;
beforeAll(async () => {
  // Limits go by a clock that stands: guesses come at once also where they take several seconds.
  server = await startRoomServer({ monotonic: () => 0 });
});
afterAll(() => server.stop());

const answerOf = async (response: Response) => ({ status: response.status, body: await response.json() });

describe('making a room', () => {
  it('gives a code of six symbols without look-alikes', async () => {
    const { status, body } = await answerOf(await post(`${server.url}/api/rooms`, { level: 'first-light' }));
    expect(status).toBe(201);
    expect(body.code).toMatch(new RegExp(`^[${CODE_ALPHABET}]{6}$`));
  });

  it('refuses a level that there is not, and what is no request', async () => {
    const unknown = await answerOf(await post(`${server.url}/api/rooms`, { level: 'atlantis' }));
    const noJson = await answerOf(await post(`${server.url}/api/rooms`, '{"level":'));
    const tooLarge = await answerOf(await post(`${server.url}/api/rooms`, { level: 'x'.repeat(150_000) }));
    expect([unknown, noJson, tooLarge]).toEqual([
      { status: 404, body: { error: 'no-such-level' } },
      { status: 400, body: { error: 'malformed' } },
      { status: 413, body: { error: 'malformed' } },
    ]);
  });

  it('is the only way to a room: the SDK can neither list nor make one', async () => {
    const methods = ['create', 'joinOrCreate', 'join', 'reconnect'];
    const answers = await Promise.all(
      methods.map((method) => post(`${server.url}/matchmake/${method}/match`, {})),
    );
    expect(await Promise.all(answers.map(answerOf))).toEqual(
      methods.map(() => ({ status: 404, body: { error: 'not-found' } })),
    );
  });
});

describe('joining a room', () => {
  it('gives the first the client and the second the server', async () => {
    const code = await makeRoom(server.url);
    const first = await joinRaw(server.url, code);
    const second = await joinRaw(server.url, code.toLowerCase());
    expect([(await first.latest('welcome')).seat, (await second.latest('welcome')).seat]).toEqual([
      'client',
      'server',
    ]);
    await Promise.all([first.leave(), second.leave()]);
  });

  it('tells by the shared state what all may see, and nothing else', async () => {
    const code = await makeRoom(server.url);
    const room = await new Client(server.url).joinById(code);
    room.onMessage('welcome', () => {});
    const state = await new Promise<unknown>((resolve) => {
      room.onStateChange.once((value) => resolve(value.toJSON()));
    });
    expect(state).toEqual({
      code,
      phase: 'lobby',
      level: 'first-light',
      match: 0,
      clock: { gameAnchor: 0, wallAnchor: CLOCK_START, rate: 0 },
      stop: { kind: 'none', by: 'nobody' },
      settings: { stretch: 1, pace: 'running', assistance: 'level', network: 'nobody' },
      roster: {
        client: { player: 'person', connected: true, ready: false },
        server: { player: 'nobody', connected: false, ready: false },
        network: { player: 'nobody', connected: false, ready: false },
      },
    });
    await room.leave();
  });

  it('refuses a third person: the room is full', async () => {
    const code = await makeRoom(server.url);
    const seats = [await joinRaw(server.url, code), await joinRaw(server.url, code)];
    expect(await reserve(server.url, code)).toEqual({ status: 409, error: 'room-full' });
    await expect(new Client(server.url).joinById(code)).rejects.toMatchObject({
      code: 409,
      message: 'room-full',
    });
    await Promise.all(seats.map((seat) => seat.leave()));
  });

  it('gives the last seat to one of two who ask at once, and tells the other', async () => {
    const code = await makeRoom(server.url);
    const first = await joinRaw(server.url, code);
    const reservations = await Promise.all([reserve(server.url, code), reserve(server.url, code)]);
    const rivals = await Promise.all(reservations.map((reservation) => connectRaw(server.url, reservation)));
    const outcomes = await Promise.all(
      rivals.map((rival) =>
        Promise.race([
          rival.latest('welcome').then(({ seat }) => seat),
          rival.closed.then(() => {
            const error = rival.frames.find((frame) => frame[0] === FRAME.error);
            return error?.toString().includes('room-full') === true ? 'room-full' : 'closed without a word';
          }),
        ]),
      ),
    );
    expect(outcomes.toSorted()).toEqual(['room-full', 'server']);
    await first.leave();
  });

  it('gives a seat that was left for good to the next', async () => {
    const code = await makeRoom(server.url);
    const first = await joinRaw(server.url, code);
    const second = await joinRaw(server.url, code);
    await first.leave();
    const third = await joinRaw(server.url, code);
    expect((await third.latest('welcome')).seat).toBe('client');
    await Promise.all([second.leave(), third.leave()]);
  });

  it('tells what a wrong code is wrong about, and stops who guesses', async () => {
    const { url } = server;
    expect(await reserve(url, 'ABC')).toEqual({ status: 400, error: 'malformed-code' });
    expect(await reserve(url, 'ABCDE0')).toEqual({ status: 400, error: 'malformed-code' });
    const code = await makeRoom(url);
    const guesses = [];
    for (let guess = 0; guess < 25; guess += 1) guesses.push(await reserve(url, 'ZZZZZZ'));
    const words = guesses.map((guess) => ('error' in guess ? guess.error : 'joined'));
    expect(words.slice(0, 20)).toEqual(Array(20).fill('no-such-room'));
    expect(words[24]).toBe('too-many-guesses');
    expect(await reserve(url, code)).toEqual({ status: 429, error: 'too-many-guesses' });
    // A header that claims another address buys no further guess.
    const disguised = await fetch(`${url}/matchmake/joinById/ZZZZZZ`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-forwarded-for': '203.0.113.9',
        'x-real-ip': '203.0.113.9',
      },
      body: '{}',
    });
    expect(disguised.status).toBe(429);
  });
});

describe('the web application', () => {
  it('is alive, says so, and sends the headers that protect the page', async () => {
    const response = await fetch(`${server.url}/healthz`);
    expect(await response.json()).toEqual({ ok: true });
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("img-src 'self' data:;");
    expect(policy).not.toContain('unsafe');
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  it.each([
    ['the page', '/'],
    ['an answer', '/api/kernel'],
    ['what is not there', '/api/nowhere'],
    ['what is no request', '/api/codes/%ff'],
    ['the figures', '/metrics'],
  ])('sends them with %s', async (_what, path) => {
    const { headers } = await fetch(`${server.url}${path}`);
    const names = [
      'referrer-policy',
      'x-content-type-options',
      'x-frame-options',
      'cross-origin-resource-policy',
      'strict-transport-security',
      'x-powered-by',
      'server',
    ];
    expect(names.map((name) => headers.get(name))).toEqual([
      'no-referrer',
      'nosniff',
      'DENY',
      'same-origin',
      // A school's server speaks plain HTTP; the proxy in front says it where there is one.
      null,
      null,
      null,
    ]);
    const directives = (headers.get('content-security-policy') ?? '').split(';');
    expect(directives.toSorted()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "font-src 'self'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "img-src 'self' data:",
      "manifest-src 'self'",
      "media-src 'self'",
      "object-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "worker-src 'self'",
    ]);
  });

  it('has no door to its clock without the option', async () => {
    const response = await post(`${server.url}/test/clock`, { to: 'next' });
    expect(await answerOf(response)).toEqual({ status: 404, body: { error: 'not-found' } });
  });

  it('says that the page is not built where it is not', async () => {
    const response = await fetch(server.url);
    expect([response.status, await response.text()]).toEqual([
      503,
      'The page is not built yet: run `npm run build`.\n',
    ]);
  });
});
