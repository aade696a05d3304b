// A lecture of a class: its sandbox stays as it was left, as long as the teacher's page is open.
import { signal } from '@preact/signals';
import { classWords } from './class-words.ts';
import { loadSandboxTexts } from './i18n/load-sandbox.ts';
import type { SandboxTexts } from './i18n/sandbox-en.ts';
import type { TeacherPage } from './model/class-model.ts';
import { SandboxModel } from './model/sandbox-model.ts';
import { framed } from './play-parts.tsx';
import type { Shell } from './shell.ts';
import { LectureScreen } from './ui/lecture-screen.tsx';

let model: SandboxModel | undefined;

/** Shows the lecture of the class of `page`; `onBack` leads back to it. */
export async function openLecture(shell: Shell, page: TeacherPage, onBack: () => void): Promise<void> {
  const words = classWords(shell);
  const sandboxWords = signal<SandboxTexts>(await loadSandboxTexts(shell.language.peek()));
  const stop = shell.language.subscribe((language) => {
    void loadSandboxTexts(language).then((next) => {
      sandboxWords.value = next;
    });
  });
  model ??= new SandboxModel(undefined);
  const sandbox = model;
  const back = (): void => {
    stop();
    onBack();
  };
  shell.show(
    framed(() =>
      words.value === undefined ? null : (
        <LectureScreen
          page={page}
          model={sandbox}
          words={words.value}
          sandboxWords={sandboxWords.value}
          onBack={back}
        />
      ),
    ),
  );
}
