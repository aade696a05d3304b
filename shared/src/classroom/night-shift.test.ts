import { describe, expect, it } from 'vitest';
import type { LeftSockets, Level } from '../game/level.ts';
import { createMatch, stepMatch } from '../game/match.ts';
import { inheritedOn, levelOf, type RulesSetup, rulesOf } from '../game/match-settings.ts';
import { viewFor } from '../game/view-for.ts';
import { FAIR_WINDS_HOME, FIRST_LIGHT, LEVELS, OVERSTAYERS } from '../levels/catalog.ts';
import { DRIVERS, PAR_DRIVERS } from '../players/drivers.ts';
import { runToEnd } from '../players/par.ts';
import { RECORDING_SCHEMA } from '../protocol/recording-schema.ts';
import { createRecording, levelHash, matchHash, matchText, replay } from '../replay/replay.ts';
import { scoreOf } from '../scoring/score.ts';
import { type LeftBehind, type PairSeats, studentId } from './class-event.ts';
import type { ClassMatch, ClassRound } from './class-state.ts';
import { inheritanceOf, leftBy } from './night-shift.ts';

const PEOPLE = { client: 'person', server: 'person' } as const;
const STACKS = { client: 'perfect', server: 'perfect' } as const;
const SEED = 5;

/** A match at which nobody does anything until its horn. */
function idleMatch(level: Level, inherited?: LeftSockets) {
  const setup: RulesSetup = { seed: SEED, players: PEOPLE, ...(inherited && { inherited }) };
  return runToEnd(createMatch(rulesOf(setup, level, DRIVERS)));
}

function pairOf(client: number, server: number): PairSeats {
  return { client: studentId(client), server: studentId(server) };
}

/** A round whose matches, in this order, were those of `pairs`, and left what `left` says. */
function roundOf(pairs: readonly PairSeats[], left: readonly LeftSockets[] | undefined): ClassRound {
  const matches = pairs.map((seats, index): ClassMatch => {
    return { match: `match ${index}`, began: seats, seats, late: false };
  });
  const round = { round: 1, level: OVERSTAYERS.id, seed: SEED, matches, given: 0, ended: true };
  const behind = left?.map((each, index): LeftBehind => ({ match: `match ${index}`, left: each }));
  return behind === undefined ? round : { ...round, left: behind };
}

describe('what a match left', () => {
  it('is its connections that one end closed and the other never did, at the horn', () => {
    expect(leftBy(idleMatch(OVERSTAYERS))).toEqual({ client: 0, server: 2 });
    expect(leftBy(idleMatch(FAIR_WINDS_HOME, { client: 2, server: 1 }))).toEqual({ client: 2, server: 1 });
  });

  it('is nothing where all was closed, or nobody began to close', () => {
    const closed = runToEnd(
      createMatch({ level: OVERSTAYERS, seed: SEED, players: STACKS, drivers: PAR_DRIVERS }),
    );
    for (const match of [closed, idleMatch(FAIR_WINDS_HOME), idleMatch(FIRST_LIGHT)]) {
      expect(leftBy(match)).toEqual({ client: 0, server: 0 });
    }
  });
});

describe('who inherits', () => {
  const pairs = [pairOf(1, 2), pairOf(4, 3), pairOf(5, 6)];
  const left = [1, 2, 3].map((server) => ({ client: 0, server }));

  it('is the next pair, and the first after the last, in whatever order the matches were made', () => {
    const [one, two, three] = pairs;
    if (one === undefined || two === undefined || three === undefined) throw new Error('three pairs');
    const last = roundOf([three, one, two], left);
    const from = pairs.map((seats) => inheritanceOf(last, pairs, seats, FAIR_WINDS_HOME));
    expect(from).toEqual([
      { match: 'match 0', left: { client: 0, server: 1 } },
      { match: 'match 1', left: { client: 0, server: 2 } },
      { match: 'match 2', left: { client: 0, server: 3 } },
    ]);
  });

  it('is the pair itself where it is the only one', () => {
    const alone = [pairOf(2, 1)];
    const last = roundOf(alone, [{ client: 1, server: 0 }]);
    expect(inheritanceOf(last, alone, pairOf(2, 1), FAIR_WINDS_HOME)).toEqual({
      match: 'match 0',
      left: { client: 1, server: 0 },
    });
  });

  it('is nobody in the first round, where nothing was left or kept, or on a level without a goodbye by hand', () => {
    const nothing = roundOf(pairs, Array(3).fill({ client: 0, server: 0 }));
    for (const last of [undefined, roundOf(pairs, undefined), nothing]) {
      expect(pairs.map((seats) => inheritanceOf(last, pairs, seats, FAIR_WINDS_HOME))).toEqual(Array(3));
    }
    const full = roundOf(pairs, left);
    expect(pairs.map((seats) => inheritanceOf(full, pairs, seats, FIRST_LIGHT))).toEqual(Array(3));
    // A fourth pair is new: the round before had no match for it.
    const late = pairOf(7, 8);
    expect(inheritanceOf(full, [...pairs, late], late, FAIR_WINDS_HOME)).toBeUndefined();
  });
});

