// A page's line to a class, as its teacher or as a student: it comes back by itself when it breaks.
import type { Room } from '@colyseus/sdk';
import type { NameLanguage } from '@syn-or-swim/shared/classroom/names.ts';
import type {
  AdmitTeacher,
  ClassClientMessages,
  ClassMade,
  ClassServerMessages,
  MakeClass,
  RecordingAnswer,
  ReportAnswer,
  RequestRefused,
  StraitAnswer,
  TableAnswer,
  TeacherAdmitted,
  Visitor,
} from '@syn-or-swim/shared/protocol/class-messages.ts';
import {
  type ApiProblem,
  type JoinOptions,
  PROTOCOL_VERSION,
} from '@syn-or-swim/shared/protocol/messages.ts';
import { createHeartbeat, type Heartbeat, nextPatience, PATIENT_SILENCE_MAX } from './heartbeat.ts';
import { joinRoom } from './join-room.ts';
import { keepAsking, SPARING } from './keep-asking.ts';
import { problemOfClose, problemOfJoin, type RoomProblem } from './room-problem.ts';
import { type ProbeParts, probeServer, type ServerProbe } from './server-probe.ts';

/** How long it may take to come in at first, and once the server has just answered (ms). */
const JOIN_DEADLINE = 15_000;
const RETURN_DEADLINE = 5000;

/** From a try to come back that failed to the next one (ms). */
const RETURN_PAUSE = 500;

/** How long a page tries to come back (ms). */
const KEEP_TRYING = 3_600_000;

/** How long a report may take (ms): its server runs every match of the class again. */
const REPORT_DEADLINE = 60_000;

/** What a class tells a page. */
export interface ClassLineListener {
  readonly hear: <Type extends keyof ClassServerMessages>(
    type: Type,
    message: ClassServerMessages[Type],
  ) => void;
  readonly onLine: (line: 'up' | 'reconnecting') => void;
  /** The class is over for this page. */
  readonly onGone: (problem: RoomProblem) => void;
}

/** Makes the options of the next try to join, within so many ms; a teacher's token is asked for anew each time. */
type Credentials = (deadline: number) => Promise<JoinOptions>;

async function posted<Answer extends object>(
  url: string,
  body: object,
  signal?: AbortSignal,
): Promise<Answer | ApiProblem> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  });
  return (await response.json()) as Answer | ApiProblem;
}

/** As {@link posted}, for what may be asked twice: asked anew where a dead connection swallows the question. */
async function postedSurely<Answer extends object>(
  url: string,
  body: object,
  deadline: number,
): Promise<Answer | ApiProblem> {
  const asking = keepAsking((signal) => posted<Answer>(url, body, signal), SPARING);
  const late = setTimeout(asking.stop, deadline);
  const answer = await asking.answered;
  clearTimeout(late);
  if (answer === undefined) throw new Error(`No answer within ${deadline} ms.`);
  return answer;
}

/** Makes a class on the server: its code and the teacher's secret, or why there is none. */
export async function makeClass(
  origin: string,
  settings: MakeClass['settings'],
): Promise<ClassMade | { readonly problem: RoomProblem }> {
  try {
    const body = await posted<ClassMade>(`${origin}/api/classes`, { settings } satisfies MakeClass);
    return 'error' in body ? { problem: body.error } : body;
  } catch {
    return { problem: 'server-away' };
  }
}

type Answering = ClassClientMessages['answer'];
type Vote = ClassClientMessages['vote'];

/** True of what may be otherwise at the next try. */
function isPassing(problem: RoomProblem | undefined): boolean {
  return problem === 'server-away' || problem === 'too-many-guesses';
}

const TYPES = ['class-welcome', 'teacher-view', 'wall', 'student-view', 'name-refused'] as const;

