// Controls of the server that no other test here has: what is negotiated, what a URL holds, who may say what and when.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import type { RoomAnswer } from '../../shared/src/protocol/messages.ts';
import { eventually } from '../eventually.ts';
import { sitDownAt } from '../lines/seated-page.ts';
import { give, listenCommand, thanks } from './playing.ts';
import { FRAME, joinRaw, makeRoom, messageFrame, post, type RawSeat, reserve } from './raw-seat.ts';
import { type RoomServer, startRoomServer } from './room-server.ts';

vi.setConfig({ testTimeout: 60_000 });

let server: RoomServer;
beforeAll(async () => {
  server = await startRoomServer();
});
afterAll(() => server.stop());

async function seatAddress(): Promise<string> {
  const reservation = await reserve(server.url, await makeRoom(server.url));
  if ('error' in reservation) throw new Error(reservation.error);
  const { processId, roomId, sessionId } = reservation;
  return `ws://127.0.0.1:${server.port}/${processId}/${roomId}?sessionId=${sessionId}`;
}

/** What became of a socket that was asked for. */
function outcomeOf(socket: WebSocket): Promise<'welcome' | number> {
  socket.on('error', () => {});
  return new Promise((resolve) => {
    socket.on('message', (data: Buffer) => {
      if (data[0] === FRAME.join) socket.send(Uint8Array.of(FRAME.join));
      if (data[0] === FRAME.message) resolve('welcome');
    });
    socket.on('close', (code) => resolve(code));
  });
}

