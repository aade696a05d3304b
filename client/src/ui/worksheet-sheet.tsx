// One sheet of paper, A4: a ladder with blanks, or with what belongs there.
import { SIDES } from '@syn-or-swim/shared/game/seat.ts';
import type { Ladder } from '@syn-or-swim/shared/scoring/ladder.ts';
import { type ComponentChildren, render } from 'preact';
import type { ExportsTexts } from '../i18n/exports-en.ts';
import type { Debrief } from '../model/debrief-model.ts';
import { layOutLadder, PAPER_LADDER } from '../model/ladder-layout.ts';
import { ladderSvg } from '../model/ladder-svg.ts';
import { answersOf, blanksOf } from '../model/worksheet.ts';
import { connectionName } from './connection-name.ts';
import { endedWord } from './ladder-picture.tsx';
import { levelWords, type PlayLanguage } from './play-context.ts';
import { momentText } from './time-text.ts';
import './worksheet.css';

interface SheetProps {
  readonly debrief: Debrief;
  readonly ladder: Ladder;
  readonly words: ExportsTexts;
  readonly language: PlayLanguage;
  readonly solution: boolean;
}

function Question({ text, answer }: { readonly text: string; readonly answer: string | undefined }) {
  return (
    <li>
      {text}
      {answer === undefined ? <span class="sheet-line" /> : <strong> {answer}</strong>}
    </li>
  );
}

function Questions({ ladder, words, language, solution }: SheetProps) {
  const { worksheet } = words;
  const { sides } = language.texts;
  const { closedFirst, timeWait, lost, repeats, last } = answersOf(ladder);
  const waits =
    timeWait.length === 0
      ? worksheet.nobody
      : `${timeWait.map((side) => sides[side]).join(', ')}. ${worksheet.because}`;
  const ends = SIDES.map((side) => `${sides[side]}: ${last[side] ?? worksheet.neverHad}`).join(', ');
  const asked = [
    [worksheet.closedFirst, closedFirst === undefined ? worksheet.nobody : sides[closedFirst]],
    [worksheet.timeWait, waits],
    [worksheet.lost, String(lost)],
    [worksheet.repeats, String(repeats)],
    [worksheet.last, ends],
  ] as const;
  return (
    <ol class="sheet-questions">
      {asked.map(([text, answer]) => (
        <Question key={text} text={text} answer={solution ? answer : undefined} />
      ))}
    </ol>
  );
}

/** The worksheet of one connection, or its solution. */
export function WorksheetSheet(props: SheetProps) {
  const { debrief, ladder, words, language, solution } = props;
  const { texts } = language;
  const { worksheet } = words;
  const moment = (at: number): string => texts.seconds(momentText(at));
  const layout = layOutLadder(ladder, PAPER_LADDER, {
    moment,
    ended: (boat) => endedWord(boat, texts),
    ...(solution ? {} : { blank: blanksOf(ladder) }),
  });
  const { svg } = ladderSvg(layout, {
    title: connectionName(ladder, language),
    foot: `SYN or Swim · ${debrief.hash.slice(0, 12)}`,
    sides: texts.sides,
  });
  return (
    <main class="sheet" lang={language.language}>
      <header>
        <h1>
          {solution ? worksheet.solution : worksheet.sheet}: {levelWords(debrief.level, language).name}
        </h1>
        {!solution && (
          <p>
            {worksheet.name}: <span class="sheet-line" />
          </p>
        )}
      </header>
      {!solution && <p>{worksheet.task}</p>}
      {/* Made by ladderSvg, which escapes every text. */}
      <div class="sheet-ladder" dangerouslySetInnerHTML={{ __html: svg }} />
      <Questions {...props} />
    </main>
  );
}

/** Prints `sheet` alone; the page comes back afterwards as it was. */
export function printSheet(sheet: ComponentChildren): void {
  document.querySelector('.print-root')?.remove();
  const root = document.createElement('div');
  root.className = 'print-root';
  document.body.append(root);
  render(sheet, root);
  const { dataset } = document.documentElement;
  dataset['print'] = 'sheet';
  const done = (): void => {
    delete dataset['print'];
    render(null, root);
    root.remove();
  };
  addEventListener('afterprint', done, { once: true });
  window.print();
}
