import { useSignal } from '@preact/signals';
import type { LevelId } from '@syn-or-swim/shared/game/level.ts';
import { peerOf, type Side } from '@syn-or-swim/shared/game/seat.ts';
import { CRATE_OCTETS } from '@syn-or-swim/shared/game/token.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import { type AskedQuestion, matchQuestions } from '@syn-or-swim/shared/replay/match-questions.ts';
import type { Question, QuestionAnswer } from '@syn-or-swim/shared/scoring/question.ts';
import {
  type Answered,
  type QuestionHistory,
  withAnswers,
} from '@syn-or-swim/shared/scoring/question-box.ts';
import { flagsText } from '@syn-or-swim/shared/tcp/segment.ts';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { AfterwardsTexts } from '../i18n/afterwards-en.ts';
import type { MisconceptionText } from '../i18n/tcp-en.ts';
import { type Debrief, knownLevel } from '../model/debrief-model.ts';
import type { Retraced } from '../model/retrace.ts';
import { SS_STATES } from '../model/socket-list.ts';
import { FlagRow } from './flag-picture.tsx';
import { tokenText } from './notice-card.tsx';
import { levelWords, type PlayLanguage, shipName, usePlay } from './play-context.ts';
import { momentText } from './time-text.ts';
import './question-card.css';

/** What the questions need of the debrief. */
export interface QuestionsProps {
  readonly debrief: Debrief;
  readonly seat: Side;
  readonly retraced: Retraced;
  readonly words: AfterwardsTexts;
  /** What was answered after earlier matches. */
  readonly history: QuestionHistory;
  readonly keepHistory: (history: QuestionHistory) => void;
}

function levelName(id: LevelId, language: PlayLanguage): string {
  const level = knownLevel(id);
  return level === undefined ? id : levelWords(level, language).name;
}

function askText(question: Question, words: AfterwardsTexts, { texts }: PlayLanguage): string {
  const { kind, name, key, at, side, state, lasted } = question;
  const ship = name === undefined ? `:${key.clientPort}` : shipName(texts, name);
  const clock = texts.seconds(momentText(at));
  const { questions } = words;
  switch (kind) {
    case 'state':
      return questions.state(ship, clock, side, state);
    case 'token':
      return questions.token(ship, clock, side, state);
    case 'cause':
      return questions.cause(ship, side, state, texts.seconds(Math.round(lasted / 1000)));
    case 'ss':
      return questions.ss(ship, clock, side, peerOf(side), state);
    case 'what-if':
      return questions['what-if'](ship, clock, side);
  }
}

/** An answer in words; `listed`: a state as ss prints it. */
function answerText(
  answer: QuestionAnswer,
  listed: boolean,
  seat: Side,
  words: AfterwardsTexts,
  { texts }: PlayLanguage,
): string {
  switch (answer.kind) {
    case 'state':
      if (!listed) return answer.state;
      return answer.state === 'CLOSED' ? words.questions.unlisted : SS_STATES[answer.state];
    case 'token':
      return tokenText(answer.token, texts);
    case 'outcome':
      return words.questions.outcomes[answer.outcome];
    case 'cause': {
      if (answer.cause === 'network' || answer.cause === 'nobody') {
        return texts.harbour.log.causes[answer.cause];
      }
      return texts.harbour.log.causes[answer.cause.startsWith(seat) ? 'mine' : 'theirs'];
    }
  }
}

function Segment({ question }: { readonly question: Question }) {
  const { texts } = usePlay();
  const { segment } = question;
  if (segment === undefined) return null;
  const crates = Math.floor(segment.dataLength / CRATE_OCTETS);
  return (
    <span class="notice-boat">
      <FlagRow flags={segment.flags} />
      <span class="number">
        {flagsText(segment.flags)} seq {segment.seq}
        {segment.flags.ack && ` ack ${segment.ack}`}
        {crates > 0 && `, ${texts.crates(crates)}`}
      </span>
    </span>
  );
}

/** Why the right answer is right: the rule of the moment, or the fact against the belief. */
function Why({ question: { teaches } }: { readonly question: Question }) {
  const { texts, tcp } = usePlay();
  const rules: Readonly<Record<string, string>> = texts.harbour.hint.rules;
  const known: Readonly<Record<string, MisconceptionText>> = tcp.misconceptions;
  const about = known[teaches];
  if (about === undefined) return <>{rules[teaches] ?? ''}</>;
  return (
    <>
      <s class="quiet">{about.belief}</s> {about.fact}
    </>
  );
}

interface OneProps extends QuestionsProps {
  readonly asked: AskedQuestion;
  readonly number: number;
  readonly of: number;
  readonly chosen: number | undefined;
  readonly onChoose: (index: number) => void;
  readonly onNext: () => void;
}

