import { levelId } from '@syn-or-swim/shared/game/level.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import { describe, expect, it } from 'vitest';
import { createRoomWishes, type TellRoom, type Wish } from './room-wishes.ts';

const READY: Wish = { kind: 'ready', message: { ready: true } };
const NOT_READY: Wish = { kind: 'ready', message: { ready: false } };
const swapFrom = (seat: Side): Wish => ({
  kind: 'choose',
  message: { level: levelId('fog'), swap: true },
  seat,
});

/** A line whose fate the test decides. */
function line() {
  const told: Wish[] = [];
  const open: PromiseWithResolvers<void>[] = [];
  const tell: TellRoom = (wish) => {
    told.push(wish);
    const answer = Promise.withResolvers<void>();
    open.push(answer);
    return answer.promise;
  };
  return {
    tell,
    told,
    hears: async () => {
      for (const { resolve } of open) resolve();
      await settled();
    },
    breaks: async () => {
      for (const { reject } of open) reject(new Error('connection closed'));
      await settled();
    },
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Wishes over a line that the test exchanges, and what was heard of being ready. */
function wishing() {
  let up: TellRoom | undefined;
  const heard: (boolean | undefined)[] = [];
  const wishes = createRoomWishes(
    (tell) => tell === up,
    (ready) => heard.push(ready),
  );
  return {
    wishes,
    heard,
    /** The line that stands from now on. */
    stands: (tell: TellRoom | undefined) => {
      up = tell;
    },
  };
}

describe('a wish', () => {
  it('is told at once where a line stands, and kept no longer once the room has heard it', async () => {
    const [first, second] = [line(), line()];
    const { wishes, heard, stands } = wishing();
    stands(first.tell);
    wishes.say(READY, first.tell);
    await first.hears();
    wishes.resume('client', second.tell);
    expect([first.told, second.told, heard]).toEqual([[READY], [], [true, undefined, undefined]]);
  });

  it('that is made while the line is down is told on return', async () => {
    const back = line();
    const { wishes, heard } = wishing();
    wishes.say(READY, undefined);
    expect(heard).toEqual([true]);
    wishes.resume('client', back.tell);
    await back.hears();
    expect([back.told, heard.at(-1)]).toEqual([[READY], undefined]);
  });

  it('that went into a dead line is told over the next one', async () => {
    const [dead, back] = [line(), line()];
    const { wishes, stands } = wishing();
    stands(dead.tell);
    wishes.say(READY, dead.tell);
    stands(undefined);
    await dead.breaks();
    stands(back.tell);
    wishes.resume('server', back.tell);
    expect(back.told).toEqual([READY]);
  });

  it('that the room refuses over a line that stands is not told again', async () => {
    const [first, second] = [line(), line()];
    const { wishes, heard, stands } = wishing();
    stands(first.tell);
    wishes.say(READY, first.tell);
    await first.breaks();
    wishes.resume('client', second.tell);
    expect([second.told, heard.at(-1)]).toEqual([[], undefined]);
  });

  it('of being ready is taken back by the next one, and by another choice', () => {
    const back = line();
    const { wishes } = wishing();
    wishes.say(READY, undefined);
    wishes.say(NOT_READY, undefined);
    wishes.say(swapFrom('client'), undefined);
    wishes.say(READY, undefined);
    wishes.resume('client', back.tell);
    expect(back.told).toEqual([swapFrom('client'), READY]);
  });

  it('to swap that has come about is not told again', () => {
    const back = line();
    const { wishes } = wishing();
    wishes.say(swapFrom('client'), undefined);
    wishes.say(READY, undefined);
    wishes.resume('server', back.tell);
    expect(back.told).toEqual([READY]);
  });

  it('is told once over a line, also where the seat is told anew on it', () => {
    const first = line();
    const { wishes, stands } = wishing();
    stands(first.tell);
    wishes.say(READY, first.tell);
    wishes.resume('server', first.tell);
    expect(first.told).toEqual([READY]);
  });

  it('is over with the match for which it was made', () => {
    const back = line();
    const { wishes, heard } = wishing();
    wishes.say(READY, undefined);
    wishes.forget();
    wishes.resume('client', back.tell);
    expect([back.told, heard.at(-1)]).toEqual([[], undefined]);
  });
});
