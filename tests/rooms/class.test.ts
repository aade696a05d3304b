import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { studentId } from '../../shared/src/classroom/class-event.ts';
import { explanationsEn } from '../../shared/src/classroom/inventory/explanations-en.ts';
import { explanationsKo } from '../../shared/src/classroom/inventory/explanations-ko.ts';
import { questionNamed } from '../../shared/src/classroom/inventory/items.ts';
import { solutionOf } from '../../shared/src/classroom/review.ts';
import { levelId } from '../../shared/src/game/level.ts';
import type {
  RecordingAnswer,
  ReportAnswer,
  StudentView,
  TableAnswer,
} from '../../shared/src/protocol/class-messages.ts';
import { CLOSE_CODES } from '../../shared/src/protocol/messages.ts';
import { eventually } from '../eventually.ts';
import {
  type ClassSeat,
  joinAsStudent,
  joinAsTeacher,
  joinClass,
  LESSON,
  makeClass,
  matchOf,
} from './class-seat.ts';
import { give, thanks, tokenCommand } from './playing.ts';
import { joinRaw, makeRoom, post, type RawSeat, reserve, unasked } from './raw-seat.ts';
import { type RoomServer, startRoomServer } from './room-server.ts';

// On a busy machine the disk and the sockets take their time.
vi.setConfig({ testTimeout: 60_000 });

const FIRST_LIGHT_ID = levelId('first-light');
const COUNTDOWN = 8000;
const GRACE = 10_000;

let server: RoomServer;
beforeAll(async () => {
  // Limits go by a clock that stands: forty guesses come at once also where they take several seconds.
  server = await startRoomServer({ monotonic: () => 0 });
});
afterAll(() => server.stop());

const pass = (ms: number) => server.pass(ms);

/** A class of `count` students, and its teacher. */
async function classOf(count: number) {
  const made = await makeClass(server.url);
  const students: (ClassSeat & { readonly token: string })[] = [];
  for (let index = 0; index < count; index += 1) students.push(await joinAsStudent(server.url, made.code));
  return { ...made, students };
}

/** Starts level 1; gives each student's seat in their match, which has begun. */
async function startRound(teacher: ClassSeat, students: readonly ClassSeat[], round = 1) {
  teacher.act({ kind: 'start', level: FIRST_LIGHT_ID });
  const stages = await Promise.all(students.map((student) => matchOf(student, round)));
  const seats: RawSeat[] = [];
  for (const { code, seatToken } of stages) seats.push(await joinRaw(server.url, code, { seatToken }));
  await pass(COUNTDOWN);
  await Promise.all(seats.map((seat) => seat.latest('view')));
  return { stages, seats };
}

/** What the store has of the class `code`. */
async function storedClass(code: string) {
  return (await server.store.readClasses()).find((each) => each.code === code);
}

/** Who took a seat in the matches of the class `code` since they began, in order: "client holder". */
async function seatsTaken(code: string): Promise<readonly string[]> {
  const ids = await server.store.classMatchIds((await storedClass(code))?.id ?? '');
  const matches = await Promise.all(ids.map((id) => server.store.readMatch(id)));
  return matches
    .flatMap((match) => match?.commands ?? [])
    .flatMap(({ command }) => (command.kind === 'seat' ? [`${command.seat} ${command.player}`] : []));
}

