import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { levelId } from '../../shared/src/game/level.ts';
import { peerOf, type Side } from '../../shared/src/game/seat.ts';
import type { ClassMade } from '../../shared/src/protocol/class-messages.ts';
import { CLOSE_CODES } from '../../shared/src/protocol/messages.ts';
import { eventually } from '../eventually.ts';
import type { Cut } from '../lines/bad-line.ts';
import { openAsStudent, openAsTeacher, type StudentPage, type TeacherPage } from '../lines/class-pages.ts';
import type { SeatedPage } from '../lines/seated-page.ts';
import { diceOf } from '../random/dice.ts';
import { LESSON, makeClass } from './class-seat.ts';
import { type RoomServer, startRoomServer } from './room-server.ts';

vi.setConfig({ testTimeout: 600_000 });

const LONG = process.env['LONG'] === '1';
const STUDENTS = 30;
/** How often a third of all lines is cut at once, and in which ways; and how often each line by itself. */
const OUTAGES: readonly Cut[] = LONG ? ['reset', 'swallow', 'reset', 'swallow'] : ['reset'];
const CUTS_EACH = LONG ? 6 : 2;
/** Lines that are cut by themselves at about the same time. */
const CUTS_TOGETHER = LONG ? 6 : 20;
const SEED = 20_261_122;

const COUNTDOWN = 8000;
const GRACE = 10_000;
const WALL = 1000;

/** How long a page may take to be heard again, and from one try to the next, ms. */
const HEARD = { patience: 60_000, interval: 25 };

let server: RoomServer;
beforeAll(async () => {
  server = await startRoomServer();
});
afterAll(() => server.stop());

const pass = (ms: number) => server.pass(ms);

/** A student's page with what the server has answered it so far. */
interface Student {
  readonly id: number;
  page: StudentPage;
  answered: number;
}

/** A class in a match of its first round. */
interface Playing {
  readonly made: ClassMade;
  teacher: TeacherPage;
  readonly students: Student[];
}

async function join(url: string, code: string): Promise<Student> {
  const page = await openAsStudent(url, code);
  return { id: Number(/^s(\d+)/.exec(page.token() ?? '')?.[1]), page, answered: 0 };
}

async function beginRound(count: number): Promise<Playing> {
  const { code, secret, teacher: first } = await makeClass(server.url, LESSON);
  await first.leave();
  const made = { code, secret };
  const teacher = await openAsTeacher(server.url, made);
  const students = await Promise.all(Array.from({ length: count }, () => join(server.url, code)));
  teacher.room.send('act', { kind: 'start', level: levelId('fair-winds-home') });
  const matches = await Promise.all(students.map(({ page }) => page.untilMatch()));
  await Promise.all(matches.map((match) => match.until(({ seat }) => seat !== undefined)));
  await pass(COUNTDOWN);
  await Promise.all(matches.map((match) => match.until(({ view }) => view !== undefined)));
  return { made, teacher, students };
}

async function closeAll({ teacher, students }: Playing): Promise<void> {
  await teacher.close();
  await Promise.all(students.map(({ page }) => page.close()));
}

function matchOf({ page }: Student): SeatedPage {
  const match = page.match();
  if (match === undefined) throw new Error('this student is in no match');
  return match;
}

function sideOf(student: Student): Side {
  const { seat } = matchOf(student).news();
  if (seat !== 'client' && seat !== 'server') throw new Error('this student has no seat');
  return seat;
}

/** Says something until it was heard: over a line that has just come back the first try may fail. */
async function heard(student: Student): Promise<void> {
  await eventually(
    async () => expect((await matchOf(student).sendSignal('thanks')).kind).toBe('done'),
    HEARD,
  );
  student.answered += 1;
}

/** How the students' seats are taken, as the students' partners are told. */
function seatsTold(students: readonly Student[], of: readonly Student[]) {
  return of.map((student) => {
    const code = matchOf(student).room.code;
    const partner = students.find((other) => other !== student && matchOf(other).room.code === code);
    return partner && matchOf(partner).news().told?.roster[sideOf(student)];
  });
}

/** Who plays the students' seats, as the students' partners are told. */
const playersTold = (students: readonly Student[], of: readonly Student[]) =>
  new Set(seatsTold(students, of).map((seat) => seat?.player));

/** Where everybody sits: what must never change. */
const places = (students: readonly Student[]) =>
  students.map((student) => [student.page.view()?.name, matchOf(student).room.code, sideOf(student)]);

/** Ids of the students whose line is down, as the teacher sees them. */
const awayFor = (teacher: TeacherPage) =>
  (teacher.view()?.students ?? []).filter(({ connected }) => !connected).map(({ id }) => Number(id));

const sorted = (ids: readonly number[]) => ids.toSorted((one, other) => one - other);

