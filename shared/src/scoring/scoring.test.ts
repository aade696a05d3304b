import { describe, expect, it } from 'vitest';
import { createMatch, stepMatch } from '../game/match.ts';
import type { Match } from '../game/match-state.ts';
import { viewFor } from '../game/view-for.ts';
import { FAIR_WINDS_HOME } from '../levels/catalog.ts';
import { FAIR_WINDS_ROUGH, FIRST_LIGHT_ROUGH } from '../levels/test-levels.ts';
import { DRIVERS, PAR_DRIVERS } from '../players/drivers.ts';
import { type FlagName, handToken } from '../players/hand.ts';
import { parOf, runToEnd } from '../players/par.ts';
import { ladders } from './ladder.ts';
import { scoreOf } from './score.ts';
import { starsFor } from './stars.ts';

const SEED = 5;

/** A match whose client is a person; the server's stack tells and does everything at once. */
function half(seed = SEED): Match {
  const players = { client: 'person', server: 'perfect' } as const;
  return createMatch({ level: FAIR_WINDS_HOME, seed, players, drivers: PAR_DRIVERS });
}

function send(match: Match, at: number, names: readonly FlagName[]): Match {
  const [order] = match.orders;
  if (order === undefined) throw new Error('no order');
  const current = stepMatch(match, { kind: 'wake' }, at).match;
  const key = { clientPort: order.clientPort, serverPort: order.serverPort };
  const view = viewFor('client', current).seat;
  const token = handToken({ view, level: FAIR_WINDS_HOME, now: at }, key, names);
  const command = { kind: 'token', seat: 'client', token, seen: current.views.client.number } as const;
  return stepMatch(current, { kind: 'command', command }, at).match;
}

describe('the score', () => {
  it('is nothing for a pair that does nothing', () => {
    const players = { client: 'person', server: 'person' } as const;
    const match = runToEnd(createMatch({ level: FAIR_WINDS_HOME, seed: SEED, players, drivers: DRIVERS }));
    expect(scoreOf(match).points).toBe(0);
    expect(starsFor(0, parOf(FAIR_WINDS_HOME, SEED))).toBe(0);
  });

  it('takes 10 for a wrong token and 3 for a boat that nobody needed', () => {
    let match = send(half(), 100, ['ack']);
    match = send(match, 200, ['syn']);
    match = send(match, 900, ['syn']);
    const [order] = scoreOf(match).orders;
    expect(order?.losses.map((loss) => [loss.seat, loss.verdict.kind, loss.cost])).toEqual([
      ['client', 'wrong', 10],
      ['client', 'repeat', 3],
    ]);
  });

  it.each([
    ['in a row', ['ack', 'fin', 'rst', 'syn'], 60],
    ['with a right one between', ['ack', 'fin', 'syn', 'ack'], 70],
  ] as const)('counts 60 at most after three wrong tokens %s, not otherwise', (_how, flags, points) => {
    let match = half();
    for (const [index, flag] of flags.entries()) match = send(match, 100 + index * 100, [flag]);
    // From here on a stack plays on for the client.
    const command = { kind: 'seat', seat: 'client', player: 'perfect' } as const;
    match = runToEnd(stepMatch(match, { kind: 'command', command }, 1_000).match);
    expect(scoreOf(match).orders[0]).toMatchObject({ clean: true, points });
  });

  it('takes 40 for a socket stuck at the horn, once its slip is old enough', () => {
    // A seed whose first order is closed first by the server, which has a crate to send and expects none.
    const seed = [...Array(100).keys()].find((candidate) => half(candidate).orders[0]?.origin === 1);
    let match = send(half(seed), 100, ['syn']);
    match = runToEnd(send(match, 3_000, ['ack']));
    const [order] = scoreOf(match).orders;
    expect(order?.stuck.map((stuck) => [stuck.side, stuck.state])).toEqual([['client', 'CLOSE_WAIT']]);
    expect(order?.clean).toBe(false);
    expect(scoreOf(match).points).toBe(0);
  });
});

describe('an order that is to be opened only', () => {
  it('keeps its points whatever becomes of the pilots\u2019 goodbye', () => {
    const players = { client: 'perfect', server: 'perfect' } as const;
    for (let seed = 0; seed < 60; seed += 1) {
      const level = FIRST_LIGHT_ROUGH;
      const match = runToEnd(createMatch({ level, seed, players, drivers: PAR_DRIVERS }));
      expect([seed, scoreOf(match).points]).toEqual([seed, 300]);
    }
  });
});

describe('par', () => {
  it('gives three stars at 85, two at 65, one at 40 per cent', () => {
    const par = 300;
    expect([300, 255, 254, 195, 194, 120, 119].map((points) => starsFor(points, par))).toEqual([
      3, 3, 2, 2, 1, 1, 0,
    ]);
  });

  it.each([FAIR_WINDS_HOME, FIRST_LIGHT_ROUGH, FAIR_WINDS_ROUGH])('is at least 200 on $id', (level) => {
    for (let seed = 0; seed < 20; seed += 1) expect(parOf(level, seed)).toBeGreaterThanOrEqual(200);
  });
});

describe('the ladder', () => {
  const players = { client: 'perfect', server: 'perfect' } as const;
  const match = runToEnd(createMatch({ level: FAIR_WINDS_ROUGH, seed: SEED, players, drivers: PAR_DRIVERS }));

  it('shows every boat once, with exactly one fate', () => {
    const boats = ladders(match).flatMap((ladder) => ladder.boats);
    expect(new Set(boats.map((boat) => boat.boat)).size).toBe(boats.length);
    const fates = boats.map((boat) => [boat.arrivedAt, boat.sankAt].filter((at) => at !== undefined).length);
    expect(fates.every((count) => count === 1)).toBe(true);
    expect(boats.some((boat) => boat.sankAt !== undefined)).toBe(true);
  });

  it('ends CLOSED at both ends for every order', () => {
    for (const ladder of ladders(match)) {
      const last = (side: 'client' | 'server') =>
        ladder.states.filter((state) => state.side === side).at(-1)?.state;
      expect([last('client'), last('server')]).toEqual(['CLOSED', 'CLOSED']);
    }
  });
});
