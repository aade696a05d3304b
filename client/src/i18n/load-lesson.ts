import type { Language } from './language.ts';
import type { LessonTexts } from './lesson-en.ts';

/** The script of a lesson in `language`; the other language is not loaded. */
export async function loadLessonTexts(language: Language): Promise<LessonTexts> {
  switch (language) {
    case 'en':
      return (await import('./lesson-en.ts')).lessonEn;
    case 'ko':
      return (await import('./lesson-ko.ts')).lessonKo;
  }
}
