// A server comes back in a version with other rules or levels while matches were on: they end, and all are told why.
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { databaseFile } from '../../server/src/storage/sqlite-database.ts';
import { FIRST_LIGHT } from '../../shared/src/levels/catalog.ts';
import { RULES_VERSION } from '../../shared/src/replay/recording.ts';
import { CLASS_COUNTDOWN, classOf } from './class-lesson.ts';
import { joinAsTeacher, joinClass, matchOf } from './class-seat.ts';
import { give, thanks } from './playing.ts';
import { joinRaw, makeRoom } from './raw-seat.ts';
import { type ServerOnDisk, startOnDisk } from './server-on-disk.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let server: ServerOnDisk;
beforeEach(async () => {
  server = await startOnDisk();
});
afterEach(() => server.remove());

/** Makes of all matches what another version would have left. */
function makeOlder(): void {
  const database = new DatabaseSync(databaseFile(server.folder));
  database.exec(`update matches set rules_version = ${RULES_VERSION - 1} where room_id not in (select id from
    rooms where class_id is not null)`);
  database.exec(`update matches set level_hash = 'f00d' where room_id in (select id from
    rooms where class_id is not null)`);
  database.close();
}

it('two friends are told, whenever they come back, and begin another match; so are the pairs of a class', async () => {
  const code = await makeRoom(server.url);
  const before = [await joinRaw(server.url, code), await joinRaw(server.url, code)];
  for (const seat of before) seat.send('ready', { ready: true });
  for (const seat of before) await seat.caughtUp();
  await server.pass(3000);
  const [first, second] = await Promise.all(
    before.map(async (seat) => {
      expect(await give(seat, 1, thanks((await seat.latest('view')).number))).toMatchObject({ kind: 'done' });
      return (await seat.latest('welcome')).seatToken;
    }),
  );
  const lesson = await classOf(server.url, 2);
  lesson.teacher.act({ kind: 'start', level: FIRST_LIGHT.id });
  const stages = await Promise.all(lesson.students.map((student) => matchOf(student, 1)));
  const [stage] = stages;
  if (stage === undefined || first === undefined || second === undefined) throw new Error('no seats');
  await joinRaw(server.url, stage.code, { seatToken: stage.seatToken });
  await server.pass(CLASS_COUNTDOWN);
  await server.kill();
  makeOlder();

  await server.start();
  const back = async (seatToken: string) => joinRaw(server.url, code, { seatToken });
  const told = { match: 1, reason: 'other-rules' };
  expect(await (await back(first)).latest('match-failed')).toEqual(told);
  await server.kill();
  await server.start();
  const friends = [await back(first), await back(second)];
  for (const friend of friends) expect(await friend.latest('match-failed')).toEqual(told);
  for (const friend of friends) friend.send('ready', { ready: true });
  for (const friend of friends) await friend.caughtUp();
  await server.pass(3000);
  for (const friend of friends) expect(await friend.latest('view')).toMatchObject({ match: 2 });

  const teacher = await joinAsTeacher(server.url, lesson);
  await teacher.until('teacher-view', ({ rounds }) => rounds[0]?.ended === true);
  const student = await joinClass(server.url, lesson.code, { studentToken: lesson.students[0]?.token ?? '' });
  const { code: pair, seatToken } = await matchOf(student, 1);
  const seat = await joinRaw(server.url, pair, { seatToken });
  expect(await seat.latest('match-failed')).toEqual(told);
});
