import type { Language } from './language.ts';
import type { MenuTexts } from './menu-en.ts';

/** The texts of the title in `language`; the other language is not loaded. */
export async function loadMenuTexts(language: Language): Promise<MenuTexts> {
  switch (language) {
    case 'en':
      return (await import('./menu-en.ts')).menuEn;
    case 'ko':
      return (await import('./menu-ko.ts')).menuKo;
  }
}
