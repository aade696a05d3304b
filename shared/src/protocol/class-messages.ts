// The words between a class room and the pages of its teacher and students.
import type { ClassSettings, Form, PairSeats, StudentId, ThirdSeat } from '../classroom/class-event.ts';
import type { ClassRound } from '../classroom/class-state.ts';
import type { QuestionId } from '../classroom/inventory/items.ts';
import type { NameLanguage, NameProblem } from '../classroom/names.ts';
import type { PairStrait } from '../classroom/pair-strait.ts';
import type { SeatPlace } from '../classroom/pairs.ts';
import type { PollQuestion } from '../classroom/poll-question.ts';
import type { ClassReport } from '../classroom/report.ts';
import type { ReviewedItem } from '../classroom/review.ts';
import type { HeatCell, Tile } from '../classroom/wall.ts';
import type { LeftSockets, LevelId } from '../game/level.ts';
import type { Side } from '../game/seat.ts';
import type { Milliseconds } from '../kernel/time.ts';
import type { Recording } from '../replay/recording.ts';

/** The Colyseus name of the room that oversees a class. */
export const CLASS_ROOM = 'class';

/** Most students of a class; more are told that it is full. */
export const STUDENTS_MAX = 60;

/** By how many minutes a teacher may put the horn off at a time. */
export const GIVEN_MINUTES = [1, 3] as const;

/** One of {@link GIVEN_MINUTES}. */
export type GivenMinutes = (typeof GIVEN_MINUTES)[number];

/** What a teacher does to who sits where in the next round. */
export type PlaceAction =
  | { readonly kind: 'together'; readonly one: StudentId; readonly other: StudentId }
  | { readonly kind: 'move'; readonly student: StudentId; readonly place: SeatPlace }
  /** Where the third of the pair with this index sits. */
  | { readonly kind: 'third'; readonly pair: number; readonly seat: ThirdSeat };

/** What a teacher does to a round. */
export type RoundAction =
  | { readonly kind: 'start'; readonly level: LevelId }
  | { readonly kind: 'freeze'; readonly frozen: boolean }
  /** The horn of the round that is on blows later. */
  | { readonly kind: 'more-time'; readonly minutes: GivenMinutes }
  | { readonly kind: 'end-round' };

/** What a teacher does. What does not fit how things stand changes nothing. */
export type TeacherAction =
  | { readonly kind: 'settings'; readonly settings: ClassSettings }
  | { readonly kind: 'lock'; readonly locked: boolean }
  /** Pairs everybody anew. */
  | { readonly kind: 'pair' | 'swap-seats' }
  | { readonly kind: 'rename'; readonly student: StudentId; readonly name: string }
  | { readonly kind: 'remove' | 'let-back'; readonly student: StudentId }
  | { readonly kind: 'questions'; readonly form: Form; readonly open: boolean }
  | PlaceAction
  | RoundAction
  | { readonly kind: 'delete' }
  /** Asks the class, shows what it answered, ends the question. While a round or a form is on nothing can be asked. */
  | { readonly kind: 'poll'; readonly question: PollQuestion }
  | { readonly kind: 'show-poll' | 'close-poll' };

/** The tables that a teacher can save as CSV. */
export const CLASS_TABLES = ['students', 'answers', 'questions'] as const;

/** One of {@link CLASS_TABLES}. `answers` and `questions` hold no names. */
export type ClassTable = (typeof CLASS_TABLES)[number];

/** What a page sends into a class room, by Colyseus message type. */
export interface ClassClientMessages {
  /** A teacher's. */
  readonly act: TeacherAction;
  /** A teacher's request, answered with {@link ClassReport}. */
  readonly report: Record<string, never>;
  /** A teacher's request, answered with {@link TableAnswer}. */
  readonly table: { readonly table: ClassTable };
  /** A teacher's request, answered with {@link RecordingAnswer}. */
  readonly recording: { readonly match: string };
  /** A teacher's request, answered with {@link StraitAnswer}: the strait of one match of the round. */
  readonly strait: { readonly match: string };
  /** A student's: the option with this index of the poll with this number. */
  readonly vote: { readonly poll: number; readonly choice: number };
  /** A student's: the option with this index, counted as in the inventory. */
  readonly answer: { readonly form: Form; readonly question: string; readonly choice: number };
  /** A student's: another name, drawn or typed. */
  readonly name: { readonly typed: string } | { readonly draw: NameLanguage };
  /** Answered with the server's clock: `{ server: ms }`. */
  readonly time: Record<string, never>;
}

/** Why a request was not answered. */
export interface RequestRefused {
  readonly refused: 'not-a-teacher' | 'malformed' | 'does-not-read';
}

/** A table as the text of a CSV file (RFC 4180), in UTF-8 with a byte order mark. */
export interface TableAnswer {
  readonly text: string;
}

/** One match of the class, over or not; undefined where the store does not have it. */
export interface RecordingAnswer {
  readonly recording: Recording | undefined;
}

/** The strait of a match as it was some time ago; undefined where the round has no such match, or it has not begun. */
export interface StraitAnswer {
  readonly strait: (PairStrait & { readonly ended: boolean }) | undefined;
}

/** The question of a lecture as the teacher's page knows it. */
export interface PollView {
  readonly poll: number;
  readonly question: PollQuestion;
  readonly shown: boolean;
  /** How often each option was chosen so far. */
  readonly counts: readonly number[];
}

