import { assert } from '../../shared/src/kernel/assert.ts';
import type { Segment } from '../../shared/src/tcp/segment.ts';
import { type Benchmark, mediansSideBySide } from './report.ts';
import { completeConnection } from './tcp-connection.ts';
import { decodeHeader, encodeHeader } from './tcp-header.ts';

/** The engine may take this many times what encoding and decoding the same segments takes. */
const RATIO_BOUND = 4;
/** Cost of a segment in a connection of 1,000 crates, against one of 10: more would be growth. */
const GROWTH_BOUND = 1.25;
const ROUNDS = 21;
/** Segments in one round: enough that a round takes tens of milliseconds. */
const SEGMENTS = 60_000;
const LENGTHS = [10, 100, 1000] as const;

/** A connection of some length, as often as it takes to send {@link SEGMENTS}. */
interface Load {
  readonly crates: number;
  readonly connections: number;
  readonly segments: readonly Segment[];
}

function loadOf(crates: number): Load {
  const outcome = completeConnection(crates, true);
  assert(outcome.octetsDelivered === crates * 100, `${outcome.octetsDelivered} octets of ${crates} crates`);
  assert(outcome.states.join() === 'CLOSED,CLOSED', `the ends are ${outcome.states.join(' and ')}`);
  const connections = Math.max(1, Math.round(SEGMENTS / outcome.segments));
  return { crates, connections, segments: outcome.sent };
}

function engine(load: Load): void {
  for (let count = 0; count < load.connections; count += 1) {
    assert(completeConnection(load.crates).segments === load.segments.length, 'the connections differ');
  }
}

/** The sum keeps the compiler from leaving the work out. */
function headers(load: Load): void {
  let sum = 0;
  for (let count = 0; count < load.connections; count += 1) {
    for (const segment of load.segments) {
      sum += decodeHeader(encodeHeader(segment), segment.dataLength).window;
    }
  }
  assert(sum > 0, 'no header was read');
}

function nanoseconds(milliseconds: number, load: Load): number {
  return (milliseconds * 1e6) / (load.connections * load.segments.length);
}

function line(load: Load, engineTime: number, headerTime: number): string {
  const perSegment = nanoseconds(engineTime, load);
  const perHeader = nanoseconds(headerTime, load);
  return [
    `${load.crates} crates (${load.segments.length} segments)`,
    `${((load.connections / engineTime) * 1000).toFixed(0)} complete connections a second, both ends`,
    `${(1e9 / perSegment).toFixed(0)} segments a second`,
    `${perSegment.toFixed(0)} ns a segment, sent and received`,
    `20-byte header encoded and decoded: ${perHeader.toFixed(0)} ns`,
    `ratio ${(perSegment / perHeader).toFixed(2)}`,
  ].join('; ');
}

function run(print: (text: string) => void): boolean {
  const loads = LENGTHS.map(loadOf);
  const works = loads.flatMap((load) => [() => engine(load), () => headers(load)]);
  const times = mediansSideBySide(ROUNDS, works);
  const rows = loads.map((load, index) => ({
    load,
    engineTime: times[2 * index] ?? Number.NaN,
    headerTime: times[2 * index + 1] ?? Number.NaN,
  }));
  for (const { load, engineTime, headerTime } of rows) print(line(load, engineTime, headerTime));
  const ratios = rows.map(({ engineTime, headerTime }) => engineTime / headerTime);
  const worst = Math.max(...ratios);
  const costs = rows.map(({ load, engineTime }) => nanoseconds(engineTime, load));
  const growth = (costs.at(-1) ?? Number.NaN) / (costs[0] ?? Number.NaN);
  print(`the engine takes at most ${worst.toFixed(2)} times the header's time (bound ${RATIO_BOUND})`);
  print(
    `a segment of 1,000 crates costs ${growth.toFixed(2)} times one of 10 (bound ${GROWTH_BOUND.toFixed(2)})`,
  );
  return worst <= RATIO_BOUND && growth <= GROWTH_BOUND;
}

/** Complete connections, both ends, beside the encoding and decoding of the same segments. */
export const tcpBenchmark: Benchmark = {
  name: 'tcp',
  measures: 'complete connections beside the encoding and decoding of the same segments',
  run,
};
