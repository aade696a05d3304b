// The Colyseus side of a class: it reads messages, hands them to the class, and passes on what comes back.
import { type Client, ServerError } from '@colyseus/core';
import type { StudentId } from '@syn-or-swim/shared/classroom/class-event.ts';
import { CLASS_MESSAGE_SCHEMAS } from '@syn-or-swim/shared/protocol/class-message-schema.ts';
import type {
  ClassClientMessages,
  ClassServerMessages,
  RequestRefused,
} from '@syn-or-swim/shared/protocol/class-messages.ts';
import {
  CLOSE_CODES,
  JOIN_REFUSALS,
  type JoinRefusal,
  PROTOCOL_VERSION,
} from '@syn-or-swim/shared/protocol/messages.ts';
import { comingIn, tell, tellStudent } from '../classes/class-host.ts';
import { type Outcomes, recordingOf, reportOf, tableText } from '../classes/class-report.ts';
import { tellWall } from '../classes/class-round.ts';
import { straitView, teacherView } from '../classes/class-views.ts';
import type { ClassHost } from '../classes/open-class.ts';
import { answer, joined, rename, vote } from '../classes/student-acts.ts';
import { act } from '../classes/teacher-acts.ts';
import type { Log } from '../match/log.ts';
import type { Metrics } from '../match/metrics.ts';
import { createKeyedBuckets, createTokenBucket, type TokenBucket } from '../match/token-bucket.ts';
import type { ClassDirectory, ClassSeatOptions } from './class-directory.ts';
import { SERVICE_RESTART } from './close-codes.ts';
import { isPageFrame } from './page-frame.ts';
import { readsOn } from './page-line.ts';
import { SafeRoom } from './safe-room.ts';

/** Frames of one page: a hand that answers questions or drags names about is slower. */
const FRAME_RATE = { burst: 100, perSecond: 20 };

/** What one student may do to the class: a hand that cannot decide is slower, and each is kept and told. */
const ACT_RATE = { burst: 60, perSecond: 1 };

/** Code of an error that tells a page that it sent something that no page of ours sends. */
const BAD_MESSAGE = 400;

const NEVER_MS = 1e9;

/** What every class room is given. */
export interface ClassRoomParts {
  readonly directory: ClassDirectory;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'turnedAway'>;
  /** Milliseconds for rate limits. */
  readonly monotonic: () => number;
}

interface Member {
  /** undefined: a teacher. */
  readonly student: StudentId | undefined;
  readonly reservation: number;
  readonly frames: TokenBucket;
}

type ClassClient = Client<{ messages: ClassServerMessages; userData: Member }>;

/** The room of a class, made by {@link classRoomClass}. */
export abstract class ClassRoom extends SafeRoom<{ client: ClassClient }> {
  protected abstract readonly parts: ClassRoomParts;
  override patchRate = NEVER_MS;
  override autoDispose = false;
  private host: ClassHost | undefined;
  private readonly teachers = new Set<ClassClient>();
  private readonly students = new Map<StudentId, ClassClient>();
  /** By the student, so that whoever comes back again and again has no more. */
  private readonly acts = createKeyedBuckets(ACT_RATE);
  private readonly outcomes: Outcomes = new Map();

  protected override get log(): Log {
    return this.parts.log;
  }

  override messages = {
    act: (client: ClassClient, message: unknown) => this.act(client, message),
    report: (client: ClassClient, message: unknown) =>
      this.replied('report', client, message, (host) => reportOf(host, this.outcomes)),
    table: (client: ClassClient, message: unknown) =>
      this.replied('table', client, message, async (host, { table }) => ({
        text: tableText(host, await reportOf(host, this.outcomes), table),
      })),
    recording: (client: ClassClient, message: unknown) =>
      this.replied('recording', client, message, async (host, { match }) => ({
        recording: await recordingOf(host, match),
      })),
    strait: (client: ClassClient, message: unknown) =>
      this.replied('strait', client, message, async (host, { match }) => straitView(host, match)),
    vote: (client: ClassClient, message: unknown) =>
      this.asStudent('vote', client, message, (host, student, value) => vote(host, student, value)),
    answer: (client: ClassClient, message: unknown) =>
      this.asStudent('answer', client, message, (host, student, value) => answer(host, student, value)),
    name: (client: ClassClient, message: unknown) =>
      this.asStudent('name', client, message, (host, student, value) => {
        const problem = rename(host, student, value);
        if (problem !== undefined) client.send('name-refused', { problem });
      }),
    time: () => ({ server: this.host?.services.clock.now() ?? 0 }),
    _: (client: ClassClient) => client.error(BAD_MESSAGE, 'unknown-message-type'),
  };

  override onCreate({ code }: { readonly code: string }): void {
    const host = this.parts.directory.byCode(code);
    if (host === undefined) throw new Error('a class room was made without its class');
    this.host = host;
    host.listener = {
      tellTeachers: (type, message) => {
        for (const teacher of this.teachers) if (this.reads(teacher)) teacher.send(type, message);
      },
      tellStudent: (student, type, message) => {
        const client = this.students.get(student);
        if (client !== undefined && this.reads(client)) client.send(type, message);
      },
      hasTeacher: () => this.teachers.size > 0,
      isConnected: (student) => this.students.has(student),
      dismiss: (student) => {
        const client = this.students.get(student);
        this.students.delete(student);
        if (client !== undefined) this.sendAway(client, 'removed-from-class');
      },
    };
  }

