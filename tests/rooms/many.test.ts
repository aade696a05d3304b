// Several processes behind one address: a code works through any of them, and what one had another goes on with.
import { afterAll, beforeEach, describe, expect, it, type TestContext, vi } from 'vitest';
import { openPostgresStore } from '../../server/src/storage/postgres-store.ts';
import type { StoredMatch } from '../../server/src/storage/store.ts';
import { levelId } from '../../shared/src/game/level.ts';
import { needsProgram } from '../needs.ts';
import { type ClassSeat, joinAsTeacher, joinClass, makeClass } from './class-seat.ts';
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
  return await vi.waitFor(
    async () => {
      const reservation = await reserve(url, code, { seatToken });
      const seat = await connectRaw(url, reservation);
      await seat.latest('welcome');
      return seat;
    },
    { timeout: 20_000, interval: 200 },
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
    expect(kept.slice(-2)).toEqual(['client 50', 'server 51']);
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
    await many?.redis.cut();
    for (const { seat } of seats) expect(await give(seat, 1, thanks(1))).toMatchObject({ kind: 'done' });
    await vi.waitFor(async () => {
      const ready = await fetch(`${two.url}/readyz`);
      expect([ready.status, await ready.json()]).toEqual([503, { ready: false, reason: 'redis' }]);
    });
    // The owner needs nobody else to seat its players.
    await seats[0].seat.cut();
    const returned = await back(one.url, code, seats[0]);
    await many?.redis.restore();
    await seats[1].seat.cut();
    const partner = await back(two.url, code, seats[1]);
    expect(await give(partner, 2, thanks(2))).toMatchObject({ kind: 'done' });
    await vi.waitFor(async () => expect((await fetch(`${two.url}/readyz`)).status).toBe(200), 10_000);
    for (const seat of [returned, partner]) await seat.leave();
  });
});

describe('a class across two processes', () => {
  it('is joined and taught through any of them, and plays on one', async (context) => {
    const [one, two] = await both(context);
    const made = await makeClass(one.url);
    const kinds = await Promise.all(
      [one, two].map(async ({ url }) => (await fetch(`${url}/api/codes/${made.code}`)).json()),
    );
    expect(kinds).toEqual(Array(2).fill({ kind: 'class' }));
    const teacher = await joinAsTeacher(two.url, made);
    const students: readonly ClassSeat[] = [
      await joinClass(two.url, made.code),
      await joinClass(one.url, made.code),
    ];
    teacher.act({ kind: 'start', level: levelId('first-light') });
    const stages = await Promise.all(
      students.map((student) => student.until('student-view', ({ stage }) => stage.kind === 'match')),
    );
    const seats: RawSeat[] = [];
    for (const { stage } of stages) {
      if (stage.kind !== 'match') throw new Error('no match');
      seats.push(await joinRaw(two.url, stage.code, { seatToken: stage.seatToken }));
    }
    await Promise.all(seats.map((seat) => seat.latest('view')));
    for (const seat of seats) expect(await give(seat, 1, thanks(1))).toMatchObject({ kind: 'done' });
    expect(signalsOf(await newestMatch())).toHaveLength(2);

    // Its process dies: teacher and students find the class in the other one.
    const tokens = await Promise.all(students.map((student) => student.until('class-welcome')));
    await one.kill();
    const teacherAgain = await vi.waitFor(() => joinAsTeacher(two.url, made), 20_000);
    const [token] = tokens;
    if (token?.role !== 'student') throw new Error('not a student');
    const studentAgain = await joinClass(two.url, made.code, { studentToken: token.studentToken });
    const { students: roster } = await teacherAgain.until('teacher-view');
    expect(roster).toHaveLength(2);
    await Promise.all([teacherAgain.leave(), studentAgain.leave()]);
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
