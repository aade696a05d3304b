import { describe, expect, it } from 'vitest';
import type { Level } from '../game/level.ts';
import { createMatch } from '../game/match.ts';
import type { Player, Side } from '../game/seat.ts';
import { FAIR_WINDS_HOME, FIRST_LIGHT, LEVELS, THE_SEA_WALL } from '../levels/catalog.ts';
import { DRIVERS } from '../players/drivers.ts';
import { runToEnd } from '../players/par.ts';
import { QUESTION_KINDS, type Question } from '../scoring/question.ts';
import { NO_HISTORY, type QuestionHistory, withAnswers } from '../scoring/question-box.ts';
import { BOAT_ROLES, LOSSES } from '../scoring/question-facts.ts';
import { questionsIn } from '../scoring/questions.ts';
import { waitsOf } from '../scoring/waits.ts';
import { MISCONCEPTION_IDS } from '../tcp/misconceptions.ts';
import { flagsText } from '../tcp/segment.ts';
import { logOf, matchQuestions } from './match-questions.ts';
import type { Recording } from './recording.ts';
import { createRecording, levelHash } from './replay.ts';

function recorded(level: Level, seed: number, player: Player = 'practised'): Recording {
  const players = { client: player, server: player };
  const match = runToEnd(createMatch({ level, seed, players, drivers: DRIVERS }));
  const setup = { levelId: level.id, levelHash: levelHash(level), seed, players };
  return createRecording(setup, [], match.now);
}

function asked(level: Level, seed: number, seat: Side, history: QuestionHistory = NO_HISTORY) {
  const recording = recorded(level, seed);
  return matchQuestions({ recording, level, drivers: DRIVERS, seat, history, shown: [] });
}

function topics(questions: ReturnType<typeof asked>): readonly string[] {
  return questions.map(({ question }) => question.topic);
}

function allOf(level: Level, seed: number, seat: Side): readonly Question[] {
  const log = logOf(recorded(level, seed), level, DRIVERS);
  return questionsIn(log, seat, waitsOf(log), QUESTION_KINDS);
}

describe('the questions after a match', () => {
  it('are three, two from the match itself, one from a case that it did not have', () => {
    for (const [index, level] of LEVELS.entries()) {
      const seat: Side = index % 2 === 0 ? 'client' : 'server';
      const three = asked(level, index, seat);
      expect([level.id, three.map(({ met }) => met)]).toEqual([level.id, [true, true, false]]);
      const own = new Set(allOf(level, index, seat).map(({ topic }) => topic));
      expect(three.map(({ question, met }) => own.has(question.topic) === met)).toEqual([true, true, true]);
      expect(new Set(topics(three)).size).toBe(3);
      expect(three[0]?.question.kind).not.toBe(three[1]?.question.kind);
      expect(three[2]?.question.level).not.toBe(level.id);
    }
  });

  it('are the same for the same match, seat and history, and others for another seed', () => {
    const one = asked(FAIR_WINDS_HOME, 1, 'client');
    expect(asked(FAIR_WINDS_HOME, 1, 'client')).toEqual(one);
    const others = [2, 3, 4].map((seed) => topics(asked(FAIR_WINDS_HOME, seed, 'client')));
    expect(others.some((other) => other.join() !== topics(one).join())).toBe(true);
  });

  it('ask again in a later match what was answered wrongly, also where that match does not have the case', () => {
    const first = asked(THE_SEA_WALL, 7, 'client');
    const wrong = first.map(({ question }) => question.topic);
    const history = withAnswers(
      NO_HISTORY,
      wrong.map((topic) => ({ topic, right: false })),
    );
    const next = asked(THE_SEA_WALL, 8, 'client', history);
    expect(topics(next).filter((topic) => wrong.includes(topic)).length).toBeGreaterThanOrEqual(2);
    // Level 1 has no goodbye by hand: the wrong answer comes back as a case from elsewhere.
    const closing = 'state FIN_WAIT_1 CLOSING';
    const due = withAnswers(NO_HISTORY, [{ topic: closing, right: false }]);
    const elsewhere = asked(FIRST_LIGHT, 3, 'client', due);
    expect(topics(elsewhere)).toContain(closing);
    expect(elsewhere.find(({ question }) => question.topic === closing)?.met).toBe(false);
  });

  it('let what was answered rightly rest', () => {
    const first = asked(FAIR_WINDS_HOME, 1, 'server');
    const right = first.map(({ question }) => ({ topic: question.topic, right: true }));
    const again = asked(FAIR_WINDS_HOME, 1, 'server', withAnswers(NO_HISTORY, right));
    expect(topics(again).filter((topic) => topics(first).includes(topic))).toEqual([]);
  });
});