describe('joining a class', () => {
  it('gives each student a drawn name and a pair, and the teacher a roster', async () => {
    const { teacher, students, code } = await classOf(3);
    const view = await teacher.until('teacher-view', ({ pairs }) => pairs.length === 2);
    expect(view).toMatchObject({ code, locked: false, frozen: false, asking: undefined, rounds: [] });
    expect(view.pairs).toEqual([
      { client: 1, server: 2 },
      { client: 3, server: null },
    ]);
    expect(new Set(view.students.map(({ name }) => name)).size).toBe(3);
    expect(view.students.every(({ connected, removed }) => connected && !removed)).toBe(true);
    const told = await students[0]?.until('student-view');
    expect(told).toEqual({
      code,
      name: view.students[0]?.name ?? '',
      typedNames: true,
      frozen: false,
      stage: { kind: 'waiting' },
    } satisfies StudentView);
  });

  it('brings the same seat back by its token, and refuses a forged one and that of another class', async () => {
    const one = await classOf(1);
    const other = await classOf(1);
    const [student] = one.students;
    const token = student?.token ?? '';
    const name = (await student?.until('student-view'))?.name;
    await student?.cut();
    await one.teacher.until('teacher-view', ({ students }) => students[0]?.connected === false);
    const again = await joinClass(server.url, one.code, { studentToken: token });
    expect((await again.until('student-view')).name).toBe(name);
    expect(
      (await one.teacher.until('teacher-view', ({ students }) => students[0]?.connected === true)).students,
    ).toHaveLength(1);
    for (const studentToken of [
      token.replace('s1', 's2'),
      `${token.slice(0, -1)}x`,
      'x',
      other.students[0]?.token ?? '',
    ]) {
      expect(await reserve(server.url, one.code, { studentToken })).toEqual({
        status: 403,
        error: 'stale-seat',
      });
    }
    expect(await reserve(server.url, one.code, { teacherToken: token })).toEqual({
      status: 403,
      error: 'stale-seat',
    });
    // A second tab takes the seat, and the first is told so.
    const second = await joinClass(server.url, one.code, { studentToken: token });
    expect(await again.closed).toBe(CLOSE_CODES['seat-taken-elsewhere']);
    await second.leave();
  });

  it('is for the teacher by the secret alone, as often and from as many places as wanted', async () => {
    const made = await makeClass(server.url);
    const colleague = await joinAsTeacher(server.url, made);
    colleague.act({ kind: 'lock', locked: true });
    expect((await made.teacher.until('teacher-view', ({ locked }) => locked)).locked).toBe(true);
    expect(Buffer.from(made.secret, 'base64url')).toHaveLength(16);
    const wrong = await post(`${server.url}/api/classes/teacher`, {
      code: made.code,
      secret: 'A'.repeat(22),
    });
    expect([wrong.status, await wrong.json()]).toEqual([403, { error: 'stale-seat' }]);
    // The secret is nowhere in what the server keeps.
    expect(JSON.stringify(await server.store.readClasses())).not.toContain(made.secret);
  });

  it('can be locked, and a pair of friends still meets by a code of its own', async () => {
    const { teacher, code } = await classOf(0);
    teacher.act({ kind: 'lock', locked: true });
    await teacher.until('teacher-view', ({ locked }) => locked);
    expect(await reserve(server.url, code)).toEqual({ status: 423, error: 'class-locked' });
    const friend = await joinRaw(server.url, await makeRoom(server.url));
    await friend.leave();
  });

  it('is for students to be named, not for forging names', async () => {
    const { teacher, students } = await classOf(2);
    const [one, two] = students;
    const first = (await one?.until('student-view'))?.name ?? '';
    one?.send('name', { draw: 'ko' });
    const drawn = (await one?.until('student-view', ({ name }) => name !== first))?.name ?? '';
    expect(drawn).toMatch(/^[가-힣]+ [가-힣]+$/);
    two?.send('name', { typed: drawn });
    expect(await two?.until('name-refused')).toEqual({ problem: 'name-taken' });
    two?.send('name', { typed: '<img src=x>' });
    await two?.until('name-refused', ({ problem }) => problem === 'name-not-allowed');
    two?.send('name', { typed: ' Ada  Lovelace\u202e ' });
    await two?.until('student-view', ({ name }) => name === 'Ada Lovelace');
    teacher.act({ kind: 'settings', settings: { ...LESSON, typedNames: false } });
    await two?.until('student-view', ({ typedNames }) => !typedNames);
    two?.send('name', { typed: 'Grace' });
    await two?.caughtUp();
    expect((await two?.until('student-view'))?.name).toBe('Ada Lovelace');
  });

  it('does nothing of a teacher’s for a student, whatever they send', async () => {
    const { teacher, students } = await classOf(1);
    const [student] = students;
    const before = server.logged.length;
    student?.act({ kind: 'lock', locked: true });
    student?.act({ kind: 'delete' });
    const refused = { refused: 'not-a-teacher' };
    expect(await student?.ask('report', {})).toEqual(refused);
    expect(await student?.ask('table', { table: 'students' })).toEqual(refused);
    expect(await teacher.ask('table', { table: 'secrets' })).toEqual({ refused: 'malformed' });
    await student?.caughtUp();
    teacher.act({ kind: 'pair' });
    await teacher.caughtUp();
    expect((await teacher.until('teacher-view')).locked).toBe(false);
    teacher.room.send('act', { kind: 'start', level: 7 });
    teacher.room.send('act', 'delete');
    await teacher.caughtUp();
    expect((await teacher.until('teacher-view')).rounds).toEqual([]);
    expect(server.logged.slice(before)).toEqual([]);
  });
});

