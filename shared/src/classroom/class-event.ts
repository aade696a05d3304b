// What can happen in a class. The class is its log: `class-state.ts` folds it.
import type { LeftSockets, LevelId } from '../game/level.ts';
import type { MatchSettings } from '../game/match-settings.ts';
import { SIDES, type Side } from '../game/seat.ts';
import { type Branded, branded } from '../kernel/brand.ts';
import type { Milliseconds } from '../kernel/time.ts';
import type { PollQuestion } from './poll-question.ts';

/** A student of a class: 1 for who joined first, and so on. It tells nothing of the person. */
export type StudentId = Branded<number, 'StudentId'>;

/** `value` as the id of a student. */
export function studentId(value: number): StudentId {
  return branded<StudentId>(value);
}

/** The two times at which the questions are asked. */
export const FORMS = ['before', 'after'] as const;

/** One of {@link FORMS}. */
export type Form = (typeof FORMS)[number];

/** How many questions a form may have: none, a lesson's six, a homework's ten. */
export const FORM_SIZES = [0, 6, 10] as const;

/** One of {@link FORM_SIZES}. */
export type FormSize = (typeof FORM_SIZES)[number];

/** What a teacher chooses for a class. */
export interface ClassSettings {
  /** The levels in the order in which they are played. */
  readonly plan: readonly LevelId[];
  /** How each match is played; who is the weather, if anybody, follows from the pairs. */
  readonly match: Omit<MatchSettings, 'network'>;
  /** Whether students may type a name; otherwise they draw one. */
  readonly typedNames: boolean;
  readonly questions: FormSize;
  /** Of an odd number of students; left out: a stack is the partner. */
  readonly odd?: OddOne;
  /** Left out: every match begins with empty harbours. */
  readonly nightShift?: true;
}

/** What the match in the room `match` left. */
export interface LeftBehind {
  readonly match: string;
  readonly left: LeftSockets;
}

/** What becomes of the odd one of an odd class: a stack as partner, the network's seat, or a harbour shared with another. */
export const ODD_ONES = ['stack', 'network', 'trio'] as const;

/** One of {@link ODD_ONES}. */
export type OddOne = (typeof ODD_ONES)[number];

/** Where the third of a match sits: as the weather, or at a harbour beside whoever has it. */
export const THIRD_SEATS = ['network', ...SIDES] as const;

/** One of {@link THIRD_SEATS}. */
export type ThirdSeat = (typeof THIRD_SEATS)[number];

/** The third student of a match. */
export interface Third {
  readonly student: StudentId;
  readonly seat: ThirdSeat;
}

/** Who sits where: `null` is a stack. Left out where there is no third. */
export type PairSeats = Readonly<Record<Side, StudentId | null>> & { readonly third?: Third };

/** Who plays the harbour of `side`: none, one, or two who share it. */
export function atHarbour(seats: PairSeats, side: Side): readonly StudentId[] {
  const { third } = seats;
  const own = seats[side];
  const beside = third?.seat === side ? [third.student] : [];
  return own === null ? beside : [own, ...beside];
}

/** All students of a pair, or of three. */
export function studentsOf({ client, server, third }: PairSeats): readonly StudentId[] {
  const pair = [client, server].filter((student) => student !== null);
  return third === undefined ? pair : [...pair, third.student];
}

/** One event of a class. */
export type ClassEvent =
  /** First of all: with it the class begins; later ones change what is still to come. */
  | { readonly kind: 'settings'; readonly settings: ClassSettings }
  | {
      readonly kind: 'joined';
      readonly student: StudentId;
      readonly name: string;
      /** The mark of the joining id of the page that asked, where it had one: not the id itself. */
      readonly joining?: string;
    }
  | { readonly kind: 'renamed'; readonly student: StudentId; readonly name: string }
  | { readonly kind: 'removed' | 'let-back'; readonly student: StudentId }
  | { readonly kind: 'locked'; readonly locked: boolean }
  /** The pairs of the next round, all of them. */
  | { readonly kind: 'paired'; readonly pairs: readonly PairSeats[] }
  /** The questions are asked, or no longer. */
  | { readonly kind: 'questions'; readonly form: Form; readonly open: boolean }
  | {
      readonly kind: 'answered';
      readonly student: StudentId;
      readonly form: Form;
      readonly question: string;
      readonly choice: number;
    }
  /** All matches of a round have the same weather. */
  | { readonly kind: 'round-began'; readonly round: number; readonly level: LevelId; readonly seed: number }
  | {
      readonly kind: 'match-began';
      readonly round: number;
      readonly match: string;
      readonly seats: PairSeats;
      /** The night shift: what it begins with, and which match of the round before left it. */
      readonly inherited?: LeftBehind;
      /** The match of who came while the round was on: it ends with the others. */
      readonly late?: true;
    }
  /** A latecomer took a seat that a stack had, or a student went from it. */
  | {
      readonly kind: 'seated';
      readonly match: string;
      readonly side: Side;
      readonly student: StudentId | null;
    }
  /** The third of a match has gone from it, for good. */
  | { readonly kind: 'third-gone'; readonly match: string }
  /** The horn of the round blows so much later, ms of game time. */
  | { readonly kind: 'time-given'; readonly round: number; readonly ms: Milliseconds }
  /** All matches of the class stand, or go on. */
  | { readonly kind: 'frozen'; readonly frozen: boolean }
  /** Where the class has a night shift, with what its matches left. */
  | { readonly kind: 'round-ended'; readonly round: number; readonly left?: readonly LeftBehind[] }
  /** A question of a lecture; one that was open is over with it. */
  | { readonly kind: 'polled'; readonly question: PollQuestion }
  /** A student's choice in the poll with this number, from 1; another one takes its place until the answers are shown. */
  | {
      readonly kind: 'voted';
      readonly poll: number;
      readonly student: StudentId;
      readonly choice: number;
    }
  | { readonly kind: 'poll-shown' | 'poll-closed'; readonly poll: number };

/** An event of one {@link ClassEvent} kind. */
export type ClassEventOf<Kind extends ClassEvent['kind']> = Extract<ClassEvent, { readonly kind: Kind }>;
