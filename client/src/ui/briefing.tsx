import type { Level } from '@syn-or-swim/shared/game/level.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import { lessonOf } from '@syn-or-swim/shared/levels/texts/lessons.ts';
import { ExampleLadder } from './example-ladder.tsx';
import { levelWords, usePlay } from './play-context.ts';
import { clockText } from './time-text.ts';
import './around.css';

/** The name of `level`, the line below it, and its figures. */
export function LevelTitle({ level }: { readonly level: Level }) {
  const language = usePlay();
  const { briefing } = language.around;
  const { name, tag } = levelWords(level, language);
  return (
    <>
      <h2>{name}</h2>
      <p>{tag}</p>
      <p class="quiet">
        {briefing.facts(clockText(level.timing.round), level.orders.length)}
        <br />
        {briefing.grades[level.assistance]}
      </p>
    </>
  );
}

/** What `side` does on `level`. */
export function BriefingLines({ level, side }: { readonly level: Level; readonly side: Side }) {
  const language = usePlay();
  return (
    <ul class="briefing-lines">
      {levelWords(level, language).lines[side].map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** The worked example of `level`; nothing where it has none. */
export function LevelExample({ level }: { readonly level: Level }) {
  const language = usePlay();
  const lesson = lessonOf(level.id);
  if (lesson === undefined) return null;
  return (
    <ExampleLadder key={level.id} example={lesson.example} sentences={levelWords(level, language).example} />
  );
}

/** The briefing of a level for `side`: what one does, and one worked example. */
export function Briefing({ level, side }: { readonly level: Level; readonly side: Side }) {
  return (
    <div class="briefing">
      <BriefingLines level={level} side={side} />
      <LevelExample level={level} />
    </div>
  );
}
