import type { Language } from './language.ts';
import type { SettingsTexts } from './settings-en.ts';

/** The texts of the settings in `language`; the other language is not loaded. */
export async function loadSettingsTexts(language: Language): Promise<SettingsTexts> {
  switch (language) {
    case 'en':
      return (await import('./settings-en.ts')).settingsEn;
    case 'ko':
      return (await import('./settings-ko.ts')).settingsKo;
  }
}
