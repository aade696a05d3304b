import type { Language } from './language.ts';
import type { SandboxTexts } from './sandbox-en.ts';

/** The texts of the sandbox in `language`; the other language is not loaded. */
export async function loadSandboxTexts(language: Language): Promise<SandboxTexts> {
  switch (language) {
    case 'en':
      return (await import('./sandbox-en.ts')).sandboxEn;
    case 'ko':
      return (await import('./sandbox-ko.ts')).sandboxKo;
  }
}
