import type { KernelTexts } from './kernel-en.ts';
import type { Language } from './language.ts';

/** The texts about the real kernel in `language`; the other language is not loaded. */
export async function loadKernelTexts(language: Language): Promise<KernelTexts> {
  switch (language) {
    case 'en':
      return (await import('./kernel-en.ts')).kernelEn;
    case 'ko':
      return (await import('./kernel-ko.ts')).kernelKo;
  }
}
