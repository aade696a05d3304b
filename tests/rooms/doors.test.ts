// Those who hold a line without using it, who don't read, or whose requests no browser sends.
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { beginMatch, give, thanks } from './playing.ts';
import { joinRaw, makeRoom, post, reserve } from './raw-seat.ts';
import { type RoomServer, startRoomServer } from './room-server.ts';

vi.setConfig({ testTimeout: 60_000 });

let server: RoomServer;
beforeAll(async () => {
  server = await startRoomServer();
});
afterAll(() => server.stop());

/** Sends `text` over a bare connection and gives all that comes back until the server closes it. */
function exchange(text: string | Uint8Array): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(server.port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('latin1');
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
  });
}

describe('a line that is only held', () => {
  it('is taken back: one that says nothing, one that never ends its request, one that answers no ping', async () => {
    const { client, server: other } = await beginMatch(server);
    const [halfOpen, nothing, slow] = await Promise.all([
      closeOfDeafSocket(),
      exchange(''),
      exchange('POST /api/rooms HTTP/1.1\r\nHost: game\r\nContent-Len'),
    ]);
    expect(halfOpen).toBe(1006);
    expect([nothing, slow].map((answer) => answer.split('\r\n')[0])).toEqual([
      'HTTP/1.1 408 Request Timeout',
      'HTTP/1.1 408 Request Timeout',
    ]);
    expect(await give(client, 1, thanks(1))).toMatchObject({ kind: 'done' });
    await Promise.all([client.leave(), other.leave()]);
  });
});

/** Joins, then stops reading, as a computer does that was closed: gives the code with which the line ends. */
async function closeOfDeafSocket(): Promise<number> {
  const reservation = await reserve(server.url, await makeRoom(server.url));
  if ('error' in reservation) throw new Error(reservation.error);
  const { processId, roomId, sessionId } = reservation;
  const address = `ws://127.0.0.1:${server.port}/${processId}/${roomId}?sessionId=${sessionId}`;
  const socket = new WebSocket(address, { autoPong: false });
  return new Promise((resolve) => socket.on('close', resolve));
}

describe('a page that does not read', () => {
  it('loses its line when too much waits for it, and has all again when it comes back', async () => {
    const pair = await beginMatch(server);
    const tokens = await Promise.all(
      [pair.client, pair.server].map(async (seat) => (await seat.latest('welcome')).seatToken),
    );
    const waiting = vi.spyOn(WebSocket.prototype, 'bufferedAmount', 'get').mockReturnValue(2 ** 21);
    // Both are told that the server's user says thanks, and neither reads it.
    give(pair.server, 1, thanks(1)).catch(() => {});
    expect([(await pair.client.closed).code, (await pair.server.closed).code]).toEqual([1006, 1006]);
    waiting.mockRestore();
    for (const seatToken of tokens) {
      const seat = await joinRaw(server.url, pair.code, { seatToken });
      expect(await seat.latest('view')).toMatchObject({ match: 1 });
      await seat.leave();
    }
  });
});

describe('a request that no browser sends', () => {
  it('costs at most its own line', async () => {
    const targets = [
      'a:b',
      'x://[',
      'http://:99999999/',
      '*',
      '//',
      '/%',
      '/%00',
      '/\u00ff',
      '/..//..',
      `/${'x'.repeat(20_000)}`,
      ':',
    ];
    const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\n';
    const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n';
    const heads = [
      '',
      upgrade,
      upgrade + key,
      `${upgrade}Origin: x\r\n`,
      `${upgrade}Sec-WebSocket-Version: 0\r\n`,
    ];
    const methods = ['GET', 'POST', 'CONNECT', 'OPTIONS', 'PRI', 'TRACE'];
    for (const method of methods) {
      for (const target of targets) {
        const requests = heads.map((head) =>
          Buffer.from(
            `${method} ${target} HTTP/1.1\r\nHost: [\r\nContent-Length: 0\r\n${head}Connection: close\r\n\r\n`,
            'latin1',
          ),
        );
        const answers = await Promise.all(requests.map(exchange));
        for (const answer of answers) expect(answer).toMatch(/^(HTTP\/1\.1 ([234]\d\d|503) |$)/);
      }
    }
    const seat = '/p/ABC234?sessionId=x';
    for (const header of ['', 'Sec-WebSocket-Key: short\r\n', `${key}Origin: http://[\r\n`]) {
      const answer = await exchange(`GET ${seat} HTTP/1.1\r\nHost: game\r\n${upgrade}${header}\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    }
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  it('with names of prototypes in its body is no more than malformed', async () => {
    const bodies = [
      '{"__proto__":{"level":"first-light"}}',
      '{"level":"__proto__"}',
      '{"level":"constructor","settings":{"__proto__":{"stretch":1}}}',
      '{"constructor":{"prototype":{"polluted":true}}}',
    ];
    for (const body of bodies) {
      expect([400, 404]).toContain((await post(`${server.url}/api/rooms`, body)).status);
      expect((await post(`${server.url}/matchmake/joinById/__proto__`, body)).status).toBe(400);
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(await reserve(server.url, 'ABC234', JSON.parse('{"__proto__":{"seatToken":"x"}}'))).toEqual({
      status: 404,
      error: 'no-such-room',
    });
  });
});
