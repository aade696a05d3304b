import { describe, expect, it } from 'vitest';
import { FAIR_WINDS_HOME, LEVELS } from '../levels/catalog.ts';
import { DRIVERS } from '../players/drivers.ts';
import { parOf } from '../players/par.ts';
import { createRecording, levelHash, matchHash, replay } from '../replay/replay.ts';
import { scoreOf } from '../scoring/score.ts';
import { isGhost } from './flood.ts';
import { GIVEN_MAX, hornAt } from './horn.ts';
import { createMatch, isOver, stepMatch, wakeAt } from './match.ts';
import type { Match } from './match-state.ts';
import { networkView } from './network-seat.ts';
import type { Drivers } from './rules.ts';
import { publicView } from './view-for.ts';

const LEVEL = FAIR_WINDS_HOME;
const ROUND = LEVEL.timing.round;
const PLAYERS = { client: 'good', server: 'good' } as const;
/** Hands that play as a perfect stack does, and never say enough: they play until the horn. */
const ON: Drivers = {
  ...DRIVERS,
  stacks: { ...DRIVERS.stacks, good: { ...DRIVERS.stacks.perfect, isHand: true } },
};

const begun = (level = LEVEL) => createMatch({ level, seed: 9, players: PLAYERS, drivers: ON });
const to = (match: Match, at: number) => stepMatch(match, { kind: 'wake' }, at).match;
const given = (match: Match, ms: number, at: number) =>
  stepMatch(match, { kind: 'command', command: { kind: 'give-time', ms } }, at).match;

function toEnd(match: Match): Match {
  let current = match;
  for (let at = wakeAt(current); at !== undefined; at = wakeAt(current)) current = to(current, at);
  return current;
}

describe('time that is given', () => {
  it('puts the horn off by so much, for everybody to know, and no match ends before', () => {
    const more = given(begun(), 60_000, 1000);
    expect([publicView(more).hornAt, networkView(more).hornAt]).toEqual([ROUND + 60_000, ROUND + 60_000]);
    expect(isOver(to(more, ROUND))).toBe(false);
    const twice = given(more, 30_000, ROUND);
    expect(isOver(to(twice, ROUND + 60_000))).toBe(false);
    expect(toEnd(twice)).toMatchObject({ phase: 'ended', now: ROUND + 90_000 });
    expect(toEnd(begun()).now).toBe(ROUND);
  });

  it('lets encores come until 30 s before the new horn, and leaves par and the orders’ points as they were', () => {
    const ended = toEnd(given(begun(), 120_000, ROUND - 1000));
    const encores = ended.seats.client.slips.filter(({ encore }) => encore === true).map(({ at }) => at);
    expect(encores.some((at) => at > ROUND)).toBe(true);
    expect(Math.max(...encores)).toBeLessThan(ROUND + 90_000);
    expect(scoreOf(ended).points).toBe(parOf(LEVEL, 9));
  });

  it('is at most half an hour, and none once the match is over', () => {
    const most = given(given(begun(), GIVEN_MAX, 0), 60_000, 1);
    expect(hornAt(most)).toBe(ROUND + GIVEN_MAX);
    const over = toEnd(begun());
    expect(given(over, 60_000, over.now)).toEqual(over);
    expect(given(begun(), -5, 0).given).toBeUndefined();
  });

  it('lets a flood go on', () => {
    const level = LEVELS.find(({ flood }) => flood !== undefined) ?? LEVEL;
    const ghosts = ({ strait }: Match) =>
      strait.underWay.entries.filter(({ item }) => isGhost(item.load.key)).map(({ at }) => at);
    const { round } = level.timing;
    const before = begun(level);
    const after = given(before, 60_000, 0);
    const every = level.flood?.every ?? 0;
    expect(ghosts(after).filter((at) => at < round)).toEqual(ghosts(before));
    expect(ghosts(after).filter((at) => at >= round)).toHaveLength(Math.floor(60_000 / every));
    expect(new Set(after.strait.underWay.entries.map(({ item }) => item.id)).size).toBe(
      after.strait.underWay.entries.length,
    );
  });

  it('is in the log, and the log gives the same match again', () => {
    const commands = [{ serial: 1, at: 5000, command: { kind: 'give-time', ms: 60_000 } }] as const;
    const setup = { levelId: LEVEL.id, levelHash: levelHash(LEVEL), seed: 9, players: PLAYERS };
    const ended = toEnd(given(begun(), 60_000, 5000));
    const again = replay(createRecording(setup, commands, ended.now), LEVEL, ON);
    expect(again.ok && matchHash(again.value)).toBe(matchHash(ended));
  });
});
