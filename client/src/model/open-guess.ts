import type { GuessView } from '@syn-or-swim/shared/game/guess.ts';
import type { SeatView } from '@syn-or-swim/shared/game/view.ts';
import type { ConnectionState } from '@syn-or-swim/shared/tcp/connection.ts';
import type { SocketEntry } from './socket-entries.ts';

/** The guess of `view` unless its number is `done` or lower. */
export function openGuess(view: SeatView | undefined, done: number): GuessView | undefined {
  const guess = view?.guess;
  return guess !== undefined && guess.number > done ? guess : undefined;
}

/** True where `guess` asks for the state of this client port's socket: to show it would be to tell. */
export function coversState(guess: GuessView | undefined, clientPort: number): boolean {
  return guess?.key.clientPort === clientPort && guess.question.startsWith('state-after-');
}

/** What stands in the place of a state that is covered. */
export const COVERED = '?';

/** The state of `entry` as it may be shown: {@link COVERED} while `guess` asks for it. */
export function shownState(
  { key, state }: Pick<SocketEntry, 'key' | 'state'>,
  guess: GuessView | undefined,
): ConnectionState | typeof COVERED {
  return coversState(guess, key.clientPort) ? COVERED : state;
}
