// The proxy configurations for several processes, run by the real programs with two real servers behind them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { sitDownAt } from '../lines/seated-page.ts';
import { needsProgram } from '../needs.ts';
import { type Many, startMany } from '../rooms/many.ts';
import { makeRoom } from '../rooms/raw-seat.ts';
import { type BothBehindProxy, ownerOf, startBoth, startCaddyBefore } from './both-processes.ts';
import { startNginx } from './nginx-site.ts';

vi.setConfig({ testTimeout: 120_000 });

let folder: string;
let many: Many | undefined;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'syn-or-swim-many-'));
});
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  await many?.stop();
  rmSync(folder, { recursive: true });
});

/** Pages at `url` play a match whose process is killed, and go on with it. */
async function expectToOutlive(url: string, servers: BothBehindProxy): Promise<void> {
  const closed = ['/metrics', '/p/22/healthz', '/p/healthz', ...servers.map(({ path }) => `${path}/metrics`)];
  for (const path of closed) expect([path, (await fetch(url + path)).status]).toEqual([path, 404]);
  for (const { path } of servers) expect((await fetch(`${url}${path}/healthz`)).status).toBe(200);
  const code = await makeRoom(url);
  const pages = [await sitDownAt(url, code), await sitDownAt(url, code)];
  for (const { room } of pages) room.ready(true);
  for (const page of pages) await page.until(({ view }) => view !== undefined);
  for (const page of pages) expect(await page.sendSignal('thanks')).toMatchObject({ kind: 'done' });
  await (await ownerOf(servers)).kill();
  const killedAt = performance.now();
  for (const page of pages) await page.until(({ line }) => line === 'reconnecting');
  for (const page of pages) await page.until(({ line, view }) => line === 'up' && view !== undefined);
  console.log(
    `measured: both pages are back through the proxy after ${Math.round(performance.now() - killedAt)} ms`,
  );
  for (const page of pages) expect(await page.sendSignal('yes')).toMatchObject({ kind: 'done' });
  const { view } = await (pages[0] as (typeof pages)[number]).until(
    ({ view: now }) => now?.seat.signals.length === 4,
  );
  expect(view?.seat.signals.map(({ signal }) => signal.kind)).toEqual(['thanks', 'thanks', 'yes', 'yes']);
  for (const { gone, room } of pages) {
    expect(gone).toEqual([]);
    room.leave();
  }
}

describe('two processes behind one nginx', () => {
  it('are one address: a match outlives its process, and nothing else is reached', async (context) => {
    for (const program of ['nginx', 'openssl', 'redis-server'] as const) needsProgram(context, program);
    many ??= await startMany();
    const servers = await startBoth(many, (_number, port) => `/p/${port}`);
    const [first, second] = servers.map(({ server }) => new URL(server.url).port);
    const nginx = await startNginx(folder, 'nginx-many.conf', { 2567: first ?? '', 2568: second ?? '' });
    // The certificate is the test's own.
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    try {
      await expectToOutlive(nginx.url, servers);
    } finally {
      await nginx.stop();
    }
  });
});

describe('two processes behind one Caddy', () => {
  it('are one address: a match outlives its process, and nothing else is reached', async (context) => {
    for (const program of ['caddy', 'redis-server'] as const) needsProgram(context, program);
    many ??= await startMany();
    const servers = await startBoth(many, (number) => `/p/${number}`);
    const caddy = await startCaddyBefore(servers, folder);
    try {
      await expectToOutlive(caddy.url, servers);
    } finally {
      await caddy.stop();
    }
  });
});
