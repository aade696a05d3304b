// The engine against recordings of two real kernels: every side of every capture, with its mutations.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { judgeCaptures, runConformance } from '../../server/src/commands/conformance.ts';

const CAPTURES = fileURLToPath(new URL('../data/tcp/captures', import.meta.url));

function ran(...args: string[]): { readonly code: number; readonly lines: readonly string[] } {
  const lines: string[] = [];
  const code = runConformance(args, (line) => lines.push(line));
  return { code, lines };
}

describe('every capture', () => {
  const reports = judgeCaptures(CAPTURES);

  test('has two sides, 98 captures', () => {
    expect(reports.length).toBe(196);
  });

  test.each(reports)(
    '$capture $side: states, segments and dues agree, wrong segments are refused',
    (report) => {
      expect(report.failures).toEqual([]);
      expect(report.mutants).toBe(report.refused + report.coincidences);
    },
  );

  test('hardly a wrong segment is right by coincidence', () => {
    const mutants = reports.reduce((sum, report) => sum + report.mutants, 0);
    const coincidences = reports.reduce((sum, report) => sum + report.coincidences, 0);
    expect(mutants).toBeGreaterThan(9000);
    expect(coincidences / mutants).toBeLessThan(0.025);
  });
});

describe('the command', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** A copy of `capture` in which `from` is replaced by `to`, once. */
  function altered(capture: string, from: string, to: string): string {
    cpSync(join(CAPTURES, capture), join(folder, capture), { recursive: true });
    const file = join(folder, capture, 'scenario.json');
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(from);
    writeFileSync(file, text.replace(from, to), { mode: 0o644 });
    return folder;
  }

  test('ends with the counts and exit code 0 where all pass', () => {
    expect(ran(join(CAPTURES, 'no-data'))).toEqual({ code: 0, lines: ['2 passed, 0 failed'] });
  });

  test('--json gives a row a side', () => {
    const { lines } = ran(join(CAPTURES, 'no-data'), '--profile', 'linux', '--json');
    expect(lines.slice(0, -1).map((line) => JSON.parse(line))).toMatchObject([
      { capture: 'no-data', side: 'A', failures: [] },
      { capture: 'no-data', side: 'B', failures: [] },
    ]);
  });

  test('a state that the engine does not reach fails its side', () => {
    const { code, lines } = ran(altered('no-data', '"state":"FIN_WAIT_2"', '"state":"CLOSING"'));
    expect(code).toBe(1);
    expect(lines.at(-1)).toBe('1 passed, 1 failed');
  });

  test('a segment that no TCP would send fails its side', () => {
    const { code, lines } = ran(altered('no-data', '"flags":"FA"', '"flags":"SA"'));
    expect(code).toBe(1);
    expect(lines.some((line) => line.includes('refused'))).toBe(true);
  });

  test('a folder without a capture, and a broken one, are told with file and reason', () => {
    expect(ran(folder)).toEqual({ code: 2, lines: [`conformance: ${folder}: holds no capture`] });
    const broken = join(altered('no-data', '"nodelay"', '"nodely"'), 'no-data', 'scenario.json');
    const { code, lines } = ran(folder);
    expect(code).toBe(2);
    expect(lines[0]).toContain(`${broken}: nodelay`);
  });

  test('wrong arguments are answered with an example', () => {
    expect(ran()).toEqual({ code: 2, lines: [expect.stringContaining('give one folder')] });
    expect(ran(CAPTURES, '--profile', 'windows').code).toBe(2);
  });
});
