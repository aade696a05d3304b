import type { Level } from '@syn-or-swim/shared/game/level.ts';
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import { IDEA_NUMBERS } from '@syn-or-swim/shared/scoring/ideas.ts';
import type { ComponentChildren } from 'preact';
import { ideaProgress, levelToPlay, type Progress } from '../model/progress.ts';
import { AroundBar } from './around-bar.tsx';
import { ChartPicture, STOPS } from './chart-picture.tsx';
import { levelWords, usePlay } from './play-context.ts';
import './around.css';
import './chart.css';

/** Three small stars, the earned ones filled; the words beside them say the same. */
export function SmallStars({ stars }: { readonly stars: number }) {
  return (
    <svg class="small-stars" viewBox="0 0 66 20" aria-hidden="true">
      {[0, 1, 2].map((index) => (
        <path
          key={index}
          class={index < stars ? 'earned' : ''}
          transform={`translate(${index * 22 + 1} 0)`}
          d="m10 1 2.700 6.200 6.800.6-5.100 4.500 1.500 6.600L10 15.400 4.100 18.900l1.500-6.600L.5 7.800l6.800-.6z"
        />
      ))}
    </svg>
  );
}

/** The eye that a level's log entry earns. */
export function EyeMark() {
  return (
    <svg class="eye-mark" viewBox="0 0 28 20" aria-hidden="true">
      <path class="eye-lid" d="M2 10Q14-3 26 10 14 23 2 10z" />
      <circle cx="14" cy="10" r="4" />
    </svg>
  );
}

function Stop({
  level,
  progress,
  isNext,
  onChoose,
}: {
  readonly level: Level;
  readonly progress: Progress;
  readonly isNext: boolean;
  readonly onChoose: (level: Level) => void;
}) {
  const language = usePlay();
  const { chart } = language.around;
  const { title, name, tag } = levelWords(level, language);
  const reached = progress.levels[level.id];
  const [x, y] = STOPS[level.number - 1] ?? [0, 0];
  const said = [
    name,
    reached === undefined ? chart.unplayed : chart.stars(reached.stars),
    ...(reached?.eye ? [chart.eye] : []),
    ...(isNext ? [chart.next] : []),
  ];
  const look = `${isNext ? ' is-next' : ''}${(reached?.stars ?? 0) > 0 ? ' is-done' : ''}`;
  return (
    <li class={`chart-stop${look}`} style={{ left: `${x / 12}%`, top: `${y / 6.4}%` }}>
      <button type="button" aria-label={said.join('. ')} onClick={() => onChoose(level)}>
        <span class="buoy number">{level.number}</span>
        <span class="stop-words">
          <span class="stop-title">{title}</span>
          <span class="stop-tag quiet">{tag}</span>
          <span class="stop-marks">
            <SmallStars stars={reached?.stars ?? 0} />
            {reached?.eye && <EyeMark />}
            {isNext && <span class="next-mark">{chart.next}</span>}
          </span>
        </span>
      </button>
    </li>
  );
}

function Ideas({ progress }: { readonly progress: Progress }) {
  const { chart } = usePlay().around;
  return (
    <section class="card ideas">
      <h2>{chart.ideas}</h2>
      <p class="quiet">{chart.ideasIntro}</p>
      <ol>
        {IDEA_NUMBERS.map((number) => {
          const { tried, right } = ideaProgress(progress, number);
          const name = chart.ideaNames[number - 1] ?? '';
          return (
            <li key={number}>
              <span>{name}</span>
              <meter min={0} max={1} value={tried === 0 ? 0 : right / tried} aria-label={name} />
              <span class="quiet number">{tried === 0 ? chart.notTried : chart.idea(right, tried)}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** The chart of all levels, with what was reached on each, and the ten ideas. */
export function LevelChart({
  progress,
  onChoose,
  onBack,
  children,
}: {
  readonly progress: Progress;
  readonly onChoose: (level: Level) => void;
  readonly onBack: () => void;
  /** What lies beyond the fifteen levels. */
  readonly children?: ComponentChildren;
}) {
  const { texts, around } = usePlay();
  const next = levelToPlay(progress, LEVELS);
  return (
    <main class="around chart-screen">
      <AroundBar label={texts.back} onBack={onBack} />
      <h1>{around.chart.heading}</h1>
      <p class="quiet">{around.chart.intro}</p>
      <div class="chart-frame">
        <div class="chart">
          <ChartPicture />
          <ol>
            {LEVELS.map((level) => (
              <Stop key={level.id} {...{ level, progress, onChoose }} isNext={level.id === next?.id} />
            ))}
          </ol>
        </div>
      </div>
      {children}
      <Ideas progress={progress} />
    </main>
  );
}
