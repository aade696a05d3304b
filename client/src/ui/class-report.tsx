// The report of a class, which prints well.
import { optionKey, optionText } from '@syn-or-swim/shared/classroom/poll-question.ts';
import type { MatchReport, StudentReport } from '@syn-or-swim/shared/classroom/report.ts';
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import {
  CLASS_TABLES,
  type ReportAnswer,
  type TeacherView,
} from '@syn-or-swim/shared/protocol/class-messages.ts';
import type { MisconceptionId } from '@syn-or-swim/shared/tcp/misconceptions.ts';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { percentText } from '../i18n/percent-text.ts';
import type { ClassWords, TeacherActions } from '../model/class-model.ts';
import { pollText } from './class-poll.tsx';
import { AskedQuestions } from './class-review.tsx';
import { HeatMap } from './class-wall.tsx';
import { levelWords, usePlay } from './play-context.ts';
import './class-report.css';

/** A table that scrolls on a small screen. */
function Scroll({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls on a small screen
    <section class="class-scroll" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}

interface ReportProps {
  readonly report: ReportAnswer;
  readonly view: TeacherView;
  readonly words: ClassWords;
  readonly actions: TeacherActions;
}

function Gain({ report: { gain, students }, words }: Pick<ReportProps, 'report' | 'words'>) {
  const { teacher, report: texts } = words.texts;
  if (gain.students.length === 0) return <p class="quiet">{teacher.noGain}</p>;
  return (
    <>
      {gain.gain !== undefined && <p class="class-gain">{teacher.gain(gain.gain)}</p>}
      <p>{teacher.gainLine(gain.before, gain.after, gain.students.length)}</p>
      {gain.spread !== undefined && (
        <p>
          {teacher.spread(gain.spread.lowerQuartile, gain.spread.median, gain.spread.upperQuartile)}{' '}
          {texts.range(gain.spread.lowest, gain.spread.highest)}
        </p>
      )}
      {gain.students.length < students.length && (
        <p class="quiet">{texts.leftOut(students.length - gain.students.length)}</p>
      )}
      {gain.tooFew && <p class="quiet">{teacher.tooFew}</p>}
    </>
  );
}

/** The commonest mistake of a student over all ideas. */
function typicalMistake({ ideas }: StudentReport): MisconceptionId | undefined {
  const all = ideas.flatMap(({ mistakes }) => mistakes);
  return all.toSorted((one, other) => other.times - one.times)[0]?.misconception;
}

function shareText({ right, of }: { readonly right: number; readonly of: number }): string {
  return of === 0 ? '–' : `${right}/${of}`;
}

function StudentRow({ own, report }: { readonly own: StudentReport; readonly report: ReportAnswer }) {
  const gain = report.gain.students.find(({ student }) => student === own.student);
  return (
    <tr>
      <th scope="row">{own.name}</th>
      <td class="number">
        {gain === undefined ? '–' : `${gain.before}/${gain.of} → ${gain.after}/${gain.of}`}
      </td>
      <td>{typicalMistake(own) ?? '–'}</td>
      {own.ideas.map(({ idea, tried, right, mistakes }) => {
        const asked = own.questions.find((each) => each.idea === idea);
        return (
          <td key={idea}>
            <span class="number">{tried === 0 ? '–' : `${right}/${tried}`}</span>
            {mistakes[0] !== undefined && <small>{mistakes[0].misconception}</small>}
            {asked !== undefined && asked.before.of + asked.after.of > 0 && (
              <small class="number">
                {shareText(asked.before)} → {shareText(asked.after)}
              </small>
            )}
          </td>
        );
      })}
    </tr>
  );
}

/** Each student's row, and what the ids of the mistakes mean. */
function StudentTable({ report, words }: Pick<ReportProps, 'report' | 'words'>) {
  const { tcp } = usePlay();
  const { teacher, report: texts, idea: names } = words.texts;
  const { students } = report;
  const shown = new Set(
    students.flatMap((own) => [
      ...own.ideas.flatMap(({ mistakes }) => mistakes.slice(0, 1).map(({ misconception }) => misconception)),
      ...[typicalMistake(own) ?? []].flat(),
    ]),
  );
  return (
    <section class="report-part report-students">
      <h3>{teacher.byStudent}</h3>
      <p class="quiet">{texts.cells}</p>
      <Scroll label={teacher.byStudent}>
        <table class="class-students">
          <thead>
            <tr>
              <th scope="col">{teacher.name}</th>
              <th scope="col">{texts.questions}</th>
              <th scope="col">{texts.typical}</th>
              {Object.entries(names).map(([idea, name]) => (
                <th key={idea} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {students.map((own) => (
              <StudentRow key={own.student} own={own} report={report} />
            ))}
          </tbody>
        </table>
      </Scroll>
      {shown.size > 0 && (
        <dl class="report-legend">
          {[...shown].toSorted().map((id) => (
            <div key={id}>
              <dt>{id}</dt>
              <dd>{teacher.quoted(tcp.misconceptions[id].belief)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function Mistakes({ report, words, actions }: Omit<ReportProps, 'view'>) {
  const { tcp } = usePlay();
  const { teacher, report: texts } = words.texts;
  return (
    <section class="report-part">
      <h3>{teacher.mistakes}</h3>
      {report.mistakes.length === 0 && <p class="quiet">{texts.noMistakes}</p>}
      <ol class="report-mistakes">
        {report.mistakes.map(({ misconception, times, students, match }) => (
          <li key={misconception}>
            <p>
              <strong>
                {misconception} · {teacher.quoted(tcp.misconceptions[misconception].belief)}
              </strong>{' '}
              {tcp.misconceptions[misconception].fact}{' '}
              <span class="quiet">({teacher.times(times, students)})</span>
            </p>
            <button type="button" class="button small" onClick={() => actions.watch(match)}>
              {teacher.replay}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function MatchRow({
  match: { match, round, level, names, third, share, stars },
  words,
  actions,
  onFail,
}: {
  readonly match: MatchReport;
  readonly words: ClassWords;
  readonly actions: TeacherActions;
  readonly onFail: () => void;
}) {
  const language = usePlay();
  const { teacher, report: texts } = words.texts;
  const known = LEVELS.find(({ id }) => id === level);
  const print = (solution: boolean): void => {
    actions.worksheet(match, solution, language).then(
      (printed) => {
        if (!printed) onFail();
      },
      () => onFail(),
    );
  };
  const who = `${names.client ?? teacher.stack} · ${names.server ?? teacher.stack}`;
  return (
    <tr>
      <td class="number">{round}</td>
      <td>{known === undefined ? level : levelWords(known, language).name}</td>
      <td>
        {who}
        {third !== undefined && (
          <small>
            {third.name}: {teacher.thirds[third.seat]}
            {third.network !== undefined && ` (${texts.weather(third.network.acts, third.network.provoked)})`}
          </small>
        )}
      </td>
      <td class="number">{share === undefined ? '–' : `${percentText(share)} ${'★'.repeat(stars ?? 0)}`}</td>
      <td class="class-buttons">
        <button
          type="button"
          class="button small"
          aria-label={texts.watch(who, round)}
          onClick={() => actions.watch(match)}
        >
          {teacher.replay}
        </button>
        <button
          type="button"
          class="button small"
          aria-label={texts.sheetOf(who, round)}
          onClick={() => print(false)}
        >
          {texts.sheet}
        </button>
        <button
          type="button"
          class="button small plain"
          aria-label={texts.solutionOf(who, round)}
          onClick={() => print(true)}
        >
          {texts.solution}
        </button>
      </td>
    </tr>
  );
}

/** Every match of the class: its replay, and a worksheet made from it. */
function Matches({ report, words, actions }: Omit<ReportProps, 'view'>) {
  const { report: texts, teacher } = words.texts;
  const [failed, setFailed] = useState(false);
  if (report.matches.length === 0) return null;
  return (
    <section class="report-part">
      <h3>{teacher.matches}</h3>
      <p class="quiet class-buttons">{texts.sheetHint}</p>
      {failed && <p role="alert">{texts.noSheet}</p>}
      <Scroll label={teacher.matches}>
        <table class="class-students">
          <thead>
            <tr>
              <th scope="col">{texts.round}</th>
              <th scope="col">{texts.level}</th>
              <th scope="col">{texts.pair}</th>
              <th scope="col">{texts.share}</th>
              <td class="class-buttons" />
            </tr>
          </thead>
          <tbody>
            {report.matches.map((match) => (
              <MatchRow
                key={match.match}
                match={match}
                words={words}
                actions={actions}
                onFail={() => setFailed(true)}
              />
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

function Polls({ report: { polls }, words }: Pick<ReportProps, 'report' | 'words'>) {
  const { report: texts, poll: pollTexts } = words.texts;
  if (polls.length === 0) return null;
  return (
    <section class="report-part">
      <h3>{texts.polls}</h3>
      <p class="quiet">{texts.pollsHint}</p>
      <ol class="report-mistakes">
        {polls.map(({ poll, question, counts }) => (
          <li key={poll}>
            <p>{pollText(question, words)}</p>
            <ul class="report-options">
              {question.options.map((option, index) => (
                <li key={optionKey(option)} class={index === question.right ? 'is-right' : ''}>
                  {index === question.right ? '✓ ' : ''}
                  {option.kind === 'nothing' ? pollTexts.nothing : optionText(option)}{' '}
                  <span class="number quiet">{pollTexts.votes(counts[index] ?? 0)}</span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** All of the report. */
export function ReportView(props: ReportProps) {
  const { report, view, words, actions } = props;
  const { teacher, report: texts } = words.texts;
  return (
    <section class="card class-report">
      <h2>
        {teacher.report} <span class="quiet number">{view.code}</span>
      </h2>
      <div class="class-row class-buttons">
        <button type="button" class="button" onClick={() => window.print()}>
          {teacher.print}
        </button>
        {CLASS_TABLES.map((table) => (
          <button key={table} type="button" class="button" onClick={() => actions.save(table)}>
            {teacher.tables[table]}
          </button>
        ))}
      </div>
      <section class="report-part">
        <h3>{texts.gain}</h3>
        <Gain report={report} words={words} />
      </section>
      <Mistakes {...props} />
      <section class="report-part">
        <HeatMap cells={report.heatMap} words={words} />
      </section>
      <StudentTable report={report} words={words} />
      <Matches {...props} />
      <Polls report={report} words={words} />
      <AskedQuestions report={report} words={words} />
    </section>
  );
}
