// Several processes behind one address: a code works through any of them, and what one had another goes on with.
import { afterAll, beforeEach, describe, expect, it, type TestContext, vi } from 'vitest';
import { openPostgresStore } from '../../server/src/storage/postgres-store.ts';
import type { StoredMatch } from '../../server/src/storage/store.ts';
import { FIRST_LIGHT } from '../../shared/src/levels/catalog.ts';
import { eventually } from '../eventually.ts';
import { startBadLine } from '../lines/bad-line.ts';
import { needsProgram } from '../needs.ts';
import type { StudentSeat } from './class-lesson.ts';
import { type ClassSeat, joinAsStudent, joinAsTeacher, joinClass, makeClass, matchOf } from './class-seat.ts';
import { type Many, startMany } from './many.ts';
import { give, thanks } from './playing.ts';
import { connectRaw, joinRaw, makeRoom, type RawSeat, reserve } from './raw-seat.ts';
import { failToStart, type ServerProcess } from './server-process.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

let many: Many | undefined;
/** Two processes that run, whichever ones. */
let servers: readonly ServerProcess[] = [];
afterAll(async () => many?.stop());

/** The processes: those that a test has ended are replaced. */
async function both(context: TestContext): Promise<readonly [ServerProcess, ServerProcess]> {
  needsProgram(context, 'redis-server');
  many ??= await startMany();
  const alive = servers.filter((server) => server.isRunning());
  while (alive.length < 2) alive.push(await many.start());
  servers = alive;
  const [first, second] = alive;
  if (first === undefined || second === undefined) throw new Error('two processes were to run');
  return [first, second];
}

beforeEach(async (context) => void (await both(context)));

interface Seated {
  readonly seat: RawSeat;
  readonly seatToken: string;
}

async function seated(url: string, code: string, seatToken?: string): Promise<Seated> {
  const seat = await joinRaw(url, code, seatToken === undefined ? {} : { seatToken });
  return { seat, seatToken: (await seat.latest('welcome')).seatToken };
}

/** A match that is on, in a room made at `maker`, with one seat through each of the two. */
async function matchAcross(maker: ServerProcess, other: ServerProcess) {
  const code = await makeRoom(maker.url);
  const seats = [await seated(maker.url, code), await seated(other.url, code)] as const;
  for (const { seat } of seats) seat.send('ready', { ready: true });
  await Promise.all(seats.map(({ seat }) => seat.latest('view')));
  return { code, seats };
}

/** Comes back as a page does: until somebody gives a seat. */
async function back(url: string, code: string, { seatToken }: Seated): Promise<RawSeat> {
  return await eventually(
    async () => {
      const reservation = await reserve(url, code, { seatToken });
      const seat = await connectRaw(url, reservation);
      await seat.latest('welcome');
      return seat;
    },
    { interval: 200 },
  );
}

/** What the database has of the match that was begun last. */
async function newestMatch(): Promise<StoredMatch> {
  const opened = await openPostgresStore(many?.databaseUrl ?? '', () => {});
  if (!opened.ok) throw new Error(opened.problem.detail);
  const match = await opened.value.readMatch((await opened.value.matchIds()).at(-1) ?? '');
  await opened.value.close();
  if (match === undefined) throw new Error('no match is stored');
  return match;
}

/** What the process says of its connections to Redis: name and labels to value. */
async function redisFigures({ url }: ServerProcess): Promise<Readonly<Record<string, number>>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const figures = text.matchAll(/^syn_or_swim_redis_(connected\S+|lost_total\S+|seconds_count\S+) (\d+)$/gm);
  return Object.fromEntries(Array.from(figures, ([, name, value]) => [name ?? '', Number(value)]));
}

/** For each of the three connections: whether it is up, and how often it was lost. */
const redisLines = (connected: 0 | 1, lost: number) =>
  Object.fromEntries(
    ['commands', 'subscriptions', 'rooms'].flatMap((line) => [
      [`connected{line="${line}"}`, connected],
      [`lost_total{line="${line}"}`, lost],
    ]),
  );

const signalsOf = ({ commands }: StoredMatch) =>
  commands.flatMap(({ command }) => (command.kind === 'signal' ? [`${command.seat} ${command.seen}`] : []));

