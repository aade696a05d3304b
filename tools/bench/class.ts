import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess } from '../../tests/rooms/server-process.ts';
import type { Counted, Joined, Play } from './class/lesson.ts';
import type { LoadAnswer, LoadOrder } from './class/load-process.ts';
import { type ServerFigures, watchServer } from './class/server-figures.ts';
import type { Return } from './class/student.ts';
import { type Benchmark, quantile } from './report.ts';

const LOAD = join(import.meta.dirname, 'class/load-process.ts');

/** Students of a class, and how many classes play at once. */
const STUDENTS = 30;
const CLASSES = [1, 20];

/** Processes that play the pages: one alone would measure itself. */
const LOADS = 2;

/** A round of two minutes: one in peace, unseen and watched in turns, and one on a bad network. */
const LEVEL = 'fair-winds-home';
const TURNS = [false, true, false, true];
const TURN = 15_000;
const BAD = 60_000;

/** Every nineteen of twenty (ms): in the class after its first request, a round begun too late, back after a cut. */
const JOIN_BOUND = 3000;
const RETURN_BOUND = 5000;

/** A wall comes every second; 95 of 100 come before this, ms. */
const WALL_BOUND = 1500;

/** What a teacher and a projector may cost the players: their octets, and the median time to an answer. */
const OCTETS_BOUND = 1.05;
const ANSWER_BOUND = 1.5;

const SEED = 8;

/** One load process; gives what each of its classes saw. */
function startLoad(): { ask: (order: LoadOrder) => Promise<LoadAnswer>; child: ChildProcess } {
  const child = fork(LOAD);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`a load process ended by itself with code ${code}`);
  });
  ended.catch(() => undefined);
  return {
    child,
    ask: async (order) => {
      const answered = once(child, 'message');
      child.send(order);
      return (await Promise.race([answered, ended]))[0] as LoadAnswer;
    },
  };
}

interface Load {
  /** What all classes saw, as the order's kind has it. */
  readonly ask: <Seen>(order: LoadOrder) => Promise<readonly Seen[]>;
  /** How late the timers of the load processes rang so far (ms), 99 of 100. */
  readonly ownDelay: () => number;
}

async function startLoads(url: string, classes: number): Promise<Load> {
  const count = Math.min(LOADS, classes);
  const loads = Array.from({ length: count }, startLoad);
  let ownDelay = 0;
  for (const [index, { ask }] of loads.entries()) {
    const own = Math.ceil((classes - index) / count);
    const seed = SEED + 1000 * index;
    await ask({ kind: 'begin', url, classes: own, students: STUDENTS, seed, level: LEVEL });
  }
  return {
    ask: async (order) => {
      const answers = await Promise.all(loads.map(({ ask }) => ask(order)));
      ownDelay = Math.max(ownDelay, ...answers.map((answer) => answer.ownDelay));
      return answers.flatMap(({ lessons }) => lessons) as never;
    },
    ownDelay: () => ownDelay,
  };
}

const ms = (value: number) => `${value.toFixed(0)} ms`;

function spread(values: readonly number[]): string {
  return `median ${ms(quantile(values, 0.5))}, 95 % ${ms(quantile(values, 0.95))}, longest ${ms(Math.max(...values))}`;
}

function serverLine({ processor, lag, memory }: ServerFigures): string {
  return [
    `server: ${(processor * 100).toFixed(0)} % of a processor`,
    `timers late by ${ms(lag.median)} in the median, ${ms(lag.late)} for 99 %, ${ms(lag.longest)} at most`,
    `${memory.toFixed(0)} MB`,
  ].join(', ');
}

/** Turns of play that were either all watched or all unseen. */
function joined(plays: readonly Play[]) {
  const all = <Key extends keyof Play>(key: Key) => plays.flatMap((play) => play[key] as readonly number[]);
  return {
    latencies: all('latencies'),
    octets: plays.reduce((sum, { octets }) => sum + octets, 0),
    wallPeriods: all('wallPeriods'),
    wallOctets: all('wallOctets'),
  };
}

type Print = (line: string) => void;

async function peace(load: Load, server: () => Promise<ServerFigures>, print: Print): Promise<boolean> {
  const plays: { watched: boolean; seen: readonly Play[] }[] = [];
  for (const watched of TURNS) {
    await server();
    plays.push({ watched, seen: await load.ask<Play>({ kind: 'play', milliseconds: TURN, watched }) });
    print(`${watched ? 'watched' : 'unseen'}, ${TURN / 1000} s: ${serverLine(await server())}`);
  }
  const of = (wanted: boolean) =>
    joined(plays.filter(({ watched }) => watched === wanted).flatMap(({ seen }) => seen));
  const [unseen, watched] = [of(false), of(true)];
  print(
    `from a command to its answer, unseen: ${spread(unseen.latencies)} (${unseen.latencies.length} commands)`,
  );
  print(`from a command to its answer, watched: ${spread(watched.latencies)}`);
  print(
    `from one wall to the next: ${spread(watched.wallPeriods)}; ${Math.round(quantile(watched.wallOctets, 0.5))} octets`,
  );
  const perCommand = (play: typeof unseen) => play.octets / play.latencies.length;
  const octets = perCommand(watched) / perCommand(unseen);
  const answers = quantile(watched.latencies, 0.5) / quantile(unseen.latencies, 0.5);
  print(
    `what a teacher and a projector cost the players: ${octets.toFixed(3)} times the octets for each command, ` +
      `${answers.toFixed(2)} times the median time to an answer`,
  );
  return (
    octets <= OCTETS_BOUND && answers <= ANSWER_BOUND && quantile(watched.wallPeriods, 0.95) <= WALL_BOUND
  );
}