describe('the way into a seat', () => {
  it('compresses nothing, so that a small frame stays small', async () => {
    const socket = new WebSocket(await seatAddress(), { perMessageDeflate: true });
    await once(socket, 'open');
    expect(socket.extensions).toBe('');
    socket.terminate();
  });

  it('is good for one socket', async () => {
    const address = await seatAddress();
    const first = new WebSocket(address);
    expect(await outcomeOf(first)).toBe('welcome');
    expect(await outcomeOf(new WebSocket(address))).toBeGreaterThanOrEqual(4000);
    first.terminate();
  });

  it('holds no credential in any URL', async () => {
    const lines: string[] = [];
    const tap = createServer((near) => {
      const far = connect(server.port, '127.0.0.1');
      near.on('data', (octets: Buffer) => {
        lines.push(
          ...octets
            .toString('latin1')
            .split('\r\n')
            .filter((line) => line.includes(' HTTP/1.1')),
        );
      });
      near.pipe(far).pipe(near);
      near.on('error', () => far.destroy());
      far.on('error', () => near.destroy());
    });
    tap.listen(0, '127.0.0.1');
    await once(tap, 'listening');
    const page = await sitDownAt(
      `http://127.0.0.1:${(tap.address() as AddressInfo).port}`,
      await makeRoom(server.url),
    );
    await page.until(({ seat }) => seat !== undefined);
    page.room.leave();
    tap.close();
    expect(lines.some((line) => line.startsWith('POST /matchmake/joinById/'))).toBe(true);
    expect(lines.some((line) => line.includes('?sessionId='))).toBe(true);
    for (const line of lines) expect(line).not.toMatch(/[012]\.\d+\.[\w-]{43}|seatToken/);
  });

  it('is not opened by scripts of other pages: no answer allows their origin', async () => {
    const asked = await fetch(`${server.url}/api/rooms`, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    const made = await post(`${server.url}/api/rooms`, { level: 'first-light' });
    for (const { headers } of [asked, made]) {
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
    // What a form of another page can send without asking is no JSON.
    const form = await fetch(`${server.url}/api/rooms`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{"level":"first-light"}',
    });
    expect(form.status).toBe(400);
  });
});

/** Who says something, and when. */
const ROLES = ['client', 'server', 'network', 'thrown-out'] as const;
const PHASES = ['lobby', 'countdown', 'playing', 'ended'] as const;

type Said = readonly [role: (typeof ROLES)[number], phase: (typeof PHASES)[number], outcome: string];

interface Table {
  readonly seats: Readonly<Record<(typeof ROLES)[number], RawSeat>>;
}

async function sitAll(): Promise<Table['seats']> {
  const made = await post(`${server.url}/api/rooms`, {
    level: 'first-light',
    settings: { network: 'person' },
  });
  const { code } = (await made.json()) as { code: string };
  const client = await joinRaw(server.url, code);
  const thrownOut = await joinRaw(server.url, code);
  const { seatToken } = await thrownOut.latest('welcome');
  const other = await joinRaw(server.url, code, { seatToken });
  await thrownOut.closed;
  return { client, server: other, network: await joinRaw(server.url, code), 'thrown-out': thrownOut };
}

async function enterPhase(seats: Table['seats'], phase: (typeof PHASES)[number]): Promise<void> {
  const three = [seats.client, seats.server, seats.network];
  if (phase === 'countdown') {
    for (const seat of three) {
      seat.send('ready', { ready: true });
      await seat.caughtUp();
    }
  } else if (phase === 'playing') {
    await server.pass(3000);
    await seats.client.latest('view');
  } else if (phase === 'ended') {
    await server.pass(600_000);
    await seats.client.latest('debrief');
  }
}

const inWords = (answer: RoomAnswer): string => (answer.kind === 'refused' ? answer.reason : answer.kind);

describe('who may command', () => {
  it('is decided for each role in each phase', async () => {
    const seats = await sitAll();
    const outcomes: Said[] = [];
    let id = 0;
    for (const phase of PHASES) {
      await enterPhase(seats, phase);
      for (const role of ROLES) {
        id += 1;
        const outcome = await give(seats[role], id, role === 'server' ? listenCommand(1) : thanks(1)).then(
          inWords,
          () => 'no line',
        );
        outcomes.push([role, phase, outcome]);
      }
    }
    expect(outcomes).toEqual([
      ['client', 'lobby', 'wrong-match'],
      ['server', 'lobby', 'wrong-match'],
      ['network', 'lobby', 'wrong-match'],
      ['thrown-out', 'lobby', 'no line'],
      ['client', 'countdown', 'wrong-match'],
      ['server', 'countdown', 'wrong-match'],
      ['network', 'countdown', 'wrong-match'],
      ['thrown-out', 'countdown', 'no line'],
      ['client', 'playing', 'done'],
      ['server', 'playing', 'done'],
      ['network', 'playing', 'not-your-seat'],
      ['thrown-out', 'playing', 'no line'],
      ['client', 'ended', 'match-over'],
      ['server', 'ended', 'match-over'],
      ['network', 'ended', 'match-over'],
      ['thrown-out', 'ended', 'no line'],
    ]);
    for (const seat of [seats.client, seats.server, seats.network]) await seat.leave();
  });

  it('also what is chosen, being ready and blame count only where they have a meaning', async () => {
    const seats = await sitAll();
    const state = async () => {
      await seats.client.caughtUp();
      return (await seats.client.latest('welcome')).seat;
    };
    await enterPhase(seats, 'countdown');
    await enterPhase(seats, 'playing');
    // In a match nobody swaps seats, takes another level, begins anew, or says who was to blame.
    seats.server.send('choose', { level: 'fog' as never, swap: true });
    seats.server.send('ready', { ready: true });
    seats.server.send('blame', { match: 1, cause: 'network', remedy: 'resend-at-the-bell' });
    await seats.server.caughtUp();
    expect(await state()).toBe('client');
    expect(seats.client.messages().map(({ type }) => type)).not.toContain('blame');
    expect(await give(seats.client, 1, thanks(1))).toMatchObject({ kind: 'done' });
    await enterPhase(seats, 'ended');
    const { recording } = await seats.client.latest('debrief');
    expect(recording.setup.levelId).toBe('first-light');
    for (const seat of [seats.client, seats.server, seats.network]) await seat.leave();
  });
});

describe('a class', () => {
  it('is commanded by its teacher alone, whatever a student says', async () => {
    const settings = {
      plan: ['first-light'],
      match: { stretch: 1, pace: 'running', assistance: 'level' },
      typedNames: true,
      questions: 6,
    };
    const made = (await (await post(`${server.url}/api/classes`, { settings })).json()) as { code: string };
    const reservation = await reserve(server.url, made.code);
    if ('error' in reservation) throw new Error(reservation.error);
    const { processId, roomId, sessionId } = reservation;
    const socket = new WebSocket(
      `ws://127.0.0.1:${server.port}/${processId}/${roomId}?sessionId=${sessionId}`,
    );
    const errors: string[] = [];
    const heard = outcomeOf(socket);
    socket.on('message', (data: Buffer) => {
      if (data[0] === FRAME.error) errors.push(/[a-z]+(-[a-z]+)+/.exec(data.toString('latin1'))?.[0] ?? '');
    });
    await heard;
    for (const kind of ['pair', 'end-round', 'delete']) socket.send(messageFrame('act', { kind }));
    await eventually(() => expect(errors).toHaveLength(3));
    expect(new Set(errors)).toEqual(new Set(['not-a-teacher']));
    socket.terminate();
  });
});
