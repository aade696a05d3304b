import { STRETCHES } from '@syn-or-swim/shared/game/match-settings.ts';
import type { SettingsTexts } from '../i18n/settings-en.ts';
import type { OwnSettings } from '../model/settings.ts';
import './settings.css';

/** One setting with a few values, as a list to choose from. */
export function SelectField<Value extends string | number>({
  label,
  value,
  choices,
  onChoose,
}: {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly (readonly [Value, string])[];
  readonly onChoose: (value: Value) => void;
}) {
  return (
    <label class="setting">
      <span>{label}</span>
      <select
        class="field"
        value={String(value)}
        onChange={(event) => {
          const chosen = choices[event.currentTarget.selectedIndex];
          if (chosen !== undefined) onChoose(chosen[0]);
        }}
      >
        {choices.map(([each, text]) => (
          <option key={each} value={String(each)}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** How time goes in a match, and how much help there is with its numbers. */
export function MatchSettingFields({
  settings,
  texts,
  onChange,
}: {
  readonly settings: OwnSettings;
  readonly texts: SettingsTexts;
  readonly onChange: (settings: OwnSettings) => void;
}) {
  const { paces, grades } = texts;
  return (
    <>
      <SelectField
        label={texts.pace}
        value={settings.pace}
        choices={[
          ['running', paces.running],
          ['patient', paces.patient],
        ]}
        onChoose={(pace) => onChange({ ...settings, pace })}
      />
      <SelectField
        label={texts.stretch}
        value={settings.stretch}
        choices={STRETCHES.map((factor) => [factor, texts.stretches(factor)] as const)}
        onChoose={(stretch) => onChange({ ...settings, stretch })}
      />
      <SelectField
        label={texts.assistance}
        value={settings.assistance}
        choices={[
          ['level', grades.level],
          ['cadet', grades.cadet],
          ['mate', grades.mate],
          ['captain', grades.captain],
        ]}
        onChoose={(assistance) => onChange({ ...settings, assistance })}
      />
      <p class="quiet setting-note">{texts.paceNote}</p>
    </>
  );
}
