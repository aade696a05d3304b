// What a student tries who writes messages and requests by hand: to act as the teacher, to read of others, to get into
// another class or match.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { studentId } from '../../shared/src/classroom/class-event.ts';
import { levelId } from '../../shared/src/game/level.ts';
import type { ClassClientMessages, TeacherAction } from '../../shared/src/protocol/class-messages.ts';
import type { JoinOptions } from '../../shared/src/protocol/messages.ts';
import { eventually } from '../eventually.ts';
import { classOf, startRound } from './class-lesson.ts';
import { type ClassSeat, LESSON, makeClass } from './class-seat.ts';
import { connectRaw, FRAME, messageFrame, post, type RawSeat, reserve } from './raw-seat.ts';
import { type RoomServer, startRoomServer, TEST_SEED } from './room-server.ts';

vi.setConfig({ testTimeout: 60_000 });

let server: RoomServer;
/** By which rates go: here nobody sends too fast. */
let now = 0;
beforeAll(async () => {
  server = await startRoomServer({
    monotonic: () => {
      now += 1000;
      return now;
    },
  });
});
afterAll(() => server.stop());

const FIRST_LIGHT = levelId('first-light');
const [ONE, TWO] = [studentId(1), studentId(2)];

/** Each act of a teacher; the type asks for a new one here. */
const ACTS: Readonly<Record<TeacherAction['kind'], TeacherAction>> = {
  settings: { kind: 'settings', settings: { ...LESSON, typedNames: false } },
  lock: { kind: 'lock', locked: true },
  pair: { kind: 'pair' },
  'swap-seats': { kind: 'swap-seats' },
  rename: { kind: 'rename', student: TWO, name: 'Mallory' },
  remove: { kind: 'remove', student: TWO },
  'let-back': { kind: 'let-back', student: TWO },
  questions: { kind: 'questions', form: 'before', open: true },
  together: { kind: 'together', one: ONE, other: studentId(3) },
  move: { kind: 'move', student: ONE, place: { pair: 1, side: 'server' } },
  third: { kind: 'third', pair: 0, seat: 'network' },
  start: { kind: 'start', level: FIRST_LIGHT },
  freeze: { kind: 'freeze', frozen: true },
  'more-time': { kind: 'more-time', minutes: 3 },
  'end-round': { kind: 'end-round' },
  delete: { kind: 'delete' },
  poll: {
    kind: 'poll',
    question: {
      kind: 'state',
      side: 'client',
      options: [{ kind: 'nothing' }, { kind: 'nothing' }],
      right: 0,
    },
  },
  'show-poll': { kind: 'show-poll' },
  'close-poll': { kind: 'close-poll' },
};

/** All else that a page may say to a class: a teacher's requests, with `match` a match of it; then a student's words. */
const words = (
  match: string,
): Readonly<Record<Exclude<keyof ClassClientMessages, 'act'>, readonly object[]>> => ({
  report: [{}],
  table: [{ table: 'students' }, { table: 'answers' }, { table: 'questions' }],
  recording: [{ match }],
  strait: [{ match }],
  vote: [{ poll: 1, choice: 0, student: 2 }],
  answer: [{ form: 'before', question: 'q', choice: 0, student: 2 }],
  name: [
    { typed: 'Mallory', student: 2 },
    { draw: 'en', student: 2 },
  ],
  time: [],
});
const REQUESTS = ['report', 'table', 'recording', 'strait'];

const storedClass = async (code: string) =>
  (await server.store.readClasses()).find((each) => each.code === code);

/** What the store has of the class, to compare. */
async function kept(code: string): Promise<string> {
  return JSON.stringify(await storedClass(code));
}

/** A class of four, two pairs, in whose first round the matches are on. */
async function fourInARound() {
  const whole = await classOf(server.url, 4);
  const { stages, seats } = await startRound(server, whole.teacher, whole.students);
  const id = (await storedClass(whole.code))?.id ?? '';
  await eventually(async () => expect(await server.store.classMatchIds(id)).toHaveLength(2));
  const matches = await server.store.classMatchIds(id);
  return { ...whole, stages, seats, matches };
}

async function end(teacher: ClassSeat): Promise<void> {
  teacher.act({ kind: 'delete' });
  await teacher.closed;
}