describe('two processes on one PostgreSQL and one Redis', () => {
  it('seat a pair across them, answer alike for codes, and draw codes apart', async (context) => {
    const [one, two] = await both(context);
    const { code, seats } = await matchAcross(one, two);
    for (const [index, { seat }] of seats.entries()) {
      expect(await give(seat, 1, thanks(1))).toMatchObject({ id: 1, kind: 'done' });
      expect((await seat.latest('welcome')).seat).toBe(index === 0 ? 'client' : 'server');
    }
    const full = await Promise.all([one, two].map(({ url }) => reserve(url, code)));
    const none = await Promise.all([one, two].map(({ url }) => reserve(url, 'ZZZZZZ')));
    expect(full).toEqual(Array(2).fill({ status: 409, error: 'room-full' }));
    expect(none).toEqual(Array(2).fill({ status: 404, error: 'no-such-room' }));
    expect(signalsOf(await newestMatch())).toEqual(['client 1', 'server 1']);
    for (const { seat } of seats) await seat.leave();
  });

  it('lose nothing that was answered when one is killed: the match goes on in the other', async (context) => {
    const [one, two] = await both(context);
    const { code, seats } = await matchAcross(one, two);
    const told: string[] = [];
    const asked = seats.flatMap(({ seat }, index) =>
      Array.from({ length: 20 }, async (_, count) => {
        const answer = await give(seat, count + 1, thanks(count + 1));
        if (answer.kind === 'done') told.push(`${index === 0 ? 'client' : 'server'} ${count + 1}`);
        if (told.length === 9) await one.kill();
      }),
    );
    await Promise.allSettled(asked);
    const killedAt = performance.now();
    const returned = await Promise.all(seats.map((each) => back(two.url, code, each)));
    const tookMs = Math.round(performance.now() - killedAt);
    console.log(`measured: owner killed, the match is back in another process after ${tookMs} ms`);
    for (const [index, seat] of returned.entries()) {
      const { nextCommand } = await seat.latest('welcome');
      // What was asked before counts once, what is asked anew is new.
      await give(seat, 1, thanks(1));
      expect(await give(seat, Math.max(nextCommand, 21), thanks(50 + index))).toMatchObject({ kind: 'done' });
    }
    const stored = await newestMatch();
    const kept = signalsOf(stored);
    expect(told.length).toBeGreaterThanOrEqual(9);
    expect(told.filter((each) => !kept.includes(each))).toEqual([]);
    expect(new Set(kept).size).toBe(kept.length);
    // What the owner had not kept of the server's first command is done anew between the two.
    expect(kept.filter((each) => each.endsWith(' 50') || each.endsWith(' 51'))).toEqual([
      'client 50',
      'server 51',
    ]);
    expect(kept.at(-1)).toBe('server 51');
    expect(stored.commands.map(({ serial }) => serial)).toEqual(stored.commands.map((_, index) => index + 1));
    expect(stored.end).toBeUndefined();
    for (const seat of returned) await seat.leave();
  });

  it('hand over at once when one is asked to end', async (context) => {
    const [one, two] = await both(context);
    const { code, seats } = await matchAcross(one, two);
    expect(await give(seats[0].seat, 1, thanks(1))).toMatchObject({ kind: 'done' });
    const ending = one.stop();
    const closes = await Promise.all(seats.map(({ seat }) => seat.closed));
    const closedAt = performance.now();
    const returned = await Promise.all(seats.map((each) => back(two.url, code, each)));
    const tookMs = Math.round(performance.now() - closedAt);
    console.log(`measured: owner asked to end, the match is back in another process after ${tookMs} ms`);
    expect(closes.every(({ code: close }) => close < 4100)).toBe(true);
    expect(tookMs).toBeLessThan(2500);
    expect(await ending).toBe(0);
    expect(await give(returned[1] as RawSeat, 1, thanks(2))).toMatchObject({ kind: 'done' });
    expect(signalsOf(await newestMatch())).toEqual(['client 1', 'server 2']);
    for (const seat of returned) await seat.leave();
  });

  it('keep out an owner that only stood still: it writes nothing any more, and lets its lines go', async (context) => {
    const [one, two] = await both(context);
    const { code, seats } = await matchAcross(one, two);
    const [first, second] = seats;
    expect(await give(first.seat, 1, thanks(1))).toMatchObject({ kind: 'done' });
    one.signal('SIGSTOP');
    // It waits in the old owner's socket until that goes on.
    let lateAnswer: unknown;
    void give(first.seat, 2, thanks(2)).then(
      (answer) => {
        lateAnswer = answer;
      },
      () => {},
    );
    const partner = await back(two.url, code, second);
    expect(await give(partner, 1, thanks(3))).toMatchObject({ kind: 'done' });
    one.signal('SIGCONT');
    const { code: close } = await first.seat.closed;
    expect([1006, 1012]).toContain(close);
    expect(lateAnswer).toBeUndefined();
    // Both through the former owner, which knows now where the room is.
    const again = await back(one.url, code, first);
    expect(await give(again, 3, thanks(4))).toMatchObject({ kind: 'done' });
    const stored = await newestMatch();
    expect(signalsOf(stored)).toEqual(['client 1', 'server 3', 'client 4']);
    expect(stored.end).toBeUndefined();
    expect((await fetch(`${one.url}/readyz`)).status).toBe(200);
    for (const seat of [again, partner]) await seat.leave();
  });

  it('play on without Redis, say so to who watches over them, and are one again with it', async (context) => {
    const [one, two] = await both(context);
    const { code, seats } = await matchAcross(one, two);
    const before = await redisFigures(two);
    expect(before).toMatchObject(redisLines(1, 0));
    await many?.redis.cut();
    for (const { seat } of seats) expect(await give(seat, 1, thanks(1))).toMatchObject({ kind: 'done' });
    await eventually(async () => {
      const ready = await fetch(`${two.url}/readyz`);
      expect([ready.status, await ready.json()]).toEqual([503, { ready: false, reason: 'redis' }]);
    });
    await eventually(async () => {
      const failed = 'seconds_count{line="commands",outcome="failed"}';
      expect(await redisFigures(two)).toMatchObject({ ...redisLines(0, 1), [failed]: expect.any(Number) });
    });
    // The owner needs nobody else to seat its players.
    await seats[0].seat.cut();
    const returned = await back(one.url, code, seats[0]);
    await many?.redis.restore();
    await seats[1].seat.cut();
    const partner = await back(two.url, code, seats[1]);
    expect(await give(partner, 2, thanks(2))).toMatchObject({ kind: 'done' });
    await eventually(async () => expect((await fetch(`${two.url}/readyz`)).status).toBe(200));
    await eventually(async () => expect(await redisFigures(two)).toMatchObject(redisLines(1, 1)));
    const done = 'seconds_count{line="subscriptions",outcome="done"}';
    await eventually(async () => {
      expect((await redisFigures(two))[done]).toBeGreaterThan(before[done] ?? 0);
    });
    for (const seat of [returned, partner]) await seat.leave();
  });

  it('notice a line to Redis that swallows everything, and are reached over a new one', async (context) => {
    const [one] = await both(context);
    const line = await startBadLine(many?.redis.url ?? '');
    const third = await many?.start({ REDIS_URL: `redis://127.0.0.1:${new URL(line.url).port}` });
    if (third === undefined) throw new Error('a third process was to run');
    const code = await makeRoom(third.url);
    // For what is open the line stays dead for good, and nobody says so.
    line.cut('swallow');
    line.restore();
    const cutAt = performance.now();
    await eventually(async () => expect(await redisFigures(third)).toMatchObject(redisLines(1, 1)), {
      interval: 100,
    });
    const tookMs = Math.round(performance.now() - cutAt);
    console.log(`measured: a line to Redis that swallows everything is made anew after ${tookMs} ms`);
    const { seat } = await seated(one.url, code);
    await seat.leave();
    await third.kill();
    await line.stop();
  });
});

