import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '../i18n/language.ts';
import type { MenuTexts } from '../i18n/menu-en.ts';

/** The language in use, its menu texts, how to change it, and the way to the settings. */
export interface MenuLanguage {
  readonly language: Language;
  readonly texts: MenuTexts;
  readonly choose: (language: Language) => void;
  /** Opens the settings over whatever is shown. */
  readonly openSettings: () => void;
}

/** Given to all screens by the page. */
export const MenuContext = createContext<MenuLanguage | undefined>(undefined);

/** The language in use, with the texts of menu and title. Outside of a {@link MenuContext} it throws. */
export function useMenu(): MenuLanguage {
  const language = useContext(MenuContext);
  if (language === undefined) throw new Error('A screen was drawn before its texts were loaded.');
  return language;
}
