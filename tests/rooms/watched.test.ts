// What those see who watch over a server: health, readiness, figures, the monitor. And what they never see.
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Store } from '../../server/src/storage/store.ts';
import { eventually } from '../eventually.ts';
import { beginMatch, give, listenCommand, thanks, tokenCommand } from './playing.ts';
import { joinRaw, makeRoom, post, reserve } from './raw-seat.ts';
import { type RoomServer, startRoomServer } from './room-server.ts';

vi.setConfig({ testTimeout: 30_000 });

const PASSWORD = 'a harbour at dusk';

let server: RoomServer;
let storeAnswers: 'well' | 'with an error' = 'well';
beforeAll(async () => {
  const wrapStore = (store: Store): Store => ({
    ...store,
    readMatch: (id) => (storeAnswers === 'well' ? store.readMatch(id) : Promise.reject(new Error('no disk'))),
  });
  server = await startRoomServer({ wrapStore, monitorPassword: PASSWORD });
});
afterAll(() => server.stop());

/** Asks for `path` with headers that `fetch` would not send. */
function get(path: string, headers: Readonly<Record<string, string>> = {}) {
  return new Promise<{ status: number; text: string; headers: NodeJS.Dict<string | string[]> }>(
    (resolve, reject) => {
      const asked = request(`${server.url}${path}`, { headers }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => {
          text += chunk.toString();
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text, headers: response.headers }),
        );
      });
      asked.on('error', reject);
      asked.end();
    },
  );
}

const basic = (password: string) => ({
  authorization: `Basic ${Buffer.from(`operator:${password}`).toString('base64')}`,
});

/** The figures of our own, name and labels to value. */
async function figures(): Promise<Readonly<Record<string, number>>> {
  const { text } = await get('/metrics');
  const lines = text.split('\n').filter((line) => line.startsWith('syn_or_swim_'));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]),
  );
}

describe('health and readiness', () => {
  it('are told while all is well, and the store is missed', async () => {
    expect(await get('/healthz')).toMatchObject({ status: 200, text: '{"ok":true}' });
    expect(await get('/readyz')).toMatchObject({ status: 200, text: '{"ready":true}' });
    storeAnswers = 'with an error';
    expect(await get('/readyz')).toMatchObject({ status: 503, text: '{"ready":false,"reason":"store"}' });
    expect(await get('/healthz')).toMatchObject({ status: 200 });
    storeAnswers = 'well';
    expect(await get('/readyz')).toMatchObject({ status: 200 });
  });
});

