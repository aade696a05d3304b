import { describe, expect, it } from 'vitest';
import { createOutbox } from './outbox.ts';

function box() {
  const done: string[] = [];
  const outbox = createOutbox({
    notKept: (cause) => done.push(`not kept: ${cause}`),
    notDone: (cause) => done.push(`not done: ${cause}`),
  });
  return { outbox, done };
}

describe('an outbox', () => {
  it('does at once what nothing waits for', () => {
    const { outbox, done } = box();
    outbox.post(() => done.push('a'));
    expect(done).toEqual(['a']);
  });

  it('keeps the order of what happened, whichever write is done first', async () => {
    const { outbox, done } = box();
    const [slow, quick] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    outbox.post(() => done.push('a'), slow.promise);
    outbox.post(() => done.push('b'), quick.promise);
    outbox.post(() => done.push('c'));
    quick.resolve();
    await quick.promise;
    expect(done).toEqual([]);
    slow.resolve();
    await outbox.settled();
    expect(done).toEqual(['a', 'b', 'c']);
    outbox.post(() => done.push('d'));
    expect(done).toEqual(['a', 'b', 'c', 'd']);
  });

  it('tells what was not kept and what threw, and goes on', async () => {
    const { outbox, done } = box();
    outbox.post(() => done.push('a'), Promise.reject('disk full'));
    outbox.post(() => {
      throw 'broken';
    }, Promise.resolve());
    outbox.post(() => done.push('c'), Promise.resolve());
    await outbox.settled();
    expect(done).toEqual(['not kept: disk full', 'not done: broken', 'c']);
  });
});
