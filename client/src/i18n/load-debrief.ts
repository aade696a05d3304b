import type { AfterwardsTexts } from './afterwards-en.ts';
import type { DebriefTexts } from './debrief-en.ts';
import type { Language } from './language.ts';

/** The texts of the blame card, the boat of the day, trying again and the questions in `language`. */
export async function loadAfterwardsTexts(language: Language): Promise<AfterwardsTexts> {
  switch (language) {
    case 'en':
      return (await import('./afterwards-en.ts')).afterwardsEn;
    case 'ko':
      return (await import('./afterwards-ko.ts')).afterwardsKo;
  }
}

/** The texts of the guided walk and of the operator's report in `language`; the other language is not loaded. */
export async function loadDebriefTexts(language: Language): Promise<DebriefTexts> {
  switch (language) {
    case 'en':
      return (await import('./debrief-en.ts')).debriefEn;
    case 'ko':
      return (await import('./debrief-ko.ts')).debriefKo;
  }
}