/** A student's own socket, over which frames of any form go. */
async function rawStudent(code: string, studentToken: string): Promise<RawSeat> {
  const seat = await connectRaw(server.url, await reserve(server.url, code, { studentToken }));
  await eventually(() => expect(seat.frames.some((frame) => frame.includes('class-welcome'))).toBe(true));
  return seat;
}

const errorsOf = (seat: RawSeat) =>
  seat.frames
    .filter((frame) => frame[0] === FRAME.error)
    .map((frame) => /[a-z]+(?:-[a-z]+)+/.exec(frame.toString('latin1'))?.[0]);

describe('a student', () => {
  it.each(['before any round', 'while a round is on'])('does no act of a teacher’s, %s', async (when) => {
    const whole = when === 'before any round' ? await classOf(server.url, 4) : await fourInARound();
    const { code, teacher, students } = whole;
    const raw = await rawStudent(code, students[0]?.token ?? '');
    await raw.caughtUp();
    const before = await kept(code);
    for (const [kind, action] of Object.entries(ACTS)) {
      expect(action.kind).toBe(kind);
      raw.sendFrame(messageFrame('act', action));
      // Nor do they as somebody else, or with a token that is no teacher's.
      raw.sendFrame(messageFrame('act', { ...action, role: 'teacher', teacherToken: students[0]?.token }));
    }
    await raw.caughtUp();
    expect(errorsOf(raw)).toEqual(Array(2 * Object.keys(ACTS).length).fill('not-a-teacher'));
    expect(await kept(code)).toBe(before);
    await end(teacher);
  });

  it('is answered none of a teacher’s requests, and says nothing in the name of another', async () => {
    const { code, teacher, students, stages, matches } = await fourInARound();
    teacher.act({ kind: 'end-round' });
    await teacher.until('teacher-view', ({ rounds }) => rounds[0]?.ended === true);
    teacher.act({ kind: 'questions', form: 'before', open: true });
    await teacher.until('teacher-view', ({ asking }) => asking === 'before');
    const raw = await rawStudent(code, students[0]?.token ?? '');
    await raw.caughtUp();
    const before = await kept(code);
    const asked: string[] = [];
    for (const match of [...matches, ...stages.map((stage) => stage.code), '__proto__', '']) {
      for (const [type, messages] of Object.entries(words(match))) {
        for (const message of messages) {
          if (REQUESTS.includes(type)) {
            expect((await raw.request(type, message)).answer).toEqual({ refused: 'not-a-teacher' });
            asked.push(type);
          } else raw.sendFrame(messageFrame(type, message));
        }
      }
    }
    await raw.caughtUp();
    expect(new Set(asked)).toEqual(new Set(REQUESTS));
    expect(new Set(errorsOf(raw))).toEqual(new Set(['malformed-vote', 'malformed-answer', 'malformed-name']));
    expect(await kept(code)).toBe(before);
    await end(teacher);
  });

  it('is told no name but the partner’s, no answer, and no way into another match', async () => {
    const { code, teacher, students, secret } = await classOf(server.url, 4);
    const names = ['Ada', 'Grace', 'Alan', 'Edsger'];
    for (const [index, student] of students.entries()) {
      student.send('name', { typed: names[index] ?? '' });
      await student.until('student-view', ({ name }) => name === names[index]);
    }
    const raw = await rawStudent(code, students[0]?.token ?? '');
    await raw.caughtUp();
    teacher.act({ kind: 'questions', form: 'before', open: true });
    const others = students.slice(1);
    for (const student of others) {
      const { stage } = await student.until('student-view', (view) => view.stage.kind === 'questions');
      if (stage.kind !== 'questions') throw new Error('not asked');
      for (const { id } of stage.questions)
        student.send('answer', { form: 'before', question: id, choice: 3 });
    }
    await teacher.until('teacher-view', ({ students: all }) =>
      all.slice(1).every(({ answered }) => answered.before === 6),
    );
    teacher.act({ kind: 'questions', form: 'before', open: false });
    const { stages } = await startRound(server, teacher, others);
    teacher.act({ kind: 'end-round' });
    await teacher.until('teacher-view', ({ rounds }) => rounds[0]?.ended === true);
    await raw.caughtUp();
    const told = Buffer.concat(raw.frames).toString('latin1');
    const [partner, ...strangers] = stages;
    // It was told of its own pair.
    for (const known of ['Ada', 'Grace', partner?.code ?? '?']) expect(told).toContain(known);
    const foreign = [
      'Alan',
      'Edsger',
      secret,
      String(TEST_SEED),
      partner?.seatToken ?? '',
      ...strangers.flatMap((stage) => [stage.code, stage.seatToken]),
      ...others.map(({ token }) => token),
    ];
    expect(foreign.filter((text) => text === '' || told.includes(text))).toEqual([]);
    // Nobody's answers, not even as numbers: it has given none itself.
    expect(told).not.toContain('review');
    await end(teacher);
  });
});

