import { describe, expect, it } from 'vitest';
import { createRoomClock, createSoloClock } from './game-clock.ts';

describe('the clock of a solo match', () => {
  it('stands at 0 until it is started, and starts once', () => {
    let wall = 5000;
    const clock = createSoloClock(() => wall);
    wall = 9000;
    expect([clock.started, clock.now()]).toEqual([false, 0]);
    clock.start();
    wall = 9400.7;
    clock.start();
    expect([clock.started, clock.now()]).toEqual([true, 400]);
  });
});

describe('the clock of a room', () => {
  it('reckons game time from the anchor and from the shortest round trip', () => {
    let wall = 1000;
    const clock = createRoomClock(() => wall);
    clock.anchor({ gameAnchor: 0, wallAnchor: 500_000, rate: 1 });
    clock.measured(500_100, 800, 1000);
    expect(clock.now()).toBe(200);
    clock.measured(900_000, 0, 1000);
    expect(clock.now()).toBe(200);
    wall = 1300;
    clock.measured(500_520, 1280, 1300);
    expect(clock.now()).toBe(530);
  });

  it('stands where the room says that it stands, and tells how long the count-down takes', () => {
    const clock = createRoomClock(() => 77_000);
    clock.anchor({ gameAnchor: -3000, wallAnchor: 1, rate: 0 });
    expect([clock.now(), clock.untilStart()]).toEqual([0, 3000]);
    clock.anchor({ gameAnchor: 4200, wallAnchor: 1, rate: 0 });
    expect([clock.now(), clock.untilStart()]).toEqual([4200, 0]);
  });

  it('is never earlier than a view that was seen, until another match begins', () => {
    const clock = createRoomClock(() => 0);
    clock.anchor({ gameAnchor: 100, wallAnchor: 0, rate: 0 });
    clock.seen(2500);
    expect(clock.now()).toBe(2500);
    clock.restart();
    expect(clock.now()).toBe(100);
  });
});
