import { classBenchmark } from './bench/class.ts';
import { frameBenchmark } from './bench/frame.ts';
import { matchBenchmark } from './bench/match.ts';
import { reconnectBenchmark } from './bench/reconnect.ts';
import type { Benchmark } from './bench/report.ts';
import { serverBenchmark } from './bench/server.ts';
import { tcpBenchmark } from './bench/tcp.ts';

/** All benchmarks; one more is one more row. */
const BENCHMARKS: readonly Benchmark[] = [
  tcpBenchmark,
  matchBenchmark,
  reconnectBenchmark,
  classBenchmark,
  serverBenchmark,
  frameBenchmark,
];

const usage = [
  'npm run bench -- [NAME ...] [--quick]   without a name: all of them',
  ...BENCHMARKS.map(({ name, measures }) => `  ${name.padEnd(10)} ${measures}`),
].join('\n');

const quick = process.argv.includes('--quick');
const names = process.argv.slice(2).filter((name) => name !== '--quick');
const unknown = names.filter((name) => BENCHMARKS.every((benchmark) => benchmark.name !== name));
if (unknown.length > 0) {
  console.error(`no such benchmark: ${unknown.join(', ')}\n${usage}`);
  process.exit(2);
}
console.log(`Node ${process.versions.node}, ${process.arch}`);
let kept = true;
for (const benchmark of BENCHMARKS) {
  if (names.length > 0 && !names.includes(benchmark.name)) continue;
  const isKept = await benchmark.run((line) => console.log(`${benchmark.name}: ${line}`), { quick });
  if (!isKept) console.log(`${benchmark.name}: a bound is broken`);
  kept &&= isKept;
}
process.exitCode = kept ? 0 : 1;
