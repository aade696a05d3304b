import { describe, expect, it } from 'vitest';
import type { Level } from '../game/level.ts';
import { createMatch, isOver } from '../game/match.ts';
import type { Drivers } from '../game/rules.ts';
import type { Player } from '../game/seat.ts';
import { FAIR_WINDS_HOME } from '../levels/fair-winds-home.ts';
import { FIRST_LIGHT } from '../levels/first-light.ts';
import { FAIR_WINDS_ROUGH, FIRST_LIGHT_ROUGH } from '../levels/test-levels.ts';
import { scoreOf } from '../scoring/score.ts';
import { DRIVERS, PAR_DRIVERS } from './drivers.ts';
import { runToEnd } from './par.ts';

const SEEDS = [...Array(20).keys()].map((index) => 1000 + index * 7919);
const PERFECT: { client: Player; server: Player } = { client: 'perfect', server: 'perfect' };

function played(level: Level, seed: number, drivers: Drivers) {
  return runToEnd(createMatch({ level, seed, players: PERFECT, drivers }));
}

describe.each([FIRST_LIGHT, FAIR_WINDS_HOME, FIRST_LIGHT_ROUGH, FAIR_WINDS_ROUGH])('$id', (level) => {
  it.each(SEEDS)('two perfect stacks bring every order to its clean end, seed %i', (seed) => {
    const match = played(level, seed, PAR_DRIVERS);
    const states = (['client', 'server'] as const).map((side) =>
      match.seats[side].harbour.sockets.map((socket) => socket.connection.state),
    );
    expect(isOver(match)).toBe(true);
    expect(states).toEqual([level.orders.map(() => 'CLOSED'), level.orders.map(() => 'CLOSED')]);
    expect(scoreOf(match).points).toBe(level.orders.length * 100);
  });
});

describe.each([FIRST_LIGHT, FAIR_WINDS_HOME])('$id by two partners that tell each other', (level) => {
  it.each(SEEDS.slice(0, 5))('reaches the whole score before the horn, seed %i', (seed) => {
    const match = played(level, seed, DRIVERS);
    expect(scoreOf(match).points).toBe(level.orders.length * 100);
  });
});
