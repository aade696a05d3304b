import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSqliteStore } from '../../server/src/storage/sqlite-store.ts';
import type { StoredMatch } from '../../server/src/storage/store.ts';
import { FIRST_LIGHT } from '../../shared/src/levels/catalog.ts';
import { DRIVERS } from '../../shared/src/players/drivers.ts';
import { matchHash, replay } from '../../shared/src/replay/replay.ts';
import { give, thanks } from './playing.ts';
import { joinRaw, makeRoom, post, type RawSeat, reserve } from './raw-seat.ts';
import { failToStart, type ServerProcess, startProcess } from './server-process.ts';

// Each test starts a process or two, and other tests run beside it.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'syn-or-swim-process-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function storedMatches(): Promise<readonly StoredMatch[]> {
  const opened = await openSqliteStore(folder);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
  const store = opened.value;
  const matches: StoredMatch[] = [];
  for (const id of await store.matchIds()) {
    const match = await store.readMatch(id);
    if (match !== undefined) matches.push(match);
  }
  await store.close();
  return matches;
}

/** Two seats in a match on a server process whose clock tests move. */
async function beginOn({ url }: ServerProcess): Promise<readonly [RawSeat, RawSeat]> {
  const code = await makeRoom(url);
  const seats = [await joinRaw(url, code), await joinRaw(url, code)] as const;
  for (const seat of seats) {
    seat.send('ready', { ready: true });
    await seat.caughtUp();
  }
  await post(`${url}/test/clock`, { by: 3000 });
  await Promise.all(seats.map((seat) => seat.latest('view')));
  return seats;
}

describe('a start that can only fail', () => {
  it('says in one line that the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const failed = await failToStart({ DATA_DIR: folder, PORT: port });
    other.close();
    expect(failed).toEqual({
      code: 1,
      problem: `Port ${port} is taken by another program: stop it, or choose another port, as in PORT=${Number(port) + 1} npm start.\n`,
    });
  });

  it('says in one line that the data folder cannot be written', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const { code, problem } = await failToStart({ DATA_DIR: join(file, 'data') });
    expect(code).toBe(1);
    expect(problem).toMatch(
      /^The data folder .*\/file\/data can't be written \(ENOTDIR.*\): make it writable, or set DATA_DIR to another folder\.\n$/,
    );
  });

  it('says in one line that another server has the data folder', async () => {
    const first = await startProcess({ DATA_DIR: folder });
    const failed = await failToStart({ DATA_DIR: folder });
    expect(await first.stop()).toBe(0);
    expect(failed).toEqual({
      code: 1,
      problem: `Another SYN or Swim server is running with the data folder ${folder}: stop it, or set DATA_DIR and PORT to others.\n`,
    });
  });

  it('says in one line which setting or option is wrong', async () => {
    const failures = [
      await failToStart({ DATA_DIR: folder, PORT: 'http' }),
      await failToStart({ DATA_DIR: folder, HOST: 'no.such.host.invalid' }),
      await failToStart({ DATA_DIR: folder }, ['--test-seed', 'x']),
    ];
    expect(failures.map(({ code }) => code)).toEqual([1, 1, 1]);
    expect(failures.map(({ problem }) => problem.split('\n').length)).toEqual([2, 2, 2]);
    expect(failures[0]?.problem).toContain('PORT has to be a whole number');
    expect(failures[1]?.problem).toContain('no.such.host.invalid');
    expect(failures[2]?.problem).toContain('--test-seed has to be a whole number');
  });
});

