import { describe, expect, it } from 'vitest';
import { createRoomClock, createSoloClock } from './game-clock.ts';

describe('the clock of a match for one', () => {
  it('stands at 0 until the worker, or the page before it, has said where it stands', () => {
    let wall = 5000.7;
    const clock = createSoloClock(() => wall);
    expect([clock.started, clock.now(), clock.wall()]).toEqual([false, 0, 5000]);
    clock.anchor({ gameAnchor: 0, wallAnchor: 5000, rate: 1 });
    wall = 5400.7;
    expect([clock.started, clock.now()]).toEqual([true, 400]);
  });

  it('goes at the rate that is said, and stands at rate 0', () => {
    let wall = 1000;
    const clock = createSoloClock(() => wall);
    clock.anchor({ gameAnchor: 200, wallAnchor: 1000, rate: 0.5 });
    wall = 1601;
    expect(clock.now()).toBe(500);
    clock.anchor({ gameAnchor: 450, wallAnchor: 1500, rate: 0 });
    wall = 9000;
    expect(clock.now()).toBe(450);
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
