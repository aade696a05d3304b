// The course of a guess (rules.md section 5): asked when the seat owes nothing, answered once, gone after a while.
// All of it follows from the seat's own record and a keyed hash, so that no question betrays the other side.
import { scheduled } from '../kernel/event-queue.ts';
import { chance, keyedHash, permuted } from '../kernel/hash.ts';
import type { Milliseconds } from '../kernel/time.ts';
import { dues } from '../tcp/dues.ts';
import { GUESS_LASTS, GUESSES_MAX, type Guess } from './guess.ts';
import { draftsFor, type GuessDraft } from './guess-questions.ts';
import { type Harbour, isAlive, type Socket, unopenedSocket } from './harbour.ts';
import { hornAt } from './horn.ts';
import { journalled, type Match, withSeat } from './match-state.ts';
import type { Side } from './seat.ts';
import type { SeatState } from './seat-state.ts';
import type { ConnectionKey } from './token.ts';
import type { HeldReason } from './verdict.ts';

/** Of 1000 moments at which a question could be asked so many have it: the three are spread over the round. */
const ASKED_PER_MILLE = 500;

/** Between two guesses of a seat. */
const GUESS_GAP: Milliseconds = 15_000;

/** True where somebody sits who can guess: stacks are not asked, nor who plays both ends of a sandbox. */
function isAsked(match: Match, side: Side): boolean {
  if (match.rules.sandbox === true) return false;
  const player = match.players[side];
  if (player === 'kernel') return false;
  return player === 'person' || match.rules.drivers.stacks[player].isHand === true;
}

function owesNothing(match: Match, { harbour, darkUntil }: SeatState): boolean {
  if (darkUntil !== undefined || harbour.resets.length > 0) return false;
  return harbour.sockets.every(
    (socket) =>
      socket.piloted || !isAlive(socket) || dues(socket.connection, match.now, match.profile).length === 0,
  );
}

function isTime({ guess, guessed }: SeatState, now: Milliseconds, horn: Milliseconds): boolean {
  if (guess !== undefined || guessed.length >= GUESSES_MAX || now + GUESS_LASTS > horn) return false;
  const last = guessed.at(-1);
  return last === undefined || now >= last.at + GUESS_GAP;
}

interface PlacedDraft extends GuessDraft {
  readonly key: ConnectionKey;
}

function draftsOf(before: Harbour, seat: SeatState, numbers: boolean): readonly PlacedDraft[] {
  const { side, sockets } = seat.harbour;
  return sockets.flatMap((after: Socket, index): readonly PlacedDraft[] => {
    const old = before.sockets[index];
    if (old === after || after.piloted || old?.piloted === true) return [];
    const { key, order, stateSince } = after;
    const bothOpen = seat.slips.some((slip) => slip.order === order && slip.bothOpen === true);
    const scene = { side, bothOpen, before: old ?? unopenedSocket(key, order, stateSince), after };
    return draftsFor(scene, numbers).map((draft) => ({ ...draft, key }));
  });
}

/** `match` in which `side` is asked a question about what has changed since `before`, where one is due. */
export function guessAsked(before: Match, match: Match, side: Side): Match {
  const seat = match.seats[side];
  const { rules, now } = match;
  const old = before.seats[side].harbour;
  if (old.sockets === seat.harbour.sockets || !isAsked(match, side)) return match;
  if (!isTime(seat, now, hornAt(match))) return match;
  const fresh = draftsOf(old, seat, rules.level.assistance !== 'cadet').filter(
    ({ question, key }) =>
      seat.guessed.every((earlier) => earlier.question !== question) &&
      chance(ASKED_PER_MILLE, rules.seed, 'guess', side, question, key.clientPort),
  );
  const chosen = fresh[keyedHash(rules.seed, 'guess', side, now) % Math.max(1, fresh.length)];
  if (chosen === undefined || !owesNothing(match, seat)) return match;
  const { question, key } = chosen;
  const number = seat.guessed.length + 1;
  const lapsesAt = now + GUESS_LASTS;
  const choices = permuted(chosen.choices, rules.seed, 'guess', side, number);
  const guess: Guess = { number, question, key, at: now, lapsesAt, choices };
  const agenda = scheduled(match.agenda, lapsesAt, { kind: 'guess-lapses', side, number });
  const guessed = [...seat.guessed, { question, at: now }];
  const asked = withSeat({ ...match, agenda }, side, { ...seat, guess, guessed });
  return journalled(asked, { kind: 'guess-asked', seat: side, guess });
}

/** Why `side` can't answer its guess `number` with `answer` now; undefined where it can. */
export function guessHeld({ guess }: SeatState, number: number, answer: number): HeldReason | undefined {
  const open = guess?.number === number && guess.choices[answer] !== undefined;
  return open ? undefined : 'no-guess';
}

/** `match` with the answer noted; whether it was right, nobody is told before the debrief. */
export function guessAnswered(match: Match, side: Side, number: number, answer: number): Match {
  const after = withSeat(match, side, { ...match.seats[side], guess: undefined });
  return journalled(after, { kind: 'guess-answered', seat: side, number, answer });
}

/** Guess `number` of `side` is gone, where it still stands. */
export function guessLapsed(match: Match, side: Side, number: number): Match {
  const seat = match.seats[side];
  if (seat.guess?.number !== number) return match;
  return journalled(withSeat(match, side, { ...seat, guess: undefined }), {
    kind: 'guess-lapsed',
    seat: side,
    number,
  });
}
