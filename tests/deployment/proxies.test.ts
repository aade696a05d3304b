// The proxy configurations of deploy/, run by the real programs with the real server behind them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { needsProgram } from '../needs.ts';
import { give, thanks } from '../rooms/playing.ts';
import { joinRaw, makeRoom, post, reserve, socketFrom } from '../rooms/raw-seat.ts';
import { type ServerProcess, startProcess } from '../rooms/server-process.ts';
import { startNginx } from './nginx-site.ts';
import { freePort, startProgram } from './program.ts';

vi.setConfig({ testTimeout: 120_000 });

const DEPLOY = join(import.meta.dirname, '../../deploy');

let folder: string;
let server: ServerProcess;
/** The port of the server behind the proxies. */
let port: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'syn-or-swim-proxy-'));
  server = await startProcess({ DATA_DIR: join(folder, 'data'), TRUST_PROXY: 'loopback' }, ['--test-clock']);
  port = new URL(server.url).port;
}, 60_000);
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

/** All that has to work through a proxy, and all that must not. */
async function expectGameThrough(url: string): Promise<void> {
  const page = await fetch(url);
  // Without a built page the server says so itself; either way it is the server that answers.
  expect([200, 503]).toContain(page.status);
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect((await fetch(`${url}/metrics`)).status).toBe(404);
  await playMatch(url);
  await expectOwnOriginOnly(url);
  const large = await post(`${url}/api/rooms`, 'x'.repeat(140_000));
  expect(large.status).toBe(413);
}

/** A match of two over two WebSockets. */
async function playMatch(url: string): Promise<void> {
  const code = await makeRoom(url);
  const seats = [await joinRaw(url, code), await joinRaw(url, code)];
  for (const seat of seats) {
    seat.send('ready', { ready: true });
    await seat.caughtUp();
  }
  await post(`${server.url}/test/clock`, { by: 3000 });
  await Promise.all(seats.map((seat) => seat.latest('view')));
  for (const seat of seats) expect(await give(seat, 1, thanks(1))).toMatchObject({ id: 1, kind: 'done' });
  await post(`${server.url}/test/clock`, { by: 600_000 });
  for (const seat of seats) {
    const { recording } = await seat.latest('debrief');
    expect(recording.commands).toHaveLength(2);
    await seat.leave();
  }
}

/** The page's own sockets pass the proxy; those of another server's page do not. */
async function expectOwnOriginOnly(url: string): Promise<void> {
  const reservation = await reserve(url, await makeRoom(url));
  if ('error' in reservation) throw new Error(reservation.error);
  const { processId, roomId, sessionId } = reservation;
  const address = `${url.replace('http', 'ws')}/${processId}/${roomId}?sessionId=${sessionId}`;
  expect(await socketFrom(address, 'https://evil.example')).toBe(403);
  expect(await socketFrom(address, url)).toBe('open');
}

/** Guesses codes until the server has enough of it, each time as somebody else says of themselves to be. */
async function guess(
  url: string,
  claim: (count: number) => Record<string, string>,
): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (let count = 0; count < 25; count += 1) {
    const response = await fetch(`${url}/matchmake/joinById/ZZZZZZ`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...claim(count) },
      body: '{}',
    });
    statuses.push(response.status);
    await response.arrayBuffer();
  }
  return statuses;
}

const forged = (count: number) => ({
  'x-forwarded-for': `203.0.113.${count}`,
  forwarded: `for=203.0.113.${count}`,
  'x-real-ip': `203.0.113.${count}`,
});

describe('nginx', () => {
  it('carries page, API and a match of two over TLS, and keeps forged addresses from the server', async (context) => {
    needsProgram(context, 'nginx');
    needsProgram(context, 'openssl');
    const { plain, url, stop } = await startNginx(folder, 'nginx.conf', {
      '127.0.0.1:2567': `127.0.0.1:${port}`,
    });
    // The certificate is the test's own.
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    try {
      const redirected = await fetch(`${plain}/ABC234`, { redirect: 'manual' });
      expect([redirected.status, redirected.headers.get('location')]).toEqual([
        301,
        'https://127.0.0.1/ABC234',
      ]);
      await expectGameThrough(url);
      expect((await fetch(url)).headers.get('strict-transport-security')).toBe('max-age=31536000');
      const statuses = await guess(url, forged);
      expect(statuses.slice(0, 20)).toEqual(Array(20).fill(404));
      expect(statuses.at(-1)).toBe(429);
      // nginx forgives 600 at once and 60 a second: how many are too many depends on how fast this machine asks.
      let refused = 0;
      for (let flood = 0; flood < 4 && refused <= 100; flood += 1) {
        const answers = await Promise.all(Array.from({ length: 900 }, () => fetch(`${url}/api/nothing`)));
        refused += answers.filter(({ status }) => status === 429).length;
      }
      expect(refused).toBeGreaterThan(100);
    } finally {
      vi.unstubAllEnvs();
      await stop();
    }
  });
});

describe('Caddy', () => {
  it('carries page, API and a match of two, and keeps forged addresses from the server', async (context) => {
    needsProgram(context, 'caddy');
    // The guesses through nginx came from this computer too: another server has not heard them.
    const second = await startProcess({ DATA_DIR: join(folder, 'second'), TRUST_PROXY: 'loopback' }, [
      '--test-clock',
    ]);
    const first = server;
    server = second;
    const url = `http://127.0.0.1:${await freePort()}`;
    const args = ['run', '--config', join(DEPLOY, 'proxy/Caddyfile'), '--adapter', 'caddyfile'];
    const caddy = await startProgram('caddy', args, `${url}/healthz`, {
      SITE: url,
      GAME: new URL(second.url).host,
      CADDY_ADMIN: 'off',
      XDG_DATA_HOME: join(folder, 'caddy'),
      XDG_CONFIG_HOME: join(folder, 'caddy'),
      HOME: folder,
    });
    try {
      await expectGameThrough(url);
      const statuses = await guess(url, forged);
      expect(statuses.slice(0, 20)).toEqual(Array(20).fill(404));
      expect(statuses.at(-1)).toBe(429);
    } finally {
      await caddy.stop();
      await second.stop();
      server = first;
    }
  });
});
