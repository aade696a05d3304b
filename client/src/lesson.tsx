// The script of a lesson: a page to read and to print.
import { signal } from '@preact/signals';
import { classWords } from './class-words.ts';
import type { LessonTexts } from './i18n/lesson-en.ts';
import { loadLessonTexts } from './i18n/load-lesson.ts';
import { framed } from './play-parts.tsx';
import type { Shell } from './shell.ts';
import { LessonScreen } from './ui/lesson-screen.tsx';

/** Shows the script; `onBack` leads back to where it was opened. */
export async function showScript(shell: Shell, onBack: () => void): Promise<void> {
  const words = classWords(shell);
  const lesson = signal<LessonTexts>(await loadLessonTexts(shell.language.peek()));
  const stop = shell.language.subscribe((language) => {
    void loadLessonTexts(language).then((next) => {
      lesson.value = next;
    });
  });
  const back = (): void => {
    stop();
    onBack();
  };
  shell.show(
    framed(() =>
      words.value === undefined ? null : (
        <LessonScreen lesson={lesson.value} back={words.value.texts.poll.back} onBack={back} />
      ),
    ),
  );
}
