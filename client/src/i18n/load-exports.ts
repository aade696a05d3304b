import type { ExportsTexts } from './exports-en.ts';
import type { Language } from './language.ts';

/** The texts of taking a match along in `language`; the other language is not loaded. */
export async function loadExportsTexts(language: Language): Promise<ExportsTexts> {
  switch (language) {
    case 'en':
      return (await import('./exports-en.ts')).exportsEn;
    case 'ko':
      return (await import('./exports-ko.ts')).exportsKo;
  }
}
