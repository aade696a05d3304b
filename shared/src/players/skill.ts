import type { Milliseconds } from '../kernel/time.ts';

/** How well a hand plays. The figures of all three are guesses until a class has played (levels.md). */
export interface HandSkill {
  /** From the moment at which its eye or its hand is free to the token that leaves. */
  readonly pace: Milliseconds;
  /** Of 1000 tokens so many are wrong. */
  readonly wrongPerMille: number;
  /** Of 1000 passive closes so many are overlooked while there is something else to do. */
  readonly overlookPerMille: number;
  /** Of 1000 guesses so many are answered wrongly. */
  readonly misguessPerMille: number;
}

/** Somebody who plays a level for the first time. */
export const NOVICE: HandSkill = {
  pace: 4_500,
  wrongPerMille: 200,
  overlookPerMille: 500,
  misguessPerMille: 450,
};

/** Somebody who has played the level before. */
export const PRACTISED: HandSkill = {
  pace: 3_400,
  wrongPerMille: 100,
  overlookPerMille: 200,
  misguessPerMille: 250,
};

/** Somebody who knows TCP and the game. */
export const GOOD: HandSkill = { pace: 2_300, wrongPerMille: 30, overlookPerMille: 30, misguessPerMille: 60 };
