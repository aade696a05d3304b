// Stretch, patient pace and pauses over real sockets, on a clock that the test moves.
import { Decoder } from '@colyseus/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RoomState } from '../../server/src/rooms/room-state.ts';
import type { MatchSettings } from '../../shared/src/game/match-settings.ts';
import { SIDES } from '../../shared/src/game/seat.ts';
import { viewFor } from '../../shared/src/game/view-for.ts';
import { FIRST_LIGHT } from '../../shared/src/levels/catalog.ts';
import { DRIVERS } from '../../shared/src/players/drivers.ts';
import type { RoomPublic } from '../../shared/src/protocol/messages.ts';
import { replay } from '../../shared/src/replay/replay.ts';
import { eventually } from '../eventually.ts';
import { give, letBegin, listenCommand, type Pair, thanks, tokenCommand } from './playing.ts';
import { FRAME, joinRaw, post, type RawSeat } from './raw-seat.ts';
import { type RoomServer, startRoomServer } from './room-server.ts';

let server: RoomServer;
beforeAll(async () => {
  server = await startRoomServer();
});
afterAll(() => server.stop());

const ROUND = FIRST_LIGHT.timing.round;

/** A match of two on level 1 with `settings`, which has just begun. */
async function begunWith(settings: Partial<MatchSettings>): Promise<Pair> {
  const made = await post(`${server.url}/api/rooms`, { level: FIRST_LIGHT.id, settings });
  const { code } = (await made.json()) as { code: string };
  const [client, other] = [await joinRaw(server.url, code), await joinRaw(server.url, code)];
  await letBegin(server, 1, client, other);
  return { code, client, server: other };
}

/** Lets `ms` go by on the server's clock, and waits until both seats have heard of it. */
async function passed({ client, server: other }: Pair, ms: number): Promise<void> {
  await server.pass(ms);
  await Promise.all([client.caughtUp(), other.caughtUp()]);
}

/** What all may see, as the frames of `seat` tell it. */
function publicOf({ frames }: RawSeat): RoomPublic {
  const decoder = new Decoder(new RoomState());
  for (const frame of frames) {
    if (frame[0] === FRAME.state || frame[0] === FRAME.patch) decoder.decode(frame, { offset: 1 });
  }
  return decoder.state.toJSON() as unknown as RoomPublic;
}

const stopOf = (seat: RawSeat) => {
  const { stop, clock } = publicOf(seat);
  return `${stop.kind} ${stop.by}, rate ${clock.rate}`;
};

/** Waits until `seat` has been told what the store had to keep before it. */
async function untilStop(seat: RawSeat, stop: string): Promise<void> {
  await eventually(() => expect(stopOf(seat)).toBe(stop));
}

/** All views, verdicts and signals that `seat` was sent since the match began, as the very octets. */
function tellings({ frames }: RawSeat): readonly string[] {
  const begun = frames.findIndex((frame) => frame.includes('lampDuty'));
  return frames
    .slice(begun)
    .filter((frame) => frame[0] === FRAME.message)
    .map((frame) => frame.toString('hex'));
}

async function leave({ client, server: other }: Pair): Promise<void> {
  await Promise.all([client.leave(), other.leave()]);
}

/** Runs the log of a match that is over again, and expects the views that both seats saw last. */
async function expectSameAgain(pair: Pair): Promise<void> {
  const { recording } = await pair.client.latest('debrief');
  const again = replay(recording, FIRST_LIGHT, DRIVERS);
  if (!again.ok) throw new Error(JSON.stringify(again.problem));
  for (const side of SIDES) {
    const { match: _match, public: _public, ...shown } = await pair[side].latest('view');
    expect(JSON.parse(JSON.stringify(viewFor(side, again.value)))).toEqual(JSON.parse(JSON.stringify(shown)));
  }
}

describe('a stretched match', () => {
  it('has all its game times at twice as long a distance, and says so to both', async () => {
    const pair = await begunWith({ stretch: 2 });
    await give(pair.server, 1, listenCommand(1));
    await give(pair.client, 1, await tokenCommand(pair.client, ['syn']));
    await passed(pair, 2399);
    expect((await pair.server.latest('view')).seat.arrivals).toEqual([]);
    expect(publicOf(pair.server)).toMatchObject({ settings: { stretch: 2 }, clock: { rate: 0.5 } });
    await passed(pair, 1);
    const view = await pair.server.until('view', ({ seat }) => seat.arrivals.length === 1);
    expect(view.at).toBe(1200);
    await passed(pair, 2 * ROUND - 2400);
    const { recording } = await pair.server.latest('debrief');
    expect([recording.endedAt, recording.setup.stretch]).toEqual([ROUND, 2]);
    await expectSameAgain(pair);
    const id = (await server.store.matchIds()).at(-1) ?? 'none';
    expect((await server.store.readMatch(id))?.setup).toEqual(recording.setup);
    await leave(pair);
  });

  it('is refused with a factor that is not offered', async () => {
    const refused = await post(`${server.url}/api/rooms`, { level: 'first-light', settings: { stretch: 4 } });
    expect([refused.status, await refused.json()]).toEqual([400, { error: 'no-such-setting' }]);
  });
});

