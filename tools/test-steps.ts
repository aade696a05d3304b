import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countTests, figuresIn, type TestCounts, type VitestReport } from './vitest-report.ts';

const root = join(import.meta.dirname, '..');
const packages = join(root, 'node_modules');

/** One part of `npm test`: its name, and how it is run and counted. */
export type TestStep = { readonly name: string; readonly run: () => Promise<TestCounts> };

/** What a program printed, standard output and errors in their order, and how it ended. */
type Finished = { readonly output: string; readonly exitCode: number };

/** All steps of `npm test` in their order. */
export const TEST_STEPS: readonly TestStep[] = [
  {
    name: 'lint',
    run: () => program('@biomejs/biome/bin/biome', ['ci', '--colors=off', '--error-on-warnings']),
  },
  { name: 'types', run: () => program('@typescript/native/bin/tsc', ['-b', '--pretty', 'false']) },
  { name: 'imports', run: () => program('../tools/check-imports.ts', []) },
  { name: 'unit', run: () => vitest(['--project', 'shared', '--project', 'server', '--project', 'client']) },
  { name: 'whole', run: () => vitest(['--project', 'architecture', '--project', 'whole']) },
  { name: 'rooms', run: () => vitest(['--project', 'rooms']) },
  { name: 'page', run: () => program('../tools/check-page-size.ts', []) },
  { name: 'browser', run: () => vitest(['--config', 'vitest.e2e.config.ts']) },
];

/** A program that is one check: it passes with exit code 0. */
async function program(path: string, args: readonly string[]): Promise<TestCounts> {
  const { output, exitCode } = await finished(path, args);
  const passed = exitCode === 0;
  const failures = passed ? [] : [output];
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, notRun: [], failures, figures: figuresIn(output) };
}

async function vitest(args: readonly string[]): Promise<TestCounts> {
  const folder = await mkdtemp(join(tmpdir(), 'syn-or-swim-tests-'));
  try {
    const file = join(folder, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const { output, exitCode } = await finished('vitest/vitest.mjs', ['run', ...args, ...reporters]);
    const written = await readFile(file, 'utf8').catch(() => '{"testResults":[]}');
    const report: VitestReport = JSON.parse(written);
    return countTests(report, output.replace(/^JSON report written to .*\n/m, ''), exitCode);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Runs a script with this Node from the project's folder. The path is relative to node_modules. */
function finished(path: string, args: readonly string[]): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(packages, path), ...args], {
      cwd: root,
      // Tests start many servers and command lines: with a cache of compiled code one takes half as long.
      env: { NODE_COMPILE_CACHE: join(packages, '.cache/compiled'), ...process.env, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ output, exitCode: exitCode ?? 1 }));
  });
}
