// A class without Colyseus: its log, its clock, its running matches, and what its teacher and students are told.
import type { ClassEvent, StudentId } from '@syn-or-swim/shared/classroom/class-event.ts';
import { classAfter, happened, present, studentOf } from '@syn-or-swim/shared/classroom/class-state.ts';
import { drawnName, type NameLanguage } from '@syn-or-swim/shared/classroom/names.ts';
import { keyedHash } from '@syn-or-swim/shared/kernel/hash.ts';
import { STUDENTS_MAX } from '@syn-or-swim/shared/protocol/class-messages.ts';
import type { JoinOptions } from '@syn-or-swim/shared/protocol/messages.ts';
import type { WholeClass } from '../storage/store.ts';
import { createClassCredentials } from './class-credentials.ts';
import { createClassLog } from './class-log.ts';
import type { ClassMatchHost } from './class-match-parts.ts';
import { studentView, teacherView } from './class-views.ts';
import { createFreezableClock } from './freezable-clock.ts';
import type { ClassHost, ClassParts } from './open-class.ts';

/** The class that `whole` keeps. Its matches come back by themselves: see `class-return.ts`. */
export function openClass(parts: ClassParts, whole: WholeClass): ClassHost {
  const { events, ...stored } = whole;
  const { services } = parts;
  const state = classAfter(events.map(({ event }) => event));
  const host: ClassHost = {
    stored,
    services,
    credentials: createClassCredentials(services.seatSecret, stored.id),
    clock: createFreezableClock(services.clock),
    seed: keyedHash(0, stored.id),
    parts,
    matches: new Map(),
    state,
    kept: state,
    listener: undefined,
    serial: events.length,
    draws: 0,
    par: 0,
    wallTimer: undefined,
    log: createClassLog(stored.id, {
      ...services,
      kept: (now) => {
        host.kept = now.reduce((before, { event }) => happened(before, event), host.kept);
        tell(host);
      },
    }),
    returning: false,
    resting: new Map(),
    closed: false,
  };
  if (host.state.frozen) host.clock.freeze();
  return host;
}

/** Does `event` and writes it into the class's log. Whom it concerns is told once it is kept. */
export function record(host: ClassHost, event: ClassEvent): void {
  if (host.closed) return;
  host.serial += 1;
  host.state = happened(host.state, event);
  host.log.keep({ serial: host.serial, at: host.services.clock.now(), event });
}

/** Tells the teachers and every student how things stand. */
export function tell(host: ClassHost): void {
  const { listener, kept } = host;
  if (listener === undefined || host.closed) return;
  if (listener.hasTeacher()) listener.tellTeachers('teacher-view', teacherView(host));
  for (const { id } of present(kept)) tellStudent(host, id);
}

/** Tells one student how things stand. */
export function tellStudent(host: ClassHost, student: StudentId): void {
  if (host.listener?.isConnected(student) !== true) return;
  const view = studentView(host, student);
  if (view !== undefined) host.listener.tellStudent(student, 'student-view', view);
}

/** Why somebody can't come into a class. */
export type ClassAdmissionProblem = 'room-full' | 'stale-seat' | 'class-locked' | 'removed';

/**
 * The student who comes with these options: by a token, or by the joining id of a page that was let in before and never
 * heard so. `newcomer`: somebody who was not there before, and may come in.
 */
export function comingIn(
  host: Pick<ClassHost, 'credentials' | 'state'>,
  { studentToken, joining }: Pick<JoinOptions, 'studentToken' | 'joining'>,
): StudentId | 'newcomer' | ClassAdmissionProblem {
  if (studentToken !== undefined) return returning(host, studentToken);
  const mark = joining === undefined ? undefined : host.credentials.markOf(joining);
  const known = mark && host.state.students.find((student) => student.joining === mark);
  if (known) return known.removed ? 'removed' : known.id;
  return newcomerProblem(host) ?? 'newcomer';
}

/** The student whose `token` this is, or why they may not come in. */
function returning(
  host: Pick<ClassHost, 'credentials' | 'state'>,
  token: string,
): StudentId | ClassAdmissionProblem {
  const student = host.credentials.openStudent(token);
  const known = student === undefined ? undefined : studentOf(host.state, student);
  if (known === undefined) return 'stale-seat';
  return known.removed ? 'removed' : known.id;
}

/** Whether a new student may come in. */
function newcomerProblem({ state }: Pick<ClassHost, 'state'>): ClassAdmissionProblem | undefined {
  if (state.locked) return 'class-locked';
  return state.students.length >= STUDENTS_MAX ? 'room-full' : undefined;
}

/** Another name from the list. */
export function otherName(host: ClassHost, language: NameLanguage): string {
  host.draws += 1;
  const taken = host.state.students.map(({ name }) => name);
  return drawnName(language, taken, host.seed, host.draws);
}

/**
 * Ends all matches, and closes their rooms once the students have been told what has been recorded until now: a page
 * whose room goes while its class still leads there would ask for it again.
 */
export async function closeMatches(host: ClassHost): Promise<void> {
  const matches = taken(host);
  for (const match of matches) match.end();
  await host.log.settled();
  await closeRooms(host, matches);
}

/** The matches of the class, which has none any more. */
function taken(host: ClassHost): readonly ClassMatchHost[] {
  const matches = [...host.matches.values()];
  host.matches.clear();
  return matches;
}

async function closeRooms(host: ClassHost, matches: readonly ClassMatchHost[]): Promise<void> {
  for (const match of matches) {
    await match.settled();
    await host.parts.closeMatch(match.order.code);
  }
}

/**
 * Closes the class in this process: it rests where the store has it, or is to be deleted. Nothing is written into its
 * matches any more. Resolves when nothing is under way.
 */
export async function closeClass(host: ClassHost): Promise<void> {
  host.wallTimer?.();
  host.closed = true;
  const matches = taken(host);
  for (const match of matches) match.suspend();
  await closeRooms(host, matches);
  await host.log.close();
}

/** Waits until all that has happened was stored and told. */
export async function settled(host: ClassHost): Promise<void> {
  for (const match of host.matches.values()) await match.settled();
  await host.log.settled();
}
