// A lecture: the class is polled about the next boat, and sees one pair's strait some time later.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { STRAIT_DELAY } from '../../shared/src/classroom/pair-strait.ts';
import type { PollQuestion } from '../../shared/src/classroom/poll-question.ts';
import { levelId } from '../../shared/src/game/level.ts';
import type { ReportAnswer, StraitAnswer } from '../../shared/src/protocol/class-messages.ts';
import { eventually } from '../eventually.ts';
import { openAsStudent } from '../lines/class-pages.ts';
import { type ClassSeat, joinAsStudent, joinAsTeacher, makeClass, matchOf } from './class-seat.ts';
import { joinRaw } from './raw-seat.ts';
import { type RoomServer, startRoomServer } from './room-server.ts';

vi.setConfig({ testTimeout: 60_000 });

let server: RoomServer;
beforeAll(async () => {
  server = await startRoomServer();
});
afterAll(() => server.stop());

const pass = (ms: number) => server.pass(ms);

const QUESTION: PollQuestion = {
  kind: 'state',
  side: 'server',
  options: [
    { kind: 'state', state: 'ESTABLISHED' },
    { kind: 'state', state: 'SYN_RECEIVED' },
    { kind: 'state', state: 'LISTEN' },
  ],
  right: 1,
};

const stageOf = async (student: ClassSeat, wanted: (kind: string) => boolean) =>
  (await student.until('student-view', ({ stage }) => wanted(stage.kind))).stage;

describe('a poll', () => {
  it('asks everybody, keeps the right answer to itself until it is shown, and counts each student once', async () => {
    const made = await makeClass(server.url);
    const { teacher } = made;
    const students = [
      await joinAsStudent(server.url, made.code),
      await joinAsStudent(server.url, made.code),
    ] as const;
    const [first, second] = students;
    teacher.act({ kind: 'poll', question: QUESTION });
    for (const student of students) {
      const { right: _, ...asked } = QUESTION;
      expect(await stageOf(student, (kind) => kind === 'poll')).toEqual({
        kind: 'poll',
        poll: 1,
        question: asked,
      });
    }
    first.send('vote', { poll: 1, choice: 0 });
    // Talked over with the neighbour: another choice takes the place of the first.
    first.send('vote', { poll: 1, choice: 1 });
    second.send('vote', { poll: 1, choice: 2 });
    second.send('vote', { poll: 1, choice: 3 });
    const counted = await teacher.until('teacher-view', ({ poll }) => poll?.counts.join() === '0,1,1');
    expect(counted.poll).toEqual({ poll: 1, question: QUESTION, shown: false, counts: [0, 1, 1] });
    expect(
      first.all('student-view').every(({ stage }) => stage.kind !== 'poll' || stage.shown === undefined),
    ).toBe(true);
    teacher.act({ kind: 'show-poll' });
    const shown = await first.until(
      'student-view',
      ({ stage }) => stage.kind === 'poll' && stage.shown !== undefined,
    );
    expect(shown.stage).toMatchObject({ chosen: 1, shown: { right: 1, counts: [0, 1, 1] } });
    // Too late.
    second.send('vote', { poll: 1, choice: 1 });
    await second.caughtUp();
    teacher.act({ kind: 'close-poll' });
    await stageOf(second, (kind) => kind === 'waiting');
    const report = await teacher.ask<ReportAnswer>('report', {});
    expect(report.polls).toEqual([{ poll: 1, question: QUESTION, counts: [0, 1, 1] }]);
    // It is talked over, so it tells nothing of a single student: ideas and gain don't know of it.
    expect(report.students.map(({ ideas }) => ideas.every(({ tried }) => tried === 0))).toEqual([true, true]);
    expect(report.gain.students).toEqual([]);
  });

  it('is for teachers alone, between rounds alone, and a malformed one is refused', async () => {
    const made = await makeClass(server.url);
    const student = await joinAsStudent(server.url, made.code);
    student.act({ kind: 'poll', question: QUESTION });
    await student.caughtUp();
    made.teacher.act({ kind: 'poll', question: { ...QUESTION, right: 3 } });
    made.teacher.act({ kind: 'poll', question: { ...QUESTION, side: '<b>' as 'client' } });
    await made.teacher.caughtUp();
    expect(made.teacher.all('teacher-view').every(({ poll }) => poll === undefined)).toBe(true);
    made.teacher.act({ kind: 'poll', question: QUESTION });
    await stageOf(student, (kind) => kind === 'poll');
    made.teacher.act({ kind: 'start', level: levelId('first-light') });
    await matchOf(student, 1);
    made.teacher.act({ kind: 'poll', question: QUESTION });
    await made.teacher.caughtUp();
    expect(made.teacher.all('teacher-view').at(-1)?.poll).toBeUndefined();
  });

  it('counts a vote that was cast while the line was down, once it is up again', async () => {
    const made = await makeClass(server.url);
    const student = await openAsStudent(server.url, made.code);
    made.teacher.act({ kind: 'poll', question: QUESTION });
    await student.until(({ stage }) => stage.kind === 'poll');
    student.line.cut('swallow');
    student.room.vote({ poll: 1, choice: 0 });
    student.room.vote({ poll: 1, choice: 1 });
    student.line.cut('reset');
    student.line.restore();
    const counted = await made.teacher.until(
      'teacher-view',
      ({ poll }) => poll !== undefined && poll.counts.join() !== '0,0,0',
    );
    expect(counted.poll?.counts).toEqual([0, 1, 0]);
    await student.until(({ stage }) => stage.kind === 'poll' && stage.chosen === 1);
    await student.close();
  });
});

describe("a pair's strait", () => {
  it('is told to teachers, late while the round is on, and never to students', async () => {
    const made = await makeClass(server.url);
    const student = await joinAsStudent(server.url, made.code);
    made.teacher.act({ kind: 'start', level: levelId('first-light') });
    const { code, seatToken } = await matchOf(student, 1);
    await joinRaw(server.url, code, { seatToken });
    const { tiles } = await (async () => {
      await pass(8000);
      await pass(1000);
      return made.teacher.until('wall', (wall) => wall.tiles.length === 1);
    })();
    const match = tiles[0]?.match ?? '';
    const ask = () => made.teacher.ask<StraitAnswer>('strait', { match });
    expect(await ask()).toEqual({ strait: { at: 1000 - STRAIT_DELAY, connections: [], ended: false } });
    expect(await student.ask('strait', { match })).toEqual({ refused: 'not-a-teacher' });
    expect(await made.teacher.ask('strait', { match: 'another' })).toEqual({});
    await pass(STRAIT_DELAY + 5000);
    expect((await ask()).strait?.at).toBe(6000);
    made.teacher.act({ kind: 'end-round' });
    await made.teacher.until('teacher-view', ({ rounds }) => rounds[0]?.ended === true);
    await eventually(async () => expect((await ask()).strait?.ended).toBe(true));
    expect((await ask()).strait?.at).toBe(6000 + STRAIT_DELAY);
    // A colleague who comes now sees the same.
    const colleague = await joinAsTeacher(server.url, made);
    expect((await colleague.ask<StraitAnswer>('strait', { match })).strait?.ended).toBe(true);
  });
});
