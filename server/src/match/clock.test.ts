import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createManualClock } from './manual-clock.ts';
import { createMarks } from './marks.ts';
import { createSystemClock } from './system-clock.ts';

describe('a manual clock', () => {
  it('keeps each appointment at its own moment, in their order, also those made on the way', () => {
    const clock = createManualClock(1000, 0);
    const kept: string[] = [];
    const note = (name: string) => kept.push(`${name} ${clock.now()}`);
    clock.at(1300, () => note('third'));
    clock.at(1100, () => {
      note('first');
      clock.at(1200, () => note('second'));
    });
    clock.at(1300, () => note('fourth'));
    clock.at(2000, () => note('later'));
    expect(clock.next()).toBe(1100);
    expect(clock.moveTo(1500)).toBe(4);
    expect(kept).toEqual(['first 1100', 'second 1200', 'third 1300', 'fourth 1300']);
    expect([clock.now(), clock.next()]).toEqual([1500, 2000]);
  });

  it('takes an appointment back, and keeps a past one at once', () => {
    const clock = createManualClock(1000, 0);
    const kept: number[] = [];
    const cancel = clock.at(1100, () => kept.push(1));
    cancel();
    cancel();
    clock.at(500, () => kept.push(2));
    expect(clock.moveTo(1000)).toBe(1);
    clock.moveTo(1200);
    expect(kept).toEqual([2]);
    expect(clock.next()).toBeUndefined();
  });

  it('never runs backwards', () => {
    const clock = createManualClock(1000, 0);
    clock.moveTo(900);
    expect(clock.now()).toBe(1000);
  });
});

describe('the system clock', () => {
  let elapsed: number;
  let wall: number;
  beforeEach(() => {
    vi.useFakeTimers();
    elapsed = 5.25;
    wall = 1_700_000_000_000.5;
  });
  afterEach(() => vi.useRealTimers());
  const createClock = () => createSystemClock({ wall: () => wall, monotonic: () => elapsed });
  const pass = (ms: number) => {
    elapsed += ms;
    vi.advanceTimersByTime(ms);
  };

  it("counts whole milliseconds since 1970, and a change of the machine's clock moves nothing", () => {
    const clock = createClock();
    wall -= 3_600_000;
    elapsed += 10;
    expect(clock.now()).toBe(1_700_000_000_010);
  });

  it('rings not before the moment, even where the timer of the machine does', () => {
    const clock = createClock();
    const rung: number[] = [];
    clock.at(clock.now() + 100, () => rung.push(clock.now()));
    // The timer thinks that 100 ms have passed; the clock has 98.
    elapsed += 98;
    vi.advanceTimersByTime(100);
    expect(rung).toEqual([]);
    pass(2);
    expect(rung).toEqual([1_700_000_000_100]);
  });

  it('waits longer than a timer can, and can be stopped in between', () => {
    const clock = createClock();
    const rung: string[] = [];
    const month = 30 * 86_400_000;
    const cancel = clock.at(clock.now() + month, () => rung.push('stopped'));
    clock.at(clock.now() + month, () => rung.push('month'));
    pass(2_147_483_647);
    cancel();
    pass(month - 2_147_483_647 - 1);
    expect(rung).toEqual([]);
    pass(1);
    expect(rung).toEqual(['month']);
  });
});

describe('the marks of a process', () => {
  let elapsed: number;
  beforeEach(() => {
    vi.useFakeTimers();
    elapsed = 1003.25;
  });
  afterEach(() => vi.useRealTimers());
  const pass = (ms: number) => {
    elapsed += ms;
    vi.advanceTimersByTime(ms);
  };

  it('keep at one mark what became due since the last, in the order of the moments', () => {
    const marks = createMarks(() => elapsed, 50);
    const kept: string[] = [];
    const note = (name: string) => () => kept.push(`${name} at ${marks.now()} of ${elapsed}`);
    marks.at(1049, note('second'));
    marks.at(1004, note('first'));
    marks.at(1051, note('of the next mark'));
    marks.next(note('as soon as can be'));
    marks.at(900, note('past'));
    pass(46.75);
    expect(kept).toEqual([]);
    pass(1.5);
    expect(kept).toEqual(
      ['past', 'as soon as can be', 'first', 'second'].map((name) => `${name} at 1050 of 1051.5`),
    );
    kept.length = 0;
    pass(49);
    expect(kept).toEqual(['of the next mark at 1100 of 1100.5']);
  });

  it('let what is taken back by another of the same mark not happen, and what follows wait for a later one', () => {
    const marks = createMarks(() => elapsed, 50);
    const kept: string[] = [];
    const cancel = marks.at(1020, () => kept.push('taken back'));
    marks.at(1010, () => {
      cancel();
      marks.next(() => kept.push('followed'));
    });
    pass(47);
    expect(kept).toEqual([]);
    pass(50);
    expect(kept).toEqual(['followed']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('never let the time run backwards where a mark rings late', () => {
    const marks = createMarks(() => elapsed, 50);
    let kept = 0;
    marks.next(() => {
      kept = marks.now();
    });
    elapsed += 55;
    expect(marks.now()).toBe(1058.25);
    pass(1000);
    expect(kept).toBe(1058.25);
  });
});
