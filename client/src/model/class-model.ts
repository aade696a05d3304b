// What a page knows of its class.
import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { InventoryTexts } from '@syn-or-swim/shared/classroom/inventory/items.ts';
import type { NameLanguage, NameProblem } from '@syn-or-swim/shared/classroom/names.ts';
import type {
  ClassServerMessages,
  ClassTable,
  ReportAnswer,
  StraitAnswer,
  StudentStage,
  StudentView,
  TeacherAction,
  TeacherView,
  WallView,
} from '@syn-or-swim/shared/protocol/class-messages.ts';
import type { ClassTexts } from '../i18n/class-en.ts';
import type { GameTexts } from '../i18n/load-play.ts';

/** A student's choice in a poll that the class has not counted yet; `late` once its answers were shown without it. */
export interface OwnVote {
  readonly poll: number;
  readonly choice: number;
  readonly late: boolean;
}

/** What is left of `vote` once the class has said `stage`: nothing where it is counted, or its poll is over. */
export function voteAfter(vote: OwnVote | undefined, stage: StudentStage): OwnVote | undefined {
  if (vote === undefined || stage.kind !== 'poll' || stage.poll !== vote.poll) return undefined;
  if (stage.chosen === vote.choice) return undefined;
  return stage.shown === undefined ? vote : { ...vote, late: true };
}

/** Signals that are filled from the class's words. */
export class ClassModel {
  readonly line = signal<'up' | 'reconnecting'>('up');
  readonly teacher = signal<TeacherView | undefined>(undefined);
  readonly wall = signal<WallView | undefined>(undefined);
  readonly student = signal<StudentView | undefined>(undefined);
  readonly nameProblem = signal<NameProblem | undefined>(undefined);
  readonly vote = signal<OwnVote | undefined>(undefined);

  hear<Type extends keyof ClassServerMessages>(type: Type, message: ClassServerMessages[Type]): void {
    switch (type) {
      case 'teacher-view':
        this.teacher.value = message as TeacherView;
        break;
      case 'wall':
        this.wall.value = message as WallView;
        break;
      case 'student-view':
        this.#takeStudent(message as StudentView);
        break;
      case 'name-refused':
        this.nameProblem.value = (message as ClassServerMessages['name-refused']).problem;
        break;
      default:
        break;
    }
  }

  #takeStudent(view: StudentView): void {
    batch(() => {
      if (this.student.peek()?.name !== view.name) this.nameProblem.value = undefined;
      this.vote.value = voteAfter(this.vote.peek(), view.stage);
      this.student.value = view;
    });
  }

  /** Shows what this student has just chosen in the poll, before the class has said that it counts. */
  choose(poll: number, choice: number): void {
    this.vote.value = { poll, choice, late: false };
  }
}

/** The texts of a class's pages in the page's language; undefined until they are loaded. */
export interface ClassWords {
  readonly texts: ClassTexts;
  readonly inventory: InventoryTexts;
  readonly language: NameLanguage;
}

/** What a student can do. */
export interface StudentActions {
  readonly answer: (question: string, choice: number) => void;
  /** Chooses an option of the poll with this number. */
  readonly vote: (poll: number, choice: number) => void;
  readonly drawName: () => void;
  readonly typeName: (typed: string) => void;
}

/** What a teacher's page can do. */
export interface TeacherActions {
  readonly act: (action: TeacherAction) => void;
  readonly report: () => Promise<ReportAnswer>;
  /** Saves a table as a file. */
  readonly save: (table: ClassTable) => void;
  /** Shows the recorded match of this room. */
  readonly watch: (match: string) => void;
  /** Prints a worksheet of the recorded match of this room, or its solution; false where there is no such match. */
  readonly worksheet: (match: string, solution: boolean, language: GameTexts) => Promise<boolean>;
  /** The strait of the match of this room, as the projector may show it. */
  readonly strait: (match: string) => Promise<StraitAnswer>;
  /** Opens the lecture's sandbox; the script of the lesson. */
  readonly lecture: () => void;
  readonly script: () => void;
}

/** A class as its teacher's page shows it. */
export interface TeacherPage {
  readonly model: ClassModel;
  readonly actions: TeacherActions;
  /** The address that leads students in, and the teacher's own. */
  readonly joinLink: string;
  readonly ownLink: string;
  readonly words: ReadonlySignal<ClassWords | undefined>;
}
