import { join } from 'node:path';
import { expect, test } from 'vitest';
import { countTests } from '../../tools/vitest-report.ts';

const file = (status: string, ...tests: { status: string; notRun?: string }[]) => ({
  name: join(import.meta.dirname, 'a.test.ts'),
  status,
  startTime: 1000,
  endTime: 1300,
  assertionResults: tests.map(({ status, notRun }, index) => ({
    fullName: `test ${index}`,
    status,
    ...(status === 'failed' ? { failureMessages: [`expected ${index} to be 2`] } : {}),
    meta: notRun === undefined ? {} : { notRun },
  })),
});

test('passed tests are counted, and nothing is shown', () => {
  const report = { testResults: [file('passed', { status: 'passed' }, { status: 'passed' })] };
  expect(countTests(report, 'all fine', 0)).toEqual({
    passed: 2,
    failed: 0,
    notRun: [],
    failures: [],
    figures: [],
  });
});

test('a failed test shows where it stands and why', () => {
  const report = { testResults: [file('failed', { status: 'passed' }, { status: 'failed' })] };
  expect(countTests(report, 'all that was printed', 1)).toEqual({
    passed: 1,
    failed: 1,
    notRun: [],
    failures: ['FAILED tests/tooling/a.test.ts: test 1\nexpected 1 to be 2'],
    figures: [],
  });
});

test('a test that was left out with a reason is not run, one without a reason failed', () => {
  const left = [{ status: 'skipped', notRun: 'no TUN device' }, { status: 'skipped' }];
  const report = { testResults: [file('passed', ...left)] };
  expect(countTests(report, 'output', 0)).toEqual({
    passed: 0,
    failed: 1,
    notRun: ['no TUN device'],
    failures: ['FAILED tests/tooling/a.test.ts: test 1\nleft out without a reason'],
    figures: [],
  });
});

test('a file that cannot be loaded is a failure', () => {
  const report = {
    testResults: [file('passed', { status: 'passed' }), { ...file('failed'), message: 'SyntaxError' }],
  };
  expect(countTests(report, 'all that was printed', 1)).toEqual({
    passed: 1,
    failed: 1,
    notRun: [],
    failures: ['FAILED tests/tooling/a.test.ts\nSyntaxError'],
    figures: [],
  });
});

test('an error outside of any test is a failure', () => {
  const report = { testResults: [file('passed', { status: 'passed' })] };
  expect(countTests(report, 'Unhandled Rejection', 1)).toMatchObject({
    passed: 1,
    failed: 1,
    failures: ['Unhandled Rejection'],
  });
});

test('a run without tests is a failure', () => {
  expect(countTests({ testResults: [] }, 'No test files found', 0)).toMatchObject({ passed: 0, failed: 1 });
});

test('figures that a test prints are kept', () => {
  const report = { testResults: [file('passed', { status: 'passed' })] };
  const output = 'stdout | a.test.ts > test 0\nmeasured: 1000 matches in 2 s\nand more\n';
  expect(countTests(report, output, 0).figures).toEqual(['1000 matches in 2 s']);
});

test('the slowest files are named', () => {
  const slow = { ...file('passed', { status: 'passed' }), name: '/somewhere/b.test.ts', endTime: 13_000 };
  const report = { testResults: [file('passed', { status: 'passed' }), slow] };
  expect(countTests(report, '', 0).figures).toEqual(['slowest: b.test.ts 12 s']);
});
