// A page whose line breaks after a room of friends has let it in, and before it has heard so.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newJoiningId } from '../../client/src/connection/joining-id.ts';
import { type JoinOptions, PROTOCOL_VERSION } from '../../shared/src/protocol/messages.ts';
import { startBadLine } from '../lines/bad-line.ts';
import { pageAt, sitDownAt, tabStorage } from '../lines/seated-page.ts';
import { connectRaw, joinRaw, makeRoom, post, reserve } from './raw-seat.ts';
import { type RoomServer, startRoomServer } from './room-server.ts';
import { startOnDisk } from './server-on-disk.ts';

vi.setConfig({ testTimeout: 60_000 });

const FULL = { status: 409, error: 'room-full' };

let server: RoomServer;
beforeAll(async () => {
  server = await startRoomServer();
});
afterAll(() => server.stop());

/** Whether somebody would be let in who comes with a joining id of their own, or as a page of an older version does. */
const others = async (url: string, code: string) => [
  await reserve(url, code, { joining: newJoiningId() }),
  await reserve(url, code),
];

describe('a page that was let in and has not heard so', () => {
  it('has its seat when it asks again, after a reload too, and nobody else has it', async () => {
    const code = await makeRoom(server.url);
    const friend = await sitDownAt(server.url, code);
    const bad = await startBadLine(server.url);
    const tab = tabStorage();
    // What the server says is under way long enough for the line to break before.
    bad.slow({ delay: 300, jitter: 0 });
    const before = pageAt(bad.url, code, undefined, tab);
    const tried = before.join();
    await friend.until(({ told }) => told?.roster.server.connected === true);
    bad.cut('reset');
    await tried;
    expect(before.page.news().seat).toBeUndefined();
    expect(await others(server.url, code)).toEqual([FULL, FULL]);

    bad.slow({ delay: 0, jitter: 0 });
    bad.restore();
    const reloaded = pageAt(bad.url, code, undefined, tab);
    expect(await reloaded.join()).toBeUndefined();
    const { seat } = await reloaded.page.until(({ line }) => line === 'up');
    expect(seat).toBe('server');
    // From here on its token does that.
    expect(tab.getItem('syn-or-swim.joining')).toBeNull();
    for (const { room } of [friend, reloaded.page]) room.leave();
    await bad.stop();
  });

  it('takes it over from its older line, also where the server has not noticed yet that this one broke', async () => {
    const code = await makeRoom(server.url);
    const joining = newJoiningId();
    const late = await reserve(server.url, code, { joining });
    const first = await joinRaw(server.url, code, { joining });
    const again = await joinRaw(server.url, code, { joining });
    expect(await first.closed).toEqual({ code: 4100, reason: 'seat-taken-elsewhere' });
    expect(await again.latest('welcome')).toEqual(await first.latest('welcome'));
    // What a bad network has held back throws nobody out.
    const ghost = await connectRaw(server.url, late);
    await ghost.closed;
    expect(ghost.messages()).toEqual([]);
    const friend = await joinRaw(server.url, code, { joining: newJoiningId() });
    expect((await friend.latest('welcome')).seat).toBe('server');
    await Promise.all([again.leave(), friend.leave()]);
  });

  it('has the seat of the network again in the same way', async () => {
    const made = await post(`${server.url}/api/rooms`, {
      level: 'first-light',
      settings: { network: 'person' },
    });
    const { code } = (await made.json()) as { code: string };
    const harbours = [await joinRaw(server.url, code), await joinRaw(server.url, code)];
    const joining = newJoiningId();
    await server.cut(await joinRaw(server.url, code, { joining }));
    expect(await others(server.url, code)).toEqual([FULL, FULL]);
    const back = await joinRaw(server.url, code, { joining });
    expect((await back.latest('welcome')).seat).toBe('network');
    await Promise.all([...harbours, back].map((seat) => seat.leave()));
  });

  it('has no more right to the seat than with its token: not once it was given up, nor against a token', async () => {
    const code = await makeRoom(server.url);
    const friend = await joinRaw(server.url, code);
    const joining = newJoiningId();
    const lost = await joinRaw(server.url, code, { joining });
    const { seatToken } = await lost.latest('welcome');
    await server.cut(lost);
    const forged = seatToken.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'));
    expect(await reserve(server.url, code, { joining, seatToken: forged })).toEqual({
      status: 403,
      error: 'stale-seat',
    });
    await server.pass(120_000);
    const next = await joinRaw(server.url, code, { joining: newJoiningId() });
    expect(await reserve(server.url, code, { joining })).toEqual(FULL);
    await Promise.all([friend.leave(), next.leave()]);
  });

  it('is no longer who it was where it has left for good', async () => {
    const code = await makeRoom(server.url);
    const friend = await joinRaw(server.url, code);
    const joining = newJoiningId();
    await (await joinRaw(server.url, code, { joining })).leave();
    const next = await joinRaw(server.url, code);
    expect(await reserve(server.url, code, { joining })).toEqual(FULL);
    await Promise.all([friend.leave(), next.leave()]);
  });

  it('has its seat also after the process was killed; the store knows the mark, not the id', async () => {
    const disk = await startOnDisk();
    try {
      const code = await makeRoom(disk.url);
      const joining = newJoiningId();
      const seats = [await joinRaw(disk.url, code), await joinRaw(disk.url, code, { joining })];
      // The store does one thing after another: who sits where is in it now.
      await makeRoom(disk.url);
      await disk.kill();
      await Promise.all(seats.map(({ closed }) => closed));
      await disk.start();
      expect(await others(disk.url, code)).toEqual([FULL, FULL]);
      const back = await joinRaw(disk.url, code, { joining });
      expect(await back.latest('welcome')).toEqual(await seats[1]?.latest('welcome'));
      await disk.stop();
      const files = readdirSync(disk.folder).filter((name) => name.startsWith('matches.'));
      expect(files).not.toEqual([]);
      expect(files.filter((name) => readFileSync(join(disk.folder, name)).includes(joining))).toEqual([]);
    } finally {
      await disk.remove();
    }
  });
});

