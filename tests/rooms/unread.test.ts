// Pages that keep their line, answer its pings, say much, and read nothing of what comes back.
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { CLOSE_CODES, type JoinOptions } from '../../shared/src/protocol/messages.ts';
import { eventually } from '../eventually.ts';
import { joinAsStudent, joinAsTeacher, joinClass, makeClass } from './class-seat.ts';
import { FRAME, joinRaw, makeRoom, messageFrame, post, reserve } from './raw-seat.ts';
import { type RoomServer, startRoomServer } from './room-server.ts';

vi.setConfig({ testTimeout: 60_000 });

const LONG = process.env['LONG'] === '1';

/** What the system takes of a line that nobody reads is some megabytes; this is more, and still soon sent. */
const ROUNDS_MAX = 1000;

/** So much may wait for a page (octets), and the one answer with which that was too much. */
const CAP = 1024 * 1024;
const LONGEST_ANSWER = 128 * 1024;

let server: RoomServer;
/** By which rates go: a test gives every sender the time that its frames take. */
let now = 0;
beforeAll(async () => {
  server = await startRoomServer({ monotonic: () => now });
});
afterAll(() => server.stop());

/** The most that has waited for any page of the server. */
let most = 0;
beforeEach(() => {
  const { get } = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'bufferedAmount') ?? {};
  most = 0;
  const spy = vi.spyOn(WebSocket.prototype, 'bufferedAmount', 'get').mockImplementation(function (
    this: WebSocket,
  ) {
    const waits = get?.call(this) as number;
    most = Math.max(most, waits);
    return waits;
  });
  return () => spy.mockRestore();
});

/** How many pages have been cut because they did not read. */
async function pagesCut(): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  const line = /^syn_or_swim_refusals_total\{door="socket",reason="does-not-read"\} (\d+)$/m.exec(text);
  return Number(line?.[1] ?? 0);
}

