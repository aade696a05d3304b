// One class under load, phase by phase: it joins, plays a round in peace, plays one on a bad network, and is counted.
import { setTimeout as pause } from 'node:timers/promises';
import { pack } from 'msgpackr';
import { CLASS_COUNTDOWN_MS } from '../../../server/src/classes/class-match.ts';
import type { PairSeats } from '../../../shared/src/classroom/class-event.ts';
import type { SeatCommand } from '../../../shared/src/game/command.ts';
import type { Level } from '../../../shared/src/game/level.ts';
import type { Side } from '../../../shared/src/game/seat.ts';
import { canonicalJson } from '../../../shared/src/kernel/canonical-json.ts';
import type { ClassMade } from '../../../shared/src/protocol/class-messages.ts';
import type { CommandRefusal } from '../../../shared/src/protocol/messages.ts';
import { openAsTeacher, type TeacherPage } from '../../../tests/lines/class-pages.ts';
import { type Dice, diceOf } from '../../../tests/random/dice.ts';
import { LESSON, makeClass } from '../../../tests/rooms/class-seat.ts';
import type { LoadedStudent, Return } from './student.ts';
import { startStudent } from './student.ts';

/** Students come within this time of each other (ms), as when a code goes onto the wall. */
const ARRIVAL = 10_000;

/** Teachers start a round within this time of each other, ms. */
const STARTS = 15_000;

/** How often each line is cut by itself, for how long (ms): `CUT`, and up to `CUT_SPREAD` more. */
const CUTS = 3;
const CUT = 2000;
const CUT_SPREAD = 5000;

/** After the end of a round, until what was under way has come to its end, ms. */
const SETTLING = 3000;

/** A third of all lines break at once for so long, ms. */
const OUTAGE = 6000;

/** From a student's first request to the first view of the class (ms), and how often they had to try again before. */
export type Joined = Pick<LoadedStudent, 'joinedAfter' | 'triedAgain'>;

/** What a class saw in a time of play. */
export interface Play {
  /** From commands to their answers, ms. */
  readonly latencies: readonly number[];
  /** Octets that the server said to all students. */
  readonly octets: number;
  /** From one wall to the next on one page, and their lengths in octets. */
  readonly wallPeriods: readonly number[];
  readonly wallOctets: readonly number[];
}

/** What was left of a round's commands. */
export interface Counted {
  readonly answered: number;
  /** Answered commands that no recording has, and commands that one has oftener than it was answered. */
  readonly missing: number;
  readonly surplus: number;
  readonly refused: readonly CommandRefusal[];
  /** Commands that a broken line took before they counted, as their pages were told. */
  readonly lost: number;
  /** Students who have the debrief of the last round, and those whose page had to give up. */
  readonly debriefed: number;
  readonly gone: number;
  readonly students: number;
  /** How long the teacher waited for the report, ms. */
  readonly reportAfter: number;
}

/** A class under load. */
export interface Lesson {
  /** Joins all students. */
  readonly join: () => Promise<readonly Joined[]>;
  /** Starts a round; how late each student's first view came after the count-down, ms. */
  readonly start: () => Promise<readonly number[]>;
  /** Plays for so long, with a teacher and a projector looking on, or unseen. */
  readonly play: (milliseconds: number, watched: boolean) => Promise<Play>;
  /** Plays for so long while lines break. */
  readonly drop: (milliseconds: number) => Promise<readonly Return[]>;
  readonly end: () => Promise<Counted>;
  readonly close: () => Promise<void>;
}

interface State {
  readonly url: string;
  readonly made: ClassMade;
  readonly level: Level;
  readonly dice: Dice;
  readonly students: LoadedStudent[];
  /** Who sits where in each match of the class so far. */
  readonly matches: Map<string, PairSeats>;
  watchers: TeacherPage[];
}

/** Makes a class of `count` students that plays `level`. */
export async function beginLesson(url: string, level: Level, count: number, seed: number): Promise<Lesson> {
  const { teacher, ...made } = await makeClass(url, { ...LESSON, plan: [level.id] });
  await teacher.leave();
  const state: State = {
    url,
    made,
    level,
    dice: diceOf(seed),
    students: [],
    matches: new Map(),
    watchers: [],
  };
  return {
    join: () => join(state, count),
    start: () => start(state),
    play: (milliseconds, watched) => play(state, milliseconds, watched),
    drop: (milliseconds) => drop(state, milliseconds),
    end: () => end(state),
    close: async () => {
      for (const watcher of state.watchers) await watcher.close();
      await Promise.all(state.students.map((student) => student.close()));
    },
  };
}

async function join({ url, made, level, dice, students }: State, count: number): Promise<readonly Joined[]> {
  const seeds = Array.from({ length: count }, () => dice.below(2 ** 31));
  const joining = seeds.map(async (seed) => {
    const own = diceOf(seed);
    await pause(own.below(ARRIVAL));
    const student = await startStudent(url, made.code, level, own);
    students.push(student);
    return { joinedAfter: student.joinedAfter, triedAgain: student.triedAgain };
  });
  return Promise.all(joining);
}

