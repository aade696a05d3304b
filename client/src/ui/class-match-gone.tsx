import type { ClassTexts } from '../i18n/class-en.ts';
import type { PlayTexts } from '../i18n/play-en.ts';
import { usePlay } from './play-context.ts';

/**
 * Why a student has no seat in the match to which the class has led them. A room that is no more was that of a round that
 * is over, of which the class tells as soon as its line is back: a code is nothing to be checked then.
 */
export function ClassMatchGone({
  problem,
  student,
}: {
  readonly problem: keyof PlayTexts['problems'];
  readonly student: ClassTexts['student'] | undefined;
}) {
  const { texts } = usePlay();
  const isOver = problem === 'no-such-room' && student !== undefined;
  return (
    <main class="around">
      {isOver ? <p role="status">{student.matchGone}</p> : <p role="alert">{texts.problems[problem]}</p>}
    </main>
  );
}
