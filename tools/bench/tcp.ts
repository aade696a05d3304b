import { assert } from '../../shared/src/kernel/assert.ts';
import type { TcpPacket } from '../../shared/src/network/tcp-header.ts';
import type { Segment } from '../../shared/src/tcp/segment.ts';
import { type Benchmark, mediansSideBySide } from './report.ts';
import { completeConnection } from './tcp-connection.ts';
import { packetOf, throughBareHeader, throughHeader } from './tcp-header.ts';

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
  readonly packets: readonly TcpPacket[];
}

function loadOf(crates: number): Load {
  const outcome = completeConnection(crates, true);
  assert(outcome.octetsDelivered === crates * 100, `${outcome.octetsDelivered} octets of ${crates} crates`);
  assert(outcome.states.join() === 'CLOSED,CLOSED', `the ends are ${outcome.states.join(' and ')}`);
  const connections = Math.max(1, Math.round(SEGMENTS / outcome.segments));
  return { crates, connections, packets: outcome.sent.map(packetOf) };
}

function engine(load: Load): void {
  for (let count = 0; count < load.connections; count += 1) {
    assert(completeConnection(load.crates).segments === load.packets.length, 'the connections differ');
  }
}

/** All headers of `load`, written and read. The sum keeps the compiler from leaving the work out. */
function headers(load: Load, through: (packet: TcpPacket) => Segment): void {
  let sum = 0;
  for (let count = 0; count < load.connections; count += 1) {
    for (const packet of load.packets) sum += through(packet).window;
  }
  assert(sum > 0, 'no header was read');
}

function nanoseconds(milliseconds: number, load: Load): number {
  return (milliseconds * 1e6) / (load.connections * load.packets.length);
}

/** Median milliseconds of one load. */
interface Row {
  readonly load: Load;
  readonly engine: number;
  readonly header: number;
  readonly bareHeader: number;
}

function line({ load, engine, header, bareHeader }: Row): string {
  const perSegment = nanoseconds(engine, load);
  const times = (milliseconds: number) =>
    `${nanoseconds(milliseconds, load).toFixed(0)} ns, ratio ${(engine / milliseconds).toFixed(2)}`;
  return [
    `${load.crates} crates (${load.packets.length} segments)`,
    `${((load.connections / engine) * 1000).toFixed(0)} complete connections a second, both ends`,
    `${(1e9 / perSegment).toFixed(0)} segments a second`,
    `${perSegment.toFixed(0)} ns a segment, sent and received`,
    `20-byte header encoded and decoded: ${times(header)}`,
    `without checksum: ${times(bareHeader)}`,
  ].join('; ');
}

function measured(): readonly Row[] {
  const loads = LENGTHS.map(loadOf);
  const works = loads.flatMap((load) => [
    () => engine(load),
    () => headers(load, throughHeader),
    () => headers(load, throughBareHeader),
  ]);
  const times = mediansSideBySide(ROUNDS, works);
  const timeOf = (index: number) => times[index] ?? Number.NaN;
  return loads.map((load, index) => ({
    load,
    engine: timeOf(3 * index),
    header: timeOf(3 * index + 1),
    bareHeader: timeOf(3 * index + 2),
  }));
}

function run(print: (text: string) => void): boolean {
  const rows = measured();
  for (const row of rows) print(line(row));
  const worst = Math.max(...rows.map((row) => row.engine / row.header));
  const costs = rows.map((row) => nanoseconds(row.engine, row.load));
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
