// A page of a class over the real SDK: what it was told, and what it says.
import { Client, type Room } from '@colyseus/sdk';
import type { ClassSettings } from '../../shared/src/classroom/class-event.ts';
import { levelId } from '../../shared/src/game/level.ts';
import type {
  ClassClientMessages,
  ClassMade,
  ClassServerMessages,
  StudentStage,
  TeacherAction,
} from '../../shared/src/protocol/class-messages.ts';
import type { JoinOptions } from '../../shared/src/protocol/messages.ts';
import { post } from './raw-seat.ts';
import { allAnswered } from './under-way.ts';

const TYPES = ['class-welcome', 'teacher-view', 'wall', 'student-view', 'name-refused'] as const;

/** One page of a class. */
export interface ClassSeat {
  readonly room: Room;
  /** All messages of `type` so far, oldest first. */
  readonly all: <Type extends keyof ClassServerMessages>(type: Type) => readonly ClassServerMessages[Type][];
  /** The newest message of `type`, once one satisfies `wanted`. */
  readonly until: <Type extends keyof ClassServerMessages>(
    type: Type,
    wanted?: (message: ClassServerMessages[Type]) => boolean,
  ) => Promise<ClassServerMessages[Type]>;
  readonly act: (action: TeacherAction) => void;
  readonly send: <Type extends keyof ClassClientMessages>(
    type: Type,
    message: ClassClientMessages[Type],
  ) => void;
  readonly ask: <Answer>(
    type: 'report' | 'table' | 'recording' | 'strait',
    message: object,
  ) => Promise<Answer>;
  /**
   * Waits until all that this page said before has been heard, the store of a server in this process has answered what
   * it was asked, and all that the page is told of it has come.
   */
  readonly caughtUp: () => Promise<void>;
  /** The code of the close; waits for it. */
  readonly closed: Promise<number>;
  readonly leave: () => Promise<void>;
  /** Cuts the line without a word. */
  readonly cut: () => Promise<void>;
}

/** What a lesson of tests is made with. */
export const LESSON: ClassSettings = {
  plan: [levelId('first-light'), levelId('fair-winds-home')],
  match: { stretch: 1, pace: 'running', assistance: 'level' },
  typedNames: true,
  questions: 6,
};

/** Makes a class and joins it as its teacher. */
export async function makeClass(
  url: string,
  settings: ClassSettings = LESSON,
): Promise<ClassMade & { readonly teacher: ClassSeat }> {
  const made = (await (await post(`${url}/api/classes`, { settings })).json()) as ClassMade;
  return { ...made, teacher: await joinAsTeacher(url, made) };
}

/** Exchanges the secret for a token and joins with it. */
export async function joinAsTeacher(url: string, { code, secret }: ClassMade): Promise<ClassSeat> {
  const response = await post(`${url}/api/classes/teacher`, { code, secret });
  const { teacherToken } = (await response.json()) as { teacherToken: string };
  return joinClass(url, code, { teacherToken });
}

/** Joins the class `code`; without a token as a new student. */
export async function joinClass(url: string, code: string, options: JoinOptions = {}): Promise<ClassSeat> {
  const room: Room = await new Client(url).joinById(code, options);
  room.reconnection.enabled = false;
  const heard: { readonly type: string; readonly message: unknown }[] = [];
  const watchers = new Set<() => void>();
  for (const type of TYPES) {
    room.onMessage(type, (message: unknown) => {
      heard.push({ type, message });
      for (const watcher of watchers) watcher();
    });
  }
  room.onError(() => undefined);
  const closed = new Promise<number>((resolve) => {
    room.onLeave((close) => resolve(close));
  });
  const all: ClassSeat['all'] = (type) =>
    heard.filter((each) => each.type === type).map(({ message }) => message as never);
  const until: ClassSeat['until'] = (type, wanted = () => true) =>
    new Promise((resolve, reject) => {
      const look = () => {
        const last = all(type).at(-1);
        if (last === undefined || !wanted(last)) return;
        watchers.delete(look);
        resolve(last);
      };
      watchers.add(look);
      void closed.then((close) => reject(new Error(`closed ${close} before a ${type}`)));
      look();
    });
  const asked = () => room.request('time', {}, { timeout: 20_000 });
  const seat: ClassSeat = {
    room,
    all,
    until,
    act: (action) => room.send('act', action),
    send: (type, message) => room.send(type, message),
    ask: (type, message) => room.request(type, message, { timeout: 20_000 }),
    caughtUp: async () => {
      await asked();
      if (await allAnswered()) await asked();
    },
    closed,
    leave: async () => void (await room.leave()),
    cut: async () => {
      room.connection.close();
      await closed;
    },
  };
  await until('class-welcome');
  return seat;
}

/** A new student, with the token that brings the seat back. */
export async function joinAsStudent(
  url: string,
  code: string,
): Promise<ClassSeat & { readonly token: string }> {
  const seat = await joinClass(url, code);
  const welcome = await seat.until('class-welcome');
  if (welcome.role !== 'student') throw new Error('joined as a teacher');
  await seat.until('student-view');
  return { ...seat, token: welcome.studentToken };
}

/** Where a student's match is, once the class has led them there. */
export async function matchOf(
  seat: ClassSeat,
  round: number,
): Promise<Extract<StudentStage, { readonly kind: 'match' }>> {
  const { stage } = await seat.until(
    'student-view',
    (view) => view.stage.kind === 'match' && view.stage.round === round,
  );
  if (stage.kind !== 'match') throw new Error(`led to ${stage.kind}`);
  return stage;
}
