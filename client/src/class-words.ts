import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { loadClassTexts, loadInventory } from './i18n/load-class.ts';
import type { ClassWords } from './model/class-model.ts';
import type { Shell } from './shell.ts';

const words = signal<ClassWords | undefined>(undefined);
let following = false;

/** The texts of a class's pages in the language of `shell`, which they follow. */
export function classWords(shell: Shell): ReadonlySignal<ClassWords | undefined> {
  if (!following) {
    following = true;
    effect(() => {
      const language = shell.language.value;
      void Promise.all([loadClassTexts(language), loadInventory(language)]).then(([texts, inventory]) => {
        if (shell.language.peek() === language) words.value = { texts, inventory, language };
      });
    });
  }
  return words;
}
