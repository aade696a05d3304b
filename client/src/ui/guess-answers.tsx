import type { ToldGuess } from '@syn-or-swim/shared/scoring/guesses.ts';
import type { DebriefTexts } from '../i18n/debrief-en.ts';
import type { Debrief } from '../model/debrief-model.ts';
import { answerText } from './guess-card.tsx';
import { shipName, usePlay } from './play-context.ts';
import { momentText } from './time-text.ts';

interface AnswerProps {
  readonly told: ToldGuess;
  readonly debrief: Debrief;
  readonly words: DebriefTexts;
}

function Answer({ told, debrief, words }: AnswerProps) {
  const { texts, tcp } = usePlay();
  const { guess, chosen, right, misconception, section } = told;
  const order = debrief.orders.find(({ id }) => id === told.order);
  const ship = order === undefined ? '' : shipName(texts, order.name);
  const textOf = (index: number | undefined): string => {
    const choice = index === undefined ? undefined : guess.choices[index];
    return choice === undefined ? words.guesses.lapsed : answerText(choice.answer, texts);
  };
  return (
    <li>
      <p>
        <span class="quiet">{words.walk.by(told.seat, texts.seconds(momentText(told.at)))}: </span>
        {texts.guess.questions[guess.question](ship)}
      </p>
      <p>
        {chosen === right ? words.guesses.rightly(textOf(right)) : words.guesses.answered(textOf(chosen))}
        {chosen !== right && <strong> {words.guesses.right(textOf(right))}</strong>}
        <span class="quiet">
          {misconception !== undefined && ` ${tcp.misconceptions[misconception].fact}`} (
          {texts.refusal.section(section)})
        </span>
      </p>
    </li>
  );
}

/** What was right in each guess of the match, and the encores that ended clean: neither brought points. */
export function GuessAnswers({ debrief, words }: Omit<AnswerProps, 'told'>) {
  const { guesses, score } = debrief;
  return (
    <>
      {score.encores > 0 && <p class="card">{words.guesses.encores(score.encores)}</p>}
      {guesses.length > 0 && (
        <section class="card" aria-labelledby="guesses-heading">
          <h2 id="guesses-heading">{words.guesses.heading}</h2>
          <ol>
            {guesses.map((told) => (
              <Answer key={`${told.seat}-${told.guess.number}`} told={told} debrief={debrief} words={words} />
            ))}
          </ol>
        </section>
      )}
    </>
  );
}
