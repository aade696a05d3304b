import type { CommandRefusal, RoomAnswer, RoomSeat } from '@syn-or-swim/shared/protocol/messages.ts';

/** How many answers are kept for a command that is sent again: far more than a page has under way. */
const ANSWERS_KEPT = 256;

/** Who shares a seat numbers commands from here on, so that two pages never mean two commands by one number. */
const SECOND_HAND = 2 ** 30;

/** Which of the two hands at a seat: a shared harbour of a class has two, everything else one. */
export type SeatHand = 'first' | 'second';

/** The number of each hand's first command in a match. */
export const FIRST_COMMAND: Readonly<Record<SeatHand, number>> = { first: 1, second: SECOND_HAND + 1 };

/** Remembers what the commands of a match were answered, hand by hand, so that a command sent twice counts once. */
export interface AnswerBooks {
  /**
   * The answer to command `id` of `seat`: that of its first time where there was one, else what `decide` settles.
   * An id too old to be remembered is refused, since it may have counted already.
   */
  readonly answer: (
    seat: RoomSeat,
    id: number,
    decide: (settle: (answer: RoomAnswer) => void) => void,
  ) => Promise<RoomAnswer>;
  /** `seat` was answered this, or would have been, before the process that did so went. */
  readonly remember: (seat: RoomSeat, answer: RoomAnswer) => void;
  /** One more than the highest id of a hand so far. */
  readonly next: (seat: RoomSeat, hand: SeatHand) => number;
  /** Refuses with `reason` all that is still open. */
  readonly refusePending: (reason: CommandRefusal) => void;
}

/** What one hand was answered, and what it still waits for. */
interface AnswerBook {
  readonly answered: Map<number, RoomAnswer>;
  readonly open: Map<number, PromiseWithResolvers<RoomAnswer>>;
  next: number;
}

/** Books without answers. A hand has none before its first command: most matches need two of the six. */
export function createAnswerBooks(): AnswerBooks {
  const books = new Map<string, AnswerBook>();
  const of = (seat: RoomSeat, id: number): AnswerBook => {
    const hand = handOf(id);
    const known = books.get(seat + hand);
    if (known !== undefined) return known;
    const book = { answered: new Map(), open: new Map(), next: FIRST_COMMAND[hand] };
    books.set(seat + hand, book);
    return book;
  };
  return {
    answer: (seat, id, decide) => answered(of(seat, id), id, decide),
    remember: (seat, answer) => enter(of(seat, answer.id), answer),
    next: (seat, hand) => books.get(seat + hand)?.next ?? FIRST_COMMAND[hand],
    refusePending: (reason) => {
      for (const book of books.values()) {
        for (const id of book.open.keys()) settle(book, { id, kind: 'refused', reason });
      }
    },
  };
}

function handOf(id: number): SeatHand {
  return id > SECOND_HAND ? 'second' : 'first';
}

function answered(
  book: AnswerBook,
  id: number,
  decide: (settle: (answer: RoomAnswer) => void) => void,
): Promise<RoomAnswer> {
  const known = book.answered.get(id);
  if (known !== undefined) return Promise.resolve(known);
  const open = book.open.get(id);
  if (open !== undefined) return open.promise;
  if (id < book.next - ANSWERS_KEPT) return Promise.resolve({ id, kind: 'refused', reason: 'malformed' });
  const opened = Promise.withResolvers<RoomAnswer>();
  book.open.set(id, opened);
  book.next = Math.max(book.next, id + 1);
  decide((answer) => settle(book, answer));
  return opened.promise;
}

/** Answers what is open under the number of `answer`; what was settled once stays so. */
function settle(book: AnswerBook, answer: RoomAnswer): void {
  const opened = book.open.get(answer.id);
  if (opened === undefined) return;
  book.open.delete(answer.id);
  enter(book, answer);
  opened.resolve(answer);
}

/** Writes `answer` into `book`, and strikes out the one that has become too old. */
function enter(book: AnswerBook, answer: RoomAnswer): void {
  book.answered.set(answer.id, answer);
  book.answered.delete(answer.id - ANSWERS_KEPT);
  book.next = Math.max(book.next, answer.id + 1);
}
