import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { needsProgram } from '../needs.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'needs-'));
  vi.stubEnv('PATH', folder);
  vi.stubEnv('CI', '');
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function contextOf() {
  const meta: { notRun?: string } = {};
  // As Vitest's own: it ends the test where it is called.
  const skip = (note?: string | boolean): never => {
    throw new Error(`skipped: ${note}`);
  };
  return { task: { meta }, skip };
}

test('a program that is there lets the test go on', () => {
  writeFileSync(join(folder, 'tshark'), '', { mode: 0o755 });
  const context = contextOf();
  needsProgram(context, 'tshark');
  expect(context.task.meta).toEqual({});
});

test('a missing program leaves the test out and says which package it is in', () => {
  const context = contextOf();
  expect(() => needsProgram(context, 'tshark')).toThrow('skipped: no tshark');
  expect(context.task.meta).toEqual({ notRun: 'no tshark: apt-get install tshark' });
});

test('a missing program fails where CI=true', () => {
  vi.stubEnv('CI', 'true');
  const context = contextOf();
  expect(() => needsProgram(context, 'tshark')).toThrow('no tshark: apt-get install tshark');
  expect(context.task.meta).toEqual({});
});
