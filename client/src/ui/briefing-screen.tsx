import type { Signal } from '@preact/signals';
import type { Level } from '@syn-or-swim/shared/game/level.ts';
import { SIDES, type Side } from '@syn-or-swim/shared/game/seat.ts';
import type { SoloPartner } from '../i18n/around-en.ts';
import type { LevelProgress } from '../model/progress.ts';
import { AroundBar } from './around-bar.tsx';
import { BriefingLines, LevelExample } from './briefing.tsx';
import { EyeMark, SmallStars } from './level-chart.tsx';
import { levelWords, usePlay } from './play-context.ts';
import { clockText } from './time-text.ts';
import './around.css';
import './briefing.css';

/** The stacks that a player may have at the other harbour. */
const PARTNERS: readonly SoloPartner[] = ['perfect', 'slow', 'sloppy'];

/** A choice among a few, as radio buttons that look like one switch. */
function Choice<Value extends string>({
  name,
  legend,
  choices,
  chosen,
}: {
  readonly name: string;
  readonly legend: string;
  readonly choices: readonly (readonly [Value, string])[];
  readonly chosen: Signal<Value>;
}) {
  return (
    <fieldset class="choice">
      <legend>{legend}</legend>
      {choices.map(([value, text]) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            checked={chosen.value === value}
            onChange={() => {
              chosen.value = value;
            }}
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}

function Reached({ reached }: { readonly reached: LevelProgress | undefined }) {
  const { chart } = usePlay().around;
  if (reached === undefined) return null;
  return (
    <p class="reached">
      <SmallStars stars={reached.stars} />
      <span class="unseen">{chart.stars(reached.stars)}</span>
      {reached.eye && (
        <>
          <EyeMark />
          <span class="unseen">{chart.eye}</span>
        </>
      )}
    </p>
  );
}

/** What is said before a level begins. One tap plays; everything else is there for who wants it. */
export function BriefingScreen({
  level,
  reached,
  side,
  partner,
  onPlay,
  onFriend,
  onBack,
}: {
  readonly level: Level;
  readonly reached: LevelProgress | undefined;
  readonly side: Signal<Side>;
  readonly partner: Signal<SoloPartner>;
  readonly onPlay: () => void;
  readonly onFriend: () => void;
  readonly onBack: () => void;
}) {
  const language = usePlay();
  const { briefing, sides } = language.around;
  const { name, tag, met } = levelWords(level, language);
  return (
    <main class="around briefing-screen">
      <AroundBar label={briefing.toChart} onBack={onBack} />
      <header class="briefing-head">
        <div>
          <h1>{name}</h1>
          <p class="briefing-tag">{tag}</p>
          <p class="quiet">
            {briefing.facts(clockText(level.timing.round), level.orders.length)} ·{' '}
            {briefing.grades[level.assistance]}
          </p>
          <Reached reached={reached} />
        </div>
        <div class="briefing-go">
          <button type="button" class="button main" onClick={onPlay}>
            {briefing.play}
          </button>
          <button type="button" class="button" onClick={onFriend}>
            {briefing.withFriend}
          </button>
        </div>
      </header>
      <div class="briefing-columns">
        <div class="briefing-column">
          <section class="card">
            <Choice
              name="side"
              legend={briefing.seat}
              choices={SIDES.map((each) => [each, sides[each]] as const)}
              chosen={side}
            />
            <Choice
              name="partner"
              legend={briefing.partner}
              choices={PARTNERS.map((each) => [each, briefing.partners[each]] as const)}
              chosen={partner}
            />
            <p class="quiet">{briefing.tells}</p>
          </section>
          <section class="card">
            <h2>{briefing.duty}</h2>
            <BriefingLines level={level} side={side.value} />
          </section>
          {met !== undefined && (
            <section class="card">
              <h2>{briefing.met}</h2>
              <p>{met}</p>
            </section>
          )}
        </div>
        <LevelExample level={level} />
      </div>
    </main>
  );
}
