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
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly meta?: { readonly notRun?: string };
    }[];
  }[];
};

/** The lines that begin with `measured: `: figures that a test prints are kept with the result of the run. */
export function figuresIn(output: string): string[] {
  return output.split('\n').flatMap((line) => (line.startsWith(FIGURE) ? [line.slice(FIGURE.length)] : []));
}

/**
 * Counts a run of Vitest. A test that was left out counts as not run if it gave its reason (tests/needs.ts),
 * else as failed; a file that could not be loaded, an error outside of any test, and a run without a single
 * test count as one failure each.
 *
 * @param output what the run printed: it becomes the failure that is shown, once
 */
export function countTests(report: VitestReport, output: string, exitCode: number): TestCounts {
  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const passed = tests.filter((test) => test.status === 'passed').length;
  const notRun = tests.flatMap((test) =>
    test.status === 'passed' || test.status === 'failed' ? [] : (test.meta?.notRun ?? []),
  );
  const failedTests = tests.length - passed - notRun.length;
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  const failed = failedTests + brokenFiles;
  const unexplained = failed === 0 && (exitCode !== 0 || passed + notRun.length === 0);
  const failures = failed > 0 || unexplained ? [output] : [];
  return { passed, failed: unexplained ? 1 : failed, notRun, failures, figures: figuresIn(output) };
}
