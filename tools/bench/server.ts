import { type Benchmark, median } from './report.ts';
import {
  type Measurement,
  measure,
  PLAYING_MAX,
  type SubjectFigures,
  type WindowFigures,
} from './server/measure.ts';
import { SUBJECTS, type Subject } from './server/pairs.ts';

/** Matches at a time, and windows of play of each. */
const COUNTS = [50, 500, 2000];
const QUICK_COUNTS = [50, 500];
const ROUNDS = 3;

/** To reach: processor time a command, and of an idle match, and memory of a match, in times of the bare Colyseus room's. */
const CPU_BOUND = 1.5;
const IDLE_BOUND = 1.2;
const MEMORY_BOUND = 2;

/** What one more match may cost in times of one of few: growth is linear or better, but for what measuring varies by. */
const GROWTH_BOUND = 1.1;

/**
 * Beyond these the load is too late or too busy itself for what it measures to be the server's. A command that had to
 * wait for the last is played all the same, a little later than the script has it.
 */
const LAG_MAX_MS = 50;
const BUSY_MAX = 0.8;
const HELD_BACK_MAX = 0.05;

const NAMES: Readonly<Record<Subject, string>> = {
  ws: 'bare ws',
  colyseus: 'bare Colyseus room',
  game: 'the game',
};

function medianOf({ windows }: SubjectFigures, figure: (window: WindowFigures) => number): number {
  return median(windows.map(figure));
}

/** The ratio of game to Colyseus room, round by round, so that both had the same machine. */
function cpuRatio({ subjects: { game, colyseus } }: Measurement): number {
  return median(game.windows.map(({ cpu }, round) => cpu / (colyseus.windows[round]?.cpu ?? Number.NaN)));
}

function subjectLine(subject: Subject, figures: SubjectFigures): string {
  const of = (figure: (window: WindowFigures) => number) => medianOf(figures, figure);
  const ms = (time: number) => `${time.toFixed(1)} ms`;
  return [
    `  ${NAMES[subject]}: ${of(({ cpu }) => cpu).toFixed(0)} µs of processor time a command`,
    `${of(({ mainCpu }) => mainCpu).toFixed(0)} of them in the main thread`,
    `answer after ${ms(of(({ answers }) => answers.p50))} (50 %), ${ms(of(({ answers }) => answers.p99))} (99 %)`,
    `partner's view after ${ms(of(({ views }) => views.p50))}, ${ms(of(({ views }) => views.p99))}`,
    `${of(({ messages }) => messages).toFixed(1)} messages, ${of(({ octetsOut }) => octetsOut).toFixed(0)} octets out a command`,
    `idle ${figures.idle.toFixed(1)} µs a match and second`,
  ].join('; ');
}

/** Why the figures are not the server's; undefined where they are. */
function spoilt({ subjects, lag, busy }: Measurement): string | undefined {
  const windows = SUBJECTS.flatMap((subject) => subjects[subject].windows);
  const amiss = windows.reduce((sum, window) => sum + window.amiss, 0);
  const heldBack = Math.max(...windows.map((window) => window.heldBack));
  if (amiss > 0) return `${amiss} commands were not answered or not seen as the script has it`;
  if (heldBack > HELD_BACK_MAX)
    return `${(100 * heldBack).toFixed(1)} % of the commands had to wait for the last`;
  if (lag > LAG_MAX_MS) return `the load itself was ${lag.toFixed(0)} ms late`;
  return busy > BUSY_MAX
    ? `a process of the load was busy ${(100 * busy).toFixed(0)} % of the time`
    : undefined;
}

/** Memory of one more match, octets: what the process needs with many, less what it needs with few. */
function memory(few: Measurement, many: Measurement, subject: Subject, of: 'resident' | 'heap'): number {
  const [less, more] = [few.subjects[subject][of] * few.matches, many.subjects[subject][of] * many.matches];
  return (more - less) / (many.matches - few.matches);
}

/** A ratio beside its bound. */
interface Bound {
  readonly name: string;
  readonly ratio: number;
  readonly most: number;
}

function boundsOf(measurement: Measurement): readonly Bound[] {
  const { matches, subjects } = measurement;
  return [
    { name: `${matches} matches, processor time a command`, ratio: cpuRatio(measurement), most: CPU_BOUND },
    {
      name: `${matches} matches, idle`,
      ratio: subjects.game.idle / subjects.colyseus.idle,
      most: IDLE_BOUND,
    },
  ];
}

function memoryBound(few: Measurement, many: Measurement): Bound {
  return {
    name: 'memory of one more match that is played',
    ratio: memory(few, many, 'game', 'resident') / memory(few, many, 'colyseus', 'resident'),
    most: MEMORY_BOUND,
  };
}

function growthBounds(few: Measurement, many: Measurement): readonly Bound[] {
  const cpu = ({ subjects }: Measurement) => medianOf(subjects.game, (window) => window.cpu);
  return [
    {
      name: `growth from ${few.matches} to ${many.matches} matches, processor time a command`,
      ratio: cpu(many) / cpu(few),
      most: GROWTH_BOUND,
    },
    {
      name: `growth from ${few.matches} to ${many.matches} matches, idle match`,
      ratio: many.subjects.game.idle / few.subjects.game.idle,
      most: GROWTH_BOUND,
    },
  ];
}

function told(bounds: readonly Bound[], print: (line: string) => void): boolean {
  for (const { name, ratio, most } of bounds) {
    print(`${name}: ${ratio.toFixed(2)} (at most ${most}${ratio <= most ? '' : ', BROKEN'})`);
  }
  return bounds.every(({ ratio, most }) => ratio <= most);
}

/** What one more match costs where there are many, beside what it costs where there are few. */
function compared(few: Measurement, many: Measurement, print: (line: string) => void): boolean {
  // A match that only sits there holds less than one that is played.
  if (many.matches > PLAYING_MAX) return told(growthBounds(few, many), print);
  for (const subject of SUBJECTS) {
    const [resident, heap] = (['resident', 'heap'] as const).map(
      (of) => memory(few, many, subject, of) / 1024,
    );
    print(
      `${NAMES[subject]}: one more match takes ${resident?.toFixed(0)} kB, ${heap?.toFixed(0)} kB of them JavaScript's`,
    );
  }
  return told([memoryBound(few, many), ...growthBounds(few, many)], print);
}

/** The game's server under load from other processes, beside the barest relays of the same octets. */
export const serverBenchmark: Benchmark = {
  name: 'server',
  measures: `${COUNTS.join(', ')} matches at a time on the server and on bare relays: about eleven minutes, --quick seven`,
  run: async (print, { quick }) => {
    let few: Measurement | undefined;
    let kept = true;
    for (const matches of quick ? QUICK_COUNTS : COUNTS) {
      const measurement = await measure(matches, ROUNDS);
      print(`${matches} matches, ${ROUNDS} windows of play each:`);
      for (const subject of SUBJECTS) print(subjectLine(subject, measurement.subjects[subject]));
      const why = spoilt(measurement);
      if (why !== undefined) {
        print(`not judged, since ${why}: run it again on a machine with less other work`);
        return false;
      }
      kept = told(boundsOf(measurement), print) && kept;
      if (few !== undefined) kept = compared(few, measurement, print) && kept;
      few ??= measurement;
    }
    return kept;
  },
};