/** A teacher's page for one act. */
async function acted<Value>(
  { url, made }: State,
  act: (teacher: TeacherPage) => Promise<Value>,
): Promise<Value> {
  const teacher = await openAsTeacher(url, made);
  try {
    return await act(teacher);
  } finally {
    await teacher.close();
  }
}

async function start(state: State): Promise<readonly number[]> {
  await pause(state.dice.below(STARTS));
  return acted(state, async (teacher) => {
    const before = state.students.map(({ page }) => page.match());
    teacher.room.send('act', { kind: 'start', level: state.level.id });
    const started = performance.now();
    const late = await Promise.all(
      state.students.map(async ({ page }, index) => {
        const match = await page.untilMatch(before[index]);
        await match.until(({ view }) => view !== undefined);
        return performance.now() - started - CLASS_COUNTDOWN_MS;
      }),
    );
    const wall = await teacher.untilWall(({ tiles }) => tiles.length * 2 >= state.students.length);
    for (const { match, seats } of wall.tiles) state.matches.set(match, seats);
    return late;
  });
}

async function play(state: State, milliseconds: number, watched: boolean): Promise<Play> {
  const wallPeriods: number[] = [];
  const wallOctets: number[] = [];
  if (watched) {
    for (let page = 0; page < 2; page += 1) {
      let last: number | undefined;
      const watcher = await openAsTeacher(state.url, state.made, (type, message) => {
        if (type !== 'wall') return;
        const now = performance.now();
        if (last !== undefined) wallPeriods.push(now - last);
        last = now;
        wallOctets.push(pack(message).length);
      });
      state.watchers.push(watcher);
    }
  }
  for (const student of state.students) student.takeLatencies();
  const before = said(state);
  await pause(milliseconds);
  const octets = said(state) - before;
  const latencies = state.students.flatMap((student) => student.takeLatencies());
  for (const watcher of state.watchers.splice(0)) await watcher.close();
  return { latencies, octets, wallPeriods, wallOctets };
}

function said({ students }: State): number {
  return students.reduce((sum, { page }) => sum + page.line.fromServer(), 0);
}

async function drop({ students, dice }: State, milliseconds: number): Promise<readonly Return[]> {
  const outageAt = Math.floor(milliseconds / 2);
  const share = (outageAt - OUTAGE) / CUTS;
  const chains = students.map(async (student, index) => {
    const returns: Return[] = [];
    const own = diceOf(dice.below(2 ** 31));
    const cuts = Array.from({ length: CUTS }, (_, cut) => cut * share + own.below(share / 2));
    const began = performance.now();
    const at = async (moment: number, length: number) => {
      await pause(Math.max(0, began + moment - performance.now()));
      returns.push(await student.drop(length));
    };
    for (const cut of cuts) await at(cut, CUT + own.below(CUT_SPREAD));
    if (index % 3 === 0) await at(outageAt, OUTAGE);
    return returns;
  });
  const returns = (await Promise.all([...chains, pause(milliseconds)])).flatMap((each) => each ?? []);
  return returns;
}

async function end(state: State): Promise<Counted> {
  return acted(state, async (teacher) => {
    const { students } = state;
    teacher.room.send('act', { kind: 'end-round' });
    await teacher.until(({ rounds }) => rounds.at(-1)?.ended === true);
    // What is still under way is answered, or told as lost.
    await pause(SETTLING);
    const asked = performance.now();
    await teacher.room.report();
    const reportAfter = performance.now() - asked;
    const recorded = await recordedBy(state, teacher);
    const answered = students.flatMap(({ id, answered: all }) =>
      all.map(({ side, at, command }) => keyOf(id, side, at, command)),
    );
    const sum = (of: (student: LoadedStudent) => number) => students.reduce((all, each) => all + of(each), 0);
    return {
      answered: answered.length,
      missing: without(answered, recorded),
      surplus: without(recorded, answered),
      refused: students.flatMap(({ refused }) => refused),
      lost: sum((student) => student.lost()),
      debriefed: students.filter(({ page }) => page.match()?.news().debrief !== undefined).length,
      gone: students.filter(({ page }) => page.gone.length + (page.match()?.gone.length ?? 0) > 0).length,
      students: students.length,
      reportAfter,
    };
  });
}

/** All that the store has of the students' commands in all rounds. */
async function recordedBy({ matches }: State, teacher: TeacherPage): Promise<readonly string[]> {
  const keys: string[] = [];
  for (const [match, seats] of matches) {
    const { recording } = await teacher.room.recording(match);
    for (const { at, command } of recording?.commands ?? []) {
      if (!('seen' in command)) continue;
      const { seat, ...said } = command;
      keys.push(keyOf(seats[seat], seat, at, said));
    }
  }
  return keys;
}

function keyOf(student: number | null, side: Side, at: number, command: SeatCommand): string {
  return `${student} ${side} ${at} ${canonicalJson(command)}`;
}

/** How many of `some` are not in `others`; what is there twice has to be there twice. */
function without(some: readonly string[], others: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const other of others) counts.set(other, (counts.get(other) ?? 0) + 1);
  return some.filter((one) => {
    const left = counts.get(one) ?? 0;
    counts.set(one, left - 1);
    return left <= 0;
  }).length;
}
