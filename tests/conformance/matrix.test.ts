// One probe into each state: RFC 9293 read strictly, and what a Linux kernel answered.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { judgeMatrix, runMatrix } from '../../server/src/commands/matrix.ts';

const MATRIX = fileURLToPath(new URL('../data/tcp/matrix.json', import.meta.url));

describe('the matrix', () => {
  const text = readFileSync(MATRIX, 'utf8');
  const outcomes = judgeMatrix(text);

  test('has 286 cells, each in two profiles', () => {
    expect(outcomes.length).toBe(572);
  });

  test.each(outcomes)('$profile $id', ({ expected, actual }) => {
    expect(actual).toBe(expected);
  });

  test('a cell with another answer fails', () => {
    const cells = JSON.parse(text) as { cells: { after: string }[] };
    const [cell] = cells.cells;
    const wrong = JSON.stringify({ cells: [{ ...cell, after: 'TIME_WAIT' }] });
    expect(judgeMatrix(wrong).map(({ passed }) => passed)).toEqual([true, false]);
  });

  test('the command ends with the counts', () => {
    const lines: string[] = [];
    expect(runMatrix([MATRIX], (line) => lines.push(line))).toBe(0);
    expect(lines).toEqual(['572 passed, 0 failed']);
  });

  test('a file that is none is told with its name', () => {
    const lines: string[] = [];
    expect(runMatrix(['no-such-file'], (line) => lines.push(line))).toBe(2);
    expect(lines[0]).toContain('no-such-file');
  });
});
