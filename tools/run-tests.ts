import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { TEST_STEPS, type TestStep } from './test-steps.ts';
import type { TestCounts } from './vitest-report.ts';

const root = join(import.meta.dirname, '..');
const names = TEST_STEPS.map((step) => step.name);
const usage = `npm test -- [STEP ...]   with steps of: ${names.join(', ')}
npm run test:long -- [--evidence NAME]   full counts; NAME: keeps what is printed in docs/evidence/NAME.txt`;

const printed: string[] = [];

function print(line: string): void {
  printed.push(line);
  console.log(line);
}

async function runStep({ name, run }: TestStep): Promise<TestCounts> {
  const start = performance.now();
  const counts = await run();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  for (const failure of counts.failures) print(failure.trimEnd());
  for (const figure of counts.figures) print(`         ${figure}`);
  const { passed, failed, notRun } = counts;
  const figures = `${passed} passed, ${failed} failed${notRun.length > 0 ? `, ${notRun.length} not run` : ''}`;
  print(`${name.padEnd(8)} ${figures} (${seconds} s)`);
  return counts;
}

/** `not run: 3 (no TUN device)`, one line a reason. */
function notRunLines(reasons: readonly string[]): string[] {
  return [...new Set(reasons)].map(
    (reason) => `not run: ${reasons.filter((other) => other === reason).length} (${reason})`,
  );
}

async function runSteps(steps: readonly TestStep[]): Promise<number> {
  const start = performance.now();
  const all: TestCounts[] = [];
  for (const step of steps) all.push(await runStep(step));
  const failed = all.reduce((sum, counts) => sum + counts.failed, 0);
  const passed = all.reduce((sum, counts) => sum + counts.passed, 0);
  const left = names.filter((name) => steps.every((step) => step.name !== name));
  print(`${((performance.now() - start) / 1000).toFixed(0)} s`);
  if (left.length > 0) print(`not asked for: ${left.join(', ')}`);
  for (const line of notRunLines(all.flatMap((counts) => counts.notRun))) print(line);
  for (const failure of all.flatMap((counts) => counts.failures)) print(failure.split('\n', 1).join());
  print(`${passed} passed, ${failed} failed`);
  return failed;
}

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
}

/** The commit, and whether the files are those of the commit. */
function commit(): string {
  return (
    git('rev-parse', 'HEAD') +
    (git('status', '--porcelain') === '' ? '' : ' with changes that are not committed')
  );
}

function keepEvidence(name: string): void {
  mkdirSync(join(root, 'docs/evidence'), { recursive: true });
  writeFileSync(join(root, `docs/evidence/${name}.txt`), `${printed.join('\n')}\n`);
}

type Arguments = { readonly long: boolean; readonly evidence: string | undefined; readonly names: string[] };

/** The command line, or undefined where it cannot be understood. */
function readArguments(): Arguments | undefined {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { long: { type: 'boolean', default: false }, evidence: { type: 'string' } },
    });
    const { long, evidence } = values;
    const understood =
      positionals.every((name) => names.includes(name)) && /^[a-z0-9-]+$/.test(evidence ?? 'a');
    return understood ? { long, evidence, names: positionals } : undefined;
  } catch {
    return undefined;
  }
}

async function main(): Promise<number> {
  const args = readArguments();
  if (args === undefined) {
    console.error(usage);
    return 2;
  }
  const { long, evidence } = args;
  if (long) process.env['LONG'] = '1';
  if (evidence !== undefined)
    print(`commit ${commit()}, Node ${process.versions.node}${long ? ', full counts' : ''}`);
  const steps = TEST_STEPS.filter(({ name }) => args.names.length === 0 || args.names.includes(name));
  const failed = await runSteps(steps);
  if (evidence !== undefined) keepEvidence(evidence);
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main();
