// One measurement: so many matches at once on the game and on both relays, windows of play in turns.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { present } from '../../../shared/src/kernel/assert.ts';
import { median, quantile } from '../report.ts';
import type { WindowSeen } from './load.ts';
import { SUBJECTS, type Subject } from './pairs.ts';
import type { Usage } from './probe.ts';
import { type LoadProcess, type MeasuredServer, startLoad, startServer } from './processes.ts';
import { BRIEF_LEVEL, FIRST_WINDOW_MS, TURN_MS, WINDOW_GAP_MS } from './script.ts';

/** Matches of one process of the load. */
const PAIRS_OF_LOAD = 1000;

/**
 * Matches that play at a time, at most: with more of them load and servers together would need more than two processors,
 * and would measure each other.
 */
const PLAYING_MAX = 1000;

/** For so long nothing happens in any match (ms), after a rest in which they came in. */
const IDLE_MS = 10_000;
const REST_MS = 5000;

/** Pairs that warm up a server, the windows that they play, and a number that none of the others has. */
const WARM_UP_MATCHES = 400;
const WARM_UP_WINDOWS = 3;
const WARM_UP_FIRST = 100_000;

/** What one server came to in one window of play. */
export interface WindowFigures {
  /** Processor time for one command, microseconds: of the whole process, and of its main thread. */
  readonly cpu: number;
  readonly mainCpu: number;
  readonly answers: { readonly p50: number; readonly p99: number };
  readonly views: { readonly p50: number; readonly p99: number };
  /** Octets to and from the server, and messages from it, for one command. */
  readonly octetsIn: number;
  readonly octetsOut: number;
  readonly messages: number;
  readonly amiss: number;
  /** Share of commands that had to wait for what their seat answers to. */
  readonly heldBack: number;
}

/** What one server came to. */
export interface SubjectFigures {
  readonly windows: readonly WindowFigures[];
  /** Processor time of one match in which nothing happens, microseconds a second. */
  readonly idle: number;
}

/** What came of one number of matches. */
export interface Measurement {
  readonly matches: number;
  readonly subjects: Readonly<Record<Subject, SubjectFigures>>;
  /** How late the load itself was (ms, 99 of 100), and how busy its busiest process: too much of it spoils the figures. */
  readonly lag: number;
  readonly busy: number;
}

/** The servers, and the load for `matches` of them. */
export interface Bench {
  readonly matches: number;
  readonly servers: Readonly<Record<Subject, MeasuredServer>>;
  readonly loads: readonly LoadProcess[];
}

type EachSubject<Value> = Record<Subject, Value>;

/** What `make` gives for each server, at the same time. */
export async function each<Value>(make: (subject: Subject) => Promise<Value>): Promise<EachSubject<Value>> {
  const [ws, colyseus, game] = await Promise.all(SUBJECTS.map(make));
  return { ws, colyseus, game } as EachSubject<Value>;
}

/** `matches` more, the first of which is number `first`, come in and begin; `brief` ones are soon over. */
export async function letAllIn(
  { servers, loads }: Bench,
  matches: number,
  first: number,
  brief = false,
): Promise<void> {
  const share = Math.ceil(matches / loads.length);
  for (const subject of SUBJECTS) {
    const { url } = servers[subject];
    const orders = loads.map((load, index) =>
      load.do({
        kind: 'let-in',
        subject,
        url,
        first: first + index * share,
        count: Math.min(share, matches - index * share),
        brief,
      }),
    );
    await Promise.all(orders);
  }
  await Promise.all(loads.map((load) => load.do({ kind: 'begin' })));
}

function windowFigures(before: Usage, after: Usage, seen: readonly WindowSeen[]): WindowFigures {
  const sum = (of: (one: WindowSeen) => number) => seen.reduce((total, one) => total + of(one), 0);
  const commands = sum((one) => one.commands);
  const latency = (times: readonly number[]) => ({ p50: median(times), p99: quantile(times, 0.99) });
  return {
    cpu: ((after.cpu - before.cpu) * 1000) / commands,
    mainCpu: ((after.mainCpu - before.mainCpu) * 1000) / commands,
    answers: latency(seen.flatMap((one) => one.answers)),
    views: latency(seen.flatMap((one) => one.views)),
    octetsIn: sum((one) => one.sent) / commands,
    octetsOut: sum((one) => one.received) / commands,
    messages: sum((one) => one.messages) / commands,
    amiss: sum((one) => one.amiss),
    heldBack: sum((one) => one.heldBack) / commands,
  };
}

/**
 * What a server compiles in its first minutes is no cost of a match, nor what it clears up of them later, which of few
 * matches would be most: other pairs play some windows before, and leave once their matches are over, in which the holder
 * would play on; and their garbage is collected.
 */
