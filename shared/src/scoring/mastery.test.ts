import { describe, expect, it } from 'vitest';
import type { SeatCommand } from '../game/command.ts';
import type { Level } from '../game/level.ts';
import { createMatch, stepMatch } from '../game/match.ts';
import type { Match } from '../game/match-state.ts';
import type { Player, Side } from '../game/seat.ts';
import { viewFor } from '../game/view-for.ts';
import { COUNT_THE_WAVES, FAIR_WINDS_HOME, LEVELS, OVERSTAYERS } from '../levels/catalog.ts';
import { DRIVERS } from '../players/drivers.ts';
import { type FlagName, handToken } from '../players/hand.ts';
import { runToEnd } from '../players/par.ts';
import { MISCONCEPTION_IDS } from '../tcp/misconceptions.ts';
import { sequenceAdd } from '../tcp/sequence-number.ts';
import { IDEA_NUMBERS, IDEAS, type IdeaNumber, ideaOf } from './ideas.ts';
import { ideaTries, type Mastery, masteryFrom, masteryOf } from './mastery.ts';

describe('the ten ideas', () => {
  it('share out all misconceptions, each to one idea, and all fifteen levels', () => {
    const ids = IDEAS.flatMap(({ misconceptions }) => misconceptions);
    expect(ids.toSorted()).toEqual([...MISCONCEPTION_IDS]);
    const levels = IDEAS.flatMap((idea) => idea.levels);
    expect(levels).toEqual(LEVELS.map((level) => level.number));
    expect(IDEAS.map(({ idea }) => idea)).toEqual([...IDEA_NUMBERS]);
    expect([ideaOf('M12'), ideaOf('M06'), ideaOf('M36')]).toEqual([2, 5, 8]);
  });
});

function begun(level: Level, players: Readonly<Record<Side, Player>>, seed = 12): Match {
  return createMatch({ level, seed, players, drivers: DRIVERS });
}

const PEOPLE = { client: 'person', server: 'person' } as const;

function given(match: Match, seat: Side, at: number, asked: (m: Match) => SeatCommand): Match {
  const current = stepMatch(match, { kind: 'wake' }, at).match;
  const command = { ...asked(current), seat };
  return stepMatch(current, { kind: 'command', command }, at).match;
}

function sent(
  match: Match,
  side: Side,
  at: number,
  names: readonly FlagName[],
  change: { readonly ack?: number; readonly crates?: number } = {},
): Match {
  return given(match, side, at, (current) => {
    const { clientPort = 0, serverPort = 0 } = current.orders[0] ?? {};
    const sight = { view: viewFor(side, current).seat, level: current.rules.level, now: at };
    const token = handToken(sight, { clientPort, serverPort }, names, change.crates ?? 0);
    const ack = sequenceAdd(token.ack, change.ack ?? 0);
    return { kind: 'token', token: { ...token, ack }, seen: current.views[side].number };
  });
}

function figures(mastery: Mastery, side: Side, idea: IdeaNumber) {
  const { tried, right, typicalMistake } = mastery[side][idea - 1] ?? {};
  return [tried, right, typicalMistake];
}