describe('the metrics', () => {
  it('count rooms, seats, tokens by verdict, refusals by reason, and what the store took', async () => {
    const { client, server: other, code } = await beginMatch(server);
    expect(await give(other, 1, listenCommand(1))).toMatchObject({ kind: 'done' });
    expect(await give(client, 1, await tokenCommand(client, ['syn']))).toMatchObject({ kind: 'judged' });
    expect(await give(client, 2, await tokenCommand(client, ['fin']))).toMatchObject({ kind: 'judged' });
    await client.request('command', { id: 3 });
    await client.command({ id: 4, match: 9, command: thanks(1) });
    expect(await reserve(server.url, code)).toMatchObject({ error: 'room-full' });
    await other.cut();
    await eventually(async () => expect((await figures())['syn_or_swim_sockets']).toBe(1));
    const told = await figures();
    expect(told).toMatchObject({
      'syn_or_swim_rooms{phase="playing"}': 1,
      'syn_or_swim_rooms{phase="lobby"}': 1,
      'syn_or_swim_seats{line="connected"}': 1,
      'syn_or_swim_seats{line="away"}': 1,
      syn_or_swim_seated_total: 3,
      'syn_or_swim_commands_total{kind="action",outcome="done"}': 1,
      'syn_or_swim_commands_total{kind="token",outcome="initiative"}': 1,
      'syn_or_swim_commands_total{kind="token",outcome="wrong"}': 1,
      'syn_or_swim_refusals_total{door="command",reason="malformed"}': 1,
      'syn_or_swim_refusals_total{door="command",reason="wrong-match"}': 1,
      'syn_or_swim_refusals_total{door="join",reason="room-full"}': 1,
      'syn_or_swim_store_seconds_count{operation="addMatch",outcome="done"}': 1,
      'syn_or_swim_store_seconds_count{operation="append",outcome="done"}': 3,
      'syn_or_swim_store_seconds_count{operation="readMatch",outcome="failed"}': 1,
      syn_or_swim_store_waiting: 0,
    });
    const { text } = await get('/metrics');
    for (const name of ['nodejs_eventloop_lag_p99_seconds', 'process_cpu_seconds_total']) {
      expect(text).toContain(`\n${name} `);
    }
    await client.leave();
  });

  it('are those of which the alerts for Prometheus speak', async () => {
    const alerts = readFileSync(join(import.meta.dirname, '../../deploy/prometheus/alerts.yaml'), 'utf8');
    const spokenOf = new Set(alerts.match(/\b(syn_or_swim|nodejs)_\w+/g));
    const { text } = await get('/metrics');
    const kept = Array.from(text.matchAll(/^# TYPE (\S+) (\S+)$/gm)).flatMap(([, name, type]) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
    );
    expect(spokenOf.size).toBeGreaterThan(5);
    expect([...spokenOf].filter((name) => !kept.includes(name))).toEqual([]);
  });

  it('are for this computer alone, or for whoever knows the password', async () => {
    expect((await get('/metrics', { 'x-forwarded-for': '127.0.0.1' })).status).toBe(401);
    expect((await get('/metrics', { via: '1.1 proxy' })).status).toBe(401);
    expect((await get('/metrics', { 'x-forwarded-for': '203.0.113.1', ...basic(PASSWORD) })).status).toBe(
      200,
    );
  });
});

describe('the monitor', () => {
  it('opens to the password alone, and lists rooms', async () => {
    const code = await makeRoom(server.url);
    const closed = await get('/monitor/api');
    expect(closed).toMatchObject({ status: 401, text: '' });
    expect(closed.headers['www-authenticate']).toContain('Basic');
    const page = await get('/monitor/', basic(PASSWORD));
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toContain("script-src 'self';");
    const { rooms } = JSON.parse((await get('/monitor/api', basic(PASSWORD))).text);
    // The way into a room is its code, which the monitor does not show: it lists them by ids of Colyseus' own.
    expect(rooms.map(({ name }: { name: string }) => name)).toContain('match');
    expect(JSON.stringify(rooms)).not.toContain(code);
  });

  it('opens to no page of another server, though the browser adds the password', async () => {
    const foreign = { ...basic(PASSWORD), 'sec-fetch-site': 'cross-site' };
    expect((await get('/monitor/api', foreign)).status).toBe(403);
    expect((await get('/monitor/api', { ...foreign, 'sec-fetch-site': 'none' })).status).toBe(200);
  });

  it('makes an address wait that guesses', async () => {
    const statuses: number[] = [];
    for (let count = 0; count < 7; count += 1)
      statuses.push((await get('/monitor/', basic(`${count}`))).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
    expect((await get('/monitor/', basic(PASSWORD))).status).toBe(429);
  });
});

describe('a server that is to end', () => {
  it('says so, makes no new rooms, lets a match end, and waits no longer than it may', async () => {
    const { client, server: other } = await beginMatch(server);
    await server.drain(0);
    expect(await get('/readyz')).toMatchObject({ status: 503, text: '{"ready":false,"reason":"draining"}' });
    const made = await post(`${server.url}/api/rooms`, { level: 'first-light' });
    expect([made.status, await made.json()]).toEqual([503, { error: 'too-many-rooms' }]);
    expect(await give(client, 1, thanks(1))).toMatchObject({ kind: 'done' });
    let drained = false;
    const drain = server.drain(600_000).then(() => {
      drained = true;
    });
    await client.caughtUp();
    expect(drained).toBe(false);
    await server.pass(600_000);
    await client.latest('debrief');
    await drain;
    await Promise.all([client.leave(), other.leave()]);
  });
});

describe('the log', () => {
  it('tells of matches by ids of their own, and never a code, a credential, an address or a name', async () => {
    const messages = server.logged.map(({ message }) => message);
    expect(messages).toContain('a match began');
    expect(messages).toContain('a match ended');
    const keys = new Set(server.logged.flatMap(({ facts }) => Object.keys(facts)));
    expect(
      [...keys].filter(
        (key) => !['match', 'level', 'gameMs', 'commands', 'colyseus', 'leftOut'].includes(key),
      ),
    ).toEqual([]);
    const text = JSON.stringify(server.logged);
    expect(text).not.toMatch(/[01]\.\d+\.[\w-]{43}/);
    expect(text).not.toContain('127.0.0.1');
    expect(joined.length).toBeGreaterThan(0);
    for (const code of joined) expect(text).not.toContain(code);
  });
});

/** Codes of rooms that were made here. */
const joined: string[] = [];
beforeAll(async () => {
  const code = await makeRoom(server.url);
  joined.push(code);
  await (await joinRaw(server.url, code)).leave();
});
