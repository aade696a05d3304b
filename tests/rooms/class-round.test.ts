import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { FIRST_LIGHT } from '../../shared/src/levels/catalog.ts';
import { type FlagName, handToken } from '../../shared/src/players/hand.ts';
import { CLASS_COUNTDOWN, classOf, startRound } from './class-lesson.ts';
import { joinAsStudent, LESSON, matchOf } from './class-seat.ts';
import { give, listenCommand, SERVICE_PORT, tokenCommand } from './playing.ts';
import { joinRaw, type RawSeat } from './raw-seat.ts';
import { type RoomServer, startRoomServer } from './room-server.ts';

vi.setConfig({ testTimeout: 60_000 });

const ROUND = FIRST_LIGHT.timing.round;
const MINUTE = 60_000;

let server: RoomServer;
beforeAll(async () => {
  server = await startRoomServer();
});
afterAll(() => server.stop());

/** Opens every connection of level 1 from the client's seat, against a stack; gives how many commands it took. */
async function openAll(seat: RawSeat): Promise<void> {
  let id = 0;
  for (let step = 0; step < 60; step += 1) {
    await seat.caughtUp();
    const view = await seat.latest('view');
    const states = view.seat.sockets.map(({ connection }) => connection.state);
    if (states.filter((state) => state === 'ESTABLISHED').length === FIRST_LIGHT.orders.length) break;
    const owing = view.seat.sockets.find(({ connection, owesSince }) => {
      return connection.state === 'CLOSED' || owesSince !== undefined;
    });
    if (owing === undefined) {
      await server.pass(1000);
      continue;
    }
    const flags: readonly FlagName[] = owing.connection.state === 'CLOSED' ? ['syn'] : ['ack'];
    const key = { clientPort: owing.key.clientPort, serverPort: SERVICE_PORT };
    const token = handToken({ view: view.seat, level: FIRST_LIGHT, now: view.at }, key, flags, 0);
    id += 1;
    await give(seat, id, { kind: 'token', token, seen: view.number });
  }
}

describe('a round', () => {
  it('lasts longer by the time that the teacher gives, for every pair, and all are told', async () => {
    const { teacher, students } = await classOf(server.url, 3);
    const { seats } = await startRound(server, teacher, students);
    teacher.act({ kind: 'more-time', minutes: 1 });
    teacher.act({ kind: 'more-time', minutes: 3 });
    for (const seat of seats) {
      await seat.until('view', ({ public: { hornAt } }) => hornAt === ROUND + 4 * MINUTE);
    }
    const view = await teacher.until('teacher-view', ({ rounds }) => rounds[0]?.given === 4 * MINUTE);
    expect(view.rounds).toEqual([{ round: 1, level: 'first-light', given: 4 * MINUTE, ended: false }]);
    await server.pass(ROUND + 3 * MINUTE);
    await teacher.until('wall', ({ left }) => left === MINUTE);
    expect((await teacher.until('teacher-view')).rounds[0]?.ended).toBe(false);
    await server.pass(MINUTE);
    const debriefs = await Promise.all(seats.map((seat) => seat.latest('debrief')));
    expect(debriefs.map(({ recording }) => recording.endedAt)).toEqual(Array(3).fill(ROUND + 4 * MINUTE));
    await teacher.until('teacher-view', ({ rounds }) => rounds[0]?.ended === true);
    await teacher.until('wall', ({ tiles, left }) => tiles.length > 0 && left === undefined);
    // Between rounds there is nothing to be prolonged.
    teacher.act({ kind: 'more-time', minutes: 1 });
    await teacher.caughtUp();
    expect((await teacher.until('teacher-view')).rounds[0]?.given).toBe(4 * MINUTE);
  });

  it('gives time also before its matches have begun, and refuses any other number of minutes', async () => {
    const { teacher, students } = await classOf(server.url, 2);
    teacher.act({ kind: 'start', level: FIRST_LIGHT.id });
    const [stage] = await Promise.all(students.map((student) => matchOf(student, 1)));
    teacher.act({ kind: 'more-time', minutes: 1 });
    teacher.room.send('act', { kind: 'more-time', minutes: 600 });
    await teacher.until('teacher-view', ({ rounds }) => rounds[0]?.given === MINUTE);
    const seat = await joinRaw(server.url, stage?.code ?? '', { seatToken: stage?.seatToken ?? '' });
    await server.pass(CLASS_COUNTDOWN);
    expect((await seat.latest('view')).public.hornAt).toBe(ROUND + MINUTE);
    teacher.act({ kind: 'end-round' });
    await teacher.until('teacher-view', ({ rounds }) => rounds[0]?.ended === true);
    expect((await teacher.until('teacher-view')).rounds[0]?.given).toBe(MINUTE);
  });

  it('ends for who came late together with the others', async () => {
    const { teacher, students, code } = await classOf(server.url, 2);
    const { seats } = await startRound(server, teacher, students);
    await server.pass(ROUND - MINUTE);
    const late = await joinAsStudent(server.url, code);
    const { code: room, seatToken } = await matchOf(late, 1);
    const lateSeat = await joinRaw(server.url, room, { seatToken });
    await server.pass(CLASS_COUNTDOWN);
    await lateSeat.latest('view');
    await server.pass(MINUTE);
    for (const seat of [...seats, lateSeat]) await seat.latest('debrief');
    expect((await lateSeat.latest('debrief')).recording.endedAt).toBeLessThanOrEqual(MINUTE);
    await teacher.until('teacher-view', ({ rounds }) => rounds[0]?.ended === true);
  });

  it('in the patient pace goes on with encores for who is done, until the last pair is', async () => {
    const match = { ...LESSON.match, pace: 'patient' as const };
    const { teacher, students } = await classOf(server.url, 3, { ...LESSON, match });
    const { stages, seats } = await startRound(server, teacher, students);
    const [first, second, lone] = seats;
    if (first === undefined || second === undefined || lone === undefined) throw new Error('no seat');
    // The pair's server owes an answer and never gives it, and its clock stands for that; the third student sails with a stack.
    const [client, listener] = stages[0]?.side === 'client' ? [first, second] : [second, first];
    await give(listener, 1, listenCommand(1));
    await give(client, 1, await tokenCommand(client, ['syn']));
    await openAll(lone);
    await server.pass(ROUND);
    await Promise.all([teacher.caughtUp(), lone.caughtUp()]);
    const view = await lone.latest('view');
    expect(view.public.hornAt).toBeGreaterThan(ROUND);
    expect(view.public.phase).toBe('playing');
    expect(view.seat.slips.some(({ encore }) => encore === true)).toBe(true);
    expect((await teacher.until('teacher-view')).rounds[0]?.ended).toBe(false);
    // The others reach their horn at last: a clock stands for as long as a round at most.
    await server.pass(2 * ROUND);
    await teacher.until('teacher-view', ({ rounds }) => rounds[0]?.ended === true);
    const [pair, , encores] = await Promise.all(seats.map((seat) => seat.latest('debrief')));
    expect(pair?.recording.endedAt).toBe(ROUND);
    expect(pair?.recording.commands.map(({ command }) => command.kind)).toEqual(['action', 'token']);
    expect(encores?.recording.endedAt).toBeGreaterThan(ROUND);
    const kinds = encores?.recording.commands.map(({ command }) => command.kind) ?? [];
    expect([kinds.includes('give-time'), kinds.at(-1)]).toEqual([true, 'end']);
  });
});
