import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { guardSockets } from './socket-door.ts';

const http = createServer();
const sockets: Socket[] = [];
let refusals: string[] = [];
let port: number;

http.on('upgrade', (_request, socket) => {
  socket.on('error', () => {});
  socket.on('end', () => socket.end()).resume();
  socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n');
});
guardSockets(http, {
  addressOf: ({ headers }) => String(headers['x-forwarded-for'] ?? 'here'),
  metrics: { turnedAway: (door, reason) => void refusals.push(`${door} ${reason}`) },
  origins: ['https://play.example.org'],
});

beforeEach(async () => {
  refusals = [];
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  port = (http.address() as AddressInfo).port;
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await new Promise((resolve) => http.close(resolve));
});

/** Asks for a WebSocket and gives the status of the answer. */
function ask(path: string, ...headers: readonly string[]): Promise<number> {
  const lines = [
    `GET ${path} HTTP/1.1`,
    'Host: game',
    'Connection: Upgrade',
    'Upgrade: websocket',
    ...headers,
  ];
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${lines.join('\r\n')}\r\n\r\n`));
    sockets.push(socket);
    socket.on('error', reject);
    socket.once('data', (answer: Buffer) => resolve(Number(answer.toString().split(' ')[1])));
  });
}

const SEAT = '/p1/ABC234?sessionId=s1';

describe('the door for sockets', () => {
  it('opens to the paths of seats alone', async () => {
    expect(await ask(SEAT)).toBe(101);
    expect(await ask('/dEf-1_2/ABC234?sessionId=s1&reconnectionToken=a-b')).toBe(101);
    const others = [
      '/',
      '/p1/ABC234',
      '/p1/ABC234/x?sessionId=s',
      '//?sessionId=s',
      '/p1/ABC234?sessionId=%00',
      '*',
    ];
    for (const path of others) expect([path, await ask(path)]).toEqual([path, 404]);
    expect(refusals).toEqual(Array(others.length).fill('upgrade no-such-path'));
  });

  it('opens to its own page and to programs, not to pages of others', async () => {
    expect(await ask(SEAT, 'Origin: http://game')).toBe(101);
    expect(await ask(SEAT, 'Origin: https://play.example.org')).toBe(101);
    for (const origin of [
      'http://play.example.org',
      'https://evil.example',
      'http://game.evil.example',
      'http://game:81',
      'null',
      '',
    ]) {
      expect([origin, await ask(SEAT, `Origin: ${origin}`)]).toEqual([origin, 403]);
    }
  });

  it('leaves room for a school behind one address, and an end; who closes makes room', async () => {
    const school = await Promise.all(Array.from({ length: 2500 }, () => ask(SEAT)));
    expect(new Set(school)).toEqual(new Set([101]));
    expect(await ask(SEAT)).toBe(429);
    expect(await ask(SEAT, 'X-Forwarded-For: elsewhere')).toBe(101);
    const gone = sockets.shift();
    await new Promise((resolve) => {
      gone?.once('close', resolve);
      gone?.destroy();
    });
    const again = async (): Promise<number> => ((await ask(SEAT)) === 101 ? 101 : again());
    expect(await again()).toBe(101);
    expect(new Set(refusals)).toEqual(new Set(['upgrade too-many-of-address']));
  });
});