async function badNetwork(load: Load, server: () => Promise<ServerFigures>, print: Print): Promise<boolean> {
  await load.ask({ kind: 'start' });
  await server();
  const returns = await load.ask<readonly Return[]>({ kind: 'drop', milliseconds: BAD });
  const [inMatch, inClass] = [
    returns.flat().map((each) => each.inMatch),
    returns.flat().map((each) => each.inClass),
  ];
  print(`bad network, ${BAD / 1000} s: ${serverLine(await server())}`);
  print(`${inMatch.length} cuts; from the return of the link to an answer in the match: ${spread(inMatch)}`);
  print(`from the return of the link to the class's welcome: ${spread(inClass)}`);
  return quantile(inMatch, 0.95) <= RETURN_BOUND;
}

async function accounts(load: Load, print: Print): Promise<boolean> {
  const counted = await load.ask<Counted>({ kind: 'end' });
  const sum = (key: Exclude<keyof Counted, 'refused'>) => counted.reduce((all, each) => all + each[key], 0);
  const refused = Map.groupBy(
    counted.flatMap((each) => each.refused),
    (reason) => reason,
  );
  const reasons = [...refused].map(([reason, all]) => `${all.length} refused (${reason})`);
  print(
    `${sum('answered')} commands answered: ${sum('missing')} of them not in the recordings, ${sum('surplus')} recorded ` +
      `oftener than answered; ${[`${sum('lost')} told to their pages as lost`, ...reasons].join(', ')}`,
  );
  print(
    `${sum('debriefed')} of ${sum('students')} students have the debrief, ${sum('gone')} were turned away`,
  );
  print(`a teacher's report: ${spread(counted.map(({ reportAfter }) => reportAfter))}`);
  const kept = sum('missing') + sum('surplus') + sum('gone') === 0;
  return kept && sum('debriefed') === sum('students');
}

/** `classes` classes on a server in a process of its own. */
export async function measureClasses(classes: number, print: Print): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'syn-or-swim-bench-'));
  const process = await startProcess({ DATA_DIR: folder });
  try {
    print(`${classes} of ${STUDENTS} students; load of the machine ${loadavg()[0]?.toFixed(1)}`);
    const load = await startLoads(process.url, classes);
    const server = await watchServer(process.url);
    const joined = (await load.ask<readonly Joined[]>({ kind: 'join' })).flat();
    const joins = joined.map(({ joinedAfter }) => joinedAfter);
    const again = joined.filter(({ triedAgain }) => triedAgain > 0).length;
    print(
      `from the first request to the first view of the class: ${spread(joins)}; ${again} had to try again`,
    );
    print(`joining: ${serverLine(await server())}`);
    const late = (await load.ask<readonly number[]>({ kind: 'start' })).flat();
    print(`the first view of the match after the count-down: ${spread(late)}`);
    print(`starting: ${serverLine(await server())}`);
    const bounds = [
      quantile(joins, 0.95) <= JOIN_BOUND,
      quantile(late, 0.95) <= JOIN_BOUND,
      await peace(load, server, print),
      await load.ask<Counted>({ kind: 'end' }).then(() => true),
      await badNetwork(load, server, print),
      await accounts(load, print),
    ];
    print(`timers of the load processes: late by at most ${ms(load.ownDelay() - 10)} for 99 %`);
    await load.ask({ kind: 'close' });
    return bounds.every((bound) => bound);
  } finally {
    await process.stop();
    await rm(folder, { recursive: true });
  }
}

/** Classes of 30 in real sockets: the server and the pages in processes of their own. */
export const classBenchmark: Benchmark = {
  name: 'class',
  measures: `classes of ${STUDENTS} with a teacher and a projector, ${CLASSES.join(' and ')} at once: about eight minutes`,
  run: async (print) => {
    let kept = true;
    for (const classes of CLASSES) {
      const name = classes === 1 ? 'one class' : `${classes} classes`;
      const isKept = await measureClasses(classes, (line) => print(`${name}: ${line}`));
      if (!isKept) print(`${name}: a bound is broken`);
      kept &&= isKept;
    }
    return kept;
  },
};
