import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { KEEP_AGAIN_MS } from '../../server/src/classes/class-log.ts';
import { CLASS_COUNTDOWN_MS } from '../../server/src/classes/class-match.ts';
import { BACK_AGAIN_MS } from '../../server/src/classes/class-return.ts';
import { START_AGAIN_MS } from '../../server/src/classes/class-round.ts';
import type { Store } from '../../server/src/storage/store.ts';
import { FIRST_LIGHT } from '../../shared/src/levels/catalog.ts';
import type { StudentView, WallView } from '../../shared/src/protocol/class-messages.ts';
import { CLOSE_CODES } from '../../shared/src/protocol/messages.ts';
import { eventually } from '../eventually.ts';
import { classOf, LEVEL_1, startRound } from './class-lesson.ts';
import { joinAsStudent, makeClass, matchOf } from './class-seat.ts';
import { give, thanks } from './playing.ts';
import { connectRaw, joinRaw, reserve } from './raw-seat.ts';
import { type RoomServer, startRoomServer } from './room-server.ts';

vi.setConfig({ testTimeout: 60_000 });

/** What the store says instead of keeping anything; undefined while it works. */
let trouble: string | undefined;

/** For what everything waits that the store is to keep. */
let pause: Promise<void> | undefined;

/** `write`, which fails while there is trouble, as on a full disk or without a database server. */
const troubledIn =
  <Asked extends readonly unknown[], Answer>(write: (...asked: Asked) => Promise<Answer>) =>
  async (...asked: Asked): Promise<Answer> => {
    await pause;
    if (trouble !== undefined) throw new Error(trouble);
    return await write(...asked);
  };

const troubled = (store: Store): Store => ({
  ...store,
  appendClassEvent: troubledIn(store.appendClassEvent),
  append: troubledIn(store.append),
  addMatch: troubledIn(store.addMatch),
  endMatch: troubledIn(store.endMatch),
  addRoom: troubledIn(store.addRoom),
  takeClass: troubledIn(store.takeClass),
});

const FULL = 'SQLITE_FULL: database or disk is full';

/** What is said to whoever knocks while the match rests. */
const AWAY = { status: 503, error: 'server-away' };

/** From one look at the wall to the next. */
const WALL_MS = 1000;

/** Comes into the room `code` again as soon as it lets its student in. */
async function backIn({ code, seatToken }: { readonly code: string; readonly seatToken: string }) {
  const seat = await eventually(async () => {
    const reserved = await reserve(server.url, code, { seatToken });
    if ('error' in reserved) await server.pass(BACK_AGAIN_MS);
    return connectRaw(server.url, reserved);
  });
  await seat.latest('welcome');
  return seat;
}

/** What `awaited` gives; the server's clock moves on meanwhile. */
async function passingUntil<Value>(awaited: Promise<Value>): Promise<Value> {
  let isThere = false;
  const marked = awaited.finally(() => {
    isThere = true;
  });
  await eventually(async () => {
    await server.pass(START_AGAIN_MS);
    expect(isThere).toBe(true);
  });
  return marked;
}

let server: RoomServer;
beforeAll(async () => {
  server = await startRoomServer({ wrapStore: troubled });
});
afterAll(() => server.stop());

it('a class whose store takes nothing for ten seconds loses no answer, and shows none that is not kept', async () => {
  const { code, teacher } = await makeClass(server.url);
  const students = [await joinAsStudent(server.url, code), await joinAsStudent(server.url, code)];
  teacher.act({ kind: 'questions', form: 'before', open: true });
  const views = await Promise.all(
    students.map((student) => student.until('student-view', ({ stage }) => stage.kind === 'questions')),
  );
  trouble = FULL;
  for (const [index, student] of students.entries()) {
    const stage = views[index]?.stage;
    if (stage?.kind !== 'questions') throw new Error('no questions');
    for (const { id } of stage.questions) student.send('answer', { form: 'before', question: id, choice: 0 });
    await student.caughtUp();
  }
  for (let second = 0; second < 10; second += 1) {
    await server.pass(KEEP_AGAIN_MS);
    await teacher.caughtUp();
  }
  const answeredIn = ({ stage }: StudentView) =>
    stage.kind === 'questions' ? Object.keys(stage.answers).length : -1;
  for (const student of students) expect(answeredIn(await student.until('student-view'))).toBe(0);
  const words = 'events of a class could not be stored yet';
  expect(server.logged.filter(({ message }) => message === words)).toHaveLength(1);
  trouble = undefined;
  await server.pass(KEEP_AGAIN_MS);
  for (const student of students) await student.until('student-view', (view) => answeredIn(view) === 6);
  const kept = (await server.store.readClasses()).find((each) => each.code === code)?.events ?? [];
  expect(kept.map(({ serial }) => serial)).toEqual(kept.map((_, index) => index + 1));
  expect(kept.filter(({ event }) => event.kind === 'answered')).toHaveLength(12);
});

