// A class in a lesson: its teacher, its students, and the seats of their matches.
import type { ClassSettings } from '../../shared/src/classroom/class-event.ts';
import { type LevelId, levelId } from '../../shared/src/game/level.ts';
import { type ClassSeat, joinAsStudent, LESSON, makeClass, matchOf } from './class-seat.ts';
import { joinRaw, type RawSeat } from './raw-seat.ts';
import type { RoomServer } from './room-server.ts';

/** From the teacher's start to the first moment of a match. */
export const CLASS_COUNTDOWN = 8000;

/** Level 1. */
export const LEVEL_1 = levelId('first-light');

/** What becomes of an odd one. */
export type OddSettings = NonNullable<ClassSettings['odd']>;

/** A student's page with the token that brings its seat back. */
export type StudentSeat = ClassSeat & { readonly token: string };

/** A class of `count` students, and its teacher. */
export async function classOf(url: string, count: number, settings: ClassSettings = LESSON) {
  const made = await makeClass(url, settings);
  const students: StudentSeat[] = [];
  for (let index = 0; index < count; index += 1) students.push(await joinAsStudent(url, made.code));
  return { ...made, students };
}

/** Starts round number `round`; gives each student's seat in their match, which has begun. */
export async function startRound(
  server: RoomServer,
  teacher: ClassSeat,
  students: readonly ClassSeat[],
  { round = 1, level = LEVEL_1 }: { readonly round?: number; readonly level?: LevelId } = {},
) {
  teacher.act({ kind: 'start', level });
  const stages = await Promise.all(students.map((student) => matchOf(student, round)));
  const seats: RawSeat[] = [];
  for (const { code, seatToken } of stages) seats.push(await joinRaw(server.url, code, { seatToken }));
  await server.pass(CLASS_COUNTDOWN);
  await Promise.all(
    seats.map((seat, index) => seat.latest(stages[index]?.side === 'network' ? 'network-view' : 'view')),
  );
  return { stages, seats };
}
