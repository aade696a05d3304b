import { describe, expect, it } from 'vitest';
import { GUESS_QUESTIONS } from '../game/guess.ts';
import type { Level } from '../game/level.ts';
import { createMatch, stepMatch, wakeAt } from '../game/match.ts';
import type { Match } from '../game/match-state.ts';
import type { Player } from '../game/seat.ts';
import { CROSSING_BOATS, FAIR_WINDS_HOME } from '../levels/catalog.ts';
import { DRIVERS } from '../players/drivers.ts';
import { runToEnd } from '../players/par.ts';
import { GUESS_TOPICS, guessesOf } from './guesses.ts';
import { ideaOf } from './ideas.ts';
import { ideaTries } from './mastery.ts';
import { scoreOf } from './score.ts';

const SEEDS = [...Array(30).keys()].map((index) => 5 + index * 7919);
const MATE: Level = { ...FAIR_WINDS_HOME, assistance: 'mate' };

function begun(level: Level, seed: number, player: Player): Match {
  return createMatch({ level, seed, players: { client: player, server: player }, drivers: DRIVERS });
}

function all(level: Level, player: Player) {
  return SEEDS.flatMap((seed) => guessesOf(runToEnd(begun(level, seed, player))));
}

/** A match at the moment at which its client has been asked. */
function withGuess(): Match {
  for (const seed of SEEDS) {
    let match = begun(MATE, seed, 'good');
    for (let at = wakeAt(match); at !== undefined; at = wakeAt(match)) {
      match = stepMatch(match, { kind: 'wake' }, at).match;
      if (match.seats.client.guess !== undefined) return match;
    }
  }
  throw new Error('no guess in any match');
}

function answered(match: Match, right: boolean): Match {
  const guess = match.seats.client.guess;
  if (guess === undefined) throw new Error('no guess stands');
  const answer = guess.choices.findIndex(({ misconception }) => (misconception === undefined) === right);
  const seen = match.views.client.number;
  const command = { kind: 'guess', seat: 'client', guess: guess.number, answer, seen } as const;
  return stepMatch(match, { kind: 'command', command }, match.now).match;
}

describe('the guesses of a match', () => {
  it('name what was right, what was chosen, and the misconception of a wrong answer', () => {
    const asked = withGuess();
    const guess = asked.seats.client.guess;
    if (guess === undefined) throw new Error('no guess stands');
    const right = guess.choices.findIndex(({ misconception }) => misconception === undefined);
    const { section, idea } = GUESS_TOPICS[guess.question];
    const { clientPort } = guess.key;
    const order = asked.orders.find((other) => other.clientPort === clientPort)?.id;
    const told = { seat: 'client', at: guess.at, order, guess, right, section };
    const last = (match: Match) => guessesOf(match).at(-1);
    expect(last(asked)).toEqual({ ...told, chosen: undefined, misconception: undefined, idea });
    expect(last(answered(asked, true))).toEqual({ ...told, chosen: right, misconception: undefined, idea });
    const wrong = guess.choices.findIndex(({ misconception }) => misconception !== undefined);
    const misconception = guess.choices[wrong]?.misconception ?? 'M01';
    const lacks = ideaOf(misconception);
    expect(last(answered(asked, false))).toEqual({ ...told, chosen: wrong, misconception, idea: lacks });
  });

  it('count for mastery once they are answered, and never for points', () => {
    const asked = withGuess();
    const before = ideaTries(asked);
    const { idea } = GUESS_TOPICS[asked.seats.client.guess?.question ?? 'keeper-first'];
    const rightly = answered(asked, true);
    expect(ideaTries(rightly)).toEqual([...before, { seat: 'client', idea, mistake: undefined }]);
    const wrongly = answered(asked, false);
    const mistake = guessesOf(wrongly).at(-1)?.misconception ?? 'M01';
    expect(ideaTries(wrongly)).toEqual([...before, { seat: 'client', idea: ideaOf(mistake), mistake }]);
    expect(scoreOf(wrongly)).toEqual(scoreOf(asked));
  });

  it('ask every question in levels 4 and 12, and wrong answers show M03, M19 and M30, which no token shows', () => {
    const told = [...all(MATE, 'novice'), ...all(CROSSING_BOATS, 'novice')];
    expect(new Set(told.map(({ guess }) => guess.question))).toEqual(new Set(GUESS_QUESTIONS));
    const shown = new Set(told.map(({ misconception }) => misconception));
    expect(['M03', 'M19', 'M30'].filter((id) => ![...shown].includes(id as 'M03'))).toEqual([]);
  });

  it('are answered by hands as well as their skill says', () => {
    const share = (player: Player) => {
      const told = all(MATE, player).filter(({ chosen }) => chosen !== undefined);
      return told.filter(({ misconception }) => misconception === undefined).length / told.length;
    };
    expect(share('novice')).toBeGreaterThan(0.4);
    expect(share('novice')).toBeLessThan(0.7);
    expect(share('good')).toBeGreaterThan(0.85);
  });
});