/** What a student may have seen of a class, their own token among it. */
interface Found {
  readonly code: string;
  readonly token: string;
  /** The room of the own match, the seat there, and the room of other pairs. */
  readonly match: string;
  readonly seatToken: string;
  readonly otherMatch: string;
  readonly otherClass: string;
}

type Try = readonly [path: string, body: object | undefined, status: number];

/** For each route of the server what a student can try there, and what it is answered. */
const ROUTES: Readonly<Record<string, (found: Found) => readonly Try[]>> = {
  'GET /healthz': () => [['/healthz', undefined, 200]],
  'GET /readyz': () => [['/readyz', undefined, 200]],
  'GET /metrics': () => [['/metrics', undefined, 404]],
  'USE /monitor': () => [
    ['/monitor/', undefined, 404],
    ['/monitor/api', undefined, 404],
  ],
  'POST /test/clock': () => [['/test/clock', { by: 1000 }, 404]],
  'GET /api/kernel': () => [['/api/kernel', undefined, 200]],
  'POST /api/rooms': ({ token }) => [['/api/rooms', { level: 'first-light', studentToken: token }, 400]],
  'GET /api/codes/:code': ({ code, otherMatch }) => [
    [`/api/codes/${code}`, undefined, 200],
    [`/api/codes/${otherMatch}`, undefined, 200],
  ],
  'POST /api/classes': ({ token }) => [['/api/classes', { settings: LESSON, studentToken: token }, 400]],
  'POST /api/classes/teacher': ({ code, token, otherClass }) => [
    ['/api/classes/teacher', { code, secret: token }, 403],
    ['/api/classes/teacher', { code, secret: '' }, 403],
    ['/api/classes/teacher', { code: otherClass, secret: token }, 403],
    ['/api/classes/teacher', { code, studentToken: token }, 400],
    ['/api/classes/teacher', { code, secret: token, studentToken: token }, 400],
    ['/api/classes/teacher', { code, secret: null }, 400],
  ],
  'POST /api/visitors': () => [['/api/visitors', {}, 201]],
  'POST /matchmake/joinById/:code': ({ code, token, match, seatToken, otherMatch, otherClass }) => {
    const joins: readonly (readonly [string, JoinOptions, number])[] = [
      [code, { teacherToken: token }, 403],
      [code, { teacherToken: token.replace('s', 't') }, 403],
      [code, { teacherToken: seatToken }, 403],
      [code, { studentToken: token.replace(/^s\d+/, 's2') }, 403],
      [otherClass, { studentToken: token }, 403],
      [otherClass, { teacherToken: token }, 403],
      [match, {}, 409],
      [match, { seatToken: token }, 403],
      [match, { seatToken: seatToken.replace(/^./, (place) => (place === '0' ? '1' : '0')) }, 403],
      [otherMatch, {}, 409],
      [otherMatch, { seatToken }, 403],
      [otherMatch, { studentToken: token }, 409],
    ];
    return joins.map(([to, options, status]) => [`/matchmake/joinById/${to}`, options, status]);
  },
};

/** The routes as they stand in the sources: none may be missing above. */
function mountedRoutes(): readonly string[] {
  const folder = join(import.meta.dirname, '../../server/src/http');
  const sources = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  return sources.flatMap((source) =>
    [...source.matchAll(/\bapp\.(get|post|put|patch|delete|all|use)\('([^']+)'/g)].map(
      ([, method = '', path = '']) => `${method.toUpperCase()} ${path}`,
    ),
  );
}

