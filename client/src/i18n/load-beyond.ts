import type { BeyondTexts } from './beyond-en.ts';
import type { Language } from './language.ts';

/** What is said beyond the fifteen levels, in `language`; the other language is not loaded. */
export async function loadBeyondTexts(language: Language): Promise<BeyondTexts> {
  switch (language) {
    case 'en':
      return (await import('./beyond-en.ts')).beyondEn;
    case 'ko':
      return (await import('./beyond-ko.ts')).beyondKo;
  }
}
