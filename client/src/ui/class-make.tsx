// The teacher makes a class.
import { type ClassSettings, FORM_SIZES } from '@syn-or-swim/shared/classroom/class-event.ts';
import { ASSISTANCE_GRADES } from '@syn-or-swim/shared/game/level.ts';
import { PACES } from '@syn-or-swim/shared/game/match-settings.ts';
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import { useState } from 'preact/hooks';
import type { ClassWords } from '../model/class-model.ts';
import { AroundBar } from './around-bar.tsx';
import { isOnlyHere } from './class-wall.tsx';
import { levelWords, usePlay } from './play-context.ts';
import './around.css';
import './class.css';

/** The levels of a lesson of 45 minutes, by their numbers. */
const LESSON = [1, 4, 8];

/** What a class is made with unless the teacher chooses otherwise: three clicks make a lesson. */
const USUAL: ClassSettings = {
  plan: LEVELS.filter(({ number }) => LESSON.includes(number)).map(({ id }) => id),
  match: { stretch: 1, pace: 'running', assistance: 'level' },
  typedNames: false,
  questions: 6,
};

interface ChoiceProps<Value extends string | number> {
  readonly legend: string;
  readonly values: readonly Value[];
  readonly chosen: Value;
  readonly label: (value: Value) => string;
  readonly choose: (value: Value) => void;
}

function Choice<Value extends string | number>({
  legend,
  values,
  chosen,
  label,
  choose,
}: ChoiceProps<Value>) {
  return (
    <fieldset class="choice">
      <legend>{legend}</legend>
      {values.map((value) => (
        <label key={value}>
          <input type="radio" name={legend} checked={value === chosen} onChange={() => choose(value)} />
          {label(value)}
        </label>
      ))}
    </fieldset>
  );
}

/** The form with which a class is made. */
export function MakeClassScreen({
  words: { texts },
  problem,
  busy,
  onMake,
  onBack,
  onScript,
}: {
  readonly words: ClassWords;
  readonly problem: string | undefined;
  readonly busy: boolean;
  readonly onMake: (settings: ClassSettings) => void;
  readonly onBack: () => void;
  readonly onScript: () => void;
}) {
  const language = usePlay();
  const [settings, setSettings] = useState(USUAL);
  const { teacher } = texts;
  const { plan, match } = settings;
  const change = (next: Partial<ClassSettings>) => setSettings({ ...settings, ...next });
  return (
    <main class="around">
      <AroundBar label={texts.back} onBack={onBack} />
      <h1>{teacher.heading}</h1>
      <p>{teacher.intro}</p>
      <p>
        <button type="button" class="button" onClick={onScript}>
          {texts.lesson.open}
        </button>
      </p>
      {isOnlyHere(location.href) && <p class="class-only-here">{teacher.onlyHere}</p>}
      {problem !== undefined && <p role="alert">{problem}</p>}
      <section class="card">
        <fieldset class="choice class-levels">
          <legend>{teacher.levels}</legend>
          {LEVELS.map((level) => (
            <label key={level.id}>
              <input
                type="checkbox"
                checked={plan.includes(level.id)}
                onChange={(event) => {
                  const chosen = (id: string) =>
                    id === level.id ? event.currentTarget.checked : plan.some((one) => one === id);
                  change({ plan: LEVELS.map(({ id }) => id).filter(chosen) });
                }}
              />
              {levelWords(level, language).name}
            </label>
          ))}
        </fieldset>
        <Choice
          legend={teacher.pace}
          values={PACES}
          chosen={match.pace}
          label={(pace) => teacher.paces[pace]}
          choose={(pace) => change({ match: { ...match, pace } })}
        />
        <Choice
          legend={teacher.assistance}
          values={['level', ...ASSISTANCE_GRADES] as const}
          chosen={match.assistance}
          label={(grade) => teacher.grades[grade]}
          choose={(assistance) => change({ match: { ...match, assistance } })}
        />
        <Choice
          legend={teacher.questions}
          values={FORM_SIZES}
          chosen={settings.questions}
          label={(count) => teacher.questionCounts[count]}
          choose={(questions) => change({ questions })}
        />
        <label class="class-check">
          <input
            type="checkbox"
            checked={settings.typedNames}
            onChange={(event) => change({ typedNames: event.currentTarget.checked })}
          />
          {teacher.typedNames}
        </label>
        <label class="class-check">
          <input
            type="checkbox"
            checked={settings.nightShift === true}
            onChange={(event) => {
              const { nightShift: _chosen, ...others } = settings;
              setSettings(event.currentTarget.checked ? { ...others, nightShift: true } : others);
            }}
          />
          {teacher.nightShift}
        </label>
        <button
          type="button"
          class="button main"
          disabled={busy || plan.length === 0}
          onClick={() => onMake(settings)}
        >
          {busy ? teacher.making : teacher.make}
        </button>
      </section>
    </main>
  );
}
