// A class without Colyseus: its log, its clock, its running matches, and what its teacher and students are told.
import type { ClassEvent, PairSeats, StudentId } from '@syn-or-swim/shared/classroom/class-event.ts';
import {
  type ClassRound,
  classAfter,
  happened,
  present,
  roundOn,
  seatIn,
  studentOf,
} from '@syn-or-swim/shared/classroom/class-state.ts';
import { drawnName, type NameLanguage } from '@syn-or-swim/shared/classroom/names.ts';
import { withNewcomers } from '@syn-or-swim/shared/classroom/pairs.ts';
import { USUAL_SETTINGS } from '@syn-or-swim/shared/game/match-settings.ts';
import { SIDES } from '@syn-or-swim/shared/game/seat.ts';
import { keyedHash } from '@syn-or-swim/shared/kernel/hash.ts';
import { parOf } from '@syn-or-swim/shared/players/par.ts';
import { STUDENTS_MAX } from '@syn-or-swim/shared/protocol/class-messages.ts';
import type { WholeClass } from '../storage/store.ts';
import { createClassCredentials } from './class-credentials.ts';
import { type ClassMatchHost, createClassMatch } from './class-match.ts';
import { studentView, teacherView, wallView } from './class-views.ts';
import { createFreezableClock } from './freezable-clock.ts';
import type { ClassHost, ClassParts } from './open-class.ts';

/** How often the wall is told anew while a round is on and a teacher looks, ms. */
const WALL_MS = 1000;

/** The class that `whole` keeps; a round that was on when its server ended is over. */
export function openClass(parts: ClassParts, whole: WholeClass): ClassHost {
  const { events, ...stored } = whole;
  const { services } = parts;
  const host: ClassHost = {
    stored,
    services,
    credentials: createClassCredentials(services.seatSecret, stored.id),
    clock: createFreezableClock(services.clock),
    seed: keyedHash(0, stored.id),
    parts,
    matches: new Map(),
    state: classAfter(events.map(({ event }) => event)),
    listener: undefined,
    serial: events.length,
    draws: 0,
    par: 0,
    wallTimer: undefined,
    kept: Promise.resolve(),
    closed: false,
  };
  const round = roundOn(host.state);
  if (round !== undefined) record(host, { kind: 'round-ended', round: round.round });
  return host;
}

/** Writes `event` into the class's log, does it, and tells whom it concerns. */
export function record(host: ClassHost, event: ClassEvent): void {
  if (host.closed) return;
  host.serial += 1;
  host.state = happened(host.state, event);
  const { store, clock, log } = host.services;
  const logged = { serial: host.serial, at: clock.now(), event };
  host.kept = store.appendClassEvent(host.stored.id, logged).catch((cause: unknown) => {
    // The class goes on: it is only not there after a restart what was not kept.
    if (!host.closed)
      log.error({ class: host.stored.id, err: cause }, 'an event of a class could not be stored');
  });
  tell(host);
}

/** Tells the teachers and every student how things stand. */
export function tell(host: ClassHost): void {
  const { listener, state } = host;
  if (listener === undefined || host.closed) return;
  if (listener.hasTeacher()) listener.tellTeachers('teacher-view', teacherView(host));
  for (const { id } of present(state)) tellStudent(host, id);
}

/** Tells one student how things stand. */
export function tellStudent(host: ClassHost, student: StudentId): void {
  if (host.listener?.isConnected(student) !== true) return;
  const view = studentView(host, student);
  if (view !== undefined) host.listener.tellStudent(student, 'student-view', view);
}

/** Why somebody can't come into a class. */
export type ClassAdmissionProblem = 'room-full' | 'stale-seat' | 'class-locked' | 'removed';

/** The student whose `token` this is, or why they may not come in. */
export function returning(host: ClassHost, token: string): StudentId | ClassAdmissionProblem {
  const student = host.credentials.openStudent(token);
  const known = student === undefined ? undefined : studentOf(host.state, student);
  if (known === undefined) return 'stale-seat';
  return known.removed ? 'removed' : known.id;
}

/** Whether a new student may come in. */
export function newcomerProblem({ state }: ClassHost): ClassAdmissionProblem | undefined {
  if (state.locked) return 'class-locked';
  return state.students.length >= STUDENTS_MAX ? 'room-full' : undefined;
}

/** A new student with a drawn name. While a round is on they get a stack's seat, or a match of their own with one. */
export function joined(host: ClassHost, language: NameLanguage): StudentId {
  const student = (host.state.students.length + 1) as StudentId;
  record(host, { kind: 'joined', student, name: otherName(host, language) });
  record(host, { kind: 'paired', pairs: withNewcomers(host.state.pairs, [student]) });
  seatLate(host, student);
  return student;
}

/** Another name from the list. */
export function otherName(host: ClassHost, language: NameLanguage): string {
  host.draws += 1;
  const taken = host.state.students.map(({ name }) => name);
  return drawnName(language, taken, host.seed, host.draws);
}