describe('a server process', () => {
  it('tells its address, keeps its secret to its owner, and ends when asked', async () => {
    const server = await startProcess({ DATA_DIR: folder });
    expect(server.output()).toContain(`http://localhost:${new URL(server.url).port}`);
    expect(statSync(join(folder, 'matches.sqlite')).mode & 0o777).toBe(0o600);
    const door = await post(`${server.url}/test/clock`, { to: 'next' });
    const testLevel = await post(`${server.url}/api/rooms`, { level: 'test-first-light-rough' });
    expect([door.status, testLevel.status]).toEqual([404, 404]);
    expect(await server.stop()).toBe(0);
  });

  it('started for tests moves its clock from moment to moment, by the given seed, with test levels', async () => {
    const server = await startProcess({ DATA_DIR: folder }, [
      '--test-clock',
      '--test-levels',
      '--test-seed',
      '99',
    ]);
    const { url } = server;
    const code = await makeRoom(url, 'test-first-light-rough');
    const seats = [await joinRaw(url, code), await joinRaw(url, code)];
    for (const seat of seats) seat.send('ready', { ready: true });
    await Promise.all(seats.map((seat) => seat.caughtUp()));
    const start = Date.UTC(2026, 0, 1);
    const begun = await (await post(`${url}/test/clock`, { to: 'next' })).json();
    // The count-down is over, and the horn of six minutes is what comes next.
    expect(begun).toEqual({ now: start + 3000, kept: 1, next: start + 3000 + 360_000 });
    const horn = await (await post(`${url}/test/clock`, { to: 'next' })).json();
    expect(horn).toMatchObject({ now: start + 363_000, kept: 1 });
    expect((await seats[0]?.latest('debrief'))?.recording.setup.seed).toBe(99);
    expect((await post(`${url}/test/clock`, { by: -1 })).status).toBe(400);
    await server.kill();
  });

  it('keeps every answered command over kill -9, round after round', async () => {
    const rounds = [2, 9, 23];
    const before = new Set<string>();
    for (const killAfter of rounds) {
      const server = await startProcess({ DATA_DIR: folder }, ['--test-clock']);
      const seats = await beginOn(server);
      const told: string[] = [];
      // Forty commands are on their way when the power goes, in the midst of the answers.
      const asked = seats.flatMap((seat, index) =>
        Array.from({ length: 20 }, async (_, count) => {
          const id = count + 1;
          const answer = await give(seat, id, thanks(id));
          if (answer.kind === 'done') told.push(`${index === 0 ? 'client' : 'server'} ${id}`);
          if (told.length === killAfter) await server.kill();
        }),
      );
      await Promise.allSettled(asked);
      await server.kill();
      // The clock of each server stands at the same moment, so the order of the matches tells nothing.
      const [match, ...more] = (await storedMatches()).filter(({ id }) => !before.has(id));
      if (match === undefined) throw new Error('the match is not stored');
      before.add(match.id);
      const { commands, end } = match;
      expect([more, end]).toEqual([[], undefined]);
      expect(commands.map(({ serial }) => serial)).toEqual(commands.map((_, index) => index + 1));
      const kept = commands.map(({ command }) =>
        'seen' in command ? `${command.seat} ${command.seen}` : '',
      );
      expect(told.length).toBeGreaterThanOrEqual(killAfter);
      expect(told.filter((one) => !kept.includes(one))).toEqual([]);
    }
  });

  it('after kill -9 refuses a room that is gone, and what it kept runs again to the same hash', async () => {
    const first = await startProcess({ DATA_DIR: folder }, ['--test-clock']);
    const [client, other] = await beginOn(first);
    const { seatToken } = await client.latest('welcome');
    await give(client, 1, thanks(1));
    await post(`${first.url}/test/clock`, { by: 75_000 });
    const { recording } = await other.latest('debrief');
    const code = 'ZZZZZZ';
    await first.kill();

    const second = await startProcess({ DATA_DIR: folder }, ['--test-clock']);
    expect(await reserve(second.url, code, { seatToken })).toEqual({ status: 404, error: 'no-such-room' });
    expect(await second.stop()).toBe(0);
    const [stored] = await storedMatches();
    if (stored === undefined) throw new Error('the store is empty');
    const kept = { ...recording, setup: stored.setup, commands: stored.commands };
    const hashes = [recording, kept].map((each) => {
      const run = replay(each, FIRST_LIGHT, DRIVERS);
      return run.ok ? matchHash(run.value) : run.problem;
    });
    expect(hashes[1]).toBe(hashes[0]);
    expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
  });
});
