import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../server/src/storage/store.ts';
import { viewFor } from '../../shared/src/game/view-for.ts';
import { FIRST_LIGHT } from '../../shared/src/levels/catalog.ts';
import { DRIVERS } from '../../shared/src/players/drivers.ts';
import { matchHash, replay } from '../../shared/src/replay/replay.ts';
import { eventually } from '../eventually.ts';
import { beginMatch, give, letBegin, listenCommand, thanks, tokenCommand } from './playing.ts';
import { joinRaw, unasked } from './raw-seat.ts';
import { type RoomServer, startRoomServer } from './room-server.ts';

let server: RoomServer;
/** While set, writes wait for it. */
let gate: Promise<void> | undefined;
const gated = (store: Store): Store => ({
  ...store,
  append: async (matchId, command) => {
    await gate;
    await store.append(matchId, command);
  },
});
/** While set, what is to happen soon waits in it, as for a mark of the system's clock. */
let atMark: (() => void)[] | undefined;
beforeAll(async () => {
  server = await startRoomServer({
    wrapStore: gated,
    // Limits go by a clock that stands: sixty commands come at once also where that takes a second.
    monotonic: () => 0,
    wrapClock: (clock) => ({
      ...clock,
      soon: (action) => {
        if (atMark === undefined) action();
        else atMark.push(action);
      },
    }),
  });
});
afterAll(() => server.stop());

async function storedCommands(): Promise<readonly unknown[]> {
  const id = (await server.store.matchIds()).at(-1);
  const match = await server.store.readMatch(id ?? 'none');
  return match?.commands.map(({ command }) => command) ?? [];
}

describe('a command', () => {
  it('is answered and shown only when the store has it', async () => {
    const { client, server: other } = await beginMatch(server);
    const { promise, resolve } = Promise.withResolvers<void>();
    gate = promise;
    const before = [client, other].map(unasked);
    let answered = false;
    const answer = give(client, 1, thanks(1)).then((value) => {
      answered = true;
      return value;
    });
    await client.caughtUp();
    await other.caughtUp();
    expect({ answered, stored: await storedCommands() }).toEqual({ answered: false, stored: [] });
    expect([client, other].map(unasked)).toEqual(before);
    gate = undefined;
    resolve();
    expect(await answer).toEqual({ id: 1, kind: 'done', at: 0 });
    expect(await storedCommands()).toEqual([{ ...thanks(1), seat: 'client' }]);
    const heard = await other.until('view', ({ seat }) => seat.signals.length === 1);
    expect(heard.seat.signals).toEqual([{ at: 0, from: 'client', signal: { kind: 'thanks' } }]);
    await Promise.all([client.leave(), other.leave()]);
  });

  it('that is sent twice counts once and is answered the same', async () => {
    const { client, server: other } = await beginMatch(server);
    const syn = await tokenCommand(client, ['syn']);
    const [first, again] = await Promise.all([give(client, 1, syn), give(client, 1, syn)]);
    await server.pass(500);
    const late = await give(client, 1, syn);
    expect([again, late]).toEqual([first, first]);
    expect(await storedCommands()).toEqual([{ ...syn, seat: 'client' }]);
    expect((await client.latest('view')).seat.departures).toHaveLength(1);
    await Promise.all([client.leave(), other.leave()]);
  });

  it('that waits for its mark while its seat comes back over another line does not count: the page was told so', async () => {
    const { code, client, server: other } = await beginMatch(server);
    const { seatToken } = await client.latest('welcome');
    const syn = await tokenCommand(client, ['syn']);
    const waiting: (() => void)[] = [];
    atMark = waiting;
    const sent = give(client, 1, syn).catch(() => 'lost');
    await eventually(() => expect(waiting).toHaveLength(1));
    const back = await joinRaw(server.url, code, { seatToken });
    const { nextCommand } = await back.latest('welcome');
    atMark = undefined;
    for (const action of waiting) action();
    await sent;
    await back.caughtUp();
    expect({ nextCommand, stored: await storedCommands() }).toEqual({ nextCommand: 1, stored: [] });
    await Promise.all([back.leave(), other.leave()]);
  });

  it('that is sent again after a lost line counts once', async () => {
    const { code, client, server: other } = await beginMatch(server);
    const { seatToken } = await client.latest('welcome');
    const syn = await tokenCommand(client, ['syn']);
    // The line breaks before the answer comes.
    const lost = give(client, 1, syn).catch(() => 'lost');
    await other.caughtUp();
    await client.cut();
    await lost;
    const back = await joinRaw(server.url, code, { seatToken });
    const answer = await give(back, 1, syn);
    expect(answer).toMatchObject({ id: 1, kind: 'judged', verdict: { kind: 'initiative' } });
    const stored = (await storedCommands()) as readonly { readonly kind: string }[];
    expect(stored.filter(({ kind }) => kind === 'token')).toHaveLength(1);
    await Promise.all([back.leave(), other.leave()]);
  });

  it('of another match, damaged, or without a match is refused with its reason', async () => {
    const { client, server: other } = await beginMatch(server);
    const refusals = [
      await client.command({ id: 1, match: 2, command: thanks(1) }),
      (await client.request('command', { id: 2, match: 1, command: { kind: 'signal', seen: 1 } })).answer,
      (await client.request('command', { ...{ id: 3, match: 1, command: thanks(1) }, seat: 'server' }))
        .answer,
      (await client.request('command', 'SYN')).answer,
    ];
    expect(refusals).toEqual([
      { id: 1, kind: 'refused', reason: 'wrong-match' },
      { id: 2, kind: 'refused', reason: 'malformed' },
      { id: 3, kind: 'refused', reason: 'malformed' },
      { id: -1, kind: 'refused', reason: 'malformed' },
    ]);
    expect(await storedCommands()).toEqual([]);
    await Promise.all([client.leave(), other.leave()]);
  });

  it('that comes too fast is refused, uncounted, and the others stand', async () => {
    const { client, server: other } = await beginMatch(server);
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) => give(client, index + 1, thanks(1))),
    );
    expect(answers.filter(({ kind }) => kind === 'done')).toHaveLength(40);
    for (const { id, ...answer } of answers.filter(({ kind }) => kind !== 'done')) {
      expect(answer, `command ${id}`).toEqual({ kind: 'refused', reason: 'too-fast' });
    }
    expect(await storedCommands()).toHaveLength(40);
    await Promise.all([client.leave(), other.leave()]);
  });

  it('after the end is refused, and one for the next match counts there', async () => {
    const { client, server: other } = await beginMatch(server);
    await server.pass(FIRST_LIGHT.timing.round);
    await client.latest('debrief');
    expect(await give(client, 1, thanks(1))).toEqual({ id: 1, kind: 'refused', reason: 'match-over' });
    await letBegin(server, 2, client, other);
    expect(await client.command({ id: 1, match: 2, command: thanks(1) })).toEqual({
      id: 1,
      kind: 'done',
      at: 0,
    });
    expect(await client.command({ id: 2, match: 1, command: thanks(1) })).toMatchObject({
      reason: 'wrong-match',
    });
    await Promise.all([client.leave(), other.leave()]);
  });
});

