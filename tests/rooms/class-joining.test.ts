// A newcomer whose line breaks after the class has let them in, and before they have heard so.
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { ClassLine } from '../../client/src/connection/class-line.ts';
import { newJoiningId } from '../../client/src/connection/joining-id.ts';
import type { ClassServerMessages } from '../../shared/src/protocol/class-messages.ts';
import { startBadLine } from '../lines/bad-line.ts';
import { joinClass, makeClass } from './class-seat.ts';
import { reserve } from './raw-seat.ts';
import { type RoomServer, startRoomServer } from './room-server.ts';

vi.setConfig({ testTimeout: 60_000 });

let server: RoomServer;
beforeAll(async () => {
  server = await startRoomServer();
});
afterAll(() => server.stop());

/** A page's line to the class `code` through `url`, and the welcome that it waits for. */
function page(url: string, code: string) {
  const { promise, resolve } = Promise.withResolvers<ClassServerMessages['class-welcome']>();
  const line = new ClassLine({ origin: url, onWake: () => () => undefined }, code, {
    hear: (type, message) => {
      if (type === 'class-welcome') resolve(message as ClassServerMessages['class-welcome']);
    },
    onLine: () => undefined,
    onGone: () => undefined,
  });
  return { line, welcome: promise };
}

it('is the same student when the page asks again, after a reload too', async () => {
  const { code, teacher } = await makeClass(server.url);
  const bad = await startBadLine(server.url);
  const joining = newJoiningId();
  // What the server says is under way long enough for the line to break before.
  bad.slow({ delay: 300, jitter: 0 });
  const first = page(bad.url, code);
  const tried = first.line.joinAsStudent(undefined, 'en', joining);
  const { students } = await teacher.until('teacher-view', (view) => view.students.length === 1);
  bad.cut('reset');
  await tried;
  first.line.leave();

  bad.slow({ delay: 0, jitter: 0 });
  bad.restore();
  const again = page(bad.url, code);
  expect(await again.line.joinAsStudent(undefined, 'en', joining)).toBeUndefined();
  expect(await again.welcome).toMatchObject({
    role: 'student',
    studentToken: expect.stringMatching(/^s1\./),
  });
  const somebody = page(bad.url, code);
  expect(await somebody.line.joinAsStudent(undefined, 'en', newJoiningId())).toBeUndefined();
  expect(await somebody.welcome).toMatchObject({ studentToken: expect.stringMatching(/^s2\./) });
  const view = await teacher.until('teacher-view', (now) => now.students.length > 1);
  expect(view.students.map(({ id }) => id)).toEqual([1, 2]);
  expect(view.students[0]?.name).toBe(students[0]?.name);
  again.line.leave();
  somebody.line.leave();
  await bad.stop();
});

it('comes in though joining was locked meanwhile, not once removed; the id itself is nowhere in the store', async () => {
  const { code, teacher } = await makeClass(server.url);
  const joining = newJoiningId();
  const student = await joinClass(server.url, code, { joining });
  await student.cut();
  teacher.act({ kind: 'lock', locked: true });
  await teacher.until('teacher-view', ({ locked }) => locked);
  expect(await reserve(server.url, code, { joining: newJoiningId() })).toEqual({
    status: 423,
    error: 'class-locked',
  });
  const back = await joinClass(server.url, code, { joining });
  const [one] = (await teacher.until('teacher-view', ({ students: [known] }) => known?.connected === true))
    .students;
  if (one === undefined) throw new Error('nobody');
  expect(JSON.stringify([teacher.all('teacher-view'), await server.store.readClasses()])).not.toContain(
    joining,
  );
  teacher.act({ kind: 'remove', student: one.id });
  await back.closed;
  expect(await reserve(server.url, code, { joining })).toEqual({ status: 403, error: 'removed' });
});