describe('a round', () => {
  it('seats every pair in a match with the same weather, begins them together, and tells the wall', async () => {
    const { teacher, students, code } = await classOf(3);
    const { stages, seats } = await startRound(teacher, students);
    expect(stages.map(({ side, partner }) => [side, partner === null])).toEqual([
      ['client', false],
      ['server', false],
      ['client', true],
    ]);
    const events = (await storedClass(code))?.events.map(({ event }) => event.kind) ?? [];
    expect(events.filter((kind) => kind === 'match-began')).toHaveLength(2);
    const [first, , lone] = seats;
    if (first === undefined || lone === undefined) throw new Error('no seats');
    expect((await first.latest('view')).public.players).toEqual({ client: 'person', server: 'person' });
    expect((await lone.latest('view')).public.players).toEqual({ client: 'person', server: 'perfect' });
    // The same slips of the same orders: the weather is the same for all.
    expect((await first.latest('view')).seat.slips).toEqual((await lone.latest('view')).seat.slips);
    expect(await give(first, 1, await tokenCommand(first, ['syn']))).toMatchObject({ kind: 'judged' });
    for (const seat of seats) await seat.caughtUp();
    const before = seats.map(unasked);
    await pass(1000);
    const wall = await teacher.until('wall', ({ tiles }) =>
      tiles.some(({ tile }) => tile.connections[0]?.states.client === 'SYN_SENT'),
    );
    const tile = wall.tiles.find(({ seats: { server: sits } }) => sits !== null);
    expect(tile?.tile.connections[0]?.states).toEqual({ client: 'SYN_SENT', server: 'CLOSED' });
    expect(wall.tiles).toHaveLength(2);
    expect(tile?.connected).toEqual({ client: true, server: true });
    expect(wall.heatMap).toHaveLength(10);
    // The wall costs the players nothing.
    for (const seat of seats) await seat.caughtUp();
    expect(seats.map(unasked)).toEqual(before);
    teacher.act({ kind: 'end-round' });
    await Promise.all(seats.map((seat) => seat.latest('debrief')));
    const ended = await teacher.until('teacher-view', ({ rounds }) => rounds[0]?.ended === true);
    expect(ended.rounds).toEqual([{ round: 1, level: 'first-light', given: 0, ended: true }]);
  });

  it('stands still while the teacher wants all eyes up: no time passes and no command counts', async () => {
    const { teacher, students } = await classOf(2);
    const { seats } = await startRound(teacher, students);
    const [first] = seats;
    if (first === undefined) throw new Error('no seat');
    await pass(5000);
    teacher.act({ kind: 'freeze', frozen: true });
    await students[0]?.until('student-view', ({ frozen }) => frozen);
    await pass(600_000);
    expect(await give(first, 1, thanks(1))).toEqual({ id: 1, kind: 'refused', reason: 'paused' });
    expect(await students[0]?.until('student-view')).toMatchObject({ frozen: true });
    teacher.act({ kind: 'freeze', frozen: false });
    await students[0]?.until('student-view', ({ frozen }) => !frozen);
    expect(await give(first, 2, thanks(1))).toEqual({ id: 2, kind: 'done', at: 5000 });
    teacher.act({ kind: 'end-round' });
    await teacher.until('teacher-view', ({ rounds }) => rounds[0]?.ended === true);
  });

  it('is held by a stack for who is away, brings the seat back, and takes in who comes late', async () => {
    const { teacher, students, code } = await classOf(3);
    const { stages, seats } = await startRound(teacher, students);
    const [gone] = seats;
    if (gone === undefined) throw new Error('no seat');
    await server.cut(gone);
    await pass(GRACE);
    expect(await seatsTaken(code)).toEqual(['client holder']);
    const back = await joinRaw(server.url, stages[0]?.code ?? '', { seatToken: stages[0]?.seatToken ?? '' });
    await back.until('view', ({ public: { players } }) => players.client === 'person');
    expect(await seatsTaken(code)).toEqual(['client holder', 'client person']);
    expect((await back.latest('welcome')).seat).toBe('client');
    // Nobody else gets in: neither without a token nor with a partner's on the wrong seat.
    expect(await reserve(server.url, stages[0]?.code ?? '')).toEqual({ status: 409, error: 'room-full' });
    const late = await joinAsStudent(server.url, code);
    const stage = await matchOf(late, 1);
    expect([stage.code, stage.side, stage.partner]).toEqual([
      stages[2]?.code,
      'server',
      (await students[2]?.until('student-view'))?.name,
    ]);
    const lateSeat = await joinRaw(server.url, stage.code, { seatToken: stage.seatToken });
    await lateSeat.until('view', ({ public: { players } }) => players.server === 'person');
    const later = await joinAsStudent(server.url, code);
    expect(await matchOf(later, 1)).toMatchObject({ partner: null });
    teacher.act({ kind: 'end-round' });
    await teacher.until('teacher-view', ({ rounds }) => rounds[0]?.ended === true);
  });

  it('goes on without who is removed, who gives no further command, and takes them back', async () => {
    const { teacher, students, code } = await classOf(2);
    const { seats } = await startRound(teacher, students);
    const [first, second] = seats;
    if (first === undefined || second === undefined) throw new Error('no seats');
    teacher.act({ kind: 'remove', student: studentId(1) });
    expect(await students[0]?.closed).toBe(CLOSE_CODES['removed-from-class']);
    expect((await first.closed).code).toBe(CLOSE_CODES['seat-taken-elsewhere']);
    await eventually(async () => expect(await seatsTaken(code)).toEqual(['client perfect']));
    expect(await give(second, 1, thanks(1))).toMatchObject({ kind: 'done' });
    const token = students[0]?.token ?? '';
    expect(await reserve(server.url, code, { studentToken: token })).toEqual({
      status: 403,
      error: 'removed',
    });
    teacher.act({ kind: 'let-back', student: studentId(1) });
    await teacher.until('teacher-view', ({ students: [one] }) => one?.removed === false);
    const back = await joinClass(server.url, code, { studentToken: token });
    const stage = await matchOf(back, 1);
    const seat = await joinRaw(server.url, stage.code, { seatToken: stage.seatToken });
    await seat.until('view', ({ public: { players } }) => players.client === 'person');
    teacher.act({ kind: 'end-round' });
    await teacher.until('teacher-view', ({ rounds }) => rounds[0]?.ended === true);
  });

  it('ends by itself with its last match, and the next one has another weather', async () => {
    const { teacher, students } = await classOf(2);
    const { seats } = await startRound(teacher, students);
    await pass(600_000);
    await Promise.all(seats.map((seat) => seat.latest('debrief')));
    await teacher.until('teacher-view', ({ rounds }) => rounds[0]?.ended === true);
    teacher.act({ kind: 'swap-seats' });
    const again = await startRound(teacher, students, 2);
    expect(again.stages.map(({ side }) => side)).toEqual(['server', 'client']);
    teacher.act({ kind: 'end-round' });
    await teacher.until('teacher-view', ({ rounds }) => rounds[1]?.ended === true);
  });
});