describe('a match in the patient pace', () => {
  it('waits for whoever owes an answer, tells both for whom, and runs again from its log', async () => {
    const pair = await begunWith({ pace: 'patient' });
    await give(pair.server, 1, listenCommand(1));
    await give(pair.client, 1, await tokenCommand(pair.client, ['syn']));
    await passed(pair, 60_000);
    expect([stopOf(pair.client), stopOf(pair.server)]).toEqual(Array(2).fill('thinking server, rate 0'));
    expect(publicOf(pair.client).clock.gameAnchor).toBe(1200);

    expect(await give(pair.server, 2, await tokenCommand(pair.server, ['syn', 'ack']))).toMatchObject({
      at: 1200,
      verdict: { kind: 'due' },
    });
    await passed(pair, 1199);
    expect(stopOf(pair.client)).toBe('none nobody, rate 1');
    await passed(pair, 500_000);
    expect(stopOf(pair.server)).toBe('thinking client, rate 0');
    expect(await give(pair.client, 2, thanks(1))).toEqual({ id: 2, kind: 'done', at: 2400 });
    await give(pair.client, 3, await tokenCommand(pair.client, ['ack']));
    await passed(pair, ROUND);
    expect((await pair.client.latest('debrief')).recording.setup.pace).toBe('patient');
    await expectSameAgain(pair);
    await leave(pair);
  });

  it('goes on when a holder takes the seat of somebody who does not answer', async () => {
    const pair = await begunWith({ pace: 'patient' });
    await give(pair.server, 1, listenCommand(1));
    await give(pair.client, 1, await tokenCommand(pair.client, ['syn']));
    await passed(pair, 60_000);
    await give(pair.client, 2, { kind: 'signal', signal: { kind: 'are-you-there' }, seen: 2 });
    await passed(pair, 9999);
    expect(stopOf(pair.client)).toBe('thinking server, rate 0');
    await passed(pair, 1);
    await untilStop(pair.client, 'none nobody, rate 1');
    expect(publicOf(pair.client).roster.server.player).toBe('holder');
    await leave(pair);
  });

  it('sends a seat the same octets in the same order, however long its partner thinks and errs', async () => {
    const told: (readonly string[])[] = [];
    for (const slow of [false, true]) {
      const pair = await begunWith({ pace: 'patient' });
      await give(pair.server, 1, listenCommand(1));
      await give(pair.client, 1, await tokenCommand(pair.client, ['syn']));
      await passed(pair, 1200);
      await give(pair.server, 2, await tokenCommand(pair.server, ['syn', 'ack']));
      await passed(pair, slow ? 200_000 : 1200);
      if (slow) await give(pair.client, 2, await tokenCommand(pair.client, ['syn', 'ack']));
      await passed(pair, slow ? 90_000 : 0);
      await give(pair.client, 3, await tokenCommand(pair.client, ['ack']));
      await passed(pair, 1200);
      told.push(tellings(pair.server));
      await leave(pair);
    }
    const [quick, slow] = told;
    expect(quick?.length).toBeGreaterThanOrEqual(4);
    expect(slow).toEqual(quick);
  });
});

describe('a pause', () => {
  it('stops both clocks, holds moves back, ends by either seat, and is in the log', async () => {
    const pair = await begunWith({});
    await passed(pair, 500);
    expect(await give(pair.client, 1, { kind: 'pause', seen: 1 })).toEqual({ id: 1, kind: 'done', at: 500 });
    await passed(pair, 30_000);
    expect([stopOf(pair.client), stopOf(pair.server)]).toEqual(Array(2).fill('paused client, rate 0'));
    expect(await give(pair.server, 1, listenCommand(1))).toMatchObject({
      at: 500,
      verdict: { kind: 'held', reason: 'paused', cost: 0 },
    });
    expect(await give(pair.server, 2, { kind: 'resume', seen: 1 })).toEqual({
      id: 2,
      kind: 'done',
      at: 500,
    });
    await passed(pair, 250);
    expect(stopOf(pair.client)).toBe('none nobody, rate 1');
    expect(await give(pair.server, 3, listenCommand(1))).toEqual({ id: 3, kind: 'done', at: 750 });
    await passed(pair, ROUND);
    const { recording } = await pair.server.latest('debrief');
    expect(recording.commands.map(({ at, command }) => `${at} ${command.kind}`)).toEqual([
      '500 pause',
      '500 action',
      '500 resume',
      '750 action',
    ]);
    await expectSameAgain(pair);
    await leave(pair);
  });

  it('that nobody ends is over after two minutes', async () => {
    const pair = await begunWith({});
    await give(pair.server, 1, { kind: 'pause', seen: 1 });
    await passed(pair, 119_999);
    expect(stopOf(pair.client)).toBe('paused server, rate 0');
    await passed(pair, 1);
    expect(stopOf(pair.client)).toBe('none nobody, rate 1');
    expect(await give(pair.client, 1, thanks(1))).toEqual({ id: 1, kind: 'done', at: 1 });
    await passed(pair, ROUND);
    await expectSameAgain(pair);
    await leave(pair);
  });
});
