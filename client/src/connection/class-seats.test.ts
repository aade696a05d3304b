import { expect, test } from 'vitest';
import { forgetStudents, type KeptStudent, keepStudent, keptStudents } from './class-seats.ts';
import { memoryStorage } from './testing/memory-storage.ts';

/** Under which the browser keeps the students. */
const KEY = 'syn-or-swim.class-seats';

const student = (code: string, name: string, until = 1000): KeptStudent => ({
  code,
  token: `token of ${name}`,
  name,
  until,
});

test('who sat here in this class is known, the last one first; of other classes nothing is told', () => {
  const all = memoryStorage();
  const kept = () => all;
  const [ada, bob, eve] = [student('AAAAAA', 'Ada'), student('AAAAAA', 'Bob'), student('BBBBBB', 'Eve')];
  for (const each of [ada, bob, eve]) keepStudent(kept, each, 0);
  expect(keptStudents(kept, 'AAAAAA', 1)).toEqual([bob, ada]);
  const renamed = { ...ada, name: 'Ada L.' };
  keepStudent(kept, renamed, 1);
  expect(keptStudents(kept, 'AAAAAA', 1)).toEqual([renamed, bob]);
});

test('what has outlived its class is gone from the browser at the next look at any class', () => {
  const all = memoryStorage();
  const kept = () => all;
  keepStudent(kept, student('AAAAAA', 'Ada', 1000), 0);
  expect(keptStudents(kept, 'BBBBBB', 999)).toEqual([]);
  expect(all.getItem(KEY)).toContain('Ada');
  expect(keptStudents(kept, 'BBBBBB', 1000)).toEqual([]);
  expect(all.getItem(KEY)).toBeNull();
});

test('one student is forgotten, or a class whole', () => {
  const all = memoryStorage();
  const kept = () => all;
  const [ada, bob, eve] = [student('AAAAAA', 'Ada'), student('AAAAAA', 'Bob'), student('BBBBBB', 'Eve')];
  for (const each of [ada, bob, eve]) keepStudent(kept, each, 0);
  forgetStudents(kept, 'AAAAAA', ada.token, 0);
  expect(keptStudents(kept, 'AAAAAA', 0)).toEqual([bob]);
  forgetStudents(kept, 'AAAAAA', undefined, 0);
  expect([keptStudents(kept, 'AAAAAA', 0), keptStudents(kept, 'BBBBBB', 0)]).toEqual([[], [eve]]);
});

test('a damaged or forbidden storage only means that nobody is known', () => {
  for (const text of ['{', '7', '[1, {"code": 5}]'])
    expect(keptStudents(() => memoryStorage({ [KEY]: text }), 'AAAAAA', 0)).toEqual([]);
  const forbidden = (): Storage => {
    throw new Error('forbidden');
  };
  keepStudent(forbidden, student('AAAAAA', 'Ada'), 0);
  expect(keptStudents(forbidden, 'AAAAAA', 0)).toEqual([]);
});