describe('the questions', () => {
  it('are asked before and after, kept once each, and reported with the gain; the tables hold no formula', async () => {
    const { teacher, students } = await classOf(2);
    teacher.act({ kind: 'rename', student: studentId(1), name: 'Ada' });
    for (const form of ['before', 'after'] as const) {
      teacher.act({ kind: 'questions', form, open: true });
      for (const [index, student] of students.entries()) {
        const { stage } = await student.until(
          'student-view',
          ({ stage: on }) => on.kind === 'questions' && on.form === form,
        );
        if (stage.kind !== 'questions') throw new Error('not asked');
        expect(stage.questions).toHaveLength(6);
        for (const { id } of stage.questions) {
          const right = questionNamed(id)?.options.indexOf('right') ?? -1;
          const choice = form === 'after' || index === 0 ? right : (right + 1) % 4;
          student.send('answer', { form, question: id, choice });
          // A second thought, another form and a question that is not asked do not count.
          student.send('answer', { form, question: id, choice: (choice + 1) % 4 });
          student.send('answer', { form: form === 'before' ? 'after' : 'before', question: id, choice });
        }
        student.send('answer', { form, question: 'no-such-question-a', choice: 0 });
        await student.caughtUp();
      }
      teacher.act({ kind: 'questions', form, open: false });
      await students[0]?.until('student-view', ({ stage: on }) => on.kind === 'waiting');
    }
    const view = await teacher.until('teacher-view', ({ asked }) => asked.length === 2);
    expect(view.students.map(({ answered }) => answered)).toEqual(Array(2).fill({ before: 6, after: 6 }));
    const report = await teacher.ask<ReportAnswer>('report', {});
    expect(report.gain).toMatchObject({ before: 50, after: 100, gain: 100, tooFew: true });
    expect(report.gain.students.map(({ before, after, gain }) => [before, after, gain])).toEqual([
      [6, 6, undefined],
      [0, 6, 100],
    ]);
    const tables = [];
    for (const table of ['students', 'answers', 'questions'] as const) {
      const { text } = await teacher.ask<TableAnswer>('table', { table });
      tables.push(parse(text, { bom: true }) as string[][]);
    }
    const [names, answers, questions] = tables;
    expect(names?.slice(1).map((row) => row[0])).toEqual(['Ada', view.students[1]?.name]);
    // For each of the ten ideas: tried, right, typical mistake; right and asked before, and after.
    expect(names?.map((row) => row.length)).toEqual([76, 76, 76]);
    const asked = (row: readonly string[] | undefined, column: number) =>
      Array.from({ length: 10 }, (_, idea) => Number(row?.[6 + idea * 7 + column])).reduce(
        (sum, of) => sum + of,
        0,
      );
    expect([4, 6].map((column) => asked(names?.[1], column))).toEqual([6, 6]);
    expect(answers).toHaveLength(25);
    expect(JSON.stringify([answers, questions])).not.toContain('Ada');
    expect(questions?.[0]).toContain('discrimination');
  });
});

