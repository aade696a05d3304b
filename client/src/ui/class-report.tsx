// The report of a class, which prints well.
import { CLASS_TABLES, type ReportAnswer } from '@syn-or-swim/shared/protocol/class-messages.ts';
import type { ClassWords, TeacherActions } from '../model/class-model.ts';
import { HeatMap } from './class-wall.tsx';
import { usePlay } from './play-context.ts';

interface ReportProps {
  readonly report: ReportAnswer;
  readonly words: ClassWords;
  readonly actions: TeacherActions;
}

function Gain({ report: { gain }, words }: Pick<ReportProps, 'report' | 'words'>) {
  const { teacher } = words.texts;
  if (gain.students.length === 0) return <p class="quiet">{teacher.noGain}</p>;
  return (
    <>
      {gain.gain !== undefined && <p class="class-gain">{teacher.gain(gain.gain)}</p>}
      <p>{teacher.gainLine(gain.before, gain.after, gain.students.length)}</p>
      {gain.spread !== undefined && (
        <p>{teacher.spread(gain.spread.lowerQuartile, gain.spread.median, gain.spread.upperQuartile)}</p>
      )}
      {gain.tooFew && <p class="quiet">{teacher.tooFew}</p>}
    </>
  );
}

function StudentTable({ report: { students, gain }, words }: Pick<ReportProps, 'report' | 'words'>) {
  const { teacher, idea: names } = words.texts;
  return (
    <div class="class-scroll">
      <table class="class-students">
        <caption>{teacher.byStudent}</caption>
        <thead>
          <tr>
            <th scope="col">{teacher.name}</th>
            <th scope="col">{teacher.before}</th>
            <th scope="col">{teacher.after}</th>
            {Object.entries(names).map(([idea, name]) => (
              <th key={idea} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {students.map(({ student, name, ideas }) => {
            const own = gain.students.find((each) => each.student === student);
            return (
              <tr key={student}>
                <th scope="row">{name}</th>
                <td>{own === undefined ? '–' : `${own.before}/${own.of}`}</td>
                <td>{own === undefined ? '–' : `${own.after}/${own.of}`}</td>
                {ideas.map(({ idea, tried, right }) => (
                  <td key={idea}>{tried === 0 ? '–' : `${right}/${tried}`}</td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** All of the report. */
export function ReportView({ report, words, actions }: ReportProps) {
  const { tcp } = usePlay();
  const { teacher } = words.texts;
  return (
    <section class="card class-report">
      <h2>{teacher.report}</h2>
      <Gain report={report} words={words} />
      <h3>{teacher.mistakes}</h3>
      <ol>
        {report.mistakes.map(({ misconception, times, students, match }) => (
          <li key={misconception}>
            <strong>{tcp.misconceptions[misconception].belief}</strong>{' '}
            {tcp.misconceptions[misconception].fact}{' '}
            <span class="quiet">({teacher.times(times, students)})</span>{' '}
            <button type="button" class="button small" onClick={() => actions.watch(match)}>
              {teacher.replay}
            </button>
          </li>
        ))}
      </ol>
      <HeatMap cells={report.heatMap} words={words} />
      <StudentTable report={report} words={words} />
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
    </section>
  );
}