/** Gives a student a seat in the round that is on: where a stack plays, or with a stack in a match of their own. */
export function seatLate(host: ClassHost, student: StudentId): void {
  const round = roundOn(host.state);
  if (round === undefined || seatIn(round, student) !== undefined) return;
  for (const { match, seats } of round.matches) {
    const side = SIDES.find((each) => seats[each] === null);
    const running = host.matches.get(match);
    if (side === undefined || running === undefined || running.isOver()) continue;
    running.seat(side, student);
    record(host, { kind: 'seated', match, side, student });
    return;
  }
  startMatch(host, round, { client: student, server: null });
}

/** Starts the match of one pair in `round`. */
export function startMatch(host: ClassHost, { round, level: id, seed }: ClassRound, seats: PairSeats): void {
  const { services, parts, clock, state } = host;
  const level = services.levelById(id);
  if (level === undefined) return;
  const roomId = services.nextId();
  const make = (code: string): ClassMatchHost => {
    const onEnded = () => matchEnded(host, round);
    const order = {
      id: roomId,
      code,
      level,
      settings: { ...USUAL_SETTINGS, ...state.settings.match },
      seed,
      seats,
      clock,
      onEnded,
    };
    const match = createClassMatch(services, order);
    host.matches.set(roomId, match);
    return match;
  };
  parts.openMatch(make, roomId).then(
    () => record(host, { kind: 'match-began', round, match: roomId, seats }),
    (cause: unknown) => services.log.error({ err: cause }, 'the room of a pair could not be made'),
  );
}

/** Begins a round of all pairs on the level named `id`; nothing where one is on or the level is unknown. */
export function startRound(host: ClassHost, id: ClassRound['level']): void {
  const { state, services } = host;
  const level = services.levelById(id);
  if (level === undefined || roundOn(state) !== undefined || present(state).length === 0) return;
  const pairs = withNewcomers(
    state.pairs,
    present(state).map((student) => student.id),
  );
  if (pairs !== state.pairs) record(host, { kind: 'paired', pairs });
  if (state.asking !== undefined) record(host, { kind: 'questions', form: state.asking, open: false });
  void closeMatches(host);
  const round = { round: state.rounds.length + 1, level: id, seed: services.nextSeed() };
  host.par = parOf(level, round.seed);
  record(host, { kind: 'round-began', ...round });
  for (const seats of pairs) startMatch(host, { ...round, matches: [], ended: false }, seats);
  watchWall(host);
}

/** Lets every match of the round end where it stands. */
export function endRound(host: ClassHost): void {
  const round = roundOn(host.state);
  if (round === undefined) return;
  host.clock.thaw();
  for (const match of host.matches.values()) match.end();
  finishRound(host, round.round);
}

function matchEnded(host: ClassHost, number: number): void {
  const round = roundOn(host.state);
  if (round?.round !== number) return;
  const all = round.matches.map(({ match }) => host.matches.get(match));
  if (all.every((match) => match === undefined || match.isOver())) finishRound(host, number);
}

function finishRound(host: ClassHost, round: number): void {
  if (roundOn(host.state)?.round !== round) return;
  record(host, { kind: 'round-ended', round });
  host.wallTimer?.();
  tellWall(host);
}

/** All matches of the class stand, or go on. */
export function freeze(host: ClassHost, frozen: boolean): void {
  if (frozen) host.clock.freeze();
  else host.clock.thaw();
  for (const match of host.matches.values()) match.clockChanged();
  tell(host);
}

/** Tells the wall now, and from now on as long as the round is on. */
function watchWall(host: ClassHost): void {
  host.wallTimer?.();
  const { clock } = host.services;
  host.wallTimer = clock.at(clock.now() + WALL_MS, () => {
    tellWall(host);
    if (roundOn(host.state) !== undefined && !host.closed) watchWall(host);
  });
}

/** Tells the wall to the teachers who look. It costs the players nothing: no byte goes to them. */
export function tellWall(host: ClassHost): void {
  const { listener } = host;
  if (listener?.hasTeacher() !== true || host.closed) return;
  const wall = wallView(host);
  if (wall !== undefined) listener.tellTeachers('wall', wall);
}

/** Ends all matches and closes their rooms: their students are told the debrief no more. */
async function closeMatches(host: ClassHost): Promise<void> {
  const matches = [...host.matches.values()];
  host.matches.clear();
  for (const match of matches) {
    match.end();
    await match.settled();
    await host.parts.closeMatch(match.order.code);
  }
}

/** Ends the class in this process; its log stays where the store has it. Resolves when nothing writes any more. */
export async function closeClass(host: ClassHost): Promise<void> {
  host.wallTimer?.();
  host.closed = true;
  await closeMatches(host);
  await host.kept;
}

/** Waits until all that has happened was stored and told. */
export async function settled(host: ClassHost): Promise<void> {
  for (const match of host.matches.values()) await match.settled();
  await host.kept;
}
