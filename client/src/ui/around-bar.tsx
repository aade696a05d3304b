import { LanguageSwitch } from './language-switch.tsx';
import { useMenu } from './menu-context.ts';

/** The bar above every screen around the match: the way back, settings, language. */
export function AroundBar({ label, onBack }: { readonly label: string; readonly onBack: () => void }) {
  const { texts, openSettings } = useMenu();
  return (
    <header class="around-bar">
      <button type="button" class="button small plain" onClick={onBack}>
        <span aria-hidden="true">←</span> {label}
      </button>
      <span class="around-bar-end">
        <button type="button" class="button small plain" onClick={openSettings}>
          {texts.settings}
        </button>
        <LanguageSwitch />
      </span>
    </header>
  );
}
