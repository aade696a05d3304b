import { describe, expect, it } from 'vitest';
import { FAIR_WINDS_HOME } from '../levels/catalog.ts';
import { DRIVERS } from '../players/drivers.ts';
import { sequenceAdd } from '../tcp/sequence-number.ts';
import { GUESS_LASTS, GUESS_QUESTIONS, GUESSES_MAX, type GuessQuestion } from './guess.ts';
import type { JournalEvent } from './journal.ts';
import type { Level } from './level.ts';
import { createMatch, stepMatch, wakeAt } from './match.ts';
import type { Match } from './match-state.ts';
import type { Player } from './seat.ts';
import { viewFor } from './view-for.ts';

const SEEDS = [...Array(40).keys()].map((index) => 31 + index * 7919);

type Asked = Extract<JournalEvent, { kind: 'guess-asked' }>;

function begun(level: Level, seed: number, client: Player, server: Player = client): Match {
  return createMatch({ level, seed, players: { client, server }, drivers: DRIVERS });
}

/** Every state of the match, up to its end. */
function* states(first: Match): Generator<Match> {
  let match = first;
  for (let at = wakeAt(match); at !== undefined; at = wakeAt(match)) {
    match = stepMatch(match, { kind: 'wake' }, at).match;
    yield match;
  }
}

function asked(match: Match): readonly Asked[] {
  return match.journal.flatMap(({ event }) => (event.kind === 'guess-asked' ? [event] : []));
}

function ended(first: Match): Match {
  let last = first;
  for (const match of states(first)) last = match;
  return last;
}

/** The match as it stands when its first guess has been asked. */
function withGuess(level: Level): Match {
  for (const seed of SEEDS) {
    for (const match of states(begun(level, seed, 'good'))) {
      if (match.seats.client.guess !== undefined) return match;
    }
  }
  throw new Error('no guess in any match');
}

function answered(match: Match, guess: number, answer: number) {
  const seen = match.views.client.number;
  const command = { kind: 'guess', seat: 'client', guess, answer, seen } as const;
  return stepMatch(match, { kind: 'command', command }, match.now);
}

const MATE: Level = { ...FAIR_WINDS_HOME, assistance: 'mate' };

describe('a guess', () => {
  it('comes at most three times a round to a seat, each question once, 15 s apart', () => {
    for (const seed of SEEDS) {
      const match = ended(begun(MATE, seed, 'good'));
      for (const side of ['client', 'server'] as const) {
        const own = asked(match).filter(({ seat }) => seat === side);
        const moments = own.map(({ guess }) => guess.at);
        expect(own.length).toBeLessThanOrEqual(GUESSES_MAX);
        expect(new Set(own.map(({ guess }) => guess.question)).size).toBe(own.length);
        expect(moments.slice(1).filter((at, index) => at - (moments[index] ?? 0) < 15_000)).toEqual([]);
      }
    }
  });

  it('has one right answer, and a misconception behind every other', () => {
    const guesses = SEEDS.flatMap((seed) => asked(ended(begun(MATE, seed, 'good'))));
    for (const { guess } of guesses) {
      const right = guess.choices.filter(({ misconception }) => misconception === undefined);
      expect([guess.question, right.length]).toEqual([guess.question, 1]);
    }
    const places = new Set(
      guesses.map(({ guess }) => guess.choices.findIndex((choice) => choice.misconception === undefined)),
    );
    expect([...places].sort()).toEqual([0, 1, 2, 3]);
  });

  it('asks in level 4 whatever a goodbye and a handshake give rise to, and numbers only beyond Cadet', () => {
    const questions = (level: Level) =>
      new Set(SEEDS.flatMap((seed) => asked(ended(begun(level, seed, 'good')))).map((e) => e.guess.question));
    const expected = GUESS_QUESTIONS.filter((question) => !question.endsWith('crossing'));
    expect([...questions(MATE)].sort()).toEqual([...expected].sort());
    const cadet = [...questions(FAIR_WINDS_HOME)].filter((question: GuessQuestion) =>
      question.startsWith('ack'),
    );
    expect(cadet).toEqual([]);
  });

  it('is shown without what is right, and is gone after 8 s', () => {
    const match = withGuess(MATE);
    const guess = match.seats.client.guess;
    if (guess === undefined) throw new Error('no guess');
    const { choices, ...rest } = guess;
    expect(viewFor('client', match).seat.guess).toEqual({
      ...rest,
      answers: choices.map(({ answer }) => answer),
    });
    expect(guess.lapsesAt).toBe(guess.at + GUESS_LASTS);
    const silent = stepMatch(
      match,
      { kind: 'command', command: { kind: 'seat', seat: 'client', player: 'person' } },
      match.now,
    ).match;
    const before = stepMatch(silent, { kind: 'wake' }, guess.lapsesAt - 1).match;
    expect(before.seats.client.guess).toEqual(guess);
    const after = stepMatch(before, { kind: 'wake' }, guess.lapsesAt).match;
    expect(after.seats.client.guess).toBeUndefined();
    expect(after.journal.map(({ event }) => event)).toContainEqual({
      kind: 'guess-lapsed',
      seat: 'client',
      number: guess.number,
    });
  });

  it('is answered once, and what it does not offer is refused', () => {
    const match = withGuess(MATE);
    const { number } = match.seats.client.guess ?? { number: 0 };
    expect(answered(match, number, 9).verdict).toEqual({ kind: 'held', reason: 'no-guess', cost: 0 });
    expect(answered(match, number + 1, 0).verdict).toEqual({ kind: 'held', reason: 'no-guess', cost: 0 });
    const { match: after, verdict } = answered(match, number, 0);
    expect(verdict).toBeUndefined();
    expect(after.seats.client.guess).toBeUndefined();
    expect(after.journal.at(-1)?.event).toEqual({
      kind: 'guess-answered',
      seat: 'client',
      number,
      answer: 0,
    });
    expect(answered(after, number, 0).verdict).toEqual({ kind: 'held', reason: 'no-guess', cost: 0 });
  });

  it('is never asked of a stack', () => {
    const matches = SEEDS.slice(0, 8).map((seed) => ended(begun(MATE, seed, 'perfect', 'good')));
    expect(matches.flatMap(asked).filter(({ seat }) => seat === 'client')).toEqual([]);
    expect(matches.flatMap(asked).length).toBeGreaterThan(0);
  });

  it('comes only where the seat owes nothing, about a socket in the state that is right', () => {
    for (const seed of SEEDS.slice(0, 10)) {
      for (const match of states(begun(MATE, seed, 'good'))) {
        for (const side of ['client', 'server'] as const) {
          const { guess, harbour } = match.seats[side];
          if (guess === undefined || guess.at !== match.now) continue;
          const owed = viewFor(side, match).seat.sockets.filter((socket) => socket.owesSince !== undefined);
          expect(owed).toEqual([]);
          const connection = harbour.sockets.find(
            ({ key }) => key.clientPort === guess.key.clientPort,
          )?.connection;
          const right = guess.choices.find(({ misconception }) => misconception === undefined)?.answer;
          if (right?.kind === 'state' && guess.question !== 'peer-state-after-ack') {
            expect(right.state).toBe(connection?.state);
          }
          if (right?.kind === 'ack' && connection !== undefined && 'snd' in connection) {
            expect(right.ack).toBe(sequenceAdd(connection.snd.nxt, 0));
          }
        }
      }
    }
  });
});
