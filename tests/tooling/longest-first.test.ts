import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LONGEST } from '../../tools/longest-first.ts';

it('every file that is to start first is there, and named once', () => {
  const root = join(import.meta.dirname, '../..');
  expect(LONGEST.filter((name) => !existsSync(join(root, name)))).toEqual([]);
  expect(new Set(LONGEST).size).toBe(LONGEST.length);
});
