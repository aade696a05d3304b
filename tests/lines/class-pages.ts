// Pages of a class without pages: the client's own code in Node, each behind a line of its own that can break.
import { ClassLine, type ClassLineListener } from '../../client/src/connection/class-line.ts';
import { newJoiningId } from '../../client/src/connection/joining-id.ts';
import type { RoomProblem } from '../../client/src/connection/room-problem.ts';
import type { NameLanguage } from '../../shared/src/classroom/names.ts';
import type {
  ClassMade,
  ClassServerMessages,
  StudentView,
  TeacherView,
  WallView,
} from '../../shared/src/protocol/class-messages.ts';
import { type BadLine, startBadLine } from './bad-line.ts';
import { type SeatedPage, sitDownInClass } from './seated-page.ts';

/** What every page of a class has. */
interface ClassPage {
  readonly line: BadLine;
  readonly room: ClassLine;
  readonly state: () => 'up' | 'reconnecting';
  /** How often the class has welcomed this page: once for each line. */
  readonly welcomes: () => number;
  /** Why the class was over for this page; nothing while it is not. */
  readonly gone: readonly RoomProblem[];
  /** Closes the page; its line is gone with it. */
  readonly close: () => Promise<void>;
}

/** A teacher's page, or a projector: another page with the teacher's link. */
export interface TeacherPage extends ClassPage {
  readonly view: () => TeacherView | undefined;
  readonly wall: () => WallView | undefined;
  readonly until: (wanted: (view: TeacherView) => boolean) => Promise<TeacherView>;
  readonly untilWall: (wanted: (wall: WallView) => boolean) => Promise<WallView>;
}

/** A student's page. */
export interface StudentPage extends ClassPage {
  /** With it another page has this student's place; undefined before the class has welcomed them. */
  readonly token: () => string | undefined;
  readonly view: () => StudentView | undefined;
  readonly until: (wanted: (view: StudentView) => boolean) => Promise<StudentView>;
  /** The page in the match of the round that is on; undefined where there is none. */
  readonly match: () => SeatedPage | undefined;
  /** Waits until there is a match other than `before`, and gives its page. */
  readonly untilMatch: (before?: SeatedPage) => Promise<SeatedPage>;
}

/** Values that are waited for. */
function awaited<Value>(value: () => Value | undefined) {
  const watchers = new Set<() => void>();
  return {
    look: () => {
      for (const watcher of [...watchers]) watcher();
    },
    until: (wanted: (value: Value) => boolean): Promise<Value> =>
      new Promise((resolve) => {
        const watcher = (): void => {
          const now = value();
          if (now === undefined || !wanted(now)) return;
          watchers.delete(watcher);
          resolve(now);
        };
        watchers.add(watcher);
        watcher();
      }),
  };
}

interface Opened extends ClassPage {
  readonly heard: { [Type in keyof ClassServerMessages]?: ClassServerMessages[Type] };
}

/** `told` is called with each message that comes. */
async function openPage(
  url: string,
  code: string,
  told: (type: keyof ClassServerMessages, message: unknown) => void,
): Promise<Opened> {
  const line = await startBadLine(url);
  const heard: Opened['heard'] = {};
  const gone: RoomProblem[] = [];
  let state: 'up' | 'reconnecting' = 'reconnecting';
  let welcomes = 0;
  const listener: ClassLineListener = {
    hear: (type, message) => {
      heard[type] = message;
      if (type === 'class-welcome') welcomes += 1;
      told(type, message);
    },
    onLine: (now) => {
      state = now;
    },
    onGone: (problem) => void gone.push(problem),
  };
  const room = new ClassLine({ origin: line.url, onWake: () => () => undefined }, code, listener);
  const close = async (): Promise<void> => {
    room.leave();
    await line.stop();
  };
  return { line, room, heard, gone, state: () => state, welcomes: () => welcomes, close };
}

/** Opens the class with the teacher's link. `told` hears of each message as it comes. */
export async function openAsTeacher(
  url: string,
  { code, secret }: ClassMade,
  told: (type: keyof ClassServerMessages, message: unknown) => void = () => {},
): Promise<TeacherPage> {
  const views = awaited(() => page.heard['teacher-view']);
  const walls = awaited(() => page.heard.wall);
  const page: Opened = await openPage(url, code, (type, message) => {
    told(type, message);
    views.look();
    walls.look();
  });
  const problem = await page.room.joinAsTeacher(secret);
  if (problem !== undefined) throw new Error(`No class: ${problem}`);
  await views.until(() => true);
  return {
    ...page,
    view: () => page.heard['teacher-view'],
    wall: () => page.heard.wall,
    until: views.until,
    untilWall: walls.until,
  };
}

/** Joins the class `code`: as a new student, named in `language`, or with `token` as the one who was there before. */
export async function openAsStudent(
  url: string,
  code: string,
  token?: string,
  language: NameLanguage = 'en',
): Promise<StudentPage> {
  let match: SeatedPage | undefined;
  let matchCode: string | undefined;
  const views = awaited(() => page.heard['student-view']);
  const matches = awaited(() => match);
  const page: Opened = await openPage(url, code, (type) => {
    const stage = page.heard['student-view']?.stage;
    const wanted = stage?.kind === 'match' ? stage : undefined;
    if (type === 'student-view' && wanted?.code !== matchCode) {
      match?.room.leave();
      matchCode = wanted?.code;
      match = wanted && sitDownInClass(page.line.url, wanted.code, wanted.seatToken);
    }
    views.look();
    matches.look();
  });
  const problem = await page.room.joinAsStudent(token, language, newJoiningId());
  if (problem !== undefined) throw new Error(`No class: ${problem}`);
  await views.until(() => true);
  return {
    ...page,
    token: () => {
      const welcome = page.heard['class-welcome'];
      return welcome?.role === 'student' ? welcome.studentToken : undefined;
    },
    view: () => page.heard['student-view'],
    until: views.until,
    match: () => match,
    untilMatch: (before) => matches.until((now) => now !== before),
    close: async () => {
      match?.room.leave();
      await page.close();
    },
  };
}
