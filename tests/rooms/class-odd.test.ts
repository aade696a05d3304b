import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { studentId } from '../../shared/src/classroom/class-event.ts';
import { FIRST_LIGHT } from '../../shared/src/levels/catalog.ts';
import type { ReportAnswer } from '../../shared/src/protocol/class-messages.ts';
import { classOf, type OddSettings, startRound } from './class-lesson.ts';
import { LESSON, matchOf } from './class-seat.ts';
import { give, thanks, tokenCommand } from './playing.ts';
import { joinRaw } from './raw-seat.ts';
import { type RoomServer, startRoomServer } from './room-server.ts';

vi.setConfig({ testTimeout: 60_000 });

const GRACE = 10_000;

let server: RoomServer;
beforeAll(async () => {
  server = await startRoomServer();
});
afterAll(() => server.stop());

/** A class of three in a match that has begun, the third of whom sits as `odd` says. */
async function three(odd: OddSettings) {
  const { teacher, students, code } = await classOf(server.url, 3, { ...LESSON, odd });
  const { stages, seats } = await startRound(server, teacher, students);
  const [client, other, third] = seats;
  if (client === undefined || other === undefined || third === undefined) throw new Error('no seats');
  return { teacher, students, code, stages, client, other, third };
}

async function ended({ teacher }: Awaited<ReturnType<typeof three>>, round = 1): Promise<void> {
  teacher.act({ kind: 'end-round' });
  await teacher.until('teacher-view', ({ rounds }) => rounds[round - 1]?.ended === true);
}

describe('the third of a match of a class', () => {
  it('is the weather: sees headers, sinks a boat, gives no harbour’s command, and is in wall and report', async () => {
    const match = await three('network');
    const { teacher, stages, client, third } = match;
    expect(stages.map(({ side, mates }) => [side, mates.map(({ seat }) => seat)])).toEqual([
      ['client', ['server', 'network']],
      ['server', ['client', 'network']],
      ['network', ['client', 'server']],
    ]);
    expect((await client.latest('view')).public.players).toEqual({ client: 'person', server: 'person' });
    await give(client, 1, await tokenCommand(client, ['syn']));
    const { boats } = await third.until('network-view', (view) => view.boats.length > 0);
    expect(boats.map(({ flags }) => flags.syn)).toEqual([true]);
    const sink = { kind: 'sink', boat: boats[0]?.boat ?? 0 } as const;
    await server.pass(1000);
    expect(await third.command({ id: 1, match: 1, command: { kind: 'network', act: sink } })).toMatchObject({
      kind: 'done',
    });
    expect(await give(third, 2, thanks(1))).toMatchObject({ kind: 'refused', reason: 'not-your-seat' });
    // Not a word of the harbours goes to the weather.
    expect(third.messages().filter(({ type }) => type === 'view')).toEqual([]);
    const wall = await teacher.until('wall', ({ tiles }) => tiles.length > 0);
    expect(wall.tiles[0]).toMatchObject({
      seats: { client: 1, server: 2, third: { student: 3, seat: 'network' } },
      connected: { client: true, server: true, third: true },
    });
    await ended(match);
    expect((await third.latest('debrief')).seat).toBe('network');
    const report = await teacher.ask<ReportAnswer>('report', {});
    expect(report.matches[0]?.third).toMatchObject({ seat: 'network', network: { acts: 1 } });
    expect(report.students[2]?.matches).toBe(1);
  });

  it('shares a harbour: both see all and either acts; a stack holds it only when both are away', async () => {
    const match = await three('trio');
    const { stages, client, third } = match;
    expect(stages[2]).toMatchObject({ side: 'client', partner: stages[0]?.partner });
    expect((await third.latest('view')).seat).toEqual((await client.latest('view')).seat);
    const { nextCommand } = await third.latest('welcome');
    // Both pages number their commands by themselves, and neither's is taken for the other's.
    expect(await give(client, 1, thanks(1))).toMatchObject({ id: 1, kind: 'done' });
    const syn = await tokenCommand(third, ['syn']);
    expect(await give(third, nextCommand, syn)).toMatchObject({ id: nextCommand, kind: 'judged' });
    expect(await give(third, nextCommand, syn)).toMatchObject({ id: nextCommand, kind: 'judged' });
    await client.until('view', ({ seat }) =>
      seat.sockets.some(({ connection }) => connection.state === 'SYN_SENT'),
    );
    expect(await give(client, 2, thanks(2))).toMatchObject({ id: 2, kind: 'done' });
    await server.cut(client);
    await server.pass(GRACE);
    await match.teacher.until('wall', ({ tiles }) =>
      isDeepStrictEqual(tiles[0]?.connected, { client: false, server: true, third: true }),
    );
    const id = (await server.store.matchIds()).at(-1) ?? 'none';
    const kinds = (await server.store.readMatch(id))?.commands.map(({ command }) => command.kind);
    expect(kinds).toEqual(['signal', 'token', 'signal']);
    await server.cut(third);
    await server.pass(GRACE);
    await match.teacher.until('wall', ({ tiles }) => tiles[0]?.connected.third === false);
    const again = await joinRaw(server.url, stages[2]?.code ?? '', { seatToken: stages[2]?.seatToken ?? '' });
    const welcome = await again.latest('welcome');
    expect([welcome.seat, welcome.nextCommand]).toEqual(['client', nextCommand + 1]);
    await ended(match);
    const { recording } = await again.latest('debrief');
    const seatsTaken = recording.commands.flatMap(({ command }) =>
      command.kind === 'seat' ? [`${command.seat} ${command.player}`] : [],
    );
    expect(seatsTaken).toEqual(['client holder', 'client person']);
  });

  it('goes when removed, comes back where there is room, and sits where the teacher says in the next round', async () => {
    const match = await three('trio');
    const { teacher, students, third } = match;
    teacher.act({ kind: 'remove', student: studentId(3) });
    await third.closed;
    const gone = await teacher.until('teacher-view', ({ students: all }) => all[2]?.removed === true);
    expect(gone.pairs).toEqual([{ client: 1, server: 2 }]);
    expect((await match.client.latest('view')).public.players.client).toBe('person');
    await ended(match);
    teacher.act({ kind: 'let-back', student: studentId(3) });
    teacher.act({ kind: 'third', pair: 0, seat: 'server' });
    const back = await teacher.until('teacher-view', ({ pairs }) => pairs[0]?.third?.seat === 'server');
    expect(back.pairs).toEqual([{ client: 1, server: 2, third: { student: 3, seat: 'server' } }]);
    teacher.act({ kind: 'settings', settings: { ...LESSON, odd: 'network' } });
    await teacher.until('teacher-view', ({ pairs }) => pairs[0]?.third?.seat === 'network');
    teacher.act({ kind: 'move', student: studentId(3), place: { pair: 0, side: 'client' } });
    const moved = await teacher.until('teacher-view', ({ pairs }) => pairs[0]?.client === 3);
    expect(moved.pairs).toEqual([{ client: 3, server: 2, third: { student: 1, seat: 'network' } }]);
    teacher.act({ kind: 'start', level: FIRST_LIGHT.id });
    const stages = await Promise.all(students.slice(0, 2).map((student) => matchOf(student, 2)));
    expect(stages.map(({ side }) => side)).toEqual(['network', 'server']);
    await ended(match, 2);
  });
});
