// The engine against this machine's own kernel, live, over a TUN device in a network namespace of its own.
import { join } from 'node:path';
import { describe, expect, type TestContext, test } from 'vitest';
import { runInNamespace } from '../../server/src/kernel/namespace.ts';
import { needsProgram, needsTunDevice } from '../needs.ts';
import type { KernelReport, KernelReportRow } from './program.ts';
import { SCENARIOS } from './scenarios.ts';

const PROGRAM = join(import.meta.dirname, 'program.ts');
const LONG = process.env['LONG'] === '1';
const SEQUENCES = LONG ? 1000 : 50;
const LIMIT = LONG ? 600_000 : 120_000;

const reports = new Map<string, Promise<ReadonlyMap<string, KernelReportRow>>>();

/** The rows of one run of the program, by name; it runs once for all tests that ask. */
function rowsOf(...args: readonly string[]): Promise<ReadonlyMap<string, KernelReportRow>> {
  const key = args.join(' ');
  const running = reports.get(key) ?? run(args);
  reports.set(key, running);
  return running;
}

async function run(args: readonly string[]): Promise<ReadonlyMap<string, KernelReportRow>> {
  const report: KernelReport = JSON.parse(await runInNamespace(PROGRAM, args, LIMIT));
  return new Map(report.rows.map((row) => [row.name, row]));
}

function needsKernel(context: TestContext): void {
  needsProgram(context, 'perl');
  needsProgram(context, 'ip');
  needsTunDevice(context);
}

/** Linux' own ways are tried by every second random sequence; with LONG=1 in every scenario too. */
const PROFILES = LONG ? ['strict', 'linux'] : ['strict'];

describe.each(PROFILES)('with a script, profile %s', { timeout: LIMIT }, (profile) => {
  test.for(SCENARIOS.map(({ name }) => name))('%s', async (name, context) => {
    needsKernel(context);
    const row = (await rowsOf('scenarios', profile)).get(name);
    expect(row?.failure).toBe('');
  });
});

describe('random calls', { timeout: LIMIT }, () => {
  const seeds = Array.from({ length: SEQUENCES }, (_, seed) => seed);

  test.for(seeds)(
    'seed %i: what the engine believes is what the kernel says, and both end',
    async (seed, context) => {
      needsKernel(context);
      const row = (await rowsOf('random', String(SEQUENCES))).get(`seed ${seed}`);
      expect(row?.failure).toBe('');
    },
  );

  test('the sequences are worth something: most are open for a while, many close cleanly, packets are lost', async (context) => {
    needsKernel(context);
    const rows = [...(await rowsOf('random', String(SEQUENCES))).values()];
    const again = rows.filter((row) => row.tries > 1).length;
    console.log(
      `measured: ${SEQUENCES} random sequences with the kernel, ${again} of them had more than once`,
    );
    const ended = (ending: string): number => rows.filter((row) => row.sequence?.ending === ending).length;
    expect(ended('clean')).toBeGreaterThan(SEQUENCES / 3);
    expect(ended('never open')).toBeLessThan(SEQUENCES / 5);
    expect(rows.reduce((sum, row) => sum + row.lost, 0)).toBeGreaterThan(SEQUENCES);
    expect(rows.reduce((sum, row) => sum + (row.sequence?.beliefsChecked ?? 0), 0)).toBeGreaterThan(
      SEQUENCES,
    );
  });
});