async function warmUp(bench: Bench): Promise<void> {
  await letAllIn(bench, WARM_UP_MATCHES, WARM_UP_FIRST, true);
  const overAt = Date.now() + BRIEF_LEVEL.timing.round;
  for (let window = 0; window < WARM_UP_WINDOWS; window += 1) {
    const startAt = Date.now() + 1000;
    const order = { kind: 'play', window, count: WARM_UP_MATCHES, startAt } as const;
    await Promise.all(
      SUBJECTS.flatMap((subject) => bench.loads.map((load) => load.do({ ...order, subject }))),
    );
  }
  await pause(overAt - Date.now());
  await Promise.all(bench.loads.map((load) => load.do({ kind: 'leave' })));
  await pause(REST_MS);
  await each((subject) => bench.servers[subject].usageWithoutGarbage());
}

async function playWindow(
  { matches, servers, loads }: Bench,
  subject: Subject,
  window: number,
  startAt: number,
): Promise<{ readonly figures: WindowFigures; readonly seen: readonly WindowSeen[] }> {
  const before = await servers[subject].usage();
  const count = Math.ceil(Math.min(matches, PLAYING_MAX) / loads.length);
  const seen = await Promise.all(
    loads.map((load) => load.do({ kind: 'play', subject, window, count, startAt })),
  );
  const after = await servers[subject].usage();
  const seenHere = seen.map((one) => present(one, 'what a process of the load saw'));
  return { figures: windowFigures(before, after, seenHere), seen: seenHere };
}

/** The game first: the script reckons with its windows, and what the game sends differs by some octets where they are later. */
const TURNS: readonly Subject[] = ['game', 'colyseus', 'ws'];

/**
 * Plays windows of all matches of `bench`, that began at `beginAt` (ms since 1970). The first is not counted: all that
 * comes in has come in behind it. In each round each server has one of its own: beside another's the processors would sleep
 * less, and cost less to wake.
 */
export async function playRounds(bench: Bench, rounds: number, beginAt: number) {
  const played: EachSubject<WindowFigures[]> = { ws: [], colyseus: [], game: [] };
  const all: WindowSeen[] = [];
  for (let window = 0; window <= rounds; window += 1) {
    for (const [turn, subject] of TURNS.entries()) {
      const startAt = beginAt + FIRST_WINDOW_MS + window * WINDOW_GAP_MS + turn * TURN_MS;
      await pause(Math.max(0, startAt - 200 - Date.now()));
      const { figures, seen } = await playWindow(bench, subject, window, startAt);
      if (window === 0) continue;
      played[subject].push(figures);
      all.push(...seen);
    }
  }
  const lag = quantile(
    all.flatMap((one) => one.lags),
    0.99,
  );
  return { played, lag, busy: Math.max(...all.map((one) => one.busy)) };
}

async function measured(bench: Bench, rounds: number): Promise<Measurement> {
  const { matches, servers } = bench;
  await warmUp(bench);
  await letAllIn(bench, matches, 0);
  const beginAt = Date.now();
  await pause(REST_MS);
  const before = await each((subject) => servers[subject].usage());
  await pause(IDLE_MS);
  const after = await each((subject) => servers[subject].usage());
  const { played, lag, busy } = await playRounds(bench, rounds, beginAt);
  const figures = async (subject: Subject): Promise<SubjectFigures> => ({
    windows: played[subject],
    idle: ((after[subject].cpu - before[subject].cpu) * 1000) / matches / (IDLE_MS / 1000),
  });
  return { matches, subjects: await each(figures), lag, busy };
}

/** `matches` at once on each server, each of which plays `rounds` windows. `nodeOptions` are for the game's Node. */
export function measure(
  matches: number,
  rounds: number,
  nodeOptions: readonly string[] = [],
): Promise<Measurement> {
  return withBench(matches, nodeOptions, (bench) => measured(bench, rounds));
}

/** What `run` gives with fresh servers and the load for `matches`; all of them end with it. */
export async function withBench<Result>(
  matches: number,
  nodeOptions: readonly string[],
  run: (bench: Bench) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'syn-or-swim-bench-'));
  const servers = await each((subject) =>
    startServer(subject, folder, subject === 'game' ? nodeOptions : []),
  );
  const loads = Array.from({ length: Math.ceil(matches / PAIRS_OF_LOAD) }, startLoad);
  try {
    return await run({ matches, servers, loads });
  } finally {
    await Promise.all(loads.map((load) => load.stop()));
    await Promise.all(SUBJECTS.map((subject) => servers[subject].stop()));
    await rm(folder, { recursive: true });
  }
}