/** A line to the class `code`. */
export class ClassLine {
  readonly code: string;
  readonly #surroundings: ProbeParts;
  readonly #listener: ClassLineListener;
  readonly #unwatch: () => void;
  #credentials: Credentials = async () => ({});
  #room: Room | undefined;
  #heart: Heartbeat | undefined;
  #probe: ServerProbe | undefined;
  #studentToken: string | undefined;
  #patience = PATIENT_SILENCE_MAX;
  /** Answers that no view of the class has shown yet, by question. */
  readonly #unheard = new Map<string, Answering>();
  /** The last vote, while no view of the class has shown what became of it. */
  #unheardVote: Vote | undefined;
  #left = false;

  constructor(surroundings: ProbeParts, code: string, listener: ClassLineListener) {
    this.#surroundings = surroundings;
    this.code = code;
    this.#listener = listener;
    this.#unwatch = surroundings.onWake(() => this.#heart?.check());
  }

  /**
   * Comes in as a student; with `token` as the one who was there before, however long the server is out of reach. A new
   * one is found again by `joining`, where the line breaks before the class has told the token.
   * @returns why not
   */
  joinAsStudent(
    token: string | undefined,
    language: NameLanguage,
    joining: string,
  ): Promise<RoomProblem | undefined> {
    this.#studentToken = token;
    this.#credentials = async (deadline) => {
      if (this.#studentToken !== undefined) return { studentToken: this.#studentToken };
      const pass = await postedSurely<Visitor>(`${this.#surroundings.origin}/api/visitors`, {}, deadline);
      return { language, joining, ...('visitor' in pass ? { visitor: pass.visitor } : {}) };
    };
    return token === undefined ? this.#join(JOIN_DEADLINE) : this.#joinSurely();
  }

