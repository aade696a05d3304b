import type { CaptureTexts } from './capture-en.ts';
import type { DebriefTexts } from './debrief-en.ts';
import type { Language } from './language.ts';
import { loadDebriefTexts } from './load-debrief.ts';

/** What the page of real captures says: its own texts, and an operator's words for each state. */
export interface CapturePageTexts {
  readonly page: CaptureTexts;
  readonly operator: DebriefTexts['operator'];
}

async function pageTexts(language: Language): Promise<CaptureTexts> {
  switch (language) {
    case 'en':
      return (await import('./capture-en.ts')).captureEn;
    case 'ko':
      return (await import('./capture-ko.ts')).captureKo;
  }
}

/** The texts of the page of real captures in `language`; the other language is not loaded. */
export async function loadCaptureTexts(language: Language): Promise<CapturePageTexts> {
  const [page, { operator }] = await Promise.all([pageTexts(language), loadDebriefTexts(language)]);
  return { page, operator };
}
