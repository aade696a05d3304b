import { describe, expect, it } from 'vitest';
import type { Level } from '../game/level.ts';
import { createMatch } from '../game/match.ts';
import type { Match } from '../game/match-state.ts';
import { PLAYERS, type Player, SIDES, type Side } from '../game/seat.ts';
import { CARGO, FAIR_WINDS_HOME, HALF_A_GOODBYE, OVERSTAYERS } from '../levels/catalog.ts';
import { matchHash } from '../replay/replay.ts';
import { scoreOf } from '../scoring/score.ts';
import { bestGuess } from './deaf.ts';
import { DRIVERS } from './drivers.ts';
import { absences } from './leaver.ts';
import { runToEnd } from './par.ts';
import { GOOD, NOVICE, PRACTISED } from './skill.ts';

const SEEDS = [...Array(12).keys()].map((index) => 17 + index * 7919);

function played(level: Level, seed: number, player: Player): Match {
  const players = { client: player, server: player };
  return runToEnd(createMatch({ level, seed, players, drivers: DRIVERS }));
}

/** Moments of the tokens that the hand of `side` itself has built, right or wrong. */
function tokensOf(match: Match, side: Side): readonly number[] {
  return match.journal.flatMap(({ at, event }) =>
    event.kind === 'judged' && event.seat === side ? [at] : [],
  );
}

function shareWrong(player: Player): number {
  const verdicts = SEEDS.flatMap((seed) => played(FAIR_WINDS_HOME, seed, player).journal).flatMap(
    ({ event }) => (event.kind === 'judged' ? [event.verdict] : []),
  );
  return verdicts.filter((verdict) => verdict.cost > 0).length / verdicts.length;
}

describe('a hand', () => {
  it.each([
    ['novice', NOVICE.pace],
    ['practised', PRACTISED.pace],
    ['good', GOOD.pace],
  ] as const)('%s: builds one token at a time and never faster than its pace', (player, pace) => {
    const gaps = SEEDS.flatMap((seed) => {
      const match = played(FAIR_WINDS_HOME, seed, player);
      return SIDES.flatMap((side) => {
        const times = tokensOf(match, side);
        return times.slice(1).map((at, index) => at - (times[index] ?? 0));
      });
    });
    expect(Math.min(...gaps)).toBe(pace);
  });

  it('errs about as often as its skill says', () => {
    expect(shareWrong('novice')).toBeGreaterThan(0.12);
    expect(shareWrong('novice')).toBeLessThan(0.24);
    expect(shareWrong('good')).toBeGreaterThan(0);
    expect(shareWrong('good')).toBeLessThan(0.06);
  });

  it('tells its partner its half of every slip, unasked', () => {
    const match = played(HALF_A_GOODBYE, 17, 'good');
    for (const side of SIDES) {
      const said = match.journal.flatMap(({ event }) =>
        event.kind === 'said' && event.seat === side && event.signal.kind === 'send' ? [event.signal] : [],
      );
      const orders = match.orders.map((order) => order.id);
      expect(orders.filter((order) => !said.some((signal) => signal.order === order))).toEqual([]);
    }
    // In a long row of encores what was said long ago may be forgotten.
    const asked = match.journal.flatMap(({ event }) =>
      event.kind === 'said' && event.signal.kind === 'ask' ? [event.signal.order] : [],
    );
    expect(asked.filter((order) => match.orders.some(({ id }) => id === order))).toEqual([]);
  });

  it('plays the same match again from the same seed, and another from another', () => {
    const hashes = [5, 5, 6].map((seed) => matchHash(played(FAIR_WINDS_HOME, seed, 'novice')));
    expect(hashes[0]).toBe(hashes[1]);
    expect(hashes[0]).not.toBe(hashes[2]);
  });

  it('overlooks passive closes while it is busy: a novice later than a good one', () => {
    const waited = (player: Player) =>
      SEEDS.slice(0, 6).reduce((sum, seed) => sum + closeWaitTime(played(OVERSTAYERS, seed, player)), 0);
    expect(waited('novice')).toBeGreaterThan(1.3 * waited('good'));
  });
});

/** How long all sockets of a match were in CLOSE_WAIT at the server together, ms. */
function closeWaitTime(match: Match): number {
  let total = 0;
  for (const { at, event } of match.journal) {
    if (event.kind !== 'state' || event.side !== 'server') continue;
    if (event.to === 'CLOSE_WAIT') total += match.now - at;
    if (event.from === 'CLOSE_WAIT') total -= match.now - at;
  }
  return total;
}

describe('a deaf pair', () => {
  it('says nothing at all', () => {
    const said = SEEDS.flatMap((seed) => played(FAIR_WINDS_HOME, seed, 'deaf').journal).filter(
      ({ event }) => event.kind === 'said',
    );
    expect(said).toEqual([]);
  });

  it('guesses the crates in the middle, or the most where no FIN is refused', () => {
    expect(bestGuess(CARGO, 'client')).toEqual({ crates: 3, cratesAfterFin: 0 });
    expect(bestGuess(HALF_A_GOODBYE, 'server')).toEqual({ crates: 1, cratesAfterFin: 1 });
  });

  it('takes the word of the referee for what it guessed wrong, and so delivers all in the end', () => {
    const orders = SEEDS.flatMap((seed) => scoreOf(played(CARGO, seed, 'deaf')).orders);
    expect(orders.filter((order) => !order.clean)).toEqual([]);
    expect(orders.some((order) => order.losses.length > 0)).toBe(true);
  });
});

describe('a wild hand', () => {
  it('meets every verdict, hints among them', () => {
    const captain: Level = { ...FAIR_WINDS_HOME, assistance: 'captain' };
    const kinds = SEEDS.flatMap((seed) => played(captain, seed, 'wild').journal).flatMap(({ event }) =>
      event.kind === 'judged' ? [event.verdict.kind] : [],
    );
    expect([...new Set(kinds)].toSorted()).toEqual([
      'due',
      'held',
      'hint',
      'idle',
      'initiative',
      'repeat',
      'wrong',
    ]);
  });
});

describe('a leaver', () => {
  it('goes twice in a round, comes back each time, and is away for a while', () => {
    for (const seed of SEEDS) {
      const moves = absences(seed, 'server', 120_000);
      expect(moves.map(({ command }) => command)).toEqual(
        ['holder', 'leaver', 'holder', 'leaver'].map((player) => ({ kind: 'seat', seat: 'server', player })),
      );
      const times = moves.map(({ at }) => at);
      expect(times).toEqual(times.toSorted((left, right) => left - right));
      expect(times.every((at) => at >= 0 && at < 120_000)).toBe(true);
    }
  });
});

describe('every kind of player', () => {
  it.each(PLAYERS.filter((player) => player !== 'person'))('%s comes to the end of a match', (player) => {
    expect(played(FAIR_WINDS_HOME, 17, player).phase).toBe('ended');
  });
});
