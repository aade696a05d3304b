import { useSignal } from '@preact/signals';
import type { GuessAnswer, GuessView } from '@syn-or-swim/shared/game/guess.ts';
import { useEffect } from 'preact/hooks';
import type { PlayTexts } from '../i18n/play-en.ts';
import type { MatchModel } from '../model/match-model.ts';
import { progress } from '../model/strait-model.ts';
import { usePlay } from './play-context.ts';
import { useNow } from './use-now.ts';
import './guess-card.css';

/** The words on an answer's button. */
export function answerText(answer: GuessAnswer, { guess }: PlayTexts): string {
  switch (answer.kind) {
    case 'state':
      return answer.state;
    case 'ack':
      return guess.ack(answer.ack);
    case 'keeper':
      return guess.keepers[answer.keeper];
  }
}

/** How long it is said that an answer was noted, ms of the page. */
const NOTED_LASTS = 2500;

function Question({
  model,
  guess,
  onDone,
}: {
  readonly model: MatchModel;
  readonly guess: GuessView;
  readonly onDone: (answered: boolean) => void;
}) {
  const { texts } = usePlay();
  const now = useNow(model.link.clock);
  const left = 100 - 100 * progress({ from: guess.at, until: guess.lapsesAt }, now);
  const ship = model.shipAt(guess.key.clientPort);
  return (
    <section class="guess" aria-label={texts.guess.heading}>
      <header>
        <p>
          <strong>{texts.guess.heading}</strong> {texts.guess.questions[guess.question](ship)}
        </p>
        <button
          type="button"
          class="button small plain"
          aria-label={texts.close}
          onClick={() => onDone(false)}
        >
          ✕
        </button>
      </header>
      <div class="guess-answers">
        {guess.answers.map((answer, index) => (
          <button
            key={answerText(answer, texts)}
            type="button"
            class="button small"
            onClick={() => {
              model.ask({ kind: 'guess', guess: guess.number, answer: index });
              onDone(true);
            }}
          >
            {answerText(answer, texts)}
          </button>
        ))}
      </div>
      <p class="quiet">{texts.guess.free}</p>
      <span class="guess-time" style={{ width: `${left}%` }} aria-hidden="true" />
    </section>
  );
}

/** A guess, while it stands: it appears quietly, blocks nothing, and is gone by itself. */
export function GuessCard({ model }: { readonly model: MatchModel }) {
  const { texts } = usePlay();
  const noted = useSignal(false);
  const guess = model.guess.value;
  useEffect(() => {
    if (!noted.value) return;
    const timer = setTimeout(() => {
      noted.value = false;
    }, NOTED_LASTS);
    return () => clearTimeout(timer);
  }, [noted.value, noted]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && guess !== undefined) model.guessed.value = guess.number;
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [guess, model]);
  const open = guess !== undefined && model.notice.value === undefined;
  return (
    <div class="guess-place" role="status">
      {open && (
        <Question
          model={model}
          guess={guess}
          onDone={(answered) => {
            model.guessed.value = guess.number;
            noted.value = answered;
          }}
        />
      )}
      {noted.value && <p class="guess noted">{texts.guess.noted}</p>}
    </div>
  );
}