describe('the blame card', () => {
  it('is told to both with the seats of that match; what is no cause or remedy is refused', async () => {
    const { client, server: other } = await beginMatch(server);
    await server.pass(FIRST_LIGHT.timing.round);
    await client.latest('debrief');
    const blame = { cause: 'nobody', remedy: 'wait-for-its-timer' } as const;
    client.send('blame', { match: 1, ...blame });
    expect(await other.latest('blame')).toEqual({ match: 1, said: { client: blame } });
    const { status } = await other.request('blame', { match: 1, cause: 'the gull', remedy: 'call-close' });
    await other.caughtUp();
    const words = other.messages().flatMap(({ type, message }) => (type === 'blame' ? [message] : []));
    expect([status, words]).toEqual([0, [{ match: 1, said: { client: blame } }]]);
    await Promise.all([client.leave(), other.leave()]);
  });
});

describe('a match played to its end', () => {
  it('runs again from its recording to the same views and the same hash, as the store keeps it', async () => {
    const { client, server: other } = await beginMatch(server);
    const cross = async () => {
      await server.pass(1200);
      await Promise.all([client.caughtUp(), other.caughtUp()]);
    };
    await give(other, 1, listenCommand(1));
    await give(client, 1, await tokenCommand(client, ['syn']));
    await cross();
    await give(other, 2, await tokenCommand(other, ['syn', 'ack']));
    await cross();
    await give(client, 2, await tokenCommand(client, ['ack']));
    await cross();
    expect((await other.latest('view')).seat.sockets[0]?.connection.state).toBe('ESTABLISHED');
    await server.pass(FIRST_LIGHT.timing.round);
    const { recording } = await client.latest('debrief');

    const runs = [1, 2].map(() => replay(recording, FIRST_LIGHT, DRIVERS));
    const [first, second] = runs.map((run) => (run.ok ? run.value : undefined));
    if (first === undefined || second === undefined) throw new Error('the recording was refused');
    expect(matchHash(second)).toBe(matchHash(first));
    for (const [side, seat] of [
      ['client', client],
      ['server', other],
    ] as const) {
      const { match: _match, public: _public, ...shown } = await seat.latest('view');
      // Messages carry no undefined fields that JSON would not carry either.
      expect(JSON.parse(JSON.stringify(shown))).toEqual(JSON.parse(JSON.stringify(viewFor(side, first))));
    }
    const id = (await server.store.matchIds()).at(-1) ?? 'none';
    const stored = await server.store.readMatch(id);
    expect(stored?.commands).toEqual(recording.commands);
    expect(stored?.setup).toEqual(recording.setup);
    expect(stored?.end).toEqual({ endedAt: recording.endedAt, failure: undefined });
    await Promise.all([client.leave(), other.leave()]);
  });
});
