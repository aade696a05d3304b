// What the server counts of itself, as Prometheus reads it. The only file that knows prom-client.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Metrics } from '../match/metrics.ts';

/** What is there at the moment, counted when it is asked for. */
export interface Census {
  /** Rooms by phase. */
  readonly rooms: Readonly<Record<string, number>>;
  /** Places of all rooms that somebody has, whether their line is up or lost. */
  readonly seats: Readonly<Record<'connected' | 'away', number>>;
  /** Open WebSockets. */
  readonly sockets: number;
}

/** Counters, and their page. */
export interface Prometheus extends Metrics {
  /** The page in Prometheus' text format, with its content type. */
  readonly page: (census: Census) => Promise<{ readonly type: string; readonly text: string }>;
}

/** Seconds of a write: half of 5 ms is a fast disk, 10 s is one that stands. */
const STORE_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Seconds of a sign of life: 1 ms beside it, 50 ms in another city; after 3 s it counts as failed. */
const REDIS_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3];

/** How often the lag of the event loop is looked at (ms). Each look wakes the process, which is most of what an idle server does. */
const LAG_STEP_MS = 100;

/** Counters at zero, with those of Node: event loop, memory, garbage, CPU. `monotonic` is in ms. */
export function createPrometheus(monotonic: () => number): Prometheus {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LAG_STEP_MS });
  const commands = new Counter({
    name: 'syn_or_swim_commands_total',
    help: 'Commands of players by kind and outcome: the verdict where they were judged, done, or refused.',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const refusals = new Counter({
    name: 'syn_or_swim_refusals_total',
    help: 'What was refused, by where (request, join, upgrade, socket, command) and why.',
    labelNames: ['door', 'reason'],
    registers,
  });
  const seated = new Counter({
    name: 'syn_or_swim_seated_total',
    help: 'How often a page took a seat of a match, or came back to it.',
    registers,
  });
  const stored = new Histogram({
    name: 'syn_or_swim_store_seconds',
    help: 'From asking the store to its answer, waiting in its queue included; a write answers when it is on the disk.',
    labelNames: ['operation', 'outcome'],
    buckets: STORE_SECONDS,
    registers,
  });
  const waiting = new Gauge({
    name: 'syn_or_swim_store_waiting',
    help: 'Questions to the store that are not answered yet.',
    registers,
  });
  const gauges = censusGauges(registers);
  return {
    ...redisFigures(registers, monotonic),
    answered: (kind, answer) => {
      const outcome = answer.kind === 'judged' ? answer.verdict.kind : answer.kind;
      commands.inc({ kind: kind ?? 'none', outcome });
      if (answer.kind === 'refused') refusals.inc({ door: 'command', reason: answer.reason });
    },
    seated: () => seated.inc(),
    turnedAway: (door, reason) => refusals.inc({ door, reason }),
    storeAsked: (operation) => {
      const askedAt = monotonic();
      waiting.inc();
      return (outcome) => {
        waiting.dec();
        stored.observe({ operation, outcome }, (monotonic() - askedAt) / 1000);
      };
    },
    page: async (census) => {
      gauges(census);
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}

/** Figures of the lines to Redis: without one they have no values. */
function redisFigures(
  registers: Registry[],
  monotonic: () => number,
): Pick<Metrics, 'redisLine' | 'redisAsked'> {
  const connected = new Gauge({
    name: 'syn_or_swim_redis_connected',
    help: 'Whether the connection to Redis for commands, subscriptions or the list of rooms is ready (1) or not (0).',
    labelNames: ['line'],
    registers,
  });
  const lost = new Counter({
    name: 'syn_or_swim_redis_lost_total',
    help: 'How often a connection to Redis that was ready was lost.',
    labelNames: ['line'],
    registers,
  });
  const answered = new Histogram({
    name: 'syn_or_swim_redis_seconds',
    help: 'From a PING of each second to its answer, by connection and outcome.',
    labelNames: ['line', 'outcome'],
    buckets: REDIS_SECONDS,
    registers,
  });
  return {
    redisLine: (line, state) => {
      connected.set({ line }, state === 'ready' ? 1 : 0);
      lost.inc({ line }, state === 'lost' ? 1 : 0);
    },
    redisAsked: (line) => {
      const askedAt = monotonic();
      return (outcome) => answered.observe({ line, outcome }, (monotonic() - askedAt) / 1000);
    },
  };
}

function censusGauges(registers: Registry[]): (census: Census) => void {
  const rooms = new Gauge({
    name: 'syn_or_swim_rooms',
    help: 'Rooms by phase.',
    labelNames: ['phase'],
    registers,
  });
  const seats = new Gauge({
    name: 'syn_or_swim_seats',
    help: 'Places that somebody has, with the line up (connected) or lost (away).',
    labelNames: ['line'],
    registers,
  });
  const sockets = new Gauge({ name: 'syn_or_swim_sockets', help: 'Open WebSockets.', registers });
  return (census) => {
    for (const [phase, count] of Object.entries(census.rooms)) rooms.set({ phase }, count);
    for (const [line, count] of Object.entries(census.seats)) seats.set({ line }, count);
    sockets.set(census.sockets);
  };
}
