import type { CommandRefusal, RoomAnswer } from '@syn-or-swim/shared/protocol/messages.ts';

/** How many answers are kept for a command that is sent again: far more than a page has under way. */
const ANSWERS_KEPT = 256;

/** Remembers what one seat's commands were answered, so that a command sent twice counts once. */
export interface AnswerBook {
  /**
   * The answer to command `id`: that of its first time where there was one, else what `decide` settles.
   * An id too old to be remembered is refused, since it may have counted already.
   */
  readonly answer: (
    id: number,
    decide: (id: number, settle: (answer: RoomAnswer) => void) => void,
  ) => Promise<RoomAnswer>;
  /** This was answered, or would have been, before the process that did so went. */
  readonly remember: (answer: RoomAnswer) => void;
  /** One more than the highest id so far. */
  readonly next: () => number;
  /** Refuses with `reason` all that is still open. */
  readonly refusePending: (reason: CommandRefusal) => void;
}

/** Who shares a seat numbers commands from here on, so that two pages never mean two commands by one number. */
const SECOND_HAND = 2 ** 30;

/** Which of the two hands at a seat: a shared harbour of a class has two, everything else one. */
export type SeatHand = 'first' | 'second';

/** The number of each hand's first command in a match. */
export const FIRST_COMMAND: Readonly<Record<SeatHand, number>> = { first: 1, second: SECOND_HAND + 1 };

/** The books of both hands at one seat. */
export interface AnswerBooks extends Readonly<Record<SeatHand, AnswerBook>> {
  /** The book of the hand that numbers a command so. */
  readonly of: (id: number) => AnswerBook;
}

/** Books without answers. */
export function createAnswerBooks(): AnswerBooks {
  const first = createAnswerBook(FIRST_COMMAND.first);
  const second = createAnswerBook(FIRST_COMMAND.second);
  return { first, second, of: (id) => (id > SECOND_HAND ? second : first) };
}

function createAnswerBook(from: number): AnswerBook {
  const answers = new Map<number, Promise<RoomAnswer>>();
  const pending = new Map<number, (answer: RoomAnswer) => void>();
  let next = from;
  return {
    answer: (id, decide) => {
      const known = answers.get(id);
      if (known !== undefined) return known;
      if (id < next - ANSWERS_KEPT) return Promise.resolve({ id, kind: 'refused', reason: 'malformed' });
      const { promise, resolve } = Promise.withResolvers<RoomAnswer>();
      answers.set(id, promise);
      answers.delete(id - ANSWERS_KEPT);
      pending.set(id, resolve);
      next = Math.max(next, id + 1);
      decide(id, (answer) => {
        pending.delete(id);
        resolve(answer);
      });
      return promise;
    },
    remember: (answer) => {
      answers.set(answer.id, Promise.resolve(answer));
      answers.delete(answer.id - ANSWERS_KEPT);
      next = Math.max(next, answer.id + 1);
    },
    next: () => next,
    refusePending: (reason) => {
      for (const [id, resolve] of pending) resolve({ id, kind: 'refused', reason });
      pending.clear();
    },
  };
}