describe('the right answers', () => {
  it('reach a student only when those after are answered by all or closed, and then only with own answers', async () => {
    const { teacher, students } = await classOf(2);
    const [one, two] = students;
    if (one === undefined || two === undefined) throw new Error('no students');
    const answerAll = async (student: ClassSeat, form: 'before' | 'after', choice: number) => {
      const { stage } = await student.until(
        'student-view',
        ({ stage: on }) => on.kind === 'questions' && on.form === form,
      );
      if (stage.kind !== 'questions') throw new Error('not asked');
      for (const { id } of stage.questions) student.send('answer', { form, question: id, choice });
      await student.until(
        'student-view',
        ({ stage: on }) => on.kind === 'questions' && Object.keys(on.answers).length === 6,
      );
    };
    teacher.act({ kind: 'questions', form: 'before', open: true });
    for (const student of [one, two]) await answerAll(student, 'before', 0);
    teacher.act({ kind: 'questions', form: 'before', open: false });
    for (const student of [one, two])
      await student.until('student-view', ({ stage }) => stage.kind === 'waiting');
    teacher.act({ kind: 'questions', form: 'after', open: true });
    await answerAll(one, 'after', 1);
    await two.caughtUp();
    const told = () => JSON.stringify([one, two].flatMap((student) => student.all('student-view')));
    const secret = [
      ...Object.values(explanationsEn),
      ...Object.values(explanationsKo),
      '"right"',
      '"review"',
    ];
    expect(secret.filter((words) => told().includes(words))).toEqual([]);

    await answerAll(two, 'after', 2);
    const reviewOf = async (student: ClassSeat) => {
      const { stage } = await student.until(
        'student-view',
        ({ stage: on }) => on.kind !== 'match' && on.kind !== 'poll' && on.review !== undefined,
      );
      return stage.kind === 'questions' || stage.kind === 'waiting' ? (stage.review ?? []) : [];
    };
    for (const [student, chosen] of [
      [one, 1],
      [two, 2],
    ] as const) {
      const review = await reviewOf(student);
      expect(review.map(({ before, after }) => [before?.chosen, after.chosen])).toEqual(
        Array(6).fill([0, chosen]),
      );
      for (const { before, after } of review) {
        expect(after.right).toBe(questionNamed(after.question)?.options.indexOf('right'));
        expect(after.explanation.ko).toBe(explanationsKo[after.question]);
        expect(before?.question.slice(0, -2)).toBe(after.question.slice(0, -2));
      }
    }
    // Closed, and asked for once more: it stays while nothing is asked, and is not there while there is.
    teacher.act({ kind: 'questions', form: 'after', open: false });
    await one.until('student-view', ({ stage }) => stage.kind === 'waiting' && stage.review?.length === 6);
    const late = await joinAsStudent(server.url, (await teacher.until('teacher-view')).code);
    expect((await late.until('student-view')).stage).toEqual({ kind: 'waiting' });
    teacher.act({ kind: 'questions', form: 'after', open: true });
    const { stage } = await one.until('student-view', ({ stage: on }) => on.kind === 'questions');
    expect(Object.hasOwn(stage, 'review')).toBe(false);
    const report = await teacher.ask<ReportAnswer>('report', {});
    expect(report.solutions).toHaveLength(12);
    expect(report.solutions[0]).toEqual(solutionOf(report.solutions[0]?.question ?? ''));
  });
});

