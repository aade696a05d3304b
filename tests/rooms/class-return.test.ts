// The power goes in the middle of a lesson, or its server is told to end, and the round goes on in the same seats.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FIRST_LIGHT } from '../../shared/src/levels/catalog.ts';
import { CLASS_COUNTDOWN, classOf, type StudentSeat } from './class-lesson.ts';
import { type ClassSeat, joinAsTeacher, joinClass, LESSON, matchOf } from './class-seat.ts';
import { give, thanks } from './playing.ts';
import { joinRaw, type RawSeat } from './raw-seat.ts';
import { type ServerOnDisk, startOnDisk } from './server-on-disk.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let server: ServerOnDisk;
beforeEach(async () => {
  server = await startOnDisk({ DRAIN_SECONDS: '0' });
});
afterEach(() => server.remove());

const ENDS: Readonly<Record<'kill -9' | 'SIGTERM', () => Promise<unknown>>> = {
  'kill -9': () => server.kill(),
  SIGTERM: () => server.stop(),
};

/** A class of three in a round that is to begin, of whom the third is the weather. */
async function lesson() {
  const made = await classOf(server.url, 3, { ...LESSON, odd: 'network' });
  made.teacher.act({ kind: 'start', level: FIRST_LIGHT.id });
  await Promise.all(made.students.map((student) => matchOf(student, 1)));
  return made;
}

/** Everybody's pages come back to the server that runs now. */
async function allBack(
  made: Awaited<ReturnType<typeof lesson>>,
): Promise<{ readonly teacher: ClassSeat; readonly students: readonly ClassSeat[] }> {
  const teacher = await joinAsTeacher(server.url, made);
  const back = ({ token }: StudentSeat) => joinClass(server.url, made.code, { studentToken: token });
  return { teacher, students: await Promise.all(made.students.map(back)) };
}

async function seatsOf(students: readonly ClassSeat[]): Promise<readonly [RawSeat, RawSeat, RawSeat]> {
  const seats = await Promise.all(
    students.map(async (student) => {
      const { code, seatToken } = await matchOf(student, 1);
      return joinRaw(server.url, code, { seatToken });
    }),
  );
  const [client, other, third] = seats;
  if (client === undefined || other === undefined || third === undefined) throw new Error('no seats');
  return [client, other, third];
}

describe.each(['kill -9', 'SIGTERM'] as const)('after a server’s end by %s', (how) => {
  it('a round goes on: the same seats, nothing answered lost, the time that was given, frozen where it was', async () => {
    const made = await lesson();
    const [client] = await seatsOf(made.students);
    await server.pass(CLASS_COUNTDOWN);
    await client.latest('view');
    made.teacher.act({ kind: 'more-time', minutes: 1 });
    await server.pass(20_000);
    expect(await give(client, 1, thanks(1))).toMatchObject({ kind: 'done', at: 20_000 });
    const before = await Promise.all(made.students.map((student) => matchOf(student, 1)));
    made.teacher.act({ kind: 'freeze', frozen: true });
    await made.students[0]?.until('student-view', ({ frozen }) => frozen);
    await ENDS[how]();
    await server.start();
    const { teacher, students } = await allBack(made);
    const view = await teacher.until('teacher-view', (told) =>
      told.students.every(({ connected }) => connected),
    );
    expect(view).toMatchObject({ frozen: true, rounds: [{ round: 1, given: 60_000, ended: false }] });
    const stages = await Promise.all(students.map((student) => matchOf(student, 1)));
    expect(stages).toEqual(before);
    const [again, partner, weather] = await seatsOf(students);
    expect((await weather.latest('welcome')).seat).toBe('network');
    expect((await again.latest('welcome')).nextCommand).toBe(2);
    // The same command again counts once, and is answered as before.
    teacher.act({ kind: 'freeze', frozen: false });
    await students[0]?.until('student-view', ({ frozen }) => !frozen);
    expect(await give(again, 1, thanks(1))).toMatchObject({ kind: 'done', at: 20_000 });
    await server.pass(3000);
    expect(await give(partner, 1, thanks(1))).toMatchObject({ kind: 'done', at: 21_000 });
    expect((await partner.latest('view')).public.hornAt).toBe(FIRST_LIGHT.timing.round + 60_000);
    const wall = await teacher.until('wall', ({ tiles }) => tiles.length === 1);
    expect(wall.tiles[0]?.connected).toEqual({ client: true, server: true, third: true });
    await server.pass(FIRST_LIGHT.timing.round + 60_000);
    const { recording } = await again.latest('debrief');
    expect(recording.commands.filter(({ command }) => command.kind === 'signal')).toHaveLength(2);
    await teacher.until('teacher-view', ({ rounds }) => rounds[0]?.ended === true);
  });
});

describe('after a power cut', () => {
  it('a round that was about to begin begins, and a match that was over shows its debrief', async () => {
    const made = await lesson();
    await server.kill();
    await server.start();
    const first = await allBack(made);
    const [client] = await seatsOf(first.students);
    await server.pass(CLASS_COUNTDOWN);
    expect((await client.latest('view')).public.phase).toBe('playing');
    first.teacher.act({ kind: 'end-round' });
    await client.latest('debrief');
    await first.teacher.until('teacher-view', ({ rounds }) => rounds[0]?.ended === true);
    await server.kill();
    await server.start();
    const second = await allBack(made);
    const [over] = await seatsOf(second.students);
    expect((await over.latest('debrief')).recording.commands.at(-1)?.command.kind).toBe('end');
    second.teacher.act({ kind: 'start', level: FIRST_LIGHT.id });
    await Promise.all(second.students.map((student) => matchOf(student, 2)));
  });

  it('holds the seats of who does not come back, and ends the round at its horn without them', async () => {
    const made = await lesson();
    await seatsOf(made.students);
    await server.pass(CLASS_COUNTDOWN);
    await server.kill();
    await server.start();
    const teacher = await joinAsTeacher(server.url, made);
    await server.pass(20_000);
    const wall = await teacher.until('wall', ({ tiles }) => tiles.length === 1);
    expect(wall.tiles[0]?.connected).toEqual({ client: false, server: false, third: false });
    await server.pass(FIRST_LIGHT.timing.round);
    await teacher.until('teacher-view', ({ rounds }) => rounds[0]?.ended === true);
  });
});
