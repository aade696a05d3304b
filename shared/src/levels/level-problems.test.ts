import { describe, expect, it } from 'vitest';
import type { Level } from '../game/level.ts';
import {
  FIRST_LIGHT,
  FOG,
  GHOST_FLEET,
  MAN_OVERBOARD,
  OVERSTAYERS,
  THE_SEA_WALL,
  THE_SILENT_HARBOUR,
} from './catalog.ts';
import { faultText } from './level-fault.ts';
import { rulesProblems, timingProblems } from './level-problems.ts';
import { order } from './testing/order.ts';

describe('the times of a level', () => {
  const { timing } = FIRST_LIGHT;
  const refused = (changes: Partial<typeof timing>, walled = false) =>
    timingProblems({ ...timing, ...changes }, walled).map(({ path }) => path.join('.'));

  it('leave room for hands between a bell and its answer, and TIME_WAIT longer than a repeat needs', () => {
    expect(refused({})).toEqual([]);
    expect(refused({ rto: 10_399 })).toEqual(['timing.rto']);
    expect(refused({ rto: 10_400 })).toEqual([]);
    expect(refused({ msl: 10_599 })).toEqual(['timing.msl']);
    expect(refused({ msl: 10_600 })).toEqual([]);
    expect(refused({ rtoMax: 11_999 })).toEqual(['timing.rtoMax']);
  });

  it('leave time to give up where there are walls', () => {
    expect(refused({ userTimeout: 50_000 })).toEqual([]);
    expect(refused({ userTimeout: 50_000 }, true)).toEqual(['timing.userTimeout']);
    expect(refused({ userTimeout: 50_001 }, true)).toEqual([]);
  });
});

describe('the rules of a level', () => {
  const [sunk] = FOG.incidents ?? [];
  const first = order(1, 0, 'client');
  const cases: readonly (readonly [string, Level, string])[] = [
    [
      'a place that no order has',
      { ...FOG, incidents: sunk ? [{ ...sunk, among: [0, 3] }] : [] },
      'incidents.0.among.1 is 3, but the last order is 2',
    ],
    [
      'a crate that never sails',
      {
        ...FOG,
        incidents: [
          {
            from: 'server',
            boat: { kind: 'crate', number: 3 },
            among: [1],
            count: 1,
            does: { kind: 'sink' },
          },
        ],
      },
      'incidents.0.boat never sails in order 1: it has fewer crates',
    ],
    [
      'walls without fixed slips',
      { ...THE_SEA_WALL, pace: { atOnce: [2] } },
      'walls stand at fixed times, so pace is a gap',
    ],
    [
      'more walls than places',
      { ...THE_SEA_WALL, walls: [0, 1].map(() => ({ places: [2], from: 0 })) },
      'walls are more than the places that they name',
    ],
    [
      'a close that nobody does',
      { ...FOG, goal: 'delivered' },
      'pilot.closes is left to nobody: the goal is "delivered"',
    ],
    [
      'a pilot who closes what the players are to close',
      { ...FIRST_LIGHT, goal: 'closed' },
      'pilot.closes is done by the pilot, so the goal is not "closed"',
    ],
    [
      'an order that the pilot is to close and does not',
      { ...FOG, incidents: [], orders: [{ ...first, closesFirst: 'pilot' }] },
      'orders.0.closesFirst is "pilot", who does not close',
    ],
    [
      'a sleeper without coffees',
      { ...FOG, incidents: [], orders: [{ ...first, sleeps: 1_000 }] },
      'orders.0.sleeps asks for coffees in the level, if only 0',
    ],
    [
      'an orphan without its clock',
      { ...FOG, incidents: [], orders: [{ ...first, orphan: true }] },
      'orders.0.orphan asks for orphanFinWait2 in the level',
    ],
    [
      'a simultaneous open that comes too late',
      { ...FOG, incidents: [], orders: [{ ...first, bothOpenAt: 120_001 }] },
      'orders.0.bothOpenAt is in the last 30 s of the round',
    ],
    [
      'a simultaneous open by the pilot',
      { ...THE_SILENT_HARBOUR, incidents: [], orders: [{ ...first, bothOpenAt: 0 }] },
      'orders.0.bothOpenAt is for people, and the pilot opens',
    ],
    ['a pier that shrinks', { ...OVERSTAYERS, clientBerths: 3 }, 'clientBerths is below berths: 4'],
    [
      'a night shift without berths',
      { ...OVERSTAYERS, nightShift: 5 },
      'nightShift is more than the server\u2019s berths: 4',
    ],
    ['a range upside down', { ...FOG, isn: { low: 2, high: 1 } }, 'isn.low is above high: 1'],
    ['a port twice', { ...FIRST_LIGHT, ports: [80, 443, 80] }, 'ports names a port twice'],
    [
      'a host that is dark at the horn',
      {
        ...MAN_OVERBOARD,
        crashes: [{ side: 'client', at: MAN_OVERBOARD.timing.round - 8_000, dark: 8_000 }],
      },
      'crashes.0.at leaves its host dark at the horn',
    ],
    [
      'a flood that comes too late',
      { ...GHOST_FLEET, flood: { from: GHOST_FLEET.timing.round, every: 1, cookies: 1 } },
      'flood.from is after the horn',
    ],
  ];

  it.each(cases)('are refused for %s', (_what, level, said) => {
    const found = rulesProblems(level).map(({ path, fault }) => `${path.join('.')} ${faultText(fault)}`);
    expect(found).toContain(said.replace('\u2019', "'"));
  });
});
