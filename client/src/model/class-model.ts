// What a page knows of its class.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { InventoryTexts } from '@syn-or-swim/shared/classroom/inventory/items.ts';
import type { NameLanguage, NameProblem } from '@syn-or-swim/shared/classroom/names.ts';
import type {
  ClassServerMessages,
  ClassTable,
  ReportAnswer,
  StraitAnswer,
  StudentView,
  TeacherAction,
  TeacherView,
  WallView,
} from '@syn-or-swim/shared/protocol/class-messages.ts';
import type { ClassTexts } from '../i18n/class-en.ts';
import type { GameTexts } from '../i18n/load-play.ts';

/** Signals that are filled from the class's words. */
export class ClassModel {
  readonly line = signal<'up' | 'reconnecting'>('up');
  readonly teacher = signal<TeacherView | undefined>(undefined);
  readonly wall = signal<WallView | undefined>(undefined);
  readonly student = signal<StudentView | undefined>(undefined);
  readonly nameProblem = signal<NameProblem | undefined>(undefined);

  hear<Type extends keyof ClassServerMessages>(type: Type, message: ClassServerMessages[Type]): void {
    switch (type) {
      case 'teacher-view':
        this.teacher.value = message as TeacherView;
        break;
      case 'wall':
        this.wall.value = message as WallView;
        break;
      case 'student-view':
        if (this.student.peek()?.name !== (message as StudentView).name) this.nameProblem.value = undefined;
        this.student.value = message as StudentView;
        break;
      case 'name-refused':
        this.nameProblem.value = (message as ClassServerMessages['name-refused']).problem;
        break;
      default:
        break;
    }
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
