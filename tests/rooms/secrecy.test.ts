import { pack } from 'msgpackr';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orderId } from '../../shared/src/game/order.ts';
import { initialSequence } from '../../shared/src/game/order-book.ts';
import type { Side } from '../../shared/src/game/seat.ts';
import { FIRST_LIGHT } from '../../shared/src/levels/catalog.ts';
import { beginMatch, give, listenCommand, SERVICE_PORT, tokenCommand } from './playing.ts';
import { FRAME, type RawSeat, unasked } from './raw-seat.ts';
import { type RoomServer, startRoomServer, TEST_SEED } from './room-server.ts';

let server: RoomServer;
beforeAll(async () => {
  server = await startRoomServer();
});
afterAll(() => server.stop());

const issOf = (side: Side) =>
  initialSequence(FIRST_LIGHT, TEST_SEED, { order: orderId(1), side, incarnation: 1 });

/** Whether `value` stands in any frame in a form in which Colyseus could have written it. */
function occurs(frames: readonly Buffer[], value: number): boolean {
  const wide = Buffer.alloc(8);
  wide.writeDoubleLE(value);
  const long = Buffer.alloc(4);
  long.writeUInt32LE(value >>> 0);
  const forms = [pack(value), Buffer.from(String(value)), wide, long];
  return frames.some((frame) => forms.some((form) => frame.includes(form)));
}

const unaskedAfter = (seat: RawSeat, count: number) =>
  unasked(seat)
    .slice(count)
    .map(([code]) => code);

describe('the frames of one seat', () => {
  it('are none at all while only the other side changes', async () => {
    const { client, server: other } = await beginMatch(server);
    await other.caughtUp();
    const before = unasked(other).length;

    const syn = await give(client, 1, await tokenCommand(client, ['syn']));
    expect(syn).toMatchObject({ kind: 'judged', verdict: { kind: 'initiative' } });
    await client.until('view', (view) => view.seat.sockets[0]?.connection.state === 'SYN_SENT');
    // A wrong token, a call without any effect outside, and time that passes change the client's end alone.
    const wrong = await give(client, 2, await tokenCommand(client, ['fin', 'ack']));
    expect(wrong).toMatchObject({ kind: 'judged', verdict: { kind: 'wrong' } });
    await server.pass(1100);
    await client.caughtUp();
    await other.caughtUp();
    expect(unaskedAfter(other, before)).toEqual([]);

    // 1.2 s after it left, the boat is there: now the server's end changes, by one frame, and it owes an RST.
    await server.pass(100);
    const view = await other.until('view', ({ seat }) => seat.arrivals.length === 1);
    await other.caughtUp();
    expect(unaskedAfter(other, before)).toEqual([FRAME.message]);
    expect(view.seat.resets).toHaveLength(1);

    const clientBefore = unasked(client).length;
    await give(other, 1, listenCommand(view.number));
    await client.caughtUp();
    expect(unaskedAfter(client, clientBefore)).toEqual([]);
    await Promise.all([client.leave(), other.leave()]);
  });

  it('hold neither the seed nor the numbers of the other end before they have come over the water', async () => {
    const { client, server: other } = await beginMatch(server);
    const [clientIss, serverIss] = [issOf('client'), issOf('server')];
    await give(other, 1, listenCommand(1));
    await give(client, 1, await tokenCommand(client, ['syn']));
    await server.pass(1199);
    await Promise.all([client.caughtUp(), other.caughtUp()]);
    // The search finds what is there: the client's own ISS in the client's frames.
    expect(occurs(client.frames, clientIss)).toBe(true);
    expect(occurs(other.frames, clientIss)).toBe(false);

    await server.pass(1);
    await other.until('view', ({ seat }) => seat.arrivals.length === 1);
    expect(occurs(other.frames, clientIss)).toBe(true);
    await give(other, 2, await tokenCommand(other, ['syn', 'ack']));
    await server.pass(1199);
    await Promise.all([client.caughtUp(), other.caughtUp()]);
    expect(occurs(other.frames, serverIss)).toBe(true);
    expect(occurs(client.frames, serverIss)).toBe(false);
    for (const seat of [client, other]) expect(occurs(seat.frames, TEST_SEED)).toBe(false);
    await Promise.all([client.leave(), other.leave()]);
  });

  it('are the same octets in two matches that differ only in what the seat may not know', async () => {
    const told: Buffer[][] = [];
    for (const partnerActs of [false, true]) {
      const { client, server: other } = await beginMatch(server);
      await give(other, 1, listenCommand(1));
      if (partnerActs) {
        await give(client, 1, await tokenCommand(client, ['fin', 'ack']));
        await give(client, 2, await tokenCommand(client, ['syn']));
      }
      await server.pass(1100);
      await give(other, 2, { kind: 'signal', signal: { kind: 'port', port: SERVICE_PORT }, seen: 2 });
      await client.until('view', ({ seat }) => seat.signals.length === 1);
      await other.caughtUp();
      // From the first view on; answers to the test's own questions tell the time of day.
      const begun = other.frames.findIndex((frame) => frame.includes('lampDuty'));
      told.push(other.frames.slice(begun).filter((frame) => frame[0] !== FRAME.response));
      await Promise.all([client.leave(), other.leave()]);
    }
    const [quiet, busy] = told;
    expect(quiet).toHaveLength(3);
    expect(busy).toEqual(quiet);
  });

  it('hold of the slips the own half alone', async () => {
    const { client, server: other } = await beginMatch(server);
    const [mine, theirs] = [await client.latest('view'), await other.latest('view')];
    // On which port the application waits is the server's to tell.
    expect(theirs.seat.lampDuty).toBe(SERVICE_PORT);
    expect(mine.seat.lampDuty).toBeUndefined();
    expect(occurs(other.frames, SERVICE_PORT)).toBe(true);
    expect(occurs(client.frames, SERVICE_PORT)).toBe(false);
    await Promise.all([client.leave(), other.leave()]);
  });

  it('hold the log and the seed after the end', async () => {
    const { client, server: other } = await beginMatch(server);
    await server.pass(FIRST_LIGHT.timing.round);
    const [one, two] = [await client.latest('debrief'), await other.latest('debrief')];
    expect({ ...one, seat: 'server' }).toEqual(two);
    expect(one.recording.setup.seed).toBe(TEST_SEED);
    await Promise.all([client.leave(), other.leave()]);
  });
});
