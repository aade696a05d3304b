import type { Signal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import { percentText } from '../i18n/percent-text.ts';
import type { SettingsTexts } from '../i18n/settings-en.ts';
import { type Settings, TEXT_SIZES, VOLUMES } from '../model/settings.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { MatchSettingFields, SelectField } from './setting-fields.tsx';
import './settings.css';

interface SettingProps {
  readonly settings: Signal<Settings>;
}

function Check({
  settings,
  name,
  label,
}: SettingProps & { readonly name: 'sound' | 'captions' | 'singleKeys'; readonly label: string }) {
  return (
    <label class="setting">
      <span>{label}</span>
      <input
        type="checkbox"
        checked={settings.value[name]}
        onChange={(event) => {
          settings.value = { ...settings.value, [name]: event.currentTarget.checked };
        }}
      />
    </label>
  );
}

function Volume({ settings, label }: SettingProps & { readonly label: string }) {
  return (
    <label class="setting">
      <span>{label}</span>
      <input
        type="range"
        min={VOLUMES.low}
        max={VOLUMES.high}
        step={VOLUMES.step}
        value={settings.value.volume}
        disabled={!settings.value.sound}
        onInput={(event) => {
          settings.value = { ...settings.value, volume: event.currentTarget.valueAsNumber };
        }}
      />
    </label>
  );
}

function GameSettings({ settings, texts }: SettingProps & { readonly texts: SettingsTexts }) {
  return (
    <section>
      <h3>{texts.play}</h3>
      <MatchSettingFields
        settings={settings.value}
        texts={texts}
        onChange={(next) => {
          settings.value = { ...settings.value, ...next };
        }}
      />
      <p class="quiet setting-note">{texts.stretchNote}</p>
      <Check {...{ settings, name: 'singleKeys', label: texts.keys }} />
    </section>
  );
}

function LookSettings({ settings, texts }: SettingProps & { readonly texts: SettingsTexts }) {
  const { contrasts, motions } = texts;
  const { textSize, contrast, motion } = settings.value;
  const change = (part: Partial<Settings>): void => {
    settings.value = { ...settings.value, ...part };
  };
  return (
    <section>
      <h3>{texts.look}</h3>
      <SelectField
        label={texts.textSize}
        value={textSize}
        choices={TEXT_SIZES.map((size) => [size, percentText(size)] as const)}
        onChoose={(size) => change({ textSize: size })}
      />
      <SelectField
        label={texts.contrast}
        value={contrast}
        choices={[
          ['system', contrasts.system],
          ['more', contrasts.more],
        ]}
        onChoose={(chosen) => change({ contrast: chosen })}
      />
      <SelectField
        label={texts.motion}
        value={motion}
        choices={[
          ['system', motions.system],
          ['less', motions.less],
        ]}
        onChoose={(chosen) => change({ motion: chosen })}
      />
    </section>
  );
}

/** The settings, over whatever is shown. Each change holds at once. */
export function SettingsDialog({
  settings,
  texts,
  onClose,
}: SettingProps & { readonly texts: SettingsTexts; readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="settings" aria-labelledby={heading} onClose={onClose}>
      <header>
        <h2 id={heading}>{texts.heading}</h2>
        <button type="button" class="button small" onClick={() => dialog.current?.close()}>
          {texts.close}
        </button>
      </header>
      <section>
        <div class="setting">
          <span>{texts.language}</span>
          <LanguageSwitch />
        </div>
        <Check {...{ settings, name: 'sound', label: texts.sound }} />
        <Volume settings={settings} label={texts.volume} />
        <Check {...{ settings, name: 'captions', label: texts.captions }} />
      </section>
      <GameSettings settings={settings} texts={texts} />
      <LookSettings settings={settings} texts={texts} />
      <p class="quiet">{texts.kept}</p>
    </dialog>
  );
}