describe('mastery', () => {
  it('counts the handshake for both, and numbers only where they are chosen by hand', () => {
    for (const level of [FAIR_WINDS_HOME, COUNT_THE_WAVES]) {
      let match = sent(begun(level, PEOPLE), 'client', 100, ['syn']);
      match = sent(match, 'server', 1_500, ['syn', 'ack']);
      match = sent(match, 'client', 3_000, ['ack']);
      const numbers = level.assistance === 'cadet' ? 0 : 1;
      const mastery = masteryOf(match);
      expect(figures(mastery, 'client', 1)).toEqual([2, 2, undefined]);
      expect(figures(mastery, 'server', 1)).toEqual([1, 1, undefined]);
      expect(figures(mastery, 'client', 2)).toEqual([2 * numbers, 2 * numbers, undefined]);
      expect(figures(mastery, 'client', 3)).toEqual([0, 0, undefined]);
    }
  });

  it('counts a wrong number under its idea, and names the mistake that came most often', () => {
    let match = sent(begun(COUNT_THE_WAVES, PEOPLE), 'client', 100, ['syn']);
    match = sent(match, 'server', 1_500, ['syn', 'ack'], { ack: -1 });
    match = sent(match, 'server', 1_600, ['syn', 'ack']);
    expect(figures(masteryOf(match), 'server', 2)).toEqual([2, 1, 'M12']);
  });

  it('does not count what was shown, by a hint or at the second miss', () => {
    const hinted = given(begun(FAIR_WINDS_HOME, PEOPLE), 'client', 100, (match) => {
      const { clientPort = 0, serverPort = 0 } = match.orders[0] ?? {};
      return { kind: 'hint', key: { clientPort, serverPort }, seen: match.views.client.number };
    });
    expect(ideaTries(sent(hinted, 'client', 900, ['syn']))).toEqual([]);
    let missed = sent(begun(FAIR_WINDS_HOME, PEOPLE), 'client', 100, ['ack']);
    missed = sent(missed, 'client', 200, ['fin', 'ack']);
    missed = sent(missed, 'client', 300, ['syn']);
    expect(ideaTries(missed).map(({ mistake }) => mistake)).toEqual(['M18', 'M18']);
    // The one after it is the player's own again.
    const own = sent(sent(missed, 'server', 1_600, ['syn', 'ack']), 'client', 3_000, ['ack']);
    expect(figures(masteryOf(own), 'client', 1)).toEqual([3, 1, 'M18']);
  });

  it('says nothing of stacks and pilots', () => {
    const match = runToEnd(begun(OVERSTAYERS, { client: 'perfect', server: 'slow' }));
    expect(ideaTries(match)).toEqual([]);
  });

  it('takes a socket left in CLOSE_WAIT for the idea that was missed', () => {
    const match = runToEnd(begun(OVERSTAYERS, PEOPLE));
    const [tried, right, typical] = figures(masteryOf(match), 'server', 5);
    expect([tried, right, typical]).toEqual([2, 0, 'M04']);
    expect(figures(masteryOf(match), 'client', 7)).toEqual([2, 0, 'M10']);
  });

  it('gives each idea to hands in one of its own levels, rightly more often than not', () => {
    const right = new Map<IdeaNumber, number>();
    const tried = new Map<IdeaNumber, number>();
    for (const level of LEVELS) {
      const taught = IDEAS.filter((idea) => idea.levels.includes(level.number)).map(({ idea }) => idea);
      for (const seed of [3, 4]) {
        const match = runToEnd(begun(level, { client: 'practised', server: 'good' }, seed));
        for (const each of ideaTries(match)) {
          if (!taught.includes(each.idea)) continue;
          tried.set(each.idea, (tried.get(each.idea) ?? 0) + 1);
          if (each.mistake === undefined) right.set(each.idea, (right.get(each.idea) ?? 0) + 1);
        }
      }
    }
    for (const idea of IDEA_NUMBERS) {
      expect([idea, (right.get(idea) ?? 0) * 2 > (tried.get(idea) ?? 0)]).toEqual([idea, true]);
    }
  });

  it('takes answers from elsewhere, and the lowest of equally frequent mistakes', () => {
    const tries = [
      { seat: 'client', idea: 8, mistake: 'M36' },
      { seat: 'client', idea: 8, mistake: 'M03' },
      { seat: 'client', idea: 8, mistake: undefined },
    ] as const;
    expect(figures(masteryFrom(tries), 'client', 8)).toEqual([3, 1, 'M03']);
    expect(figures(masteryOf(begun(FAIR_WINDS_HOME, PEOPLE), tries), 'client', 8)).toEqual([3, 1, 'M03']);
  });
});
