// Players who never tire: each says thanks again and again over a real socket, by the page's own way into a room.
import { setTimeout as wait } from 'node:timers/promises';
import { FIRST_LIGHT } from '../../shared/src/levels/catalog.ts';
import { openAsStudent, openAsTeacher, type StudentPage } from '../lines/class-pages.ts';
import { type SeatedPage, sitDownAt } from '../lines/seated-page.ts';
import type { Dice } from '../random/dice.ts';
import { LESSON, makeClass } from '../rooms/class-seat.ts';
import { makeRoom } from '../rooms/raw-seat.ts';
import type { Ledger } from './ledger.ts';

/** From one command of a player to the next, and from one look at the room to the next where there is nothing to do (ms). */
const PAUSE = 40;
const PAUSE_SPREAD = 120;

/** Players under way. */
export interface Load {
  /** What went out and was not answered, nor refused for certain: it may count or not. */
  readonly unanswered: () => number;
  /** Resolves when every player has been answered a command that was given from now on. */
  readonly allAnswered: () => Promise<void>;
  /** What each player that is not answered sees, for whoever looks for the reason. */
  readonly waiting: () => string;
  /** Why pages have given up; none of them should. */
  readonly gone: () => readonly string[];
  readonly stop: () => Promise<void>;
}

interface Player {
  /** The code of the room, of friends or of a pair of a class. */
  readonly code: string;
  readonly page: SeatedPage;
  /** The page in the class, where the room is that of a pair. */
  readonly student?: StudentPage;
  /** The newest number that was answered. */
  answered: number;
  given: number;
}

/** So often a teacher gives a round three minutes more: it outlasts every order of faults. */
const TIME_GIVEN = 10;

/** Two students of a class in a round of half an hour; each comes in at a door of their own, and the teacher has gone. */
async function classPair(door: (index: number) => string): Promise<readonly Player[]> {
  const made = await makeClass(door(0), LESSON);
  await made.teacher.leave();
  const teacher = await openAsTeacher(door(0), made);
  const students = [await openAsStudent(door(0), made.code), await openAsStudent(door(1), made.code)];
  teacher.room.send('act', { kind: 'start', level: FIRST_LIGHT.id });
  const pages = await Promise.all(students.map((student) => student.untilMatch()));
  for (let given = 0; given < TIME_GIVEN; given += 1) {
    teacher.room.send('act', { kind: 'more-time', minutes: 3 });
    await teacher.until(({ rounds }) => (rounds[0]?.given ?? 0) > given * 180_000);
  }
  await teacher.close();
  return students.flatMap((student, index) => {
    const stage = student.view()?.stage;
    const page = pages[index];
    if (stage?.kind !== 'match' || page === undefined) throw new Error('the class led to no match');
    return [{ code: stage.code, page, student, answered: 0, given: 0 }];
  });
}

/**
 * Lets `pairs` of players play in rooms that are made at `doors` in turn, each of two through another one where there are
 * several, and enters what they are answered into `ledger`. One more pair plays in a class.
 */
export async function startLoad(
  doors: readonly string[],
  pairs: number,
  dice: Dice,
  ledger: Ledger,
): Promise<Load> {
  const door = (index: number) => doors[index % doors.length] ?? '';
  const players: Player[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    const code = await makeRoom(door(pair));
    for (let seat = 0; seat < 2; seat += 1) {
      players.push({ code, page: await sitDownAt(door(pair + seat), code), answered: 0, given: 0 });
    }
  }
  players.push(...(await classPair(door)));
  let stopped = false;
  let unanswered = 0;
  const watchers = new Set<() => void>();
  const say = async (player: Player) => {
    const { code, page } = player;
    const { told, seat } = page.news();
    player.given += 1;
    const number = player.given;
    try {
      const command = { kind: 'signal', signal: { kind: 'thanks' }, seen: number } as const;
      const answer = await page.room.send(command);
      if (answer.kind === 'refused') return;
      ledger.answered({ code, match: told?.match ?? 0, seat: seat ?? '', number }, answer.at);
      player.answered = number;
      for (const watcher of watchers) watcher();
    } catch {
      unanswered += 1;
    }
  };
  const play = async (player: Player) => {
    while (!stopped) {
      const { line, told, seat } = player.page.news();
      if (line === 'up' && told?.phase === 'playing') await say(player);
      else if (player.student === undefined && line === 'up' && told && seat && !told.roster[seat].ready) {
        player.page.room.ready(true);
      }
      await wait(PAUSE + dice.below(PAUSE_SPREAD));
    }
  };
  const playing = players.map(play);
  return {
    unanswered: () => unanswered,
    allAnswered: () =>
      new Promise((resolve) => {
        const from = players.map(({ given }) => given);
        const look = () => {
          if (players.some(({ answered }, index) => answered <= (from[index] ?? 0))) return;
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
      }),
    waiting: () =>
      players
        .map(({ code, page, given, answered }) => {
          const { line, seat, told } = page.news();
          return `${code} ${seat}: line ${line}, ${told?.phase} ${told?.match}, ${answered} of ${given} answered`;
        })
        .join('\n'),
    gone: () => players.flatMap(({ page, student }) => [...page.gone, ...(student?.gone ?? [])]),
    stop: async () => {
      stopped = true;
      for (const { page } of players) page.room.leave();
      for (const { student } of players) await student?.close();
      await Promise.all(playing);
    },
  };
}