/** The pages are files that everybody may read. */
const PAGE = 'GET /:code';

describe('the routes of the server', () => {
  it('are all tried with a student’s token, which opens nothing and is told nothing', async () => {
    const { code, teacher, students, secret, stages } = await fourInARound();
    const other = await makeClass(server.url);
    const token = students[0]?.token ?? '';
    const found: Found = {
      code,
      token,
      match: stages[0]?.code ?? '',
      seatToken: stages[0]?.seatToken ?? '',
      otherMatch: stages[2]?.code ?? '',
      otherClass: other.code,
    };
    expect([...Object.keys(ROUTES), PAGE].toSorted()).toEqual([...mountedRoutes()].toSorted());
    const [before, otherBefore] = [await kept(code), await kept(other.code)];
    const names = (await teacher.until('teacher-view')).students.map(({ name }) => name);
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      cookie: `studentToken=${token}; teacherToken=${token}`,
      'x-forwarded-for': '127.0.0.1',
    };
    for (const [route, tries] of Object.entries(ROUTES)) {
      for (const [path, body, status] of tries(found)) {
        const method = route.startsWith('POST') ? 'POST' : 'GET';
        const asked = `${server.url}${path}?studentToken=${token}&teacherToken=${token}`;
        const response = await fetch(asked, { method, headers, ...(body && { body: JSON.stringify(body) }) });
        const text = await response.text();
        expect([path, body, response.status]).toEqual([path, body, status]);
        for (const hidden of [
          secret,
          other.secret,
          String(TEST_SEED),
          ...names,
          'teacherToken',
          'sessionId',
        ]) {
          expect(text).not.toContain(hidden);
        }
      }
    }
    expect([await kept(code), await kept(other.code)]).toEqual([before, otherBefore]);
    await end(teacher);
    await end(other.teacher);
  });

  it('hold a reservation good for its own room alone', async () => {
    const { code, teacher, students, stages } = await fourInARound();
    const own = await reserve(server.url, code, { studentToken: students[0]?.token ?? '' });
    const theirs = await reserve(server.url, stages[2]?.code ?? '', {
      seatToken: stages[2]?.seatToken ?? '',
    });
    if ('error' in own || 'error' in theirs) throw new Error('no reservation');
    const socket = new WebSocket(
      `ws://127.0.0.1:${server.port}/${own.processId}/${theirs.roomId}?sessionId=${own.sessionId}`,
    );
    socket.on('error', () => {});
    const frames: number[] = [];
    socket.on('message', (data: Buffer) => void frames.push(data[0] ?? -1));
    const closed = await new Promise<number>((resolve) => socket.on('close', (why) => resolve(why)));
    expect([closed >= 4000, frames.filter((kind) => kind !== FRAME.error)]).toEqual([true, []]);
    await end(teacher);
  });
});

describe('a teacher’s token', () => {
  it('is good for its own class, for twelve hours, and neither is a student’s nor a seat’s', async () => {
    const [one, other] = [await makeClass(server.url), await makeClass(server.url)];
    const { code, secret } = one;
    const admitted = await post(`${server.url}/api/classes/teacher`, { code, secret });
    const { teacherToken } = (await admitted.json()) as { teacherToken: string };
    const refused = { status: 403, error: 'stale-seat' };
    const tried = (code: string, options: JoinOptions) => reserve(server.url, code, options);
    expect(await tried(other.code, { teacherToken })).toEqual(refused);
    expect(await tried(code, { studentToken: teacherToken })).toEqual(refused);
    // Another time in it, or another sign, and the seal no longer fits.
    const later = teacherToken.replace(/^t\d+/, (until) => `t${Number(until.slice(1)) + 1}`);
    const forged = [later, `${teacherToken}x`, teacherToken.toUpperCase(), teacherToken.slice(0, -1)];
    for (const token of forged) expect(await tried(code, { teacherToken: token })).toEqual(refused);
    expect(await tried(code, { teacherToken })).toHaveProperty('sessionId');
    await server.pass(12 * 3_600_000);
    expect(await tried(code, { teacherToken })).toEqual(refused);
    await Promise.all([end(one.teacher), end(other.teacher)]);
  });
});
