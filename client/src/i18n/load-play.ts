import type { Language } from './language.ts';
import type { PlayTexts } from './play-en.ts';
import type { TcpTexts } from './tcp-en.ts';

/** The texts of the game in one language. */
export interface GameTexts {
  readonly texts: PlayTexts;
  readonly tcp: TcpTexts;
}

/** The texts of the game in `language`; the other language is not loaded. */
export async function loadPlayTexts(language: Language): Promise<GameTexts> {
  switch (language) {
    case 'en': {
      const [play, tcp] = await Promise.all([import('./play-en.ts'), import('./tcp-en.ts')]);
      return { texts: play.playEn, tcp: tcp.tcpEn };
    }
    case 'ko': {
      const [play, tcp] = await Promise.all([import('./play-ko.ts'), import('./tcp-ko.ts')]);
      return { texts: play.playKo, tcp: tcp.tcpKo };
    }
  }
}
