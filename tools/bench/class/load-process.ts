// A process that loads a server with classes: it does what the benchmark asks of it, for all its classes at once.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { levelId } from '../../../shared/src/game/level.ts';
import { levelById } from '../../../shared/src/levels/catalog.ts';
import { beginLesson, type Lesson } from './lesson.ts';

/** What the benchmark asks of this process. */
export type LoadOrder =
  | {
      readonly kind: 'begin';
      readonly url: string;
      readonly classes: number;
      readonly students: number;
      readonly seed: number;
      readonly level: string;
    }
  | { readonly kind: 'join' | 'start' | 'end' | 'close' }
  | { readonly kind: 'play'; readonly milliseconds: number; readonly watched: boolean }
  | { readonly kind: 'drop'; readonly milliseconds: number };

/** What the classes of this process saw, and the longest time that its own event loop stood still, ms. */
export interface LoadAnswer {
  readonly lessons: readonly unknown[];
  readonly ownDelay: number;
}

let lessons: readonly Lesson[] = [];
const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();

async function begin(order: Extract<LoadOrder, { kind: 'begin' }>): Promise<readonly unknown[]> {
  const level = levelById(levelId(order.level));
  if (level === undefined) throw new Error(`no such level: ${order.level}`);
  const begun: Lesson[] = [];
  for (let index = 0; index < order.classes; index += 1) {
    begun.push(await beginLesson(order.url, level, order.students, order.seed + index));
  }
  lessons = begun;
  return [];
}

function done(order: LoadOrder): Promise<readonly unknown[]> {
  switch (order.kind) {
    case 'begin':
      return begin(order);
    case 'play':
      return Promise.all(lessons.map((lesson) => lesson.play(order.milliseconds, order.watched)));
    case 'drop':
      return Promise.all(lessons.map((lesson) => lesson.drop(order.milliseconds)));
    default:
      return Promise.all(lessons.map((lesson) => lesson[order.kind]()));
  }
}

process.on('message', (order: LoadOrder) => {
  delay.reset();
  done(order).then(
    (seen) => {
      process.send?.({ lessons: seen, ownDelay: delay.percentile(99) / 1e6 } satisfies LoadAnswer);
      if (order.kind === 'close') process.disconnect();
    },
    (cause: unknown) => {
      console.error(cause);
      process.exit(1);
    },
  );
});
