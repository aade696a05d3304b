import type { LevelTexts } from '@syn-or-swim/shared/levels/texts/level-texts.ts';
import type { AroundTexts } from './around-en.ts';
import type { Language } from './language.ts';
import { loadSettingsTexts } from './load-settings.ts';
import type { PlayTexts } from './play-en.ts';
import type { SettingsTexts } from './settings-en.ts';
import type { TcpTexts } from './tcp-en.ts';

/** The texts of the game in one language. */
export interface GameTexts {
  readonly language: Language;
  readonly texts: PlayTexts;
  readonly tcp: TcpTexts;
  readonly around: AroundTexts;
  readonly levels: LevelTexts;
  readonly settings: SettingsTexts;
}

/** The texts of the game in `language`; the other language is not loaded. */
export async function loadPlayTexts(language: Language): Promise<GameTexts> {
  switch (language) {
    case 'en': {
      const [play, tcp, around, levels, settings] = await Promise.all([
        import('./play-en.ts'),
        import('./tcp-en.ts'),
        import('./around-en.ts'),
        import('@syn-or-swim/shared/levels/texts/en.ts'),
        loadSettingsTexts('en'),
      ]);
      return {
        language,
        texts: play.playEn,
        tcp: tcp.tcpEn,
        around: around.aroundEn,
        levels: levels.levelsEn,
        settings,
      };
    }
    case 'ko': {
      const [play, tcp, around, levels, settings] = await Promise.all([
        import('./play-ko.ts'),
        import('./tcp-ko.ts'),
        import('./around-ko.ts'),
        import('@syn-or-swim/shared/levels/texts/ko.ts'),
        loadSettingsTexts('ko'),
      ]);
      return {
        language,
        texts: play.playKo,
        tcp: tcp.tcpKo,
        around: around.aroundKo,
        levels: levels.levelsKo,
        settings,
      };
    }
  }
}