describe('a joining id', () => {
  it('that is none is refused, and takes no seat', async () => {
    const code = await makeRoom(server.url);
    const ids = [
      '',
      'x',
      'A'.repeat(21),
      'A'.repeat(23),
      `${'A'.repeat(21)}=`,
      '가'.repeat(22),
      7,
      null,
      {},
      ['A'],
    ];
    const answers = [];
    for (const joining of ids) answers.push(await reserve(server.url, code, { joining } as JoinOptions));
    expect(answers).toEqual(ids.map(() => ({ status: 400, error: 'malformed' })));
    const seats = [await joinRaw(server.url, code), await joinRaw(server.url, code)];
    expect(await Promise.all(seats.map(async (seat) => await seat.latest('welcome')))).toMatchObject([
      { protocol: PROTOCOL_VERSION, seat: 'client' },
      { protocol: PROTOCOL_VERSION, seat: 'server' },
    ]);
    await Promise.all(seats.map((seat) => seat.leave()));
  });

  it('is in no log, and nobody else in the room is told of it', async () => {
    const code = await makeRoom(server.url);
    const friend = await joinRaw(server.url, code);
    const joining = newJoiningId();
    const seat = await joinRaw(server.url, code, { joining });
    await reserve(server.url, code, { joining: newJoiningId() });
    await reserve(server.url, code, { joining: `${joining}!` });
    await friend.caughtUp();
    expect(JSON.stringify(server.logged)).not.toContain(joining);
    expect(Buffer.concat([...friend.frames, ...seat.frames]).includes(joining)).toBe(false);
    await Promise.all([friend.leave(), seat.leave()]);
  });
});
