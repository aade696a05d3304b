import type { ExplainTexts } from './explain-en.ts';
import type { Language } from './language.ts';

/** The texts of the page that explains TCP in `language`; the other language is not loaded. */
export async function loadExplainTexts(language: Language): Promise<ExplainTexts> {
  switch (language) {
    case 'en':
      return (await import('./explain-en.ts')).explainEn;
    case 'ko':
      return (await import('./explain-ko.ts')).explainKo;
  }
}
