import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../server/src/storage/store.ts';
import type { Drivers } from '../../shared/src/game/rules.ts';
import { DRIVERS } from '../../shared/src/players/drivers.ts';
import { beginMatch, give, letBegin, listenCommand, thanks } from './playing.ts';
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
/** The match whose commands the store refuses. */
let refusedMatch: string | undefined;
/** When it does so. */
const diskFull = Promise.withResolvers<never>();
diskFull.promise.catch(() => {});
const refusing = (store: Store): Store => ({
  ...store,
  append: (matchId, command) =>
    matchId === refusedMatch ? diskFull.promise : store.append(matchId, command),
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
    await broken.client.cut();
    await broken.server.caughtUp();
    server.clock.moveTo(server.clock.now() + 20_000);
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
  it('is told to who gave the command, ends that match with what was kept, and lets others play', async () => {
    const whole = await beginMatch(server);
    const { client, server: other } = await beginMatch(server);
    const id = await newestMatch();
    expect(await give(client, 1, thanks(1))).toMatchObject({ kind: 'done' });
    const viewBefore = await other.until('view', ({ seat }) => seat.signals.length === 1);
    refusedMatch = id;
    const answers = [give(client, 2, thanks(2)), give(other, 1, thanks(2))];
    await Promise.all([client.caughtUp(), other.caughtUp()]);
    diskFull.reject(new Error('disk full'));
    expect(await Promise.all(answers)).toEqual([
      { id: 2, kind: 'refused', reason: 'not-kept' },
      { id: 1, kind: 'refused', reason: 'not-kept' },
    ]);
    expect(await client.latest('match-failed')).toEqual({ match: 1, reason: 'storage' });
    // Nothing that is not in the store was shown.
    expect(await other.latest('view')).toEqual(viewBefore);
    const stored = await server.store.readMatch(id);
    expect(stored?.commands.map(({ serial }) => serial)).toEqual([1]);
    expect(stored?.end?.failure).toBe('storage: Error: disk full');
    expect(await give(whole.client, 1, thanks(1))).toMatchObject({ kind: 'done' });

    // The two may try again.
    await letBegin(server, 2, client, other);
    expect(await client.command({ id: 1, match: 2, command: thanks(1) })).toEqual({
      id: 1,
      kind: 'done',
      at: 0,
    });
    await Promise.all([client, other, whole.client, whole.server].map((seat) => seat.leave()));
  });
});
