// A class with a night shift: what one pair left is in the next one's harbours a round later, also after a power cut.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FAIR_WINDS_HOME, OVERSTAYERS } from '../../shared/src/levels/catalog.ts';
import { handToken } from '../../shared/src/players/hand.ts';
import { CLASS_COUNTDOWN, classOf } from './class-lesson.ts';
import { type ClassSeat, joinAsTeacher, joinClass, LESSON, matchOf } from './class-seat.ts';
import { give } from './playing.ts';
import { joinRaw, type RawSeat } from './raw-seat.ts';
import { type ServerOnDisk, startOnDisk } from './server-on-disk.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let server: ServerOnDisk;
beforeEach(async () => {
  server = await startOnDisk({ DRAIN_SECONDS: '0' });
});
afterEach(() => server.remove());

/** A student in a round: where the class led them, and their seat there. */
async function placed(student: ClassSeat, round: number) {
  const stage = await matchOf(student, round);
  const seat = await joinRaw(server.url, stage.code, { seatToken: stage.seatToken });
  return { stage, seat };
}

const placedAll = (students: readonly ClassSeat[], round: number) =>
  Promise.all(students.map((student) => placed(student, round)));

type Placed = Awaited<ReturnType<typeof placed>>;

/** The servers of the two pairs, in the order of the pairs. */
function serversOf(all: readonly Placed[]): readonly [Placed, Placed] {
  const [first, second] = all.filter(({ stage }) => stage.side === 'server');
  if (first === undefined || second === undefined) throw new Error('two pairs have two servers');
  return [first, second];
}

async function statesAt(seat: RawSeat): Promise<readonly string[]> {
  const { seat: view } = await seat.latest('view');
  return view.sockets.map(({ connection }) => connection.state);
}

/** The server's player closes the first of the sockets that the night shift left. */
async function closeOne(seat: RawSeat): Promise<void> {
  const view = await seat.latest('view');
  const socket = view.seat.sockets.find(({ connection }) => connection.state === 'CLOSE_WAIT');
  if (socket === undefined) throw new Error('nothing to close');
  const token = handToken({ view: view.seat, level: OVERSTAYERS, now: view.at }, socket.key, ['fin', 'ack']);
  const answer = await give(seat, 1, { kind: 'token', token, seen: view.number });
  expect(answer).toMatchObject({ kind: 'judged', verdict: { kind: 'initiative' } });
}

async function allBack(made: Awaited<ReturnType<typeof classOf>>) {
  await server.kill();
  await server.start();
  const teacher = await joinAsTeacher(server.url, made);
  const back = made.students.map(({ token }) => joinClass(server.url, made.code, { studentToken: token }));
  return { teacher, students: await Promise.all(back) };
}

it('gives each pair what the other one left, tells whose work it is, and keeps it over two power cuts', async () => {
  const made = await classOf(server.url, 4, { ...LESSON, nightShift: true });
  made.teacher.act({ kind: 'start', level: OVERSTAYERS.id });
  const first = await placedAll(made.students, 1);
  await server.pass(CLASS_COUNTDOWN);
  const [one, other] = serversOf(first);
  // The level itself leaves two: one pair closes one of them, the other pair does nothing.
  await closeOne(one.seat);
  await other.seat.latest('view');
  await server.pass(OVERSTAYERS.timing.grace + 30_000);
  made.teacher.act({ kind: 'end-round' });
  await made.teacher.until('teacher-view', ({ rounds }) => rounds[0]?.ended === true);
  const second = await allBack(made);
  second.teacher.act({ kind: 'start', level: FAIR_WINDS_HOME.id });
  const heirs = await placedAll(second.students, 2);
  await server.pass(CLASS_COUNTDOWN);
  for (const heir of serversOf(heirs)) {
    const count = heir.stage.partner === one.stage.partner ? 2 : 1;
    expect(heir.stage.inherited).toEqual({ left: { client: 0, server: count }, own: false });
    expect(await statesAt(heir.seat)).toEqual(Array(count).fill('CLOSE_WAIT'));
  }
  const wall = await second.teacher.until('wall', ({ round, tiles }) => round === 2 && tiles.length === 2);
  const told = wall.tiles.map(({ pair, inherited }) => [
    inherited?.from.pair === pair,
    inherited?.left.server,
  ]);
  expect(told.toSorted()).toEqual([
    [false, 1],
    [false, 2],
  ]);
  const third = await allBack(made);
  const again = await placedAll(third.students, 2);
  expect(again.map(({ stage }) => stage.inherited)).toEqual(heirs.map(({ stage }) => stage.inherited));
  for (const [index, heir] of serversOf(again).entries()) {
    expect(heir.stage.inherited).toEqual(serversOf(heirs)[index]?.stage.inherited);
    expect((await statesAt(heir.seat)).filter((state) => state === 'CLOSE_WAIT')).toHaveLength(
      heir.stage.inherited?.left.server ?? 0,
    );
  }
  third.teacher.act({ kind: 'end-round' });
  const debriefs = await Promise.all(again.map(({ seat }) => seat.latest('debrief')));
  const setups = debriefs.map(({ recording }) => recording.setup.inherited);
  expect(setups).toEqual(again.map(({ stage }) => stage.inherited?.left));
});
