import type { Language } from './language.ts';
import type { NetworkTexts } from './network-en.ts';

/** The texts of the seat that is the weather in `language`; the other language is not loaded. */
export async function loadNetworkTexts(language: Language): Promise<NetworkTexts> {
  switch (language) {
    case 'en':
      return (await import('./network-en.ts')).networkEn;
    case 'ko':
      return (await import('./network-ko.ts')).networkKo;
  }
}
