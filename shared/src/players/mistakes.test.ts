import { describe, expect, it } from 'vitest';
import type { Level } from '../game/level.ts';
import { createMatch } from '../game/match.ts';
import { findOn } from '../game/referee.ts';
import type { Driver, DriverSight } from '../game/rules.ts';
import { keyText, type Token } from '../game/token.ts';
import { LEVELS } from '../levels/catalog.ts';
import { FAIR_WINDS_ROUGH, FIRST_LIGHT_ROUGH } from '../levels/test-levels.ts';
import type { MisconceptionId } from '../tcp/misconceptions.ts';
import { DRIVERS } from './drivers.ts';
import { benchOf, MISTAKES, mistakesAt } from './mistakes.ts';
import { runToEnd } from './par.ts';

/** A stack's refused mistakes, by name: under which ids the referee recorded them. */
type Ids = Map<string, Set<MisconceptionId>>;

function refusalOf(sight: DriverSight, token: Token): MisconceptionId | undefined {
  const { harbour } = sight.seat;
  const socket = harbour.sockets.find((other) =>
    harbour.side === 'client'
      ? other.key.clientPort === token.key.clientPort
      : keyText(other.key) === keyText(token.key),
  );
  const finding = findOn(benchOf(sight, socket, token.key), token);
  return finding.kind === 'refused' ? finding.refusal.misconception : undefined;
}

/** Plays as `driver` and asks at each of its tokens which mistakes were possible. */
function watching(driver: Driver, offered: Set<string>, ids: Ids): Driver {
  const decide = (sight: DriverSight) => {
    const act = driver.decide(sight);
    for (const { mistake, token } of act?.kind === 'token' ? mistakesAt(sight, act.token) : []) {
      offered.add(mistake.name);
      const id = refusalOf(sight, token);
      if (id !== undefined) ids.set(mistake.name, (ids.get(mistake.name) ?? new Set()).add(id));
    }
    return act;
  };
  return { ...driver, decide };
}

function watched(levels: readonly Level[]) {
  const offered = new Set<string>();
  const ids: Ids = new Map();
  const perfect = watching(DRIVERS.stacks.slow, offered, ids);
  const drivers = { ...DRIVERS, stacks: { ...DRIVERS.stacks, perfect } };
  const players = { client: 'perfect', server: 'perfect' } as const;
  for (const level of levels) {
    for (const seed of [3, 4]) runToEnd(createMatch({ level, seed, players, drivers }));
  }
  return { offered, ids };
}

describe('mistakes', () => {
  const { offered, ids } = watched([...LEVELS, FIRST_LIGHT_ROUGH, FAIR_WINDS_ROUGH]);

  it('are all possible somewhere in the levels', () => {
    expect([...offered].toSorted()).toEqual(MISTAKES.map((mistake) => mistake.name).toSorted());
  });

  it.each(MISTAKES)('$name: the referee records it under ids that it names', ({ name, shows }) => {
    const recorded = [...(ids.get(name) ?? [])];
    expect(recorded.filter((id) => !shows.includes(id))).toEqual([]);
    expect(recorded.length > 0).toBe(shows.length > 0);
  });

  it('offer no wrong number in Cadet, where numbers are filled in', () => {
    const cadet = watched(LEVELS.filter((level) => level.assistance === 'cadet'));
    const numbers = ['ack is the number of the last octet', 'ack is the own number', 'an ACK takes a number'];
    expect(numbers.filter((name) => cadet.offered.has(name))).toEqual([]);
  });
});