/** One of each pair, so that everybody who stays has a partner who is away, or one who is not. */
function drawnThird(students: readonly Student[], below: (limit: number) => number): Student[] {
  const pairs = [...Map.groupBy(students, (student) => matchOf(student).room.code).values()];
  const drawn = pairs.flatMap((pair) => pair[below(pair.length)] ?? []);
  while (drawn.length > students.length / 3) drawn.splice(below(drawn.length), 1);
  return drawn;
}

describe('thirty students on a bad network', () => {
  it('keep their seats through every cut, and their partners go on', async () => {
    const dice = diceOf(SEED);
    const playing = await beginRound(STUDENTS);
    const { teacher, students } = playing;
    const before = places(students);
    expect(awayFor(teacher)).toEqual([]);

    for (const how of OUTAGES) {
      const third = drawnThird(students, dice.below);
      expect(third).toHaveLength(STUDENTS / 3);
      const rest = students.filter((student) => !third.includes(student));
      // Where nobody closes anything the server's own pings find out.
      for (const { page } of third) page.line.cut(how);
      await teacher.until(() => sorted(awayFor(teacher)).join() === sorted(third.map(({ id }) => id)).join());
      await eventually(() => expect(rest.every(({ page }) => page.state() === 'up')).toBe(true));
      // The class's line and that of the match each have an end of their own.
      await eventually(() => expect(seatsTold(students, third).some((seat) => seat?.connected)).toBe(false));
      await pass(GRACE);
      await eventually(() => expect(playersTold(students, third)).toEqual(new Set(['holder'])));
      await pass(WALL);
      await teacher.untilWall(
        ({ tiles }) =>
          tiles.flatMap(({ connected }) => Object.values(connected)).filter((up) => !up).length === 10,
      );
      await Promise.all(rest.map(heard));
      for (const { page } of third) page.line.restore();
      await Promise.all(third.map(heard));
      await eventually(() => expect(playersTold(students, third)).toEqual(new Set(['person'])));
      await teacher.until(() => awayFor(teacher).length === 0);
    }

    const cuts = students.flatMap((student) => Array<Student>(CUTS_EACH).fill(student));
    while (cuts.length > 0) {
      // A few at a time, in an order that the seed draws.
      const some = Array.from({ length: Math.min(CUTS_TOGETHER, cuts.length) }, () =>
        cuts.splice(dice.below(cuts.length), 1),
      );
      await Promise.all(
        [...new Set(some.flat())].map(async (student) => {
          student.page.line.cut(dice.oneOf<Cut>(['reset', 'swallow', 'hold']));
          await pause(dice.below(1500));
          student.page.line.restore();
          await heard(student);
        }),
      );
    }

    expect(places(students)).toEqual(before);
    expect(
      students.flatMap(({ page }) => [...page.gone, ...matchOf({ page, id: 0, answered: 0 }).gone]),
    ).toEqual([]);
    // Nothing that was answered is lost, and nothing counts twice.
    const tiles = teacher.wall()?.tiles ?? [];
    const said: Record<number, number> = {};
    for (const { match, seats } of tiles) {
      const { recording } = await teacher.room.recording(match);
      for (const { command } of recording?.commands ?? []) {
        if (command.kind !== 'signal') continue;
        const student = seats[command.seat] ?? 0;
        said[student] = (said[student] ?? 0) + 1;
      }
    }
    expect(said).toEqual(Object.fromEntries(students.map(({ id, answered }) => [id, answered])));
    const answered = students.reduce((sum, student) => sum + student.answered, 0);
    console.log(
      `measured: ${STUDENTS} students on a bad network: ${OUTAGES.length} outages of a third of them, ${STUDENTS * CUTS_EACH} cuts of single lines; ${answered} commands answered, 0 lost, 0 counted twice, every seat kept`,
    );
    // Nobody is stuck: the round comes to its end for all of them.
    await pass(600_000);
    await Promise.all(
      students.map((student) => matchOf(student).until(({ debrief }) => debrief !== undefined)),
    );
    await closeAll(playing);
  });
});

