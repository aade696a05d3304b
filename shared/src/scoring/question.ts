// A question after a match (game.md, "After a round"), as data: where it stands, its answers, which one is right.

import type { HintRule } from '../game/hints.ts';
import type { LevelId } from '../game/level.ts';
import type { LogCause } from '../game/log-entry.ts';
import type { Side } from '../game/seat.ts';
import type { ConnectionKey, Token } from '../game/token.ts';
import type { Milliseconds } from '../kernel/time.ts';
import type { ConnectionState } from '../tcp/connection.ts';
import type { MisconceptionId } from '../tcp/misconceptions.ts';
import type { Segment } from '../tcp/segment.ts';

/**
 * What a question asks: the state after this boat; the token next; whose doing it is that a socket stays; what `ss`
 * shows at the other end; what would happen if this boat were lost.
 */
export const QUESTION_KINDS = ['state', 'token', 'cause', 'ss', 'what-if'] as const;

/** One of {@link QUESTION_KINDS}. */
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** What may come of it that a boat is lost. */
export const OUTCOMES = [
  /** The bell of whoever sent it rings, and the same is sent again. */
  'sender-repeats',
  /** Nobody repeats it: a later boat carries the same ack, or the other end's bell rings and that repeats. */
  'peer-repeats',
  /** The lost ACK is sent again by itself. */
  'ack-again',
  /** The other end sees that something is missing and asks for it. */
  'asks-again',
  /** The connection is broken, and somebody starts anew. */
  'broken',
  /** Nobody repeats an RST: the other end stays as it is until it sends something. */
  'half-open',
] as const;

/** One of {@link OUTCOMES}. */
export type Outcome = (typeof OUTCOMES)[number];

/** What can be answered. */
export type QuestionAnswer =
  | { readonly kind: 'state'; readonly state: ConnectionState }
  | { readonly kind: 'token'; readonly token: Token }
  | { readonly kind: 'cause'; readonly cause: LogCause }
  | { readonly kind: 'outcome'; readonly outcome: Outcome };

/** One answer on offer, with the misconception that it shows; undefined where it is right. */
export interface QuestionChoice {
  readonly answer: QuestionAnswer;
  readonly misconception: MisconceptionId | undefined;
}

/** A question that a match gives rise to. Exactly one choice is right. */
export interface Question {
  readonly kind: QuestionKind;
  /** What is asked, whichever match it comes from: by it is kept what was answered wrongly. */
  readonly topic: string;
  readonly level: LevelId;
  /** Index of the ship's name; undefined for a caller whom no order sent. */
  readonly name: number | undefined;
  readonly key: ConnectionKey;
  readonly at: Milliseconds;
  /** The end that it is about: of `ss` the one where it is typed, of a boat the one that sent it. */
  readonly side: Side;
  /** The state of that end just before, or in which it waits; of `ss` the other end's. */
  readonly state: ConnectionState;
  /** The boat that has just come, of what-if the one that is lost; undefined where none has. */
  readonly segment: Segment | undefined;
  readonly lasted: Milliseconds;
  readonly choices: readonly QuestionChoice[];
  /** Index of the right one. */
  readonly right: number;
  /** What says why the right answer is right: the fact against a belief, or what rule asks for the next token. */
  readonly teaches: MisconceptionId | HintRule;
  /** Section of RFC 9293, without the section sign. */
  readonly section: string;
}
