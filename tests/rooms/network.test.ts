// The third seat over real sockets: who is the weather sees headers alone, and the two play on without it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { levelId } from '../../shared/src/game/level.ts';
import type { MatchSettings } from '../../shared/src/game/match-settings.ts';
import type { NetworkAct } from '../../shared/src/game/network-act.ts';
import { give, letBegin, listenCommand, tokenCommand } from './playing.ts';
import { joinRaw, post, type RawSeat, reserve, unasked } from './raw-seat.ts';
import { type RoomServer, startRoomServer } from './room-server.ts';

let server: RoomServer;
beforeAll(async () => {
  server = await startRoomServer();
});
afterAll(() => server.stop());

async function makeRoomWith(settings: Partial<MatchSettings>): Promise<string> {
  const response = await post(`${server.url}/api/rooms`, { level: 'first-light', settings });
  return ((await response.json()) as { code: string }).code;
}

interface Three {
  readonly code: string;
  readonly client: RawSeat;
  readonly server: RawSeat;
  readonly network: RawSeat;
}

/** Three in a room, in a match that has just begun, with the lamp lit and the first SYN on its way as boat 1. */
async function threeWithSyn(): Promise<Three> {
  const code = await makeRoomWith({ network: 'person' });
  const [client, other, network] = [
    await joinRaw(server.url, code),
    await joinRaw(server.url, code),
    await joinRaw(server.url, code),
  ];
  for (const seat of [client, other, network]) {
    seat.send('ready', { ready: true });
    await seat.caughtUp();
  }
  await server.pass(3000);
  await other.until('view', ({ match }) => match === 1);
  await network.until('network-view', ({ match }) => match === 1);
  await give(other, 1, listenCommand(1));
  await give(client, 1, await tokenCommand(client, ['syn']));
  await network.until('network-view', ({ boats }) => boats.length === 1);
  return { code, client, server: other, network };
}

function act({ network }: Three, id: number, wanted: NetworkAct) {
  return network.command({ id, match: 1, command: { kind: 'network', act: wanted } });
}

describe('the network’s seat in a room', () => {
  it('is the third that joins by the same code, and only where the room has that seat', async () => {
    const closed = await makeRoomWith({});
    await joinRaw(server.url, closed);
    await joinRaw(server.url, closed);
    expect(await reserve(server.url, closed)).toMatchObject({ status: 409, error: 'room-full' });
    const three = await threeWithSyn();
    expect((await three.network.latest('welcome')).seat).toBe('network');
    expect(await reserve(server.url, three.code)).toMatchObject({ error: 'room-full' });
  });

  it('sees headers, never a harbour; its acts change the water, and neither harbour is told', async () => {
    const three = await threeWithSyn();
    const view = await three.network.latest('network-view');
    expect(Object.keys(view).toSorted()).toEqual(['at', 'boats', 'energy', 'hornAt', 'match', 'since']);
    expect(view.boats).toMatchObject([{ boat: 1, from: 'client', flags: { syn: true } }]);
    expect(three.network.messages().filter(({ type }) => type === 'view')).toEqual([]);
    const harbours = [three.client, three.server];
    for (const seat of harbours) await seat.caughtUp();
    const before = harbours.map(unasked);
    expect(await act(three, 1, { kind: 'sink', boat: 1 })).toMatchObject({ kind: 'done' });
    expect(await three.network.until('network-view', ({ boats }) => boats.length === 0)).toMatchObject({
      energy: 3,
    });
    await server.pass(1300);
    for (const seat of harbours) await seat.caughtUp();
    expect(harbours.map(unasked)).toEqual(before);
    expect((await three.server.latest('view')).seat.arrivals).toEqual([]);
  });

  it('is refused what the rules refuse, counts a command once, and commands no harbour', async () => {
    const three = await threeWithSyn();
    expect(await act(three, 1, { kind: 'hold', boat: 9 })).toMatchObject({ reason: 'no-such-boat' });
    const copied = await act(three, 2, { kind: 'copy', boat: 1 });
    expect(await act(three, 2, { kind: 'copy', boat: 1 })).toEqual(copied);
    const token = await tokenCommand(three.client, ['syn']);
    expect(await give(three.network, 3, token)).toMatchObject({ reason: 'not-your-seat' });
    const foreign = { kind: 'network', act: { kind: 'sink', boat: 1 } } as const;
    expect(await three.client.command({ id: 7, match: 1, command: foreign })).toMatchObject({
      reason: 'not-your-seat',
    });
    expect(await act(three, 4, { kind: 'sink', boat: 0 })).toMatchObject({ reason: 'malformed' });
  });

  it('leaves, and the match goes on; comes back to the same seat; all three get the same recording', async () => {
    const three = await threeWithSyn();
    const { seatToken } = await three.network.latest('welcome');
    await act(three, 1, { kind: 'hold', boat: 1 });
    await three.network.cut();
    await server.pass(6300);
    await three.server.until('view', ({ seat }) => seat.arrivals.length === 1);
    const back = await joinRaw(server.url, three.code, { seatToken });
    expect((await back.latest('welcome')).seat).toBe('network');
    await back.latest('network-view');
    await server.pass(600_000);
    const [first, second, third] = await Promise.all(
      [three.client, three.server, back].map((seat) => seat.latest('debrief')),
    );
    expect([first?.seat, second?.seat, third?.seat]).toEqual(['client', 'server', 'network']);
    expect(third?.recording).toEqual(first?.recording);
    expect(first?.recording.setup).toMatchObject({ levelId: levelId('first-light'), network: 'person' });
    expect(first?.recording.commands.map(({ command }) => command.kind)).toContain('network');
  });

  it('can be a stack: then two begin, and nobody else gets in', async () => {
    const code = await makeRoomWith({ network: 'stack' });
    const [client, other] = [await joinRaw(server.url, code), await joinRaw(server.url, code)];
    expect(await reserve(server.url, code)).toMatchObject({ error: 'room-full' });
    await letBegin(server, 1, client, other);
    await server.pass(600_000);
    expect((await client.latest('debrief')).recording.setup).toMatchObject({ network: 'stack' });
  });
});
