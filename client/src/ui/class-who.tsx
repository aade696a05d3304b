// Whoever opens a class at a browser where somebody was in it: the same person, or the next one at this computer?
import type { ClassWords } from '../model/class-model.ts';
import { LanguageSwitch } from './language-switch.tsx';
import './around.css';
import './class.css';

/** Asks who is here; `onWho` without a name means somebody new. */
export function WhoScreen({
  words: { texts },
  names,
  onWho,
}: {
  readonly words: ClassWords;
  readonly names: readonly string[];
  readonly onWho: (name: string | undefined) => void;
}) {
  const { student } = texts;
  const [only] = names;
  return (
    <main class="around class-narrow">
      <h1>{names.length === 1 && only !== undefined ? student.stillYou(only) : student.whoAreYou}</h1>
      <section class="card">
        <p class="quiet">{student.whoHint}</p>
        {names.map((name) => (
          <button key={name} type="button" class="button main" onClick={() => onWho(name)}>
            {student.iAm(name)}
          </button>
        ))}
        <button type="button" class="button" onClick={() => onWho(undefined)}>
          {student.somebodyElse}
        </button>
      </section>
      <LanguageSwitch />
    </main>
  );
}
