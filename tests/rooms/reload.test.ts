import { Client } from '@colyseus/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAIR_WINDS_HOME } from '../../shared/src/levels/catalog.ts';
import { PROTOCOL_VERSION, type RoomPublic } from '../../shared/src/protocol/messages.ts';
import { eventually } from '../eventually.ts';
import { beginMatch, give, listenCommand, thanks, tokenCommand } from './playing.ts';
import { connectRaw, joinRaw, makeRoom, reserve } from './raw-seat.ts';
import { type RoomServer, startRoomServer } from './room-server.ts';

let server: RoomServer;
beforeAll(async () => {
  server = await startRoomServer();
});
afterAll(() => server.stop());

/** The shared state of a room as somebody sees it who asks for it now, without taking a seat of a person. */
async function rosterOf(url: string, code: string, seatToken: string): Promise<RoomPublic['roster']> {
  const room = await new Client(url).joinById(code, { seatToken });
  room.onMessage('*', () => {});
  const roster = await new Promise<RoomPublic['roster']>((resolve) => {
    room.onStateChange.once((state) => resolve((state.toJSON() as RoomPublic).roster));
  });
  room.reconnection.enabled = false;
  await room.leave(false);
  return roster;
}

describe('a reloaded tab', () => {
  it('has its seat back, with the whole view and the number to count on from', async () => {
    const { code, client, server: other } = await beginMatch(server);
    await give(other, 1, listenCommand(1));
    const answers = [
      await give(client, 1, await tokenCommand(client, ['syn'])),
      await give(client, 2, thanks(1)),
    ];
    expect(answers).toMatchObject([{ kind: 'judged', verdict: { kind: 'initiative' } }, { kind: 'done' }]);
    const before = await client.until('view', ({ seat }) => seat.signals.length === 1);
    const { seatToken } = await client.latest('welcome');
    await client.cut();

    const back = await joinRaw(server.url, code, { seatToken });
    const after = await back.latest('view');
    expect(await back.latest('welcome')).toEqual({
      protocol: PROTOCOL_VERSION,
      seat: 'client',
      seatToken,
      nextCommand: 3,
    });
    expect(after).toEqual({ ...before, number: after.number });
    expect(await give(back, 3, thanks(after.number))).toMatchObject({ kind: 'done' });
    await Promise.all([back.leave(), other.leave()]);
  });

  it('has welcome and view in this order, before anything else of the room', async () => {
    const { code, client, server: other } = await beginMatch(server);
    const { seatToken } = await client.latest('welcome');
    await client.cut();
    const back = await joinRaw(server.url, code, { seatToken });
    await back.latest('view');
    expect(back.messages().map(({ type }) => type)).toEqual(['welcome', 'view']);
    await Promise.all([back.leave(), other.leave()]);
  });

  it('has the debrief again after the end', async () => {
    const { code, client, server: other } = await beginMatch(server);
    await server.pass(75_000);
    const debrief = await client.latest('debrief');
    const { seatToken } = await client.latest('welcome');
    await client.cut();
    const back = await joinRaw(server.url, code, { seatToken });
    expect(await back.latest('debrief')).toEqual(debrief);
    await Promise.all([back.leave(), other.leave()]);
  });

  it('takes the seat from an older tab, which is told and can do nothing any more', async () => {
    const { code, client, server: other } = await beginMatch(server);
    const { seatToken } = await client.latest('welcome');
    const newer = await joinRaw(server.url, code, { seatToken });
    expect(await client.closed).toEqual({ code: 4100, reason: 'seat-taken-elsewhere' });
    expect(await give(newer, 1, thanks(1))).toMatchObject({ kind: 'done' });
    // The seat stays the newer tab's: the older one's end is no leaving.
    await server.pass(10_000);
    expect((await newer.latest('view')).public.players).toEqual({ client: 'person', server: 'person' });
    await Promise.all([newer.leave(), other.leave()]);
  });
});

describe('a seat that was reserved before another but comes after it', () => {
  it('is refused, since a bad network has held it back', async () => {
    const { code, client, server: other } = await beginMatch(server);
    const { seatToken } = await client.latest('welcome');
    const late = await reserve(server.url, code, { seatToken });
    const back = await joinRaw(server.url, code, { seatToken });
    expect(await client.closed).toEqual({ code: 4100, reason: 'seat-taken-elsewhere' });
    const ghost = await connectRaw(server.url, late);
    await ghost.closed;
    expect(ghost.messages()).toEqual([]);
    expect(await give(back, 1, thanks(1))).toMatchObject({ kind: 'done' });
    await Promise.all([back.leave(), other.leave()]);
  });
});

