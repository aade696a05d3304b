import { type Benchmark, median } from './report.ts';
import { type Measurement, measure, type SubjectFigures, type WindowFigures } from './server/measure.ts';
import { FEW, MORE, measureMemory } from './server/memory.ts';
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

/** What one more match takes, and whether that is within its bound. */
async function memoryIsWithin(print: (line: string) => void): Promise<boolean> {
  const memory = await measureMemory();
  const kilobytes = (octets: number) => (octets / 1024).toFixed(0);
  print(`memory, from ${FEW} matches to ${FEW + MORE}, all of them played, on fresh servers:`);
  for (const subject of SUBJECTS) {
    const { resident, heap } = memory[subject];
    print(
      `  ${NAMES[subject]}: one more match takes ${kilobytes(resident)} kB, of JavaScript's heap ${kilobytes(heap)} kB are in use`,
    );
  }
  const ratio = memory.game.resident / memory.colyseus.resident;
  return told([{ name: 'memory of one more match that is played', ratio, most: MEMORY_BOUND }], print);
}

/** The game's server under load from other processes, beside the barest relays of the same octets. */
export const serverBenchmark: Benchmark = {
  name: 'server',
  measures: `${COUNTS.join(', ')} matches at a time on the server and on bare relays: about a quarter of an hour, --quick eleven minutes`,
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
      if (few !== undefined) kept = told(growthBounds(few, measurement), print) && kept;
      few ??= measurement;
    }
    return (await memoryIsWithin(print)) && kept;
  },
};