describe('a report', () => {
  it('tells what the matches showed, with a replay of each, also after the class was opened again', async () => {
    const { teacher, students } = await classOf(2);
    const { seats } = await startRound(teacher, students);
    const [first] = seats;
    if (first === undefined) throw new Error('no seat');
    await give(first, 1, await tokenCommand(first, ['syn']));
    await give(first, 2, await tokenCommand(first, ['fin', 'ack']));
    teacher.act({ kind: 'end-round' });
    await Promise.all(seats.map((seat) => seat.latest('debrief')));
    const report = await teacher.ask<ReportAnswer>('report', {});
    expect(report.students[0]?.ideas[0]).toMatchObject({ idea: 1, tried: 1, right: 1 });
    const [mistake] = report.mistakes;
    expect(mistake).toMatchObject({ times: 1, students: 1 });
    const { recording } = await teacher.ask<RecordingAnswer>('recording', { match: mistake?.match ?? '' });
    expect(recording?.commands.map(({ command }) => command.kind)).toEqual(['token', 'token', 'end']);
    expect(await teacher.ask<RecordingAnswer>('recording', { match: 'another-class' })).toEqual({});
  });
});

describe('a class that is deleted', () => {
  it('sends everybody away, and nothing of it is left', async () => {
    const { teacher, students, code, secret } = await classOf(2);
    const { seats } = await startRound(teacher, students);
    const before = await server.store.readClasses();
    const id = before.find((each) => each.code === code)?.id ?? '';
    expect(await server.store.classMatchIds(id)).toHaveLength(1);
    teacher.act({ kind: 'delete' });
    expect(await teacher.closed).toBe(CLOSE_CODES['class-closed']);
    expect(await students[0]?.closed).toBe(CLOSE_CODES['class-closed']);
    await Promise.all(seats.map((seat) => seat.closed));
    await eventually(async () => {
      const left = await server.store.readClasses();
      expect([left.find((each) => each.id === id), await server.store.classMatchIds(id)]).toEqual([
        undefined,
        [],
      ]);
    });
    const teacherAgain = await post(`${server.url}/api/classes/teacher`, { code, secret });
    expect(teacherAgain.status).toBe(403);
  });

  it('goes by itself after 30 days', async () => {
    const { teacher, code } = await classOf(0);
    await pass(29 * 86_400_000);
    await teacher.caughtUp();
    await pass(2 * 86_400_000);
    expect(await teacher.closed).toBe(CLOSE_CODES['class-closed']);
    await eventually(async () => {
      expect((await server.store.readClasses()).filter((each) => each.code === code)).toEqual([]);
    });
  });
});

// The last one: from then on this address may guess no more for a while.
describe('guessing codes', () => {
  it('is slow for who guesses, not for the others behind the same address', async () => {
    const { code } = await makeClass(server.url);
    const visitorOf = async () =>
      ((await (await post(`${server.url}/api/visitors`, {})).json()) as { visitor: string }).visitor;
    const [guesser, honest] = [await visitorOf(), await visitorOf()];
    const words = [];
    for (let guess = 0; guess < 12; guess += 1) {
      const answer = await reserve(server.url, 'ZZZZZZ', { visitor: guesser });
      words.push('error' in answer ? answer.error : 'joined');
    }
    expect(words).toEqual([...Array(10).fill('no-such-room'), ...Array(2).fill('too-many-guesses')]);
    // Without a pass all of the address guess together.
    for (let guess = 0; guess < 21; guess += 1) await reserve(server.url, 'ZZZZZZ');
    expect(await reserve(server.url, code)).toEqual({ status: 429, error: 'too-many-guesses' });
    expect(await reserve(server.url, code, { visitor: guesser })).toMatchObject({
      error: 'too-many-guesses',
    });
    expect(await reserve(server.url, code, { visitor: `x${honest}` })).toMatchObject({
      error: 'too-many-guesses',
    });
    const student = await joinClass(server.url, code, { visitor: honest });
    const welcome = await student.until('class-welcome');
    await student.leave();
    // Who was there before needs no pass to come back.
    const studentToken = welcome.role === 'student' ? welcome.studentToken : '';
    await (await joinClass(server.url, code, { studentToken })).leave();
    expect(await reserve(server.url, 'ZZZZZZ', { studentToken })).toMatchObject({
      error: 'too-many-guesses',
    });
  });
});
