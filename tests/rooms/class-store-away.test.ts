import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { KEEP_AGAIN_MS } from '../../server/src/classes/class-log.ts';
import type { Store } from '../../server/src/storage/store.ts';
import type { StudentView } from '../../shared/src/protocol/class-messages.ts';
import { joinAsStudent, makeClass } from './class-seat.ts';
import { type RoomServer, startRoomServer } from './room-server.ts';

vi.setConfig({ testTimeout: 60_000 });

/** What the store says instead of keeping anything; undefined while it works. */
let trouble: string | undefined;

/** Writes fail while there is trouble, as on a full disk or without a database server. */
const troubled = (store: Store): Store => ({
  ...store,
  appendClassEvent: async (...event) => {
    if (trouble !== undefined) throw new Error(trouble);
    await store.appendClassEvent(...event);
  },
});

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
  trouble = 'SQLITE_FULL: database or disk is full';
  for (const [index, student] of students.entries()) {
    const stage = views[index]?.stage;
    if (stage?.kind !== 'questions') throw new Error('no questions');
    for (const { id } of stage.questions) student.send('answer', { form: 'before', question: id, choice: 0 });
    await student.caughtUp();
  }
  for (let second = 0; second < 10; second += 1) {
    server.clock.moveTo(server.clock.now() + KEEP_AGAIN_MS);
    await teacher.caughtUp();
  }
  const answeredIn = ({ stage }: StudentView) =>
    stage.kind === 'questions' ? Object.keys(stage.answers).length : -1;
  for (const student of students) expect(answeredIn(await student.until('student-view'))).toBe(0);
  const words = 'events of a class could not be stored yet';
  expect(server.logged.filter(({ message }) => message === words)).toHaveLength(1);
  trouble = undefined;
  server.clock.moveTo(server.clock.now() + KEEP_AGAIN_MS);
  for (const student of students) await student.until('student-view', (view) => answeredIn(view) === 6);
  const kept = (await server.store.readClasses()).find((each) => each.code === code)?.events ?? [];
  expect(kept.map(({ serial }) => serial)).toEqual(kept.map((_, index) => index + 1));
  expect(kept.filter(({ event }) => event.kind === 'answered')).toHaveLength(12);
});
