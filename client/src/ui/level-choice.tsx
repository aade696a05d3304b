import type { Level } from '@syn-or-swim/shared/game/level.ts';
import { SIDES, type Side } from '@syn-or-swim/shared/game/seat.ts';
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import { useState } from 'preact/hooks';
import { LanguageSwitch } from './language-switch.tsx';
import { usePlay } from './play-context.ts';
import { clockText } from './time-text.ts';
import './around.css';

/** The briefing of a level: what one does, and one worked example. */
export function Briefing({ level }: { readonly level: Level }) {
  const { texts } = usePlay();
  const { briefing } = texts;
  const lines = briefing.lines[level.id] ?? briefing.trial;
  const example = briefing.examples[level.id];
  return (
    <div class="briefing">
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {example !== undefined && (
        <figure class="example">
          <figcaption>{briefing.example}</figcaption>
          <ol>
            {example.map(([side, segment]) => (
              <li key={segment} class={side}>
                <span class="quiet">{texts.sides[side]}</span>
                <span class="number">{side === 'client' ? `${segment} ⟶` : `⟵ ${segment}`}</span>
              </li>
            ))}
          </ol>
          <p class="quiet">{briefing.exampleNotes[level.id]}</p>
        </figure>
      )}
    </div>
  );
}

/** The name of `level`, the line below it, and its figures. */
export function LevelTitle({ level }: { readonly level: Level }) {
  const { texts } = usePlay();
  const name = texts.levels.names[level.id] ?? texts.levels.trial;
  return (
    <>
      <h2>{texts.levels.level(level.number, name)}</h2>
      <p>{texts.levels.lines[level.id] ?? texts.levels.trialLine}</p>
      <p class="quiet">
        {texts.levels.time(clockText(level.timing.round))} · {texts.levels.orders(level.orders.length)} ·{' '}
        {texts.levels.grade}
      </p>
    </>
  );
}

/** Which harbour one plays: a pair of radio buttons. */
function SideChoice({ side, choose }: { readonly side: Side; readonly choose: (side: Side) => void }) {
  const { texts } = usePlay();
  return (
    <fieldset class="choice">
      <legend>{texts.levels.side}</legend>
      {SIDES.map((each) => (
        <label key={each}>
          <input type="radio" name="side" checked={each === side} onChange={() => choose(each)} />
          {texts.sides[each]}
        </label>
      ))}
    </fieldset>
  );
}

/** The levels that can be played alone, with their briefings. */
export function LevelChoice({
  onPlay,
  onBack,
}: {
  readonly onPlay: (level: Level, side: Side) => void;
  readonly onBack: () => void;
}) {
  const { texts } = usePlay();
  const [side, setSide] = useState<Side>('client');
  return (
    <main class="around">
      <header class="around-bar">
        <button type="button" class="button small plain" onClick={onBack}>
          ← {texts.back}
        </button>
        <LanguageSwitch />
      </header>
      <h1>{texts.levels.heading}</h1>
      <p class="quiet">{texts.levels.partner}</p>
      <SideChoice side={side} choose={setSide} />
      <ol class="levels">
        {LEVELS.map((level) => (
          <li key={level.id} class="card">
            <LevelTitle level={level} />
            <Briefing level={level} />
            <button
              type="button"
              class="button main"
              aria-label={`${texts.levels.play}: ${texts.levels.names[level.id] ?? texts.levels.trial}`}
              onClick={() => onPlay(level, side)}
            >
              {texts.levels.play}
            </button>
          </li>
        ))}
      </ol>
    </main>
  );
}