/** A class made at `one` in whose round two play: the teacher and one student through `two`. */
async function roundAcross(one: ServerProcess, two: ServerProcess) {
  const made = await makeClass(one.url);
  await made.teacher.leave();
  const kinds = await Promise.all(
    [one, two].map(async ({ url }) => (await fetch(`${url}/api/codes/${made.code}`)).json()),
  );
  expect(kinds).toEqual(Array(2).fill({ kind: 'class' }));
  const teacher = await joinAsTeacher(two.url, made);
  const students = [
    await joinAsStudent(two.url, made.code),
    await joinAsStudent(one.url, made.code),
  ] as const;
  teacher.act({ kind: 'start', level: FIRST_LIGHT.id });
  const seats = await seatsThrough(two, students);
  return { made, teacher, students, seats };
}

/** The students' seats in the match of the first round, by way of `server`. */
async function seatsThrough(server: ServerProcess, students: readonly ClassSeat[]): Promise<RawSeat[]> {
  const stages = await Promise.all(students.map((student) => matchOf(student, 1)));
  return Promise.all(stages.map(({ code, seatToken }) => joinRaw(server.url, code, { seatToken })));
}

/** Teacher and students find the class again through `server`, as soon as somebody has it. */
async function classBack(server: ServerProcess, { made, students }: Awaited<ReturnType<typeof roundAcross>>) {
  const teacher = await eventually(() => joinAsTeacher(server.url, made));
  const back = ({ token }: StudentSeat) => joinClass(server.url, made.code, { studentToken: token });
  return { teacher, students: await Promise.all(students.map(back)) };
}

