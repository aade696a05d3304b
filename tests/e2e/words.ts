// What is called what on the page, in each language: the names that a person reads, or hears read.
import type { LevelTexts } from '@syn-or-swim/shared/levels/texts/level-texts.ts';
import type { AroundTexts } from '../../client/src/i18n/around-en.ts';
import type { Language } from '../../client/src/i18n/language.ts';
import { loadMenuTexts } from '../../client/src/i18n/load-menu.ts';
import { loadPlayTexts } from '../../client/src/i18n/load-play.ts';
import type { MenuTexts } from '../../client/src/i18n/menu-en.ts';
import type { PlayTexts } from '../../client/src/i18n/play-en.ts';
import type { SettingsTexts } from '../../client/src/i18n/settings-en.ts';
import type { TcpTexts } from '../../client/src/i18n/tcp-en.ts';

/** All texts of one language. */
export interface Words {
  readonly language: Language;
  readonly menu: MenuTexts;
  readonly play: PlayTexts;
  readonly tcp: TcpTexts;
  readonly around: AroundTexts;
  readonly levels: LevelTexts;
  readonly settings: SettingsTexts;
}

/** The texts of `language`. */
export async function wordsOf(language: Language): Promise<Words> {
  const [menu, game] = await Promise.all([loadMenuTexts(language), loadPlayTexts(language)]);
  const { texts, tcp, around, levels, settings } = game;
  return { language, menu, play: texts, tcp, around, levels, settings };
}

/** The number from `first` to `last` for which `say` gives `text`, as a whole or as a part of it. */
export function numberSaid(
  say: (number: number) => string,
  text: string,
  first: number,
  last: number,
): number | undefined {
  for (let number = last; number >= first; number -= 1) if (text.includes(say(number))) return number;
  return undefined;
}