describe('a match that inherits', () => {
  const LEFT = { client: 1, server: 2 };
  const setup = { seed: SEED, players: PEOPLE, inherited: LEFT };
  const statesOf = (level: Level, side: 'client' | 'server') =>
    viewFor(side, createMatch(rulesOf(setup, level, DRIVERS))).seat.sockets.map(
      ({ connection }) => connection.state,
    );

  it('begins with the sockets in both harbours, each end as it stands by morning', () => {
    expect(statesOf(FAIR_WINDS_HOME, 'server').toSorted()).toEqual([
      'CLOSE_WAIT',
      'CLOSE_WAIT',
      'FIN_WAIT_2',
    ]);
    const own = statesOf(FAIR_WINDS_HOME, 'client').filter((state) => state !== 'CLOSED');
    expect(own.toSorted()).toEqual(['CLOSE_WAIT', 'FIN_WAIT_2', 'FIN_WAIT_2']);
  });

  it('leaves a berth of each harbour to the match, beside what the level itself begins with', () => {
    expect(inheritedOn(OVERSTAYERS, { client: 4, server: 9 })).toEqual({ client: 0, server: 1 });
    expect(inheritedOn(FAIR_WINDS_HOME, { client: 9, server: 1 })).toEqual({ client: 2, server: 1 });
    expect(inheritedOn(FIRST_LIGHT, LEFT)).toBeUndefined();
  });

  it('runs again to the bit from its recording, and not as one that inherits nothing', () => {
    let match = createMatch(rulesOf(setup, FAIR_WINDS_HOME, DRIVERS));
    match = stepMatch(match, { kind: 'wake' }, 60_000).match;
    const { id: levelId } = FAIR_WINDS_HOME;
    const kept = createRecording({ levelId, levelHash: levelHash(FAIR_WINDS_HOME), ...setup }, [], 60_000);
    const read = RECORDING_SCHEMA.parse(JSON.parse(JSON.stringify(kept)));
    expect(read).toEqual(kept);
    const again = replay(read, FAIR_WINDS_HOME, DRIVERS);
    expect(again.ok && matchHash(again.value)).toBe(matchHash(match));
    const { inherited: _left, ...others } = kept.setup;
    const bare = replay({ ...kept, setup: others }, FAIR_WINDS_HOME, DRIVERS);
    expect(bare.ok && matchHash(bare.value)).not.toBe(matchHash(match));
  });

  it.each(LEVELS)(
    'on $id: no other match where nothing was left; a par that closes all where much was',
    (level) => {
      const played = (inherited?: LeftSockets) =>
        runToEnd(
          createMatch({
            level: levelOf(inherited === undefined ? {} : { inherited }, level),
            seed: SEED,
            players: STACKS,
            drivers: PAR_DRIVERS,
          }),
        );
      const usual = played();
      expect(matchText(played({ client: 0, server: 0 }))).toBe(matchText(usual));
      for (const left of [
        { client: 0, server: 9 },
        { client: 9, server: 0 },
      ]) {
        const score = scoreOf(played(left));
        expect([score.nightStuck, score.points]).toEqual([0, scoreOf(usual).points]);
      }
    },
  );
});