describe('a class across two processes', () => {
  it('is joined and taught through any of them; the owner dies in mid-round, and the round goes on in the other', async (context) => {
    const [one, two] = await both(context);
    const lesson = await roundAcross(one, two);
    const before = await Promise.all(lesson.students.map((student) => matchOf(student, 1)));
    await Promise.all(lesson.seats.map((seat) => seat.latest('view')));
    const told: string[] = [];
    const asked = lesson.seats.flatMap((seat, index) =>
      Array.from({ length: 20 }, async (_, count) => {
        const answer = await give(seat, count + 1, thanks(count + 1));
        if (answer.kind === 'done') told.push(`${before[index]?.side} ${count + 1}`);
        if (told.length === 9) await one.kill();
      }),
    );
    await Promise.allSettled(asked);
    const killedAt = performance.now();
    const { teacher, students } = await classBack(two, lesson);
    const seats = await seatsThrough(two, students);
    const tookMs = Math.round(performance.now() - killedAt);
    console.log(`measured: owner of a class killed, its round is back in another process after ${tookMs} ms`);
    expect(await Promise.all(students.map((student) => matchOf(student, 1)))).toEqual(before);
    for (const [index, seat] of seats.entries()) {
      const { nextCommand } = await seat.latest('welcome');
      // What was asked before counts once, what is asked anew is new.
      await give(seat, 1, thanks(1));
      expect(await give(seat, Math.max(nextCommand, 21), thanks(50 + index))).toMatchObject({ kind: 'done' });
    }
    const kept = signalsOf(await newestMatch());
    expect(told.length).toBeGreaterThanOrEqual(9);
    expect(told.filter((each) => !kept.includes(each))).toEqual([]);
    expect(new Set(kept).size).toBe(kept.length);
    expect(kept.slice(-2)).toEqual([`${before[0]?.side} 50`, `${before[1]?.side} 51`]);
    teacher.act({ kind: 'end-round' });
    for (const seat of seats) await seat.latest('debrief');
    const { students: roster, rounds } = await teacher.until('teacher-view', ({ rounds: [first] }) =>
      Boolean(first?.ended),
    );
    expect([roster.length, rounds.length]).toEqual([2, 1]);
    await Promise.all([...seats, ...students, teacher].map((seat) => seat.leave()));
  });

  it('is let go by an owner that only stood still: it is taught where it was taken to', async (context) => {
    const [one, two] = await both(context);
    const lesson = await roundAcross(one, two);
    one.signal('SIGSTOP');
    const { teacher, students } = await classBack(two, lesson);
    teacher.act({ kind: 'more-time', minutes: 1 });
    await teacher.until('teacher-view', ({ rounds }) => rounds[0]?.given === 60_000);
    // What its pages said meanwhile waits in the old owner's sockets until that goes on.
    lesson.teacher.act({ kind: 'end-round' });
    one.signal('SIGCONT');
    const former = [lesson.teacher.closed, ...lesson.students.map(({ closed }) => closed)];
    for (const close of await Promise.all(former)) expect([1006, 1012]).toContain(close);
    for (const { closed } of lesson.seats) expect([1006, 1012]).toContain((await closed).code);
    // Through the former owner, which knows now where the class is.
    const again = await joinAsTeacher(one.url, lesson.made);
    const { rounds } = await again.until('teacher-view');
    expect(rounds).toMatchObject([{ round: 1, given: 60_000, ended: false }]);
    const seats = await seatsThrough(one, students);
    await Promise.all(seats.map((seat) => seat.latest('view')));
    for (const seat of seats) expect(await give(seat, 1, thanks(1))).toMatchObject({ kind: 'done' });
    expect(signalsOf(await newestMatch())).toHaveLength(2);
    await Promise.all([...seats, ...students, teacher, again].map((seat) => seat.leave()));
  });
});

describe('a start that can only fail', () => {
  it('says in one line what is wrong with the Redis or the settings', async (context) => {
    await both(context);
    const settings = { DATABASE_URL: many?.databaseUrl ?? '', PUBLIC_ADDRESS: '/p/1' };
    const away = await failToStart({ ...settings, REDIS_URL: 'redis://:secret@127.0.0.1:9' });
    expect(away.code).toBe(1);
    expect(away.problem).toMatch(
      /^The Redis of REDIS_URL can't be used \(.*ECONNREFUSED.*\): check that it runs and that its address, user and password are right\.\n$/,
    );
    const alone = await failToStart({ REDIS_URL: 'redis://127.0.0.1:9', PUBLIC_ADDRESS: '/p/1' });
    expect([alone.code, alone.problem.split('\n').length]).toEqual([1, 2]);
    expect(alone.problem).toContain('REDIS_URL needs DATABASE_URL');
  });
});
