import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PlayTexts } from '../i18n/play-en.ts';
import type { TcpTexts } from '../i18n/tcp-en.ts';

/** All texts of the game in one language. */
export interface PlayLanguage {
  readonly texts: PlayTexts;
  readonly tcp: TcpTexts;
}

/** Given to all screens behind the title once the texts are loaded. */
export const PlayContext = createContext<PlayLanguage | undefined>(undefined);

/** The texts of the game. It throws outside of a {@link PlayContext}, which is a fault of the page. */
export function usePlay(): PlayLanguage {
  const language = useContext(PlayContext);
  if (language === undefined) throw new Error('A screen of the game was drawn before its texts were loaded.');
  return language;
}

/** The name of the ship with `index`. */
export function shipName(texts: PlayTexts, index: number): string {
  return texts.ships[index % texts.ships.length] ?? String(index);
}