/** A page that has come in and from then on reads nothing. */
async function deafPage(code: string, options: JoinOptions): Promise<WebSocket> {
  const reservation = await reserve(server.url, code, options);
  if ('error' in reservation) throw new Error(reservation.error);
  const { processId, roomId, sessionId } = reservation;
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/${processId}/${roomId}?sessionId=${sessionId}`);
  socket.on('error', () => {});
  await new Promise<void>((resolve) => {
    socket.on('message', (data: Buffer) => {
      if (data[0] === FRAME.join) socket.send(Uint8Array.of(FRAME.join));
      if (data[0] === FRAME.message) resolve();
    });
  });
  socket.pause();
  return socket;
}

/** Sends `frame` again and again, and pongs that nobody has asked for, until the server cuts a page. */
async function askUntilCut(socket: WebSocket, frame: Uint8Array, burst: number): Promise<number> {
  const before = await pagesCut();
  for (let round = 1; round <= ROUNDS_MAX; round += 1) {
    for (let count = 0; count < burst; count += 1) socket.send(frame);
    socket.pong();
    now += 10_000;
    const cut = (await pagesCut()) - before;
    if (cut > 0) {
      socket.terminate();
      return cut;
    }
  }
  socket.terminate();
  throw new Error(`not cut after ${ROUNDS_MAX * burst} frames; ${most} octets waited at most`);
}

const request = (type: string, message: object) => {
  const [, ...rest] = messageFrame(type, message);
  return Uint8Array.of(FRAME.request, 1, ...rest);
};

/** A request to which the answer is several times as long. */
const UNKNOWN = request('x'.repeat(31), {});

describe('a page that asks and never reads', () => {
  it('of a teacher is cut when a megabyte waits for it, and is told everything when it comes back', async () => {
    const made = await makeClass(server.url);
    const { code, secret } = made;
    const admitted = await post(`${server.url}/api/classes/teacher`, { code, secret });
    const options = (await admitted.json()) as { teacherToken: string };
    const deaf = await deafPage(code, options);
    expect(await askUntilCut(deaf, request('report', {}), 95)).toBe(1);
    expect(most).toBeGreaterThan(CAP);
    expect(most).toBeLessThan(CAP + LONGEST_ANSWER);
    const back = await joinAsTeacher(server.url, made);
    expect((await back.until('teacher-view')).code).toBe(made.code);
    // The other page of the class, which reads, has never lost its line.
    await made.teacher.caughtUp();
    await Promise.all([back.leave(), made.teacher.leave()]);
  });

  it('of a match is cut, and finds its seat again', async () => {
    const code = await makeRoom(server.url);
    const seat = await joinRaw(server.url, code);
    const { seatToken } = await seat.latest('welcome');
    await seat.cut();
    expect(await askUntilCut(await deafPage(code, { seatToken }), UNKNOWN, 100)).toBe(1);
    expect(most).toBeLessThan(CAP + LONGEST_ANSWER);
    const back = await joinRaw(server.url, code, { seatToken });
    expect((await back.latest('welcome')).seat).toBe('client');
    await back.leave();
  });
});

// As a seat of a match, in a room of the other kind.
if (LONG) {
  it('a student’s page that asks and never reads is cut, and finds its seat again', async () => {
    const made = await makeClass(server.url);
    const student = await joinAsStudent(server.url, made.code);
    const name = (await student.until('student-view')).name;
    await student.leave();
    const options = { studentToken: student.token };
    expect(await askUntilCut(await deafPage(made.code, options), UNKNOWN, 100)).toBe(1);
    expect(most).toBeLessThan(CAP + LONGEST_ANSWER);
    const back = await joinClass(server.url, made.code, options);
    expect((await back.until('student-view')).name).toBe(name);
    await Promise.all([back.leave(), made.teacher.leave()]);
  });
}

describe('a page of a class that is told and does not read', () => {
  it('loses its line when too much waits for it, and is told everything when it comes back', async () => {
    const made = await makeClass(server.url);
    const student = await joinAsStudent(server.url, made.code);
    const reader = await joinAsStudent(server.url, made.code);
    vi.spyOn(WebSocket.prototype, 'bufferedAmount', 'get').mockReturnValue(2 * CAP);
    // Of what the teacher does both are told.
    made.teacher.act({ kind: 'freeze', frozen: true });
    expect(await Promise.all([made.teacher.closed, student.closed, reader.closed])).toEqual([
      1006, 1006, 1006,
    ]);
    vi.restoreAllMocks();
    const teacher = await joinAsTeacher(server.url, made);
    const back = await joinClass(server.url, made.code, { studentToken: student.token });
    expect((await back.until('student-view')).frozen).toBe(true);
    const view = await teacher.until('teacher-view', ({ students }) => students[0]?.connected === true);
    expect(view.students.map(({ connected }) => connected)).toEqual([true, false]);
    await Promise.all([back.leave(), teacher.leave()]);
  });
});

describe('a page of a class that sends what no page sends', () => {
  it.each([
    [
      'more than any hand',
      () => Array.from({ length: 101 }, () => messageFrame('name', { draw: 'en' })),
      CLOSE_CODES['too-many-frames'],
    ],
    ['a damaged frame', () => [Uint8Array.of(FRAME.message, 0xff, 0xff)], CLOSE_CODES['damaged-frame']],
    ['more than a message holds', () => [Buffer.alloc(3000, 1)], 1009],
  ])('loses its line by %s, alone of its class, and comes back', async (_what, frames, closedBy) => {
    const made = await makeClass(server.url);
    const [student, other] = [
      await joinAsStudent(server.url, made.code),
      await joinAsStudent(server.url, made.code),
    ];
    now += 10_000;
    for (const frame of frames()) student.room.connection.send(frame);
    expect(await student.closed).toBe(closedBy);
    const back = await joinClass(server.url, made.code, { studentToken: student.token });
    expect((await back.until('student-view')).code).toBe(made.code);
    await other.caughtUp();
    await Promise.all([back.leave(), other.leave(), made.teacher.leave()]);
  });
});

it('a student who wants another name without end has sixty at once, then one a second, in however many lines', async () => {
  const made = await makeClass(server.url);
  const { token, leave } = await joinAsStudent(server.url, made.code);
  await leave();
  let locked = false;
  /** How often the log has it that somebody was renamed, once it has what was done last. */
  const renamed = async () => {
    locked = !locked;
    made.teacher.act({ kind: 'lock', locked });
    return await eventually(async () => {
      const stored = (await server.store.readClasses()).find(({ code }) => code === made.code);
      expect(stored?.events.at(-1)?.event).toEqual({ kind: 'locked', locked });
      return stored?.events.filter(({ event }) => event.kind === 'renamed').length;
    });
  };
  const wish = async () => {
    const student = await joinClass(server.url, made.code, { studentToken: token });
    for (let count = 0; count < 50; count += 1) student.send('name', { draw: 'en' });
    await student.caughtUp();
    await student.leave();
  };
  await wish();
  await wish();
  expect(await renamed()).toBe(60);
  now += 5000;
  await wish();
  expect(await renamed()).toBe(65);
  await made.teacher.leave();
});
