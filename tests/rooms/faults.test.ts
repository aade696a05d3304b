import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../server/src/storage/store.ts';
import type { Drivers } from '../../shared/src/game/rules.ts';
import { DRIVERS } from '../../shared/src/players/drivers.ts';
import { beginMatch, give, listenCommand, thanks } from './playing.ts';
import { joinRaw, reserve } from './raw-seat.ts';
import { type RoomServer, startRoomServer } from './room-server.ts';

/** A holder that breaks as soon as it has to play: the game's own fault, not a player's. */
const BREAKING: Drivers = {
  ...DRIVERS,
  stacks: {
    ...DRIVERS.stacks,
    holder: {
      ...DRIVERS.stacks.holder,
      decide: () => {
        throw new Error('the holder broke');
      },
    },
  },
};

let server: RoomServer;
/** The match whose commands the store refuses; it takes no rooms over then either. */
let refusedMatch: string | undefined;
/** When it does so. */
const diskFull = Promise.withResolvers<never>();
diskFull.promise.catch(() => {});
const refusing = (store: Store): Store => ({
  ...store,
  append: (matchId, command, askedAs) =>
    matchId === refusedMatch ? diskFull.promise : store.append(matchId, command, askedAs),
  takeRoom: (roomId, from, owner) =>
    refusedMatch === undefined ? store.takeRoom(roomId, from, owner) : Promise.reject(new Error('disk full')),
});
beforeAll(async () => {
  server = await startRoomServer({ wrapStore: refusing, services: { drivers: BREAKING } });
});
afterAll(() => server.stop());

const newestMatch = async () => (await server.store.matchIds()).at(-1) ?? 'none';

describe('a fault of the game', () => {
  it('ends its match with its log kept, and nothing else', async () => {
    const broken = await beginMatch(server);
    const brokenId = await newestMatch();
    const whole = await beginMatch(server);
    await give(broken.server, 1, listenCommand(1));
    await give(broken.client, 1, thanks(1));
    // The client goes, the holder takes its seat 10 s later, and breaks.
    await server.cut(broken.client);
    await server.pass(20_000);
    expect(await broken.server.latest('match-failed')).toEqual({ match: 1, reason: 'broken' });
    expect(await give(broken.server, 2, thanks(1))).toEqual({
      id: 2,
      kind: 'refused',
      reason: 'match-failed',
    });
    const stored = await server.store.readMatch(brokenId);
    expect(stored?.commands.map(({ command }) => command.kind)).toEqual(['action', 'signal', 'seat']);
    expect(stored?.end?.failure).toBe('broken: Error: the holder broke');

    expect(await give(whole.client, 1, thanks(1))).toEqual({ id: 1, kind: 'done', at: 20_000 });
    expect(await give(whole.server, 1, listenCommand(1))).toMatchObject({ kind: 'done' });
    await Promise.all([broken.server.leave(), whole.client.leave(), whole.server.leave()]);
  });
});

describe('a store that fails', () => {
  it('costs the lines of that room and nothing else, and the match goes on once the store works', async () => {
    const whole = await beginMatch(server);
    const { code, client, server: other } = await beginMatch(server);
    const tokens = await Promise.all(
      [client, other].map(async (seat) => (await seat.latest('welcome')).seatToken),
    );
    const id = await newestMatch();
    expect(await give(client, 1, thanks(1))).toMatchObject({ kind: 'done' });
    const before = await other.until('view', ({ seat }) => seat.signals.length === 1);
    refusedMatch = id;
    const asked = [give(client, 2, thanks(2)), give(other, 1, thanks(2))];
    await Promise.all([client.caughtUp(), other.caughtUp()]);
    diskFull.reject(new Error('disk full'));
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    // Nothing that is not in the store was shown.
    expect(await other.latest('view')).toEqual(before);
    expect(await give(whole.client, 1, thanks(1))).toMatchObject({ kind: 'done' });
    // Nobody is told that there is no such room: their pages knock again.
    expect(await reserve(server.url, code, { seatToken: tokens[0] ?? '' })).toEqual({
      status: 500,
      error: 'server-fault',
    });

    refusedMatch = undefined;
    const back = await Promise.all(tokens.map((seatToken) => joinRaw(server.url, code, { seatToken })));
    const [again, otherAgain] = back;
    if (again === undefined || otherAgain === undefined) throw new Error('two came back');
    expect((await again.latest('welcome')).nextCommand).toBe(2);
    expect((await otherAgain.latest('view')).seat.signals).toHaveLength(1);
    expect(await give(again, 2, thanks(2))).toMatchObject({ kind: 'done' });
    expect(await give(otherAgain, 1, thanks(2))).toMatchObject({ kind: 'done' });
    const stored = await server.store.readMatch(id);
    expect(stored?.commands.map(({ serial }) => serial)).toEqual([1, 2, 3]);
    expect(stored?.end).toBeUndefined();
    await Promise.all([...back, whole.client, whole.server].map((seat) => seat.leave()));
  });
});
