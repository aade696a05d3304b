import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tools/longest-first.ts';

/** How long a test may take (ms): several times of what it takes, since other work may keep the machine busy. */
const testTimeout = 30_000;

/**
 * The packages' own tests load their modules once a worker, not once a file: no module there keeps what a test leaves, and
 * loading takes as long as testing.
 */
const isolate = false;

/** Unit tests beside their source, one project a package, and the tests in tests/ that need no browser. */
export default defineConfig({
  test: {
    // One more than there are processors: many files wait for a process, a line or a time-out most of their time.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'shared',
          include: ['shared/src/**/*.test.ts'],
          environment: 'node',
          isolate,
          testTimeout,
        },
      },
      {
        test: {
          name: 'server',
          include: ['server/src/**/*.test.ts'],
          environment: 'node',
          isolate,
          testTimeout,
        },
      },
      {
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        test: {
          name: 'client',
          include: ['client/src/**/*.test.{ts,tsx}'],
          // Those of a picture ask for happy-dom in their first line.
          environment: 'node',
          isolate,
          testTimeout,
        },
      },
      {
        test: {
          name: 'whole',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/e2e/**', 'tests/rooms/**', 'tests/architecture/**'],
          environment: 'node',
          testTimeout,
        },
      },
      { test: { name: 'rooms', include: ['tests/rooms/**/*.test.ts'], environment: 'node', testTimeout } },
      {
        test: {
          name: 'architecture',
          include: ['tests/architecture/**/*.test.ts'],
          environment: 'node',
          testTimeout,
        },
      },
    ],
  },
});