describe('a person who is away', () => {
  it('keeps the seat: nobody else gets it, the holder plays it after 10 s, and gives it back', async () => {
    const { code, client, server: other } = await beginMatch(server);
    const { seatToken } = await client.latest('welcome');
    await server.cut(client);
    expect(await reserve(server.url, code)).toEqual({ status: 409, error: 'room-full' });
    await server.pass(9_999);
    await other.caughtUp();
    const id = (await server.store.matchIds()).at(-1) ?? 'none';
    expect((await server.store.readMatch(id))?.commands).toEqual([]);
    await server.pass(1);
    await other.caughtUp();
    expect((await server.store.readMatch(id))?.commands).toEqual([
      { serial: 1, at: 10_000, command: { kind: 'seat', seat: 'client', player: 'holder' } },
    ]);
    const roster = await rosterOf(server.url, code, (await other.latest('welcome')).seatToken);
    expect(roster.client).toEqual({ player: 'holder', connected: false, ready: false });

    const back = await joinRaw(server.url, code, { seatToken });
    const view = await back.until('view', ({ public: { players } }) => players.client === 'person');
    expect(view.public.players.client).toBe('person');
    await back.leave();
  });
});

describe('a room', () => {
  it('in which nobody is for ten minutes is gone', async () => {
    const code = await makeRoom(server.url);
    const seat = await joinRaw(server.url, code);
    const { seatToken } = await seat.latest('welcome');
    await server.cut(seat);
    await server.pass(599_999);
    expect(await reserve(server.url, code)).toMatchObject({ name: 'match' });
    await server.pass(1);
    await eventually(async () =>
      expect(await reserve(server.url, code, { seatToken })).toEqual({ status: 404, error: 'no-such-room' }),
    );
  });
});

describe('a seat token', () => {
  it('that is forged, damaged or of another room is refused, and takes nobody out', async () => {
    const { code, client, server: other } = await beginMatch(server);
    const { seatToken } = await client.latest('welcome');
    const elsewhere = await joinRaw(server.url, await makeRoom(server.url));
    const foreign = (await elsewhere.latest('welcome')).seatToken;
    const forged = seatToken.replace(/^0/, '1');
    const damaged = `${seatToken.slice(0, -2)}AA`;
    for (const token of [forged, damaged, foreign, '', 'x'.repeat(43)]) {
      expect(await reserve(server.url, code, { seatToken: token })).toEqual({
        status: 403,
        error: 'stale-seat',
      });
    }
    expect(await give(client, 1, thanks(1))).toMatchObject({ kind: 'done' });
    await Promise.all([client.leave(), other.leave(), elsewhere.leave()]);
  });

  it('is stale once its place was left and taken by another', async () => {
    const code = await makeRoom(server.url);
    const first = await joinRaw(server.url, code);
    const stay = await joinRaw(server.url, code);
    const { seatToken } = await first.latest('welcome');
    await first.leave();
    expect(await reserve(server.url, code, { seatToken })).toEqual({ status: 403, error: 'stale-seat' });
    const next = await joinRaw(server.url, code);
    expect(await reserve(server.url, code, { seatToken })).toEqual({ status: 403, error: 'stale-seat' });
    await expect(new Client(server.url).joinById(code, { seatToken })).rejects.toMatchObject({
      code: 403,
      message: 'stale-seat',
    });
    await Promise.all([stay.leave(), next.leave()]);
  });

  it('stays with its person when the seats are swapped', async () => {
    const code = await makeRoom(server.url);
    const one = await joinRaw(server.url, code);
    const two = await joinRaw(server.url, code);
    const tokens = [(await one.latest('welcome')).seatToken, (await two.latest('welcome')).seatToken];
    two.send('choose', { level: FAIR_WINDS_HOME.id, swap: true });
    expect(await one.until('welcome', ({ seat }) => seat === 'server')).toMatchObject({
      seatToken: tokens[0],
    });
    expect(await two.until('welcome', ({ seat }) => seat === 'client')).toMatchObject({
      seatToken: tokens[1],
    });
    await one.cut();
    const back = await joinRaw(server.url, code, { seatToken: tokens[0] ?? '' });
    expect((await back.latest('welcome')).seat).toBe('server');
    await Promise.all([back.leave(), two.leave()]);
  });

  it('does not help against Colyseus: its own seats are used once and reconnection is not offered', async () => {
    const code = await makeRoom(server.url);
    const reservation = await reserve(server.url, code);
    const seat = await connectRaw(server.url, reservation);
    await seat.latest('welcome');
    const again = await connectRaw(server.url, reservation);
    expect((await again.closed).code).toBe(4002);
    await seat.leave();
  });
});