  /** The options are the directory's own: it alone reserves seats. */
  override onJoin(client: ClassClient, options: ClassSeatOptions): void {
    const { host } = this;
    // It was deleted, or rests: what it is, the page learns when it knocks again.
    if (host === undefined) throw refusal('server-away');
    this.watchFrames(client);
    const { teacherToken, reservation } = options;
    if (teacherToken === undefined) {
      this.studentJoins(host, client, options);
      return;
    }
    if (!host.credentials.isTeacher(teacherToken, host.services.clock.now())) throw refusal('stale-seat');
    client.userData = { student: undefined, reservation, frames: createTokenBucket(FRAME_RATE) };
    this.teachers.add(client);
    client.send('class-welcome', { protocol: PROTOCOL_VERSION, role: 'teacher' });
    client.send('teacher-view', teacherView(host));
    tellWall(host);
  }

  override onLeave(client: ClassClient): void {
    this.teachers.delete(client);
    const student = client.userData?.student;
    // A socket whose seat another has taken over leaves nothing behind.
    if (student === undefined || this.students.get(student) !== client) return;
    this.students.delete(student);
    if (this.host !== undefined) tell(this.host);
  }

  private reads(client: ClassClient): boolean {
    return readsOn(client, this.parts.metrics);
  }

  /** The class is gone, or rests until somebody knocks. Called by the directory, through Colyseus. */
  classClosed(how: 'gone' | 'rest'): void {
    this.host = undefined;
    // Not waited for: a reserved seat that nobody takes holds the room for its time.
    void this.disconnect(how === 'gone' ? CLOSE_CODES['class-closed'] : SERVICE_RESTART);
  }

  private studentJoins(host: ClassHost, client: ClassClient, options: ClassSeatOptions): void {
    const { reservation, language, joining } = options;
    const coming = comingIn(host, options);
    const student = coming === 'newcomer' ? joined(host, language ?? 'en', joining) : coming;
    if (typeof student === 'string') throw refusal(student);
    const before = this.students.get(student);
    if (reservation < (before?.userData?.reservation ?? 0)) throw refusal('stale-seat');
    client.userData = { student, reservation, frames: createTokenBucket(FRAME_RATE) };
    this.students.set(student, client);
    if (before !== undefined) this.sendAway(before, 'seat-taken-elsewhere');
    const token = host.credentials.sealStudent(student);
    client.send('class-welcome', {
      protocol: PROTOCOL_VERSION,
      role: 'student',
      studentToken: token,
      until: this.parts.directory.endsAt(host),
    });
    tellStudent(host, student);
    host.listener?.tellTeachers('teacher-view', teacherView(host));
  }

  private act(client: ClassClient, message: unknown): void {
    const { host } = this;
    const action = CLASS_MESSAGE_SCHEMAS.act.safeParse(message);
    if (host === undefined || !this.teachers.has(client)) client.error(BAD_MESSAGE, 'not-a-teacher');
    else if (!action.success) client.error(BAD_MESSAGE, 'malformed-act');
    else act(host, action.data);
  }

  /** Answers a request of a teacher. */
  private async replied<Type extends 'report' | 'table' | 'recording' | 'strait', Answer>(
    type: Type,
    client: ClassClient,
    message: unknown,
    reply: (host: ClassHost, value: ClassClientMessages[Type]) => Promise<Answer>,
  ): Promise<Answer | RequestRefused> {
    if (this.host === undefined || !this.teachers.has(client)) return { refused: 'not-a-teacher' };
    const value = CLASS_MESSAGE_SCHEMAS[type].safeParse(message);
    if (!value.success) return { refused: 'malformed' };
    const answer = await reply(this.host, value.data as ClassClientMessages[Type]);
    // An answer is long: whoever asks again and again and reads none would have all of them wait here.
    return this.reads(client) ? answer : { refused: 'does-not-read' };
  }

  private asStudent<Type extends 'answer' | 'name' | 'vote'>(
    type: Type,
    client: ClassClient,
    message: unknown,
    does: (host: ClassHost, student: StudentId, value: ClassClientMessages[Type]) => void,
  ): void {
    const student = client.userData?.student;
    const value = CLASS_MESSAGE_SCHEMAS[type].safeParse(message);
    if (!value.success) {
      client.error(BAD_MESSAGE, `malformed-${type}`);
      return;
    }
    if (this.host === undefined || student === undefined || this.students.get(student) !== client) return;
    if (!this.acts.of(String(student)).take(this.parts.monotonic())) {
      client.error(BAD_MESSAGE, 'too-fast');
      return;
    }
    does(this.host, student, value.data as ClassClientMessages[Type]);
  }

  /** Sees frames before Colyseus reads them: garbage costs its sender the line and nobody else a thing. */
  private watchFrames(client: ClassClient): void {
    const bucket = createTokenBucket(FRAME_RATE);
    client.ref.on('message', (frame: Uint8Array) => {
      if (!isPageFrame(frame)) this.sendAway(client, 'damaged-frame');
      else if (!bucket.take(this.parts.monotonic())) this.sendAway(client, 'too-many-frames');
      // Whoever only asks, and reads no answer, is found here.
      else this.reads(client);
    });
  }

  private sendAway(client: ClassClient, reason: keyof typeof CLOSE_CODES): void {
    if (reason === 'damaged-frame' || reason === 'too-many-frames') {
      this.parts.metrics.turnedAway('socket', reason);
    }
    client.ref.removeAllListeners('message');
    client.leave(CLOSE_CODES[reason], reason);
  }
}

/** The room class whose rooms have `parts`; Colyseus makes their instances itself. */
export function classRoomClass(parts: ClassRoomParts) {
  return class extends ClassRoom {
    protected override readonly parts = parts;
  };
}

function refusal(reason: JoinRefusal): ServerError {
  return new ServerError(JOIN_REFUSALS[reason], reason);
}
