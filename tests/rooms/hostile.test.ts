import fc from 'fast-check';
import { pack } from 'msgpackr';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { beginMatch, give, type Pair, thanks } from './playing.ts';
import { FRAME, joinRaw, makeRoom, messageFrame, reserve, socketFrom } from './raw-seat.ts';
import { type RoomServer, startRoomServer } from './room-server.ts';

// On a busy machine the disk and the sockets take their time.
vi.setConfig({ testTimeout: 30_000 });

let server: RoomServer;
/** A match that has nothing to do with what the others suffer. */
let bystanders: Pair;
let nextId = 1;
beforeAll(async () => {
  // Limits go by a clock that stands: four hundred frames are too many also where that takes seconds.
  server = await startRoomServer({ monotonic: () => 0 });
  bystanders = await beginMatch(server);
});
afterAll(() => server.stop());

/** Both bystanders still play, over the lines that they have had from the start. */
async function expectBystandersPlay(): Promise<void> {
  const id = nextId;
  nextId += 1;
  const answers = await Promise.all([
    give(bystanders.client, id, thanks(1)),
    give(bystanders.server, id, thanks(1)),
  ]);
  expect(answers).toMatchObject([
    { id, kind: 'done' },
    { id, kind: 'done' },
  ]);
}

describe('what no page sends', () => {
  it('of an unknown type is answered, and the seat plays on', async () => {
    const { client, server: other } = await beginMatch(server);
    client.sendFrame(messageFrame('teleport', { to: 'harbour' }));
    client.sendFrame(messageFrame('__proto__', { polluted: true }));
    expect(await client.request('teleport', {})).toMatchObject({
      status: expect.any(Number),
      answer: { name: 'no_handler' },
    });
    const errors = client.frames
      .filter((frame) => frame[0] === FRAME.error)
      .map((frame) => frame.toString('latin1'));
    expect(errors).toHaveLength(2);
    for (const error of errors) expect(error).toContain('unknown-message-type');
    expect(await give(client, 1, thanks(1))).toMatchObject({ kind: 'done' });
    await expectBystandersPlay();
    await Promise.all([client.leave(), other.leave()]);
  });

  it('as ready or choose, but damaged, is answered and changes nothing', async () => {
    const seat = await joinRaw(server.url, await makeRoom(server.url));
    seat.sendFrame(messageFrame('ready', { ready: 'yes' }));
    seat.sendFrame(messageFrame('choose', { level: 'first-light' }));
    await seat.caughtUp();
    const errors = seat.frames
      .filter((frame) => frame[0] === FRAME.error)
      .map((frame) => frame.toString('latin1'));
    expect(errors.map((error) => /malformed-\w+/.exec(error)?.[0])).toEqual([
      'malformed-ready',
      'malformed-choose',
    ]);
    await seat.leave();
  });

  it('longer than any message closes the line of its sender', async () => {
    const { client, server: other } = await beginMatch(server);
    client.sendFrame(Buffer.alloc(3000, 1));
    expect((await client.closed).code).toBe(1009);
    await expectBystandersPlay();
    await other.leave();
  });

  it('more often than any page closes the line of its sender', async () => {
    const { client, server: other } = await beginMatch(server);
    for (let count = 0; count < 400; count += 1) client.sendFrame(messageFrame('time', {}));
    expect(await client.closed).toEqual({ code: 4101, reason: 'too-many-frames' });
    await expectBystandersPlay();
    await other.leave();
  });

  it('as garbage, whatever its octets are, costs at most its own line', async () => {
    const frame = fc.oneof(
      fc.uint8Array({ maxLength: 64 }),
      fc.string({ maxLength: 64 }),
      // Frames that begin as Colyseus' own do go deeper.
      fc
        .tuple(fc.constantFrom(...Object.values(FRAME), 16, 17, 18, 19, 20), fc.uint8Array({ maxLength: 40 }))
        .map(([code, rest]) => Uint8Array.of(code, ...rest)),
      fc
        .tuple(
          fc.constantFrom(
            'command',
            'ready',
            'choose',
            'time',
            '*',
            '_',
            'constructor',
            '__proto__',
            'toString',
          ),
          fc.constantFrom(FRAME.message, 17),
          fc.anything(),
        )
        .map(([type, code, value]) => {
          const octets = messageFrame(type, packable(value) ? value : null);
          octets[0] = code;
          return octets;
        }),
    );
    for (const frames of fc.sample(fc.array(frame, { minLength: 1, maxLength: 30 }), {
      numRuns: 40,
      seed: 7,
    })) {
      const seat = await joinRaw(server.url, await makeRoom(server.url));
      for (const octets of frames) seat.sendFrame(octets);
      const outcome = await Promise.race([
        seat.caughtUp().then(
          () => 'plays on',
          () => 'closed',
        ),
        seat.closed.then(() => 'closed'),
      ]);
      expect(['plays on', 'closed']).toContain(outcome);
      await seat.cut();
    }
    await expectBystandersPlay();
  });

  it('at the door, instead of a reservation, is turned away', async () => {
    const { url, port } = server;
    const code = await makeRoom(url);
    const paths = [
      '/',
      '/x/y',
      `/nowhere/${code}?sessionId=guess`,
      `/p/${code}?sessionId=`,
      '/%ff?sessionId=%00',
    ];
    for (const path of paths) {
      const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`);
      socket.on('error', () => {});
      socket.on('open', () => socket.send(Buffer.from([FRAME.message, 0xff, 0xff])));
      const closed = new Promise((resolve) => socket.on('close', resolve));
      await closed;
    }
    await expectBystandersPlay();
  });

  it('from the page of another server is turned away', async () => {
    const reservation = await reserve(server.url, await makeRoom(server.url));
    if ('error' in reservation) throw new Error(reservation.error);
    const { processId, roomId, sessionId } = reservation;
    const path = `ws://127.0.0.1:${server.port}/${processId}/${roomId}?sessionId=${sessionId}`;
    expect(await socketFrom(path, 'https://evil.example')).toBe(403);
    expect(await socketFrom(path, 'null')).toBe(403);
    expect(await socketFrom(path, `http://127.0.0.1:${server.port}`)).toBe('open');
  });

  it('fills no log: neither contents nor tokens, and no more lines than the rate', () => {
    const text = JSON.stringify(server.logged);
    expect(text).not.toMatch(/[01]\.\d+\.[\w-]{43}/);
    expect(text).not.toContain('127.0.0.1');
    const troubles = server.logged.filter(({ level }) => level !== 'info');
    expect(troubles.filter(({ message }) => message !== 'Colyseus reports')).toEqual([]);
  });
});

function packable(value: unknown): boolean {
  try {
    return pack(value).length < 1500;
  } catch {
    return false;
  }
}
