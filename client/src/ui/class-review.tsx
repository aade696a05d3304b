// The questions with their right answers: a student's own, and the class's in the teacher's report.
import { FORMS } from '@syn-or-swim/shared/classroom/class-event.ts';
import type { OptionMeaning } from '@syn-or-swim/shared/classroom/inventory/items.ts';
import type { ReviewedAnswer, ReviewedItem, Solution } from '@syn-or-swim/shared/classroom/review.ts';
import type { ReportAnswer } from '@syn-or-swim/shared/protocol/class-messages.ts';
import { percentText } from '../i18n/percent-text.ts';
import type { ClassWords } from '../model/class-model.ts';
import { usePlay } from './play-context.ts';
import './class-review.css';

interface Worded {
  readonly words: ClassWords;
}

/** The wrong belief that an option shows; undefined of the right one, and of one that shows none. */
function useBelief(meaning: OptionMeaning | undefined): string | undefined {
  const { tcp } = usePlay();
  return meaning === undefined || meaning === 'right' || meaning === 'slip'
    ? undefined
    : tcp.misconceptions[meaning].belief;
}

/** Why the right answer is right, and where that can be read. */
function Because({ solution: { explanation, source }, words }: Worded & { readonly solution: Solution }) {
  const { review } = words.texts;
  return (
    <>
      <dt>{review.why}</dt>
      <dd>{explanation[words.language]}</dd>
      <dt>{review.source}</dt>
      <dd>{review.section(source)}</dd>
    </>
  );
}

function OwnAnswer({ answer, words }: Worded & { readonly answer: ReviewedAnswer }) {
  const { forms, review } = words.texts;
  const { question, options } = words.inventory[answer.question];
  const isRight = answer.chosen === answer.right;
  const belief = useBelief(answer.options[answer.chosen]);
  return (
    <section class="review-answer">
      <h4>{forms[answer.form]}</h4>
      <p class="review-question">{question}</p>
      <dl>
        <dt>{review.yours}</dt>
        <dd>
          {options[answer.chosen]} <strong>{isRight ? `✓ ${review.isRight}` : `✗ ${review.isWrong}`}</strong>
        </dd>
        {belief !== undefined && (
          <>
            <dt>{review.belief}</dt>
            <dd>{belief}</dd>
          </>
        )}
        {!isRight && (
          <>
            <dt>{review.right}</dt>
            <dd>
              <strong>{options[answer.right]}</strong>
            </dd>
          </>
        )}
        <Because solution={answer} words={words} />
      </dl>
    </section>
  );
}

/** What a student reads after the last questions: those that went wrong are open. */
export function StudentReview({ items, words }: Worded & { readonly items: readonly ReviewedItem[] }) {
  const { review } = words.texts;
  return (
    <section class="card class-review">
      <h2>{review.heading}</h2>
      <p class="quiet">{review.hint}</p>
      {items.map((item, index) => (
        <details key={item.after.question} open={item.after.chosen !== item.after.right}>
          <summary>
            {review.item(index + 1)}
            <span class="review-marks">
              {[item.before, item.after].map(
                (answer) =>
                  answer !== undefined && (
                    <span key={answer.form}>{review.mark(answer.form, answer.chosen === answer.right)}</span>
                  ),
              )}
            </span>
          </summary>
          {item.before !== undefined && <OwnAnswer answer={item.before} words={words} />}
          <OwnAnswer answer={item.after} words={words} />
        </details>
      ))}
    </section>
  );
}

function Option({
  solution,
  option,
  counts,
  words,
}: Worded & {
  readonly solution: Solution;
  readonly option: number;
  /** How often it was chosen in each form; undefined where the question was not asked. */
  readonly counts: readonly (number | undefined)[];
}) {
  const { options } = words.inventory[solution.question];
  const belief = useBelief(solution.options[option]);
  const isRight = option === solution.right;
  return (
    <tr class={isRight ? 'is-right' : ''}>
      <th scope="row">
        {isRight && '✓ '}
        {options[option]}
        {belief !== undefined && (
          <small>
            {solution.options[option]} · {belief}
          </small>
        )}
      </th>
      {counts.map((count, form) => (
        <td key={FORMS[form]} class="number">
          {count ?? '–'}
        </td>
      ))}
    </tr>
  );
}

function AskedQuestion({
  solution,
  report,
  words,
}: Worded & { readonly solution: Solution; readonly report: ReportAnswer }) {
  const { report: texts, teacher } = words.texts;
  const { question } = words.inventory[solution.question];
  const went = FORMS.map((form) =>
    report.questions.find((each) => each.question === solution.question && each.form === form),
  );
  const figures = [
    [texts.answers, went.map((each) => each?.answers)],
    [texts.rightShare, went.map((each) => each && percentText(each.right))],
    [texts.discrimination, went.map((each) => each?.discrimination)],
  ] as const;
  return (
    <details class="review-asked">
      <summary>{question}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{texts.chosen}</th>
            {FORMS.map((form) => (
              <th key={form} scope="col">
                {teacher[form]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {solution.options.map((meaning, option) => (
            <Option
              key={`${meaning} ${option}`}
              solution={solution}
              option={option}
              counts={went.map((each) => each?.options[option])}
              words={words}
            />
          ))}
        </tbody>
        <tfoot>
          {figures.map(([name, values]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {values.map((value, form) => (
                <td key={FORMS[form]} class="number">
                  {value ?? '–'}
                </td>
              ))}
            </tr>
          ))}
        </tfoot>
      </table>
      <dl>
        <Because solution={solution} words={words} />
      </dl>
    </details>
  );
}

/** Every question of the two forms: what it asks, how it went, what is right and why. On paper all are open. */
export function AskedQuestions({ report, words }: Worded & { readonly report: ReportAnswer }) {
  const { report: texts } = words.texts;
  if (report.solutions.length === 0) return null;
  return (
    <section class="report-part class-review">
      <h3>{texts.statistics}</h3>
      <p class="quiet">{texts.statisticsHint}</p>
      {report.solutions.map((solution) => (
        <AskedQuestion key={solution.question} solution={solution} report={report} words={words} />
      ))}
    </section>
  );
}
