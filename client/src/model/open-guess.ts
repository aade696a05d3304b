import type { GuessView } from '@syn-or-swim/shared/game/guess.ts';
import type { SeatView } from '@syn-or-swim/shared/game/view.ts';

/** The guess of `view` unless its number is `done` or lower. */
export function openGuess(view: SeatView | undefined, done: number): GuessView | undefined {
  const guess = view?.guess;
  return guess !== undefined && guess.number > done ? guess : undefined;
}

/** True where `guess` asks for the state of this client port's socket: to show it would be to tell. */
export function coversState(guess: GuessView | undefined, clientPort: number): boolean {
  return guess?.key.clientPort === clientPort && guess.question.startsWith('state-after-');
}
