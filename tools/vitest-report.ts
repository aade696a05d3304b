import { basename, join, relative } from 'node:path';

/**
 * What one step found. `notRun` has one reason a test, `failures` what a person needs to mend it, `figures` what was
 * measured on the way.
 */
export type TestCounts = {
  readonly passed: number;
  readonly failed: number;
  readonly notRun: readonly string[];
  readonly failures: readonly string[];
  readonly figures: readonly string[];
};

/** What a test prints before a figure that is worth keeping. */
const FIGURE = 'measured: ';

/** The part of Vitest's JSON report that is counted here. */
export type VitestReport = {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly startTime: number;
    readonly endTime: number;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
      readonly meta?: { readonly notRun?: string };
    }[];
  }[];
};

type TestFile = VitestReport['testResults'][number];

const root = join(import.meta.dirname, '..');

/** How many of the slowest files of a run are named. */
const SLOWEST = 3;

/** The lines that begin with `measured: `: figures that a test prints are kept with the result of the run. */
export function figuresIn(output: string): string[] {
  return output.split('\n').flatMap((line) => (line.startsWith(FIGURE) ? [line.slice(FIGURE.length)] : []));
}

/**
 * Counts a run of Vitest. A test that was left out counts as not run if it gave its reason (tests/needs.ts),
 * else as failed; a file that could not be loaded, an error outside of any test, and a run without a single
 * test count as one failure each.
 *
 * @param output what the run printed: it is the failure that is shown where no test says what failed
 */
export function countTests(report: VitestReport, output: string, exitCode: number): TestCounts {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const passed = tests.filter((test) => test.status === 'passed').length;
  const notRun = tests.flatMap((test) => (isFailed(test) ? [] : (test.meta?.notRun ?? [])));
  const failures = report.testResults.flatMap(failuresIn);
  const unexplained = failures.length === 0 && (exitCode !== 0 || passed + notRun.length === 0);
  return {
    passed,
    failed: unexplained ? 1 : failures.length,
    notRun,
    failures: unexplained ? [output] : failures,
    figures: [...figuresIn(output), ...slowestFiles(report)],
  };
}

function isFailed({ status, meta }: TestFile['assertionResults'][number]): boolean {
  return status === 'failed' || (status !== 'passed' && meta?.notRun === undefined);
}

/** One text for each failed test: where it stands, and why; or the file, where it could not be loaded. */
function failuresIn({ name, status, message, assertionResults }: TestFile): string[] {
  const path = relative(root, name);
  if (status === 'failed' && assertionResults.length === 0) return [`FAILED ${path}\n${message ?? ''}`];
  return assertionResults.filter(isFailed).map(({ fullName, failureMessages = [] }) => {
    const reason = failureMessages.length === 0 ? 'left out without a reason' : failureMessages.join('\n');
    return `FAILED ${path}: ${fullName}\n${reason}`;
  });
}

/** `slowest: a.test.ts 12 s, b.test.ts 9 s`; nothing where every file took less than a second. */
function slowestFiles({ testResults }: VitestReport): string[] {
  const slowest = testResults
    .map(({ name, startTime, endTime }) => ({ name, seconds: Math.round((endTime - startTime) / 1000) }))
    .filter(({ seconds }) => seconds > 0)
    .sort((one, other) => other.seconds - one.seconds)
    .slice(0, SLOWEST);
  if (slowest.length === 0) return [];
  return [`slowest: ${slowest.map(({ name, seconds }) => `${basename(name)} ${seconds} s`).join(', ')}`];
}
