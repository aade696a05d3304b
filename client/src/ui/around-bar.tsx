import { LanguageSwitch } from './language-switch.tsx';
import { useMenu } from './menu-context.ts';

function GearPicture() {
  return (
    <svg class="gear" viewBox="0 0 24 24" aria-hidden="true">
      <path
        fill-rule="evenodd"
        d="M19.0 10.4L22.3 10.4L22.3 13.6L19.0 13.6L18.1 15.9L20.4 18.2L18.2 20.4L15.9 18.1L13.6 19.0L13.6 22.3L10.4 22.3L10.4 19.0L8.1 18.1L5.8 20.4L3.6 18.2L5.9 15.9L5.0 13.6L1.7 13.6L1.7 10.4L5.0 10.4L5.9 8.1L3.6 5.8L5.8 3.6L8.1 5.9L10.4 5.0L10.4 1.7L13.6 1.7L13.6 5.0L15.9 5.9L18.2 3.6L20.4 5.8L18.1 8.1zM15.4 12a3.4 3.4 0 1 0-6.8 0 3.4 3.4 0 0 0 6.8 0z"
      />
    </svg>
  );
}

/** The bar above every screen around the match: the way back, settings, language. */
export function AroundBar({ label, onBack }: { readonly label: string; readonly onBack: () => void }) {
  const { texts, openSettings } = useMenu();
  return (
    <header class="around-bar">
      <button type="button" class="button small plain" onClick={onBack}>
        <span aria-hidden="true">←</span> {label}
      </button>
      <span class="around-bar-end">
        <button type="button" class="button small plain" aria-label={texts.settings} onClick={openSettings}>
          <GearPicture />
        </button>
        <LanguageSwitch />
      </span>
    </header>
  );
}
