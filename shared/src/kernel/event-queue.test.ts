import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EventQueue, emptyQueue, nextMoment, scheduled, takeDue, without } from './event-queue.ts';

function drained<Item>(queue: EventQueue<Item>, now: number): readonly Item[] {
  const due = takeDue(queue, now);
  return due === undefined ? [] : [due.entry.item, ...drained(due.queue, now)];
}

describe('an event queue', () => {
  it('gives out by moment, and those of one moment as they came', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), (moments) => {
        let queue = emptyQueue<readonly [number, number]>();
        for (const [index, at] of moments.entries()) queue = scheduled(queue, at, [at, index]);
        const expected = moments
          .map((at, index) => [at, index] as const)
          .sort((left, right) => left[0] - right[0] || left[1] - right[1]);
        expect(drained(queue, 20)).toEqual(expected);
      }),
    );
  });

  it('keeps what is not due yet', () => {
    const queue = scheduled(scheduled(emptyQueue<string>(), 10, 'late'), 5, 'early');
    expect(drained(queue, 7)).toEqual(['early']);
    expect(nextMoment(queue)).toBe(5);
  });

  it('forgets what is unwanted', () => {
    const queue = without(scheduled(scheduled(emptyQueue<string>(), 1, 'a'), 2, 'b'), (item) => item === 'a');
    expect(drained(queue, 9)).toEqual(['b']);
  });
});
