import { expect, test } from 'vitest';
import { forgetJoiningId, joiningIdOf } from './joining-id.ts';
import { memoryStorage } from './testing/memory-storage.ts';

test('a tab joins a class by the same id until it is welcome, and another class by another', () => {
  const tab = memoryStorage();
  const first = joiningIdOf(() => tab, 'AAAAAA');
  expect(first).toMatch(/^[\w-]{22}$/);
  expect(joiningIdOf(() => tab, 'AAAAAA')).toBe(first);
  const other = joiningIdOf(() => tab, 'BBBBBB');
  expect(other).not.toBe(first);
  forgetJoiningId(() => tab);
  expect(joiningIdOf(() => tab, 'BBBBBB')).not.toBe(other);
});

test('a tab whose kept id was damaged has another one: the server would refuse it again and again', () => {
  const tab = memoryStorage({ 'syn-or-swim.joining': 'AAAAAA damaged' });
  const joining = joiningIdOf(() => tab, 'AAAAAA');
  expect(joining).toMatch(/^[\w-]{22}$/);
  expect(joiningIdOf(() => tab, 'AAAAAA')).toBe(joining);
});

test('a browser that keeps nothing joins all the same', () => {
  const forbidden = (): Storage => {
    throw new DOMException('', 'SecurityError');
  };
  expect(joiningIdOf(forbidden, 'AAAAAA')).toMatch(/^[\w-]{22}$/);
  expect(() => forgetJoiningId(forbidden)).not.toThrow();
});
