// The question of a lecture: as the student answers it, and as the teacher asks it and shows what came.
import {
  optionKey,
  optionText,
  type PollOption,
  type PollQuestion,
} from '@syn-or-swim/shared/classroom/poll-question.ts';
import type { PollView, StudentStage } from '@syn-or-swim/shared/protocol/class-messages.ts';
import { flagsText } from '@syn-or-swim/shared/tcp/segment.ts';
import type { ComponentChildren } from 'preact';
import type { ClassWords, OwnVote } from '../model/class-model.ts';
import { FlagRow } from './flag-picture.tsx';
import './class-poll.css';

/** Names of the choices, to call them out by. */
const LETTERS = ['A', 'B', 'C', 'D'] as const;

/** What is asked, in a sentence. */
export function pollText({ kind, side }: Pick<PollQuestion, 'kind' | 'side'>, { texts }: ClassWords): string {
  return texts.poll[kind](texts.poll.sides[side]);
}

function Option({ option, words }: { readonly option: PollOption; readonly words: ClassWords }) {
  if (option.kind === 'nothing') return <span class="poll-option">{words.texts.poll.nothing}</span>;
  if (option.kind === 'state') return <code class="poll-option">{option.state}</code>;
  const [, numbers = ''] = /( seq .*)$/.exec(optionText(option)) ?? [];
  return (
    <span class="poll-option">
      <FlagRow flags={option.flags} />
      <span class="unseen">{flagsText(option.flags)}</span> <span class="number">{numbers.trim()}</span>
    </span>
  );
}

/** How the answers spread, the right one marked. */
export function PollSpread({
  question,
  counts,
  right,
  chosen,
  words,
}: {
  readonly question: Pick<PollQuestion, 'options'>;
  readonly counts: readonly number[];
  readonly right: number;
  readonly chosen?: number | undefined;
  readonly words: ClassWords;
}) {
  const { poll } = words.texts;
  const all = Math.max(
    1,
    counts.reduce((sum, count) => sum + count, 0),
  );
  return (
    <ol class="poll-options poll-spread">
      {question.options.map((option, index) => {
        const count = counts[index] ?? 0;
        return (
          <li key={optionKey(option)} class={index === right ? 'is-right' : ''}>
            <strong>{LETTERS[index]}</strong>
            <Option option={option} words={words} />
            <span class="poll-bar" aria-hidden="true">
              <span style={{ width: `${Math.round((count * 100) / all)}%` }} />
            </span>
            <span class="number">{poll.votes(count)}</span>
            <span class="poll-mark">
              {index === right && `✓ ${poll.right}`} {index === chosen && poll.yours}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** What a student is asked; until the answers are shown they may change their mind. `vote` is what is not counted yet. */
export function StudentPoll({
  stage,
  vote,
  words,
  onVote,
}: {
  readonly stage: Extract<StudentStage, { readonly kind: 'poll' }>;
  readonly vote: OwnVote | undefined;
  readonly words: ClassWords;
  readonly onVote: (poll: number, choice: number) => void;
}) {
  const { poll: texts } = words.texts;
  const { poll, question, chosen, shown } = stage;
  const marked = vote?.late === false ? vote.choice : chosen;
  return (
    <section class="card class-poll">
      <h1>{pollText(question, words)}</h1>
      {shown === undefined ? (
        <>
          <fieldset class="poll-options">
            <legend class="quiet">{texts.hint}</legend>
            {question.options.map((option, index) => (
              <label key={optionKey(option)} class={marked === index ? 'is-chosen' : ''}>
                <input
                  type="radio"
                  name={`poll-${poll}`}
                  checked={marked === index}
                  onChange={() => onVote(poll, index)}
                />
                <strong>{LETTERS[index]}</strong>
                <Option option={option} words={words} />
              </label>
            ))}
          </fieldset>
          <p role="status">{chosen !== undefined && marked === chosen ? texts.taken : ''}</p>
        </>
      ) : (
        <>
          <p role="status" class="poll-word">
            {chosen === undefined ? texts.missed : chosen === shown.right ? texts.wasRight : texts.wasWrong}
          </p>
          {vote?.late === true && <p role="alert">{texts.late(LETTERS[vote.choice] ?? '')}</p>}
          <PollSpread question={question} {...shown} chosen={chosen} words={words} />
        </>
      )}
    </section>
  );
}

/** The question that is on, as the projector shows it; `children` are what may be done next. */
export function PollPanel({
  poll,
  here,
  words,
  onShow,
  onClose,
  children,
}: {
  readonly poll: PollView;
  /** How many students are there. */
  readonly here: number;
  readonly words: ClassWords;
  readonly onShow: () => void;
  readonly onClose: () => void;
  readonly children?: ComponentChildren;
}) {
  const { poll: texts } = words.texts;
  const { question, counts, shown } = poll;
  const given = counts.reduce((sum, count) => sum + count, 0);
  return (
    <section class="card class-poll" aria-labelledby="poll-heading">
      <h2 id="poll-heading">{pollText(question, words)}</h2>
      {shown ? (
        <PollSpread question={question} counts={counts} right={question.right} words={words} />
      ) : (
        <ol class="poll-options">
          {question.options.map((option, index) => (
            <li key={optionKey(option)}>
              <strong>{LETTERS[index]}</strong>
              <Option option={option} words={words} />
            </li>
          ))}
        </ol>
      )}
      <div class="class-row">
        <p class="number" role="status">
          {texts.answered(given, Math.max(given, here))}
        </p>
        {!shown && (
          <button type="button" class="button main" onClick={onShow}>
            {texts.show}
          </button>
        )}
        {shown && children}
        <button type="button" class="button" onClick={onClose}>
          {texts.close}
        </button>
      </div>
    </section>
  );
}
