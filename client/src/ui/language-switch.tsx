import { LANGUAGES, type Language } from '../i18n/language.ts';
import { useMenu } from './menu-context.ts';

const NAMES: Readonly<Record<Language, string>> = { en: 'EN', ko: '한국어' };
const FULL_NAMES: Readonly<Record<Language, string>> = { en: 'English', ko: '한국어' };

/** One button for each language, each named in its own. */
export function LanguageSwitch() {
  const { language, texts, choose } = useMenu();
  return (
    <fieldset class="languages">
      <legend class="unseen">{texts.language}</legend>
      {LANGUAGES.map((each) => (
        <button
          key={each}
          type="button"
          class="button small plain"
          lang={each}
          aria-label={FULL_NAMES[each]}
          aria-pressed={each === language}
          onClick={() => choose(each)}
        >
          {NAMES[each]}
        </button>
      ))}
    </fieldset>
  );
}
