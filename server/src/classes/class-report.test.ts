import { type ClassEvent, studentId } from '@syn-or-swim/shared/classroom/class-event.ts';
import { classAfter } from '@syn-or-swim/shared/classroom/class-state.ts';
import { classReport } from '@syn-or-swim/shared/classroom/report.ts';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { tableText } from './class-report.ts';
import type { ClassHost } from './open-class.ts';

/** What no cleaned name is, as if the cleaning had let it through. */
const HOSTILE = [
  '=HYPERLINK("http://evil.example";"x")',
  '+1',
  '-1+1',
  '@x',
  '\tx',
  '\r=1',
  'two\r\nlines',
  'say "x", y',
  '＝1',
];

it('a table holds every name as text, none as a formula, and numbers as numbers', () => {
  const joined = HOSTILE.map(
    (name, index): ClassEvent => ({ kind: 'joined', student: studentId(index + 1), name }),
  );
  const state = classAfter(joined);
  const report = classReport(state, []);
  const students = report.students.map(({ student }) => ({ student, before: 3, after: 1, of: 6, gain: -67 }));
  const gain = { ...report.gain, students };
  // The students' table is made of the report alone.
  const text = tableText({ state } as ClassHost, { ...report, gain }, 'students');
  const rows = parse(text, { bom: true }) as string[][];
  const names = rows.slice(1).map(([name]) => name ?? '');
  expect(names).toEqual(HOSTILE.map((name) => (/^[=+\-@\t\r＝]/.test(name) ? `'${name}` : name)));
  expect(new Set(rows.map((row) => row.length))).toEqual(new Set([76]));
  // A loss is a number, not a formula behind an apostrophe.
  for (const row of rows.slice(1)) expect(row.slice(1, 6)).toEqual(['0', '3', '1', '6', '-67']);
});