describe('every question', () => {
  const all = LEVELS.flatMap((level, index) => [
    ...allOf(level, index, 'client'),
    ...allOf(level, index, 'server'),
  ]);

  it('has one right answer among two to four different ones, each wrong one a belief, and a section', () => {
    for (const { choices, right, section, topic } of all) {
      const wrong = choices.filter((_, index) => index !== right).map(({ misconception }) => misconception);
      expect([topic, choices[right]?.misconception]).toEqual([topic, undefined]);
      for (const id of wrong) expect(MISCONCEPTION_IDS).toContain(id);
      expect(choices.length).toBeGreaterThanOrEqual(3);
      expect(choices.length).toBeLessThanOrEqual(4);
      expect(new Set(choices.map(({ answer }) => JSON.stringify(answer))).size).toBe(choices.length);
      expect(section).toMatch(/^3\.\d+(\.\d+)*$/);
    }
  });

  it('comes in all five kinds, and the right answer in every place', () => {
    expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(QUESTION_KINDS));
    expect(new Set(all.map(({ right }) => right))).toEqual(new Set([0, 1, 2, 3]));
  });

  it('asks about every role of a boat somewhere', () => {
    const roles = new Set(all.filter(({ kind }) => kind === 'what-if').map(({ topic }) => topic.slice(8)));
    expect([...roles].toSorted()).toEqual([...BOAT_ROLES].toSorted());
  });
});

describe('what comes of a boat that is lost', () => {
  // The first order's boat of each role sinks, and two perfect stacks show who sends again.
  const plain: Level = { ...FAIR_WINDS_HOME, incidents: [], weather: { lossPerMille: 0, jitter: 0 } };
  it.each([
    ['SYN', 'client', 'SYN'],
    ['SYN+ACK', 'server', 'SYN+ACK'],
    ['FIN', 'client', 'FIN'],
    ['FIN', 'server', 'FIN'],
  ] as const)('%s of the %s: its own bell rings and it goes again', (role, direction, question) => {
    const barrier = { kind: 'wall', from: 0, until: 30_000, direction, order: undefined, role } as const;
    const level: Level = { ...plain, barriers: [{ ...barrier, manner: 'drop' }] };
    const players = { client: 'perfect', server: 'perfect' } as const;
    const match = runToEnd(createMatch({ level, seed: 1, players, drivers: DRIVERS }));
    const repeats = match.journal.flatMap(({ event }) =>
      event.kind === 'departed' && event.verdict === 'repeat' && event.from === direction
        ? [flagsText(event.segment.flags)]
        : [],
    );
    expect(repeats.some((flags) => flags.startsWith(role))).toBe(true);
    expect(LOSSES[question].right).toBe('sender-repeats');
  });

  it('an ACK: the other end repeats, and nobody repeats the ACK by itself', () => {
    const wall = { kind: 'wall', from: 0, until: 30_000, order: undefined, role: 'ACK' } as const;
    const level: Level = { ...plain, barriers: [{ ...wall, direction: 'server', manner: 'drop' }] };
    const players = { client: 'perfect', server: 'perfect' } as const;
    const match = runToEnd(createMatch({ level, seed: 1, players, drivers: DRIVERS }));
    const repeats = match.journal.flatMap(({ event }) =>
      event.kind === 'departed' && event.verdict === 'repeat' ? [event.from] : [],
    );
    expect(repeats[0]).toBe('client');
    expect(LOSSES.ACK.right).toBe('peer-repeats');
  });
});
