// The student's page: a name, the questions, and the way into the pair's match.
import type { AskedQuestion, StudentView } from '@syn-or-swim/shared/protocol/class-messages.ts';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ClassModel, ClassWords, StudentActions } from '../model/class-model.ts';
import { StudentPoll } from './class-poll.tsx';
import { StudentReview } from './class-review.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import './around.css';
import './class.css';

interface StudentProps {
  readonly model: ClassModel;
  readonly words: ClassWords;
  readonly actions: StudentActions;
}

/** Asks for the code of a class. */
export function JoinClassScreen({
  words: { texts },
  problem,
  known,
  onJoin,
}: {
  readonly words: ClassWords;
  readonly problem: string | undefined;
  /** The code that this page tried before: one letter of it may be wrong, or the teacher lets them back in. */
  readonly known: string | undefined;
  readonly onJoin: (code: string) => void;
}) {
  const [code, setCode] = useState(known ?? '');
  return (
    <main class="around class-narrow">
      <h1>{texts.student.heading}</h1>
      {problem !== undefined && <p role="alert">{problem}</p>}
      <form
        class="card"
        onSubmit={(event) => {
          event.preventDefault();
          onJoin(code.trim().toUpperCase());
        }}
      >
        <label class="class-field">
          {texts.student.code}
          <input
            class="field class-code-field"
            value={code}
            maxLength={6}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            onInput={(event) => setCode(event.currentTarget.value)}
          />
          <small class="quiet">{texts.student.codeHint}</small>
        </label>
        <button type="submit" class="button main" disabled={code.trim().length !== 6}>
          {texts.student.join}
        </button>
      </form>
      <LanguageSwitch />
    </main>
  );
}

/** The student's own name, and how to get another. */
function NameCard({ view, model, words, actions }: StudentProps & { readonly view: StudentView }) {
  const { student } = words.texts;
  const [typed, setTyped] = useState('');
  const problem = model.nameProblem.value;
  return (
    <section class="card">
      <h2 class="class-name">{student.you(view.name)}</h2>
      <button type="button" class="button" onClick={actions.drawName}>
        {student.otherName}
      </button>
      {view.typedNames && (
        <form
          class="class-row"
          onSubmit={(event) => {
            event.preventDefault();
            actions.typeName(typed);
          }}
        >
          <label class="class-field">
            {student.typeName}
            <input
              class="field"
              value={typed}
              maxLength={40}
              autocomplete="off"
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          </label>
          <button type="submit" class="button" disabled={typed.trim() === ''}>
            {student.takeName}
          </button>
        </form>
      )}
      {problem !== undefined && <p role="alert">{student.nameProblems[problem]}</p>}
    </section>
  );
}

/** One question; the answer counts once it is sent, and is not shown again. */
function QuestionCard({
  asked,
  place,
  all,
  words,
  onAnswer,
}: {
  readonly asked: AskedQuestion;
  readonly place: number;
  readonly all: number;
  readonly words: ClassWords;
  readonly onAnswer: (choice: number) => void;
}) {
  const { student } = words.texts;
  const { question, options } = words.inventory[asked.id];
  const [choice, setChoice] = useState<number | undefined>(undefined);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <form
      class="card class-question"
      onSubmit={(event) => {
        event.preventDefault();
        if (choice !== undefined) onAnswer(choice);
      }}
    >
      <h2 ref={heading} tabIndex={-1}>
        {student.question(place, all)}
      </h2>
      <fieldset class="class-options">
        <legend>{question}</legend>
        {asked.order.map((option) => (
          <label key={option}>
            <input
              type="radio"
              name={asked.id}
              checked={choice === option}
              onChange={() => setChoice(option)}
            />
            <span>{options[option]}</span>
          </label>
        ))}
      </fieldset>
      <button type="submit" class="button main" disabled={choice === undefined}>
        {student.answer}
      </button>
    </form>
  );
}

function Questions({
  stage,
  words,
  actions,
}: Pick<StudentProps, 'words' | 'actions'> & {
  readonly stage: Extract<StudentView['stage'], { readonly kind: 'questions' }>;
}) {
  const { texts } = words;
  const open = stage.questions.findIndex(({ id }) => !Object.hasOwn(stage.answers, id));
  const asked = stage.questions[open];
  return (
    <>
      <h1>{texts.forms[stage.form]}</h1>
      {asked === undefined ? (
        <>
          <p role="status">{texts.student.answersDone}</p>
          {stage.form === 'after' && stage.review === undefined && <p class="quiet">{texts.review.later}</p>}
          {stage.review !== undefined && <StudentReview items={stage.review} words={words} />}
        </>
      ) : (
        <>
          <p class="quiet">{texts.student.answersHint}</p>
          <QuestionCard
            key={asked.id}
            asked={asked}
            place={open + 1}
            all={stage.questions.length}
            words={words}
            onAnswer={(choice) => actions.answer(asked.id, choice)}
          />
        </>
      )}
    </>
  );
}

/** Covers the page while the teacher wants all eyes up. */
function EyesUp({ words: { texts } }: Pick<StudentProps, 'words'>) {
  const cover = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    cover.current?.showModal();
  }, []);
  return (
    <dialog ref={cover} class="class-eyes-up" onCancel={(event) => event.preventDefault()}>
      <h1>{texts.student.frozen}</h1>
      <p>{texts.student.frozenMore}</p>
    </dialog>
  );
}

/** Where the class has led this student; `match` is shown while there is one. */
export function StudentScreen({
  model,
  words,
  actions,
  match,
}: StudentProps & { readonly match: ComponentChildren }) {
  const { texts } = words;
  const view = model.student.value;
  if (view === undefined) {
    return (
      <main class="around">
        <p role="status">{model.line.value === 'reconnecting' ? texts.lineDown : texts.student.joining}</p>
      </main>
    );
  }
  const { stage } = view;
  return (
    <>
      {model.line.value === 'reconnecting' && (
        <p class="class-line" role="status">
          {texts.lineDown}
        </p>
      )}
      {stage.kind === 'match' ? (
        match
      ) : (
        <main class="around class-narrow">
          {stage.kind === 'questions' && <Questions stage={stage} words={words} actions={actions} />}
          {stage.kind === 'poll' && (
            <StudentPoll stage={stage} vote={model.vote.value} words={words} onVote={actions.vote} />
          )}
          {stage.kind === 'waiting' && (
            <>
              <NameCard view={view} model={model} words={words} actions={actions} />
              <p role="status">{texts.student.waiting}</p>
              {stage.review !== undefined && <StudentReview items={stage.review} words={words} />}
              <LanguageSwitch />
            </>
          )}
        </main>
      )}
      {view.frozen && <EyesUp words={words} />}
    </>
  );
}
