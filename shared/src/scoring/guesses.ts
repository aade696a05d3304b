// The guesses of a match as the debrief answers them (rules.md section 5): no points, but they count for mastery.
import type { Guess, GuessQuestion } from '../game/guess.ts';
import type { Match } from '../game/match-state.ts';
import { orderOfPort } from '../game/match-state.ts';
import type { OrderId } from '../game/order.ts';
import type { Side } from '../game/seat.ts';
import type { Milliseconds } from '../kernel/time.ts';
import type { MisconceptionId } from '../tcp/misconceptions.ts';
import { type IdeaNumber, ideaOf } from './ideas.ts';

/** What a question is about: the idea that a right answer shows, and the section of RFC 9293 that gives it. */
interface GuessTopic {
  readonly idea: IdeaNumber;
  readonly section: string;
}

/** The topic of every question. */
export const GUESS_TOPICS: Readonly<Record<GuessQuestion, GuessTopic>> = {
  'state-after-syn-ack': { idea: 1, section: '3.5' },
  'peer-state-after-ack': { idea: 1, section: '3.5' },
  'state-after-fin': { idea: 3, section: '3.6' },
  'state-after-fin-acked': { idea: 3, section: '3.6' },
  'state-after-peer-fin': { idea: 3, section: '3.6' },
  'state-after-last-fin': { idea: 3, section: '3.6' },
  'state-after-last-ack': { idea: 8, section: '3.6.1' },
  'state-after-crossing': { idea: 9, section: '3.6' },
  'ack-of-syn': { idea: 2, section: '3.4' },
  'ack-of-cargo': { idea: 2, section: '3.4' },
  'ack-of-fin': { idea: 2, section: '3.4' },
  'keeper-first': { idea: 8, section: '3.6.1' },
  'keeper-second': { idea: 8, section: '3.6.1' },
  'keeper-crossing': { idea: 9, section: '3.6.1' },
};

/** One guess, and what became of it. */
export interface ToldGuess {
  readonly seat: Side;
  readonly at: Milliseconds;
  readonly order: OrderId | undefined;
  readonly guess: Guess;
  /** Index of the choice that was taken; undefined where the guess lapsed. */
  readonly chosen: number | undefined;
  /** Index of the choice that is right. */
  readonly right: number;
  /** What the answer showed; undefined where it was right, or where none came. */
  readonly misconception: MisconceptionId | undefined;
  /** Section of RFC 9293, without the section sign. */
  readonly section: string;
  /** The idea that a right answer shows, or that a wrong one lacks. */
  readonly idea: IdeaNumber;
}

/** Every guess of `match`, in the order in which they were asked. */
export function guessesOf(match: Match): readonly ToldGuess[] {
  const chosen = new Map<string, number>();
  for (const { event } of match.journal) {
    if (event.kind === 'guess-answered') chosen.set(`${event.seat} ${event.number}`, event.answer);
  }
  return match.journal.flatMap(({ at, event }): readonly ToldGuess[] => {
    if (event.kind !== 'guess-asked') return [];
    const { seat, guess } = event;
    const answer = chosen.get(`${seat} ${guess.number}`);
    const misconception = answer === undefined ? undefined : guess.choices[answer]?.misconception;
    const { idea, section } = GUESS_TOPICS[guess.question];
    return [
      {
        seat,
        at,
        order: orderOfPort(match, guess.key.clientPort)?.id,
        guess,
        chosen: answer,
        right: guess.choices.findIndex((choice) => choice.misconception === undefined),
        misconception,
        section,
        idea: misconception === undefined ? idea : ideaOf(misconception),
      },
    ];
  });
}