it('a match whose store takes nothing rests and comes back in the same seats, and the others go on', async () => {
  const { teacher, students } = await classOf(server.url, 4);
  const { stages, seats } = await startRound(server, teacher, students);
  const began = server.clock.now();
  const [client, partner, other] = seats;
  const [stage, partnerStage] = stages;
  if (client === undefined || partner === undefined || other === undefined) throw new Error('no seats');
  if (stage === undefined || partnerStage === undefined) throw new Error('no stages');
  await server.pass(2000);
  expect(await give(client, 1, thanks(1))).toEqual({ id: 1, kind: 'done', at: 2000 });
  trouble = FULL;
  // Nothing that the store has not got is answered.
  const asked = give(client, 2, thanks(1)).catch(() => 'no answer');
  await Promise.all([client.closed, partner.closed]);
  expect(await asked).toBe('no answer');
  for (const seat of [client, partner]) {
    expect(seat.messages().map(({ type }) => type)).not.toContain('match-failed');
  }
  for (let second = 0; second < 5; second += 1) {
    await server.pass(BACK_AGAIN_MS);
    await teacher.caughtUp();
    expect(await reserve(server.url, stage.code, { seatToken: stage.seatToken })).toEqual(AWAY);
  }
  const here =
    (...pairs: readonly boolean[]) =>
    (wall: WallView) =>
      isDeepStrictEqual(
        wall.tiles.map(({ connected }) => [connected.client, connected.server]),
        pairs.map((both) => [both, both]),
      );
  await teacher.until('wall', here(false, true));
  teacher.act({ kind: 'more-time', minutes: 1 });
  trouble = undefined;
  const back = await backIn(stage);
  const partnerBack = await backIn(partnerStage);
  expect((await back.latest('welcome')).nextCommand).toBe(2);
  // What was answered is there; what was not is asked again, and counts once.
  expect(await give(back, 1, thanks(1))).toEqual({ id: 1, kind: 'done', at: 2000 });
  expect(await give(back, 2, thanks(1))).toMatchObject({ id: 2, kind: 'done' });
  expect(await give(partnerBack, 1, thanks(1))).toMatchObject({ kind: 'done' });
  expect(await give(other, 1, thanks(1))).toMatchObject({
    kind: 'done',
    at: server.clock.now() - began,
  });
  await server.pass(WALL_MS);
  await teacher.until('wall', here(true, true));
  const horns = await Promise.all([back, other].map((seat) => seat.latest('view')));
  expect(horns.map((view) => view.public.hornAt)).toEqual(Array(2).fill(FIRST_LIGHT.timing.round + 60_000));
  await server.pass(2 * FIRST_LIGHT.timing.round);
  const { recording } = await back.latest('debrief');
  expect(recording.commands.filter(({ command }) => command.kind === 'signal')).toHaveLength(3);
  await teacher.until('teacher-view', ({ rounds }) => rounds[0]?.ended === true);
});

it('a round that begins while the store takes nothing begins once it does, also for who counted down', async () => {
  const { teacher, students } = await classOf(server.url, 2);
  trouble = FULL;
  teacher.act({ kind: 'start', level: LEVEL_1 });
  const words = 'the room of a pair could not be made';
  await eventually(() => expect(server.logged.some(({ message }) => message === words)).toBe(true));
  trouble = undefined;
  const led = Promise.all(students.map((student) => matchOf(student, 1)));
  const [stage] = await passingUntil(led);
  if (stage === undefined) throw new Error('no stage');
  const seat = await joinRaw(server.url, stage.code, { seatToken: stage.seatToken });
  trouble = FULL;
  await server.pass(CLASS_COUNTDOWN_MS);
  await seat.closed;
  trouble = undefined;
  const back = await backIn(stage);
  await server.pass(CLASS_COUNTDOWN_MS);
  expect((await back.latest('view')).public.phase).toBe('playing');
  teacher.act({ kind: 'end-round' });
  await back.latest('debrief');
});

it('a match that rests when its round ends comes back to its debrief', async () => {
  const { teacher, students } = await classOf(server.url, 2);
  const { stages, seats } = await startRound(server, teacher, students);
  const [seat] = seats;
  const [stage] = stages;
  if (seat === undefined || stage === undefined) throw new Error('no seat');
  trouble = FULL;
  give(seat, 1, thanks(1)).catch(() => undefined);
  await seat.closed;
  teacher.act({ kind: 'end-round' });
  await teacher.caughtUp();
  trouble = undefined;
  const back = await backIn(stage);
  expect((await back.latest('debrief')).recording.commands.at(-1)?.command.kind).toBe('end');
  await teacher.until('teacher-view', ({ rounds }) => rounds[0]?.ended === true);
});

it('a match stays until its students are told of the next round, and none of them asks for what has gone', async () => {
  const { teacher, students } = await classOf(server.url, 2);
  const { stages, seats } = await startRound(server, teacher, students);
  const [stage] = stages;
  if (stage === undefined) throw new Error('no stage');
  teacher.act({ kind: 'end-round' });
  await Promise.all(seats.map((seat) => seat.latest('debrief')));
  trouble = FULL;
  teacher.act({ kind: 'start', level: LEVEL_1 });
  await teacher.caughtUp();
  for (const seat of seats) await seat.caughtUp();
  const back = await joinRaw(server.url, stage.code, { seatToken: stage.seatToken });
  await back.latest('debrief');
  trouble = undefined;
  const next = await passingUntil(Promise.all(students.map((student) => matchOf(student, 2))));
  expect(next.map(({ code }) => code)).not.toContain(stage.code);
  await back.closed;
  expect(await reserve(server.url, stage.code, { seatToken: stage.seatToken })).toEqual({
    status: 404,
    error: 'no-such-room',
  });
});

it('who sits in a match of a class that is deleted is told so, before the match goes', async () => {
  const { teacher, students } = await classOf(server.url, 4);
  const { seats } = await startRound(server, teacher, students);
  const { promise, resolve } = Promise.withResolvers<void>();
  pause = promise;
  let gone = 0;
  for (const seat of seats) void seat.closed.then(() => (gone += 1));
  // Each match waits for the store before its room may go.
  for (const seat of seats) {
    give(seat, 1, thanks(1)).catch(() => undefined);
    await seat.caughtUp();
  }
  teacher.act({ kind: 'delete' });
  const told = await Promise.all(students.map((student) => student.closed));
  expect({ told, gone }).toEqual({ told: Array(4).fill(CLOSE_CODES['class-closed']), gone: 0 });
  resolve();
  pause = undefined;
  await Promise.all(seats.map((seat) => seat.closed));
});