  /** Comes in as the teacher who has `secret`, however long the server is out of reach. @returns why not */
  joinAsTeacher(secret: string): Promise<RoomProblem | undefined> {
    this.#credentials = async (deadline) => {
      const body: AdmitTeacher = { code: this.code, secret };
      const url = `${this.#surroundings.origin}/api/classes/teacher`;
      const admitted = await postedSurely<TeacherAdmitted>(url, body, deadline);
      if ('error' in admitted) throw new Error(admitted.error);
      return { teacherToken: admitted.teacherToken };
    };
    return this.#joinSurely();
  }

  /** Says something to the class; while the line is down it is lost, as the page shows. */
  send<Type extends 'act' | 'name'>(type: Type, message: ClassClientMessages[Type]): void {
    this.#room?.send(type, message);
  }

  /** Answers a question: said again over the next line where this one breaks before the class has shown the answer. */
  answer(answering: Answering): void {
    this.#unheard.set(answering.question, answering);
    this.#room?.send('answer', answering);
  }

  /** Votes in a poll: said again, like an answer. */
  vote(vote: Vote): void {
    this.#unheardVote = vote;
    this.#room?.send('vote', vote);
  }

  report(): Promise<ReportAnswer> {
    return this.#ask('report', {});
  }

  table(table: ClassClientMessages['table']): Promise<TableAnswer> {
    return this.#ask('table', table);
  }

  strait(match: string): Promise<StraitAnswer> {
    return this.#ask('strait', { match });
  }

  recording(match: string): Promise<RecordingAnswer> {
    return this.#ask('recording', { match });
  }

  leave(): void {
    this.#left = true;
    this.#heart?.stop();
    this.#probe?.stop();
    this.#unwatch();
    if (this.#room?.connection.isOpen === true) void this.#room.leave();
    this.#room = undefined;
  }

  async #ask<Answer extends object>(
    type: 'report' | 'table' | 'recording' | 'strait',
    message: object,
  ): Promise<Answer> {
    if (this.#room === undefined) throw new Error('There is no line to the class.');
    const answer = await this.#room.request<unknown, Answer | RequestRefused>(type, message, {
      timeout: REPORT_DEADLINE,
    });
    if ('refused' in answer) throw new Error(answer.refused);
    return answer;
  }

  async #join(deadline: number): Promise<RoomProblem | undefined> {
    try {
      const options = await this.#credentials(deadline);
      const { code } = this;
      const room = await joinRoom({ origin: this.#surroundings.origin, code, options, deadline });
      if (this.#left) await room.leave();
      else this.#attend(room);
      return undefined;
    } catch (cause) {
      return problemOfJoin(cause);
    }
  }

  #attend(room: Room): void {
    this.#room = room;
    const since = performance.now();
    room.reconnection.enabled = false;
    this.#heart = createHeartbeat({
      ask: (answered) => room.ping(answered),
      patience: this.#patience,
      onDead: () => {
        this.#patience = nextPatience(this.#patience, performance.now() - since, PATIENT_SILENCE_MAX);
        room.connection.close();
        void this.#lost(room);
      },
      now: () => performance.now(),
    });
    for (const type of TYPES) {
      room.onMessage(type, (message: never) => {
        if (this.#room === room) this.#heard(type, message);
      });
    }
    room.onError(() => undefined);
    room.onLeave((code) => this.#closed(room, code));
    this.#listener.onLine('up');
  }

  #heard<Type extends keyof ClassServerMessages>(type: Type, message: ClassServerMessages[Type]): void {
    if (type === 'class-welcome') {
      const welcome = message as ClassServerMessages['class-welcome'];
      if (welcome.protocol !== PROTOCOL_VERSION) {
        this.#end('other-version');
        return;
      }
      if (welcome.role === 'student') this.#studentToken = welcome.studentToken;
      for (const answering of this.#unheard.values()) this.#room?.send('answer', answering);
      if (this.#unheardVote !== undefined) this.#room?.send('vote', this.#unheardVote);
    }
    if (type === 'student-view') this.#forgetHeard(message as ClassServerMessages['student-view']);
    this.#listener.hear(type, message);
  }

  /** Drops the answers and the vote that the class has, and those to what it asks no more. */
  #forgetHeard({ stage }: ClassServerMessages['student-view']): void {
    const vote = this.#unheardVote;
    const open = stage.kind === 'poll' && stage.poll === vote?.poll && stage.shown === undefined;
    if (!open || stage.chosen === vote?.choice) this.#unheardVote = undefined;
    for (const { question, form } of [...this.#unheard.values()]) {
      const asked = stage.kind === 'questions' && stage.form === form;
      if (!asked || Object.hasOwn(stage.answers, question)) this.#unheard.delete(question);
    }
  }

  #closed(room: Room, code: number): void {
    if (this.#room !== room) return;
    const problem = problemOfClose(code);
    if (problem === undefined) {
      void this.#lost(room);
      return;
    }
    this.#room = undefined;
    this.#end(problem);
  }

  async #lost(room: Room): Promise<void> {
    if (this.#room !== room || this.#left) return;
    this.#room = undefined;
    this.#heart?.stop();
    const problem = await this.#comeBack();
    if (problem !== undefined && !this.#left) this.#end(problem);
  }

  async #joinSurely(): Promise<RoomProblem | undefined> {
    const problem = await this.#join(JOIN_DEADLINE);
    return isPassing(problem) ? this.#comeBack() : problem;
  }

  /** Tries until the class is there again. @returns why it never will be */
  async #comeBack(): Promise<RoomProblem | undefined> {
    this.#listener.onLine('reconnecting');
    const until = performance.now() + KEEP_TRYING;
    while (performance.now() < until) {
      this.#probe = probeServer(this.#surroundings);
      if (!(await this.#probe.answered)) return undefined;
      const problem = await this.#join(RETURN_DEADLINE);
      if (!isPassing(problem)) return problem;
      await new Promise((resolve) => setTimeout(resolve, RETURN_PAUSE));
      if (this.#left) return undefined;
    }
    return 'connection-lost';
  }

  #end(problem: RoomProblem): void {
    this.leave();
    this.#listener.onGone(problem);
  }
}
