import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { firstCatch, HUNTERS } from './hunters.ts';
import { MUTATIONS } from './mutations.ts';
import { type Sandbox, sandbox, sourceOf } from './sandbox.ts';

const LONG = process.env['LONG'] === '1';
const MINUTES = 60_000;
/** `npm test` breaks a handful, and asks the quickest tests alone. */
const chosen = LONG ? MUTATIONS : MUTATIONS.filter(({ quick }) => quick);
const hunters = LONG ? HUNTERS : HUNTERS.slice(0, 1);

describe('the list of mistakes', () => {
  test('has at least 40, each with a name of its own', () => {
    expect(MUTATIONS.length).toBeGreaterThanOrEqual(40);
    expect(new Set(MUTATIONS.map(({ name }) => name)).size).toBe(MUTATIONS.length);
  });

  test.each(MUTATIONS)('$file has the text in which it $name', (mutation) => {
    expect(sourceOf(mutation)).toContain(mutation.from);
  });

  test('fails loudly where a text is gone', () => {
    const gone = { name: 'is gone', file: 'step.ts', from: 'no such text', to: '' };
    expect(() => sourceOf(gone)).toThrow('"is gone": its text stands 0 times in shared/src/tcp/step.ts');
  });
});

describe('an engine that is broken in one place', () => {
  let copy: Sandbox;
  beforeAll(() => {
    copy = sandbox();
  });
  afterAll(() => copy.remove());

  test(
    'is not what we have: the same tests pass for the engine as it is',
    async () => {
      expect(await firstCatch(copy, hunters)).toBeUndefined();
    },
    5 * MINUTES,
  );

  test.each(chosen)(
    'is caught when it $name',
    async (mutation) => {
      copy.broken(mutation);
      const hunt = await firstCatch(copy, hunters);
      copy.mended(mutation);
      expect(hunt?.caught).toEqual(expect.any(String));
    },
    5 * MINUTES,
  );
});
