// What the debrief makes of a match beside its ladders: the blame card, the boat of the day.
import { describe, expect, it } from 'vitest';
import type { Level } from '../game/level.ts';
import { createMatch } from '../game/match.ts';
import type { Match } from '../game/match-state.ts';
import type { MatchRules } from '../game/rules.ts';
import type { Player } from '../game/seat.ts';
import { FAIR_WINDS_HOME, FOG, LEVELS, OVERSTAYERS, STILL_WATERS, THE_SEA_WALL } from '../levels/catalog.ts';
import { DRIVERS } from '../players/drivers.ts';
import { runToEnd } from '../players/par.ts';
import { blameJudged, worstConnection } from './blame.ts';
import { boatOfTheDay, REACHES } from './boat-of-the-day.ts';
import { type Explained, explained } from './explain.ts';
import { scoreOf } from './score.ts';
import { type Wait, waitsOf } from './waits.ts';

interface Told {
  readonly match: Match;
  readonly waits: readonly Wait[];
  readonly losses: Explained['losses'];
}

function told(level: Level, client: Player, server: Player, seed = 5): Told {
  const rules: MatchRules = { level, seed, players: { client, server }, drivers: DRIVERS };
  const match = runToEnd(createMatch(rules));
  const log = { rules, commands: [], endedAt: match.now };
  return { match, waits: waitsOf(log), losses: explained(log).losses };
}

describe('the blame card', () => {
  it('is about what the night shift left, where nobody comes to mend it', () => {
    const { match, waits } = told(OVERSTAYERS, 'person', 'person');
    const worst = worstConnection(match, waits);
    expect(worst).toMatchObject({
      order: undefined,
      side: 'client',
      state: 'FIN_WAIT_2',
      cause: 'server-application',
      remedies: ['call-close'],
      evidence: [{ kind: 'not-closed', side: 'server', asleep: false }],
    });
    expect(worst?.ends.server.state).toBe('CLOSE_WAIT');
  });

  it('has nothing to say where two perfect stacks part cleanly', () => {
    const { match, waits } = told(FAIR_WINDS_HOME, 'perfect', 'perfect');
    expect(scoreOf(match).points).toBe(300);
    expect(worstConnection(match, waits)).toBe(undefined);
    // TIME_WAIT was there, and is as it should be.
    expect(new Set(waits.map(({ state, cause }) => `${state} ${cause}`))).toEqual(
      new Set(['TIME_WAIT nobody']),
    );
  });

  it('names a cause for each wait that what happened bears out', () => {
    const causes = new Set<string>();
    for (const [index, level] of LEVELS.entries()) {
      const { match, waits } = told(level, index % 2 === 0 ? 'novice' : 'sloppy', 'novice', index);
      for (const wait of waits) {
        causes.add(`${wait.state} ${wait.cause}`);
        expect(wait.lasted).toBeGreaterThanOrEqual(15_000);
        if (wait.cause === 'network') expect(wait.lost.length).toBeGreaterThan(0);
      }
      const worst = worstConnection(match, waits);
      if (worst === undefined) continue;
      expect(worst.evidence.length).toBeGreaterThan(0);
      const [remedy = 'tcp-tw-reuse'] = worst.remedies;
      expect(blameJudged(worst, { cause: worst.cause, remedy })).toBe('right');
      expect(blameJudged(worst, { cause: worst.cause, remedy: 'raise-the-limit' })).toBe('cause-only');
      const other = worst.cause === 'network' ? 'nobody' : 'network';
      expect(blameJudged(worst, { cause: other, remedy })).toBe('wrong');
    }
    expect([...causes].toSorted()).toEqual(
      expect.arrayContaining(['CLOSE_WAIT server-application', 'TIME_WAIT nobody']),
    );
  });

  it('blames the road where a wall swallowed the FIN, and shows which boats went down', () => {
    const { waits } = told(THE_SEA_WALL, 'practised', 'practised', 3);
    const walled = waits.filter(({ state, cause }) => state === 'FIN_WAIT_1' && cause === 'network');
    expect(walled.length).toBeGreaterThan(0);
    for (const { lost } of walled) expect(lost.length).toBeGreaterThan(0);
  });
});

describe('the boat of the day', () => {
  it('is the blooper that reached farthest, then the rarest, then the earliest', () => {
    const { match, losses } = told(FOG, 'novice', 'wild', 2);
    const boat = boatOfTheDay(match, losses);
    if (boat?.kind !== 'blooper') throw new Error('somebody wild has bloopers');
    const tokens = losses.filter(({ what }) => what.kind === 'token' || what.kind === 'boat');
    expect(tokens).toContain(boat.loss);
    const spoilt = tokens.filter(({ ledTo }) => ledTo.kind === 'sailed' && ledTo.spoilt);
    expect(boat.reach === 'spoilt').toBe(spoilt.length > 0);
    expect(REACHES).toContain(boat.reach);
    const same = (loss: (typeof losses)[number]) =>
      losses.filter(({ misconception }) => misconception === loss.misconception).length;
    const rivals = tokens.filter(
      ({ ledTo, what }) => ledTo.kind === boat.loss.ledTo.kind && what.kind === boat.loss.what.kind,
    );
    expect(Math.min(...rivals.map(same))).toBeLessThanOrEqual(same(boat.loss));
  });

  it('is no stuck socket and no hint, and the same match always gives the same', () => {
    for (const [index, level] of LEVELS.entries()) {
      const { match, losses } = told(level, 'novice', 'sloppy', index);
      const boat = boatOfTheDay(match, losses);
      expect(boatOfTheDay(match, losses)).toEqual(boat);
      if (boat?.kind === 'blooper') expect(['token', 'boat']).toContain(boat.loss.what.kind);
    }
  });

  it('is the finest boat of a hand where nobody erred, and there is none where no hand was', () => {
    const stacks = told(STILL_WATERS, 'perfect', 'perfect');
    expect(boatOfTheDay(stacks.match, stacks.losses)).toBe(undefined);
    const journal = stacks.match.journal.map((entry) =>
      entry.event.kind === 'departed' && entry.event.by === 'stack'
        ? { ...entry, event: { ...entry.event, by: 'player' as const } }
        : entry,
    );
    const byHand = boatOfTheDay({ ...stacks.match, journal }, []);
    expect(byHand).toMatchObject({ kind: 'finest', finest: 'needed-repeat' });
  });
});