describe.concurrent('a class on a bad network', () => {
  it('takes in who comes late, and takes back who was removed by mistake', async () => {
    const playing = await beginRound(3);
    const { made, teacher, students } = playing;
    const [first, second, lone] = students;
    if (first === undefined || second === undefined || lone === undefined) throw new Error('no students');
    // Somebody comes while another's line is down: the seat of who is away is not given away.
    first.page.line.cut('reset');
    await teacher.until(() => awayFor(teacher).includes(first.id));
    const late = await join(server.url, made.code);
    students.push(late);
    await (await late.page.untilMatch()).until(({ view }) => view !== undefined);
    expect([matchOf(late).room.code, sideOf(late)]).toEqual([matchOf(lone).room.code, 'server']);
    // Removed while away, let back while still away.
    const before = [matchOf(first).room.code, first.page.view()?.name];
    teacher.room.send('act', { kind: 'remove', student: first.id as never });
    await teacher.until((view) => view.students.some(({ id, removed }) => id === first.id && removed));
    teacher.room.send('act', { kind: 'let-back', student: first.id as never });
    await teacher.until((view) => view.students.every(({ removed }) => !removed));
    first.page.line.restore();
    await heard(first);
    expect([matchOf(first).room.code, first.page.view()?.name]).toEqual(before);
    // Removed while there, let back and here again by the old token.
    const token = second.page.token();
    teacher.room.send('act', { kind: 'remove', student: second.id as never });
    await eventually(() => expect(second.page.gone).toEqual(['removed-from-class']));
    expect(Object.keys(CLOSE_CODES)).toContain('removed-from-class');
    teacher.room.send('act', { kind: 'let-back', student: second.id as never });
    await teacher.until((view) => view.students.every(({ removed }) => !removed));
    await second.page.close();
    second.page = await openAsStudent(server.url, made.code, token);
    await second.page.untilMatch();
    await heard(second);
    expect(matchOf(second).room.code).toBe(before[0]);
    expect(new Set([sideOf(first), sideOf(second)])).toEqual(new Set([sideOf(first), peerOf(sideOf(first))]));
    await closeAll(playing);
  });

  it('goes on without its teacher, who comes back by the link, and may be two', async () => {
    const playing = await beginRound(4);
    const { made, students } = playing;
    const seen = playing.teacher.view();
    await playing.teacher.close();
    await Promise.all(students.map(heard));
    const [one, other] = await Promise.all([
      openAsTeacher(server.url, made),
      openAsTeacher(server.url, made),
    ]);
    expect(one.view()).toEqual(seen);
    // Each sees what the other does, also one whose line was down meanwhile.
    other.line.cut('swallow');
    one.room.send('act', { kind: 'freeze', frozen: true });
    await Promise.all(students.map(({ page }) => page.until(({ frozen }) => frozen)));
    await eventually(() => expect(other.state()).toBe('reconnecting'));
    other.line.restore();
    await other.until(({ frozen }) => frozen);
    other.room.send('act', { kind: 'freeze', frozen: false });
    await one.until(({ frozen }) => !frozen);
    await pass(WALL);
    const walls = await Promise.all(
      [one, other].map((page) => page.untilWall(({ tiles }) => tiles.length === 2)),
    );
    expect(walls[0]).toEqual(walls[1]);
    await Promise.all(students.map(heard));
    await other.close();
    await closeAll({ ...playing, teacher: one });
  });

  it('begins a round for who is away just then, as soon as they are back', async () => {
    const { code, secret, teacher: first } = await makeClass(server.url, LESSON);
    await first.leave();
    const teacher = await openAsTeacher(server.url, { code, secret });
    const students = await Promise.all(Array.from({ length: 4 }, () => join(server.url, code)));
    const [away, slow] = students;
    if (away === undefined || slow === undefined) throw new Error('no students');
    away.page.line.cut('swallow');
    // This one's line breaks between the class's word and the seat to which it leads.
    void slow.page.until(({ stage }) => stage.kind === 'match').then(() => slow.page.line.cut('reset'));
    teacher.room.send('act', { kind: 'start', level: levelId('first-light') });
    await teacher.until(({ rounds }) => rounds.length === 1);
    await eventually(() => expect(slow.page.state()).toBe('reconnecting'));
    await pass(COUNTDOWN + GRACE);
    for (const { page } of students) page.line.restore();
    await Promise.all(students.map(({ page }) => page.untilMatch()));
    await Promise.all(students.map(heard));
    await closeAll({ made: { code, secret }, teacher, students });
  });

  it('loses no answer to its questions, and counts none twice', async () => {
    const { code, secret, teacher: first } = await makeClass(server.url, LESSON);
    await first.leave();
    const teacher = await openAsTeacher(server.url, { code, secret });
    const students = await Promise.all(Array.from({ length: 6 }, () => join(server.url, code)));
    teacher.room.send('act', { kind: 'questions', form: 'before', open: true });
    await Promise.all(
      students.map(async ({ page }) => {
        const { stage } = await page.until(({ stage: on }) => on.kind === 'questions');
        if (stage.kind !== 'questions') throw new Error('no questions');
        for (const [index, { id, order }] of stage.questions.entries()) {
          // Twice of six times the line breaks: just before the answer, or just after.
          if (index === 1) page.line.cut('swallow');
          page.room.answer({ form: 'before', question: id, choice: order[0] ?? 0 });
          if (index === 4) page.line.cut('reset');
          if (index === 1 || index === 4) {
            await eventually(() => expect(page.state()).toBe('reconnecting'));
            page.line.restore();
          }
          await page.until(({ stage: on }) => on.kind === 'questions' && Object.hasOwn(on.answers, id));
        }
      }),
    );
    const view = await teacher.until(({ students: all }) =>
      all.every(({ answered }) => answered.before === 6),
    );
    expect(view.students).toHaveLength(6);
    const { text } = await teacher.room.table({ table: 'answers' });
    expect(text.trim().split('\r\n')).toHaveLength(1 + 6 * 6);
    await closeAll({ made: { code, secret }, teacher, students });
  });
});
