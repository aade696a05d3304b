import { describe, expect, it } from 'vitest';
import type { Level } from '../game/level.ts';
import { createMatch, isOver } from '../game/match.ts';
import type { Match } from '../game/match-state.ts';
import type { Drivers } from '../game/rules.ts';
import type { Player } from '../game/seat.ts';
import { FAIR_WINDS_HOME, FIRST_LIGHT } from '../levels/catalog.ts';
import { FAIR_WINDS_ROUGH, FIRST_LIGHT_ROUGH } from '../levels/test-levels.ts';
import { scoreOf } from '../scoring/score.ts';
import { DRIVERS, PAR_DRIVERS } from './drivers.ts';
import { runToEnd } from './par.ts';

const SEEDS = [...Array(20).keys()].map((index) => 1000 + index * 7919);
const PERFECT: { client: Player; server: Player } = { client: 'perfect', server: 'perfect' };

function played(level: Level, seed: number, drivers: Drivers) {
  return runToEnd(createMatch({ level, seed, players: PERFECT, drivers }));
}

function endStates(match: Match) {
  return (['client', 'server'] as const).map((side) =>
    match.seats[side].harbour.sockets.map((socket) => socket.connection.state),
  );
}

function cratesDelivered(match: Match): number {
  const octets = match.journal.map(({ event }) => (event.kind === 'delivered' ? event.octets : 0));
  return octets.reduce((sum, count) => sum + count, 0) / 100;
}

function cratesOrdered(level: Level): number {
  return level.orders.reduce((sum, { crates }) => sum + crates.client + crates.server, 0);
}

describe.each([FIRST_LIGHT, FAIR_WINDS_HOME, FIRST_LIGHT_ROUGH, FAIR_WINDS_ROUGH])('$id', (level) => {
  it.each(SEEDS)('two perfect stacks bring every order to CLOSED at both ends, seed %i', (seed) => {
    const match = played(level, seed, PAR_DRIVERS);
    const closed = level.orders.map(() => 'CLOSED');
    expect(isOver(match)).toBe(true);
    expect(endStates(match)).toEqual([closed, closed]);
    expect(cratesDelivered(match)).toBe(cratesOrdered(level));
  });

  it.each(SEEDS)('a stack sends no token that costs anything, seed %i', (seed) => {
    const match = played(level, seed, PAR_DRIVERS);
    const costs = match.journal.map(({ event }) => (event.kind === 'judged' ? event.verdict.cost : 0));
    expect(costs.filter((cost) => cost > 0)).toEqual([]);
  });
});

describe.each([FIRST_LIGHT, FAIR_WINDS_HOME])('$id in calm weather', (level) => {
  it.each(SEEDS)('is worth 100 an order to perfect stacks, seed %i', (seed) => {
    expect(scoreOf(played(level, seed, PAR_DRIVERS)).points).toBe(level.orders.length * 100);
  });
});

describe.each([FIRST_LIGHT, FAIR_WINDS_HOME])('$id by two partners that tell each other', (level) => {
  it.each(SEEDS.slice(0, 5))('reaches the whole score before the horn, seed %i', (seed) => {
    const match = played(level, seed, DRIVERS);
    expect(scoreOf(match).points).toBe(level.orders.length * 100);
  });
});
