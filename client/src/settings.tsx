// The settings over whatever is shown, loaded when they are first opened.
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Language } from './i18n/language.ts';
import { loadSettingsTexts } from './i18n/load-settings.ts';
import type { SettingsTexts } from './i18n/settings-en.ts';
import { settings } from './page-settings.ts';
import { SettingsDialog } from './ui/settings-dialog.tsx';

const texts = signal<SettingsTexts | undefined>(undefined);

/** Loads the texts of the settings in the page's language, and those of another whenever it changes. */
export function followLanguage(language: ReadonlySignal<Language>): void {
  effect(() => {
    void loadSettingsTexts(language.value).then((loaded) => {
      texts.value = loaded;
    });
  });
}

/** The settings as a dialog; `onClose` takes it away again. */
export function SettingsOver({ onClose }: { readonly onClose: () => void }) {
  return texts.value === undefined ? null : (
    <SettingsDialog settings={settings} texts={texts.value} onClose={onClose} />
  );
}
