import type { BeyondTexts } from '../i18n/beyond-en.ts';
import type { StormBest } from '../model/storm-best.ts';
import { AroundBar } from './around-bar.tsx';
import './around.css';
import './beyond.css';

/** Before the endless storm: what it is, and the best that this browser remembers. */
export function StormScreen({
  words,
  best,
  onBegin,
  onBack,
}: {
  readonly words: BeyondTexts;
  readonly best: StormBest | undefined;
  readonly onBegin: () => void;
  readonly onBack: () => void;
}) {
  const { storm } = words;
  return (
    <main class="around beyond">
      <AroundBar label={words.back} onBack={onBack} />
      <h1>{storm.heading}</h1>
      <section class="card">
        <ul class="briefing-lines">
          {storm.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p class="storm-best">{best === undefined ? storm.none : storm.best(best.clean, best.points)}</p>
        <button type="button" class="button main" onClick={onBegin}>
          {storm.begin}
        </button>
      </section>
    </main>
  );
}