/** A student on the roster. */
export interface RosterStudent {
  readonly id: StudentId;
  readonly name: string;
  readonly removed: boolean;
  readonly connected: boolean;
  /** How many questions of each form were answered. */
  readonly answered: Readonly<Record<Form, number>>;
}

/** All that a teacher's page knows of the class, but for the wall. */
export interface TeacherView {
  readonly code: string;
  readonly settings: ClassSettings;
  readonly locked: boolean;
  readonly frozen: boolean;
  readonly students: readonly RosterStudent[];
  readonly pairs: readonly PairSeats[];
  readonly asking: Form | undefined;
  readonly asked: readonly Form[];
  readonly rounds: readonly Pick<ClassRound, 'round' | 'level' | 'given' | 'ended'>[];
  /** The question of a lecture that is on. */
  readonly poll: PollView | undefined;
}

/** One pair on the wall. */
export interface WallTile {
  readonly match: string;
  /** Which pair of its round, from 1: on a projector it stands for the names. */
  readonly pair: number;
  readonly seats: PairSeats;
  readonly connected: Readonly<Record<Side, boolean>> & { readonly third?: boolean };
  readonly tile: Tile;
  /** The night shift: what this pair began with, and which pair of the round before left it. */
  readonly inherited?: {
    readonly left: LeftSockets;
    readonly from: { readonly pair: number; readonly seats: PairSeats };
  };
}

/** The live wall: the pair that needs help most comes first. */
export interface WallView {
  readonly round: number;
  readonly level: LevelId;
  /** Until the last horn of the round, ms of game time; left out before the round has begun and once it is over. */
  readonly left?: Milliseconds;
  readonly tiles: readonly WallTile[];
  readonly heatMap: readonly HeatCell[];
}

/** A question as it is put to one student. */
export interface AskedQuestion {
  readonly id: QuestionId;
  /** The order in which the student reads the options: their indexes in the inventory. */
  readonly order: readonly number[];
}

/** Where a student is led by the class. */
export type StudentStage =
  | {
      readonly kind: 'waiting';
      /** Left out as long as it could help anybody with an answer. */
      readonly review?: readonly ReviewedItem[];
    }
  | {
      readonly kind: 'questions';
      readonly form: Form;
      readonly questions: readonly AskedQuestion[];
      /** What was answered so far: the index of an option by its question. */
      readonly answers: Readonly<Record<string, number>>;
      /** As of `waiting`. */
      readonly review?: readonly ReviewedItem[];
    }
  | {
      readonly kind: 'poll';
      readonly poll: number;
      readonly question: Omit<PollQuestion, 'right'>;
      readonly chosen: number | undefined;
      /** Once the teacher shows it: which one is right, and how often each was chosen. */
      readonly shown: { readonly right: number; readonly counts: readonly number[] } | undefined;
    }
  | {
      readonly kind: 'match';
      readonly round: number;
      readonly level: LevelId;
      /** Where this student sits. */
      readonly side: Side | 'network';
      /** Who sits at the other harbour; null: a stack. */
      readonly partner: string | null;
      /** All others of this match, and where they sit: two may share a harbour. */
      readonly mates: readonly { readonly name: string; readonly seat: Side | 'network' }[];
      /** The night shift: what another pair left, or this student's own last match. Whose it was is not told. */
      readonly inherited?: { readonly left: LeftSockets; readonly own: boolean };
      /** How to sit down in the pair's own room. */
      readonly code: string;
      readonly seatToken: string;
    };

/** All that a student's page knows of the class: nothing of other students but the partner's name. */
export interface StudentView {
  readonly code: string;
  readonly name: string;
  readonly typedNames: boolean;
  readonly frozen: boolean;
  readonly stage: StudentStage;
}

/** What a class room sends to one page, by Colyseus message type. */
export interface ClassServerMessages {
  /** First of all. A student's token takes the seat again, until the class is deleted at `until` (ms since 1970). */
  readonly 'class-welcome':
    | { readonly protocol: number; readonly role: 'teacher' }
    | {
        readonly protocol: number;
        readonly role: 'student';
        readonly studentToken: string;
        readonly until: Milliseconds;
      };
  readonly 'teacher-view': TeacherView;
  readonly wall: WallView;
  readonly 'student-view': StudentView;
  /** The typed name was not taken. */
  readonly 'name-refused': { readonly problem: NameProblem };
}

/** Body of `POST /api/classes`; answered with 201 and {@link ClassMade}. */
export interface MakeClass {
  readonly settings: ClassSettings;
}

/** The class that the server made. `secret` is the teacher's only credential; the server does not keep it. */
export interface ClassMade {
  readonly code: string;
  readonly secret: string;
}

/** Body of `POST /api/classes/teacher`; answered with {@link TeacherAdmitted}, or 403. */
export interface AdmitTeacher {
  readonly code: string;
  readonly secret: string;
}

/** A signed token with which the class room is joined as its teacher, for some hours. */
export interface TeacherAdmitted {
  readonly teacherToken: string;
}

/** Answer of `GET /api/codes/CODE`: what kind of room the code leads to. */
export interface CodeKind {
  readonly kind: 'pair' | 'class';
}

/** Answer of `POST /api/visitors`: lets this page guess a code now and then, whatever others at its address do. */
export interface Visitor {
  readonly visitor: string;
}

/** The answer to a teacher's `report`. */
export type ReportAnswer = ClassReport;
