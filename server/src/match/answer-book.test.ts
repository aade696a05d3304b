import type { RoomAnswer } from '@syn-or-swim/shared/protocol/messages.ts';
import { describe, expect, it } from 'vitest';
import { type AnswerBooks, createAnswerBooks, FIRST_COMMAND } from './answer-book.ts';

const done = (id: number, at = 10): RoomAnswer => ({ id, kind: 'done', at });

/** Asks for command `id` of the client, and settles it at once. */
const settled = (books: AnswerBooks, id: number, at?: number) =>
  books.answer('client', id, (settle) => settle(done(id, at)));

describe('answers to commands', () => {
  it('are decided once, also where the command comes again before and after its answer', async () => {
    const books = createAnswerBooks();
    const open: ((answer: RoomAnswer) => void)[] = [];
    const ask = () => books.answer('client', 1, (settle) => open.push(settle));
    const early = [ask(), ask()];
    for (const settle of open) settle(done(1));
    expect(open).toHaveLength(1);
    expect(await Promise.all([...early, ask()])).toEqual([done(1), done(1), done(1)]);
    expect(open).toHaveLength(1);
  });

  it('are kept apart by seat and by hand', async () => {
    const books = createAnswerBooks();
    const second = FIRST_COMMAND.second;
    await settled(books, 1, 10);
    await settled(books, second, 20);
    expect(await books.answer('server', 1, (settle) => settle(done(1, 30)))).toEqual(done(1, 30));
    expect(await settled(books, second, 99)).toEqual(done(second, 20));
    expect([books.next('client', 'first'), books.next('client', 'second')]).toEqual([2, second + 1]);
    expect([books.next('network', 'first'), books.next('server', 'second')]).toEqual([1, second]);
  });

  it('that another process gave are given again', async () => {
    const books = createAnswerBooks();
    books.remember('client', done(7, 70));
    expect(books.next('client', 'first')).toBe(8);
    expect(await settled(books, 7, 99)).toEqual(done(7, 70));
  });

  it('that are open can all be refused, and stay so', async () => {
    const books = createAnswerBooks();
    let late: (answer: RoomAnswer) => void = () => expect.fail();
    const answer = books.answer('client', 1, (settle) => {
      late = settle;
    });
    const refused = { id: 1, kind: 'refused', reason: 'not-kept' };
    books.refusePending('not-kept');
    late(done(1));
    expect(await answer).toEqual(refused);
    expect(await settled(books, 1)).toEqual(refused);
  });

  it('are remembered for 256 commands; one before those may have counted and is refused', async () => {
    const books = createAnswerBooks();
    for (let id = 1; id <= 257; id += 1) await settled(books, id);
    expect(await settled(books, 2, 99)).toEqual(done(2));
    expect(await settled(books, 1, 99)).toEqual({ id: 1, kind: 'refused', reason: 'malformed' });
  });
});
