// The page that explains TCP's opening and closing; it needs nothing of the game.
import { effect, signal } from '@preact/signals';
import type { ExplainTexts } from './i18n/explain-en.ts';
import { loadExplainTexts } from './i18n/load-explain.ts';
import type { Shell } from './shell.ts';
import { ExplainScreen } from './ui/explain-screen.tsx';

const texts = signal<ExplainTexts | undefined>(undefined);
let following = false;

/** Shows the page in the language of `shell`, and follows when that changes. */
export async function explain(shell: Shell): Promise<void> {
  texts.value = await loadExplainTexts(shell.language.peek());
  if (!following) {
    following = true;
    effect(() => {
      void loadExplainTexts(shell.language.value).then((next) => {
        texts.value = next;
      });
    });
  }
  shell.show(() =>
    texts.value === undefined ? null : (
      <ExplainScreen texts={texts.value} onBack={() => shell.show(undefined)} />
    ),
  );
}