function Verdict({ asked: { question }, chosen, seat, words, number, of, onNext }: OneProps) {
  const language = usePlay();
  const { texts, tcp } = language;
  if (chosen === undefined) return null;
  const { choices, right, section } = question;
  const belief = choices[chosen]?.misconception;
  const best = choices[right];
  return (
    <>
      <p>
        <strong>{chosen === right ? words.questions.right : words.questions.wrong}</strong>{' '}
        {chosen !== right && best !== undefined && (
          <>
            {words.questions.rightIs}{' '}
            <strong>{answerText(best.answer, question.kind === 'ss', seat, words, language)}</strong>
          </>
        )}
      </p>
      {belief !== undefined && (
        <p>
          <s class="quiet">{tcp.misconceptions[belief].belief}</s> {tcp.misconceptions[belief].fact}
        </p>
      )}
      {(belief === undefined || belief !== question.teaches) && (
        <p>
          <Why question={question} /> <span class="quiet">({texts.refusal.section(section)})</span>
        </p>
      )}
      {belief === question.teaches && <p class="quiet">{texts.refusal.section(section)}</p>}
      <button type="button" class="button main" onClick={onNext}>
        {number === of ? words.questions.finish : words.questions.next}
      </button>
    </>
  );
}

function One(props: OneProps) {
  const language = usePlay();
  const { asked, number, of, chosen, seat, words, history, onChoose } = props;
  const { question, met } = asked;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [number]);
  const answered = chosen !== undefined;
  return (
    <article class="question">
      <p class="quiet">
        {words.questions.number(number, of)} ·{' '}
        {met ? words.questions.met : words.questions.elsewhere(levelName(question.level, language))}
        {history.topics[question.topic] !== undefined && ` · ${words.questions.again}`}
      </p>
      <h3 ref={heading} tabIndex={-1}>
        {askText(question, words, language)}
      </h3>
      {question.segment !== undefined && (
        <p>
          {question.kind === 'token' && <span class="quiet">{words.questions.came} </span>}
          <Segment question={question} />
        </p>
      )}
      <ol class="question-answers">
        {question.choices.map(({ answer }, index) => {
          const mark = answered && index === question.right ? 'right' : index === chosen ? 'wrong' : '';
          const text = answerText(answer, question.kind === 'ss', seat, words, language);
          return (
            <li key={text}>
              <button
                type="button"
                class={`button answer-button ${mark}`}
                aria-pressed={index === chosen}
                aria-disabled={answered}
                onClick={() => {
                  if (!answered) onChoose(index);
                }}
              >
                {mark !== '' && <span aria-hidden="true">{mark === 'right' ? '✓ ' : '✗ '}</span>}
                {text}
              </button>
            </li>
          );
        })}
      </ol>
      <div role="status" class="question-verdict">
        <Verdict {...props} />
      </div>
    </article>
  );
}

/** The questions after a match, one after the other; they are made when somebody wants them. */
export function Questions(props: QuestionsProps) {
  const { debrief, seat, retraced, words, history, keepHistory } = props;
  const begun = useSignal(false);
  const at = useSignal(0);
  const answers = useSignal<readonly number[]>([]);
  const before = useRef(history);
  const asked = useMemo(() => {
    if (!begun.value) return [];
    const shown = retraced.losses.flatMap((loss) => (loss.seat === seat ? (loss.misconception ?? []) : []));
    const { recording, level } = debrief;
    return matchQuestions({ recording, level, drivers: DRIVERS, seat, history: before.current, shown });
  }, [begun.value, debrief, seat, retraced]);
  const choose = (index: number): void => {
    answers.value = [...answers.value, index];
    const all = answers.value.flatMap((chosen, nth): readonly Answered[] => {
      const question = asked[nth]?.question;
      return question === undefined ? [] : [{ topic: question.topic, right: chosen === question.right }];
    });
    keepHistory(withAnswers(before.current, all));
  };
  const one = asked[at.value];
  const right = answers.value.filter((chosen, nth) => chosen === asked[nth]?.question.right).length;
  return (
    <section class="card questions" aria-labelledby="questions-heading">
      <h2 id="questions-heading">{words.questions.heading}</h2>
      {!begun.value && (
        <>
          <p class="quiet">{words.questions.intro}</p>
          <button
            type="button"
            class="button main"
            onClick={() => {
              begun.value = true;
            }}
          >
            {words.questions.start}
          </button>
        </>
      )}
      {begun.value && asked.length === 0 && <p role="status">{words.questions.none}</p>}
      {one !== undefined && (
        <One
          {...props}
          history={before.current}
          asked={one}
          number={at.value + 1}
          of={asked.length}
          chosen={answers.value[at.value]}
          onChoose={choose}
          onNext={() => {
            at.value += 1;
          }}
        />
      )}
      {begun.value && asked.length > 0 && one === undefined && (
        <p role="status">
          <strong>{words.questions.score(right, asked.length)}</strong>{' '}
          {right < asked.length && words.questions.comesAgain}
        </p>
      )}
    </section>
  );
}
