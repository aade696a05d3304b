// A guess: one question that a seat is asked about what has just happened at one of its own sockets (rules.md section
// 5). It costs nothing, is gone after GUESS_LASTS, and is answered in the debrief. What is asked when stands in
// guess-questions.ts, the course of a guess in guessing.ts.
import type { Milliseconds } from '../kernel/time.ts';
import type { ConnectionState } from '../tcp/connection.ts';
import type { MisconceptionId } from '../tcp/misconceptions.ts';
import type { SequenceNumber } from '../tcp/sequence-number.ts';
import type { Side } from './seat.ts';
import type { ConnectionKey } from './token.ts';

/** How long a guess stands. */
export const GUESS_LASTS: Milliseconds = 8_000;

/** Guesses of one seat in a round. */
export const GUESSES_MAX = 3;

/** Which question: each comes once a round at most. The boat or the arrival that it follows is in its name. */
export const GUESS_QUESTIONS = [
  /** The SYN+ACK has left: which state is this socket in now? */
  'state-after-syn-ack',
  /** The client's ACK of the SYN+ACK has left: which state is the server's end in at this moment? */
  'peer-state-after-ack',
  /** The own FIN has left, before the peer's: which state? */
  'state-after-fin',
  /** The ACK of the own FIN has come: which state? */
  'state-after-fin-acked',
  /** The ACK of the peer's FIN has left, before the own: which state? */
  'state-after-peer-fin',
  /** The own FIN has left, after the peer's: which state? */
  'state-after-last-fin',
  /** Both FINs are through, the ACK of the peer's has left: which state? */
  'state-after-last-ack',
  /** The FINs have crossed, the ACK of the peer's has left: which state? */
  'state-after-crossing',
  /** The SYN has left: which ack answers it? */
  'ack-of-syn',
  /** Crates have left: which ack says that all of them have arrived? */
  'ack-of-cargo',
  /** The own FIN has left: which ack answers it? */
  'ack-of-fin',
  /** The own FIN was first and is acknowledged: which end will keep TIME_WAIT? */
  'keeper-first',
  /** The own FIN was the second: which end keeps TIME_WAIT? */
  'keeper-second',
  /** The FINs have crossed: which end will keep TIME_WAIT? */
  'keeper-crossing',
] as const;

/** One of {@link GUESS_QUESTIONS}. */
export type GuessQuestion = (typeof GUESS_QUESTIONS)[number];

/** Which ends keep TIME_WAIT. */
export type Keeper = Side | 'both' | 'nobody';

/** What can be answered. */
export type GuessAnswer =
  | { readonly kind: 'state'; readonly state: ConnectionState }
  | { readonly kind: 'ack'; readonly ack: SequenceNumber }
  | { readonly kind: 'keeper'; readonly keeper: Keeper };

/** One answer on offer, with the misconception that it shows; undefined where it is right. */
export interface GuessChoice {
  readonly answer: GuessAnswer;
  readonly misconception: MisconceptionId | undefined;
}

/** A guess as it was asked. Exactly one choice is right. */
export interface Guess {
  /** From 1 to {@link GUESSES_MAX}, of this seat in this round. */
  readonly number: number;
  readonly question: GuessQuestion;
  readonly key: ConnectionKey;
  readonly at: Milliseconds;
  readonly lapsesAt: Milliseconds;
  readonly choices: readonly GuessChoice[];
}

/** A guess as its seat sees it: which answer is right, only the debrief tells. */
export interface GuessView extends Omit<Guess, 'choices'> {
  /** An answer is named by its index. */
  readonly answers: readonly GuessAnswer[];
}

/** `guess` without what is right. */
export function guessView({ choices, ...guess }: Guess): GuessView {
  return { ...guess, answers: choices.map(({ answer }) => answer) };
}
