// Every section of RFC 9293 that a person reads of, or that an answer carries, is one that RFC 9293 has.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Chapters that have sections, by how many each has; 3.8.6.2.1 is the first of the two of 3.8.6.2. */
const SECTIONS_OF: Readonly<Record<string, number>> = {
  '': 8,
  2: 2,
  3: 10,
  3.2: 2,
  3.3: 2,
  3.4: 3,
  3.5: 3,
  3.6: 1,
  3.7: 5,
  3.8: 6,
  '3.8.6': 3,
  '3.8.6.2': 2,
  3.9: 2,
  '3.9.1': 9,
  '3.9.2': 3,
  '3.10': 8,
  '3.10.7': 4,
  8: 2,
};

function exists(section: string): boolean {
  const above = section.split('.').slice(0, -1).join('.');
  const last = Number(section.split('.').at(-1));
  return last >= 1 && last <= (SECTIONS_OF[above] ?? 0) && (above === '' || exists(above));
}

/** Where sections stand: `section: '3.5'` and `source: { a: '3.5' }` in shared/, "Section 3.5" and "3.5절" in texts. */
const CITED =
  /(?:section|a|b): '([\d.]+\d|\d)'|(?<!rules\.md )[Ss]ections? (\d[\d.]*\d|\d)|(\d[\d.]*\d|\d)절/g;

function cited(): readonly string[] {
  const root = join(import.meta.dirname, '../..');
  const files = globSync(['shared/src/**/*.ts', 'client/src/i18n/*.ts'], { cwd: root });
  return files
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(CITED)].map(
        ([, code, english, korean]) => `${file} ${code ?? english ?? korean}`,
      ),
    );
}

test('the list of sections knows those that there are, and no others', () => {
  expect(['7', '3.10.7.4', '3.8.6.2.2', '3.9.1.9'].filter((section) => !exists(section))).toEqual([]);
  expect(['9', '3.11', '3.6.2', '3.10.7.5', '3.1.1', '0', '3.8.6.4'].filter(exists)).toEqual([]);
});

test('every section that is cited is there', () => {
  const found = cited();
  expect(found.length).toBeGreaterThan(150);
  expect(found.filter((each) => !exists(each.split(' ')[1] ?? ''))).toEqual([]);
});
