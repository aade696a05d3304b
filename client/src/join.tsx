// A student's page: the class, and the pair's match to which it leads.
import { effect, signal } from '@preact/signals';
import { classWords } from './class-words.ts';
import { ClassLine } from './connection/class-line.ts';
import { ClassModel, type StudentActions } from './model/class-model.ts';
import { onWake } from './page-wake.ts';
import { type ClassMatchPage, createClassMatch } from './pair.tsx';
import { framed, loadTexts } from './play-parts.tsx';
import type { Shell } from './shell.ts';
import { JoinClassScreen, StudentScreen } from './ui/class-student.tsx';

/** Where this tab keeps the student's token: it goes with the tab. */
const KEY = 'syn-or-swim.class';

function keptToken(code: string): string | undefined {
  try {
    const [kept, token] = (sessionStorage.getItem(KEY) ?? '').split(' ');
    return kept === code ? token : undefined;
  } catch {
    return undefined;
  }
}

function keepToken(code: string, token: string | undefined): void {
  try {
    if (token === undefined) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, `${code} ${token}`);
  } catch {
    // Storage is forbidden: a reload is a new student.
  }
}

/** Joins the class `code` as a student; asks for the code where there is none. */
export async function joinClass(shell: Shell, code: string | undefined): Promise<void> {
  const words = classWords(shell);
  const { texts } = await loadTexts(shell);
  const ask = (problem: string | undefined) =>
    shell.show(() =>
      words.value === undefined ? null : (
        <JoinClassScreen words={words.value} problem={problem} onJoin={(typed) => void enter(typed)} />
      ),
    );
  const enter = async (asked: string): Promise<void> => {
    history.replaceState(null, '', `/join?code=${asked}`);
    const gone = (problem: keyof typeof texts.problems) => {
      keepToken(asked, undefined);
      page.match.peek()?.leave();
      page.stop();
      ask(texts.problems[problem]);
    };
    const page = studentPage(shell, asked, gone);
    const { model, actions, match } = page;
    shell.show(
      framed(() =>
        words.value === undefined ? null : (
          <StudentScreen
            model={model}
            words={words.value}
            actions={actions}
            match={<MatchPart match={match} />}
          />
        ),
      ),
    );
    const problem = await page.line.joinAsStudent(keptToken(asked), shell.language.peek());
    if (problem !== undefined) gone(problem);
  };
  if (code === undefined) ask(undefined);
  else await enter(code);
}

function MatchPart({ match }: { readonly match: { readonly value: ClassMatchPage | undefined } }) {
  const page = match.value;
  return page === undefined ? null : <page.Screen />;
}

/** The line to a class, and the match of the round that is on, which follows from what the class says. */
function studentPage(shell: Shell, code: string, gone: ConstructorParameters<typeof ClassLine>[2]['onGone']) {
  const model = new ClassModel();
  const match = signal<ClassMatchPage | undefined>(undefined);
  const line = new ClassLine({ origin: location.origin, onWake }, code, {
    hear: (type, message) => {
      if ('role' in message && message.role === 'student') keepToken(code, message.studentToken);
      model.hear(type, message);
    },
    onLine: (state) => {
      model.line.value = state;
    },
    onGone: gone,
  });
  const actions: StudentActions = {
    answer: (question, choice) => {
      const stage = model.student.peek()?.stage;
      if (stage?.kind === 'questions') line.answer({ form: stage.form, question, choice });
    },
    vote: (poll, choice) => line.send('vote', { poll, choice }),
    drawName: () => line.send('name', { draw: shell.language.peek() }),
    typeName: (typed) => line.send('name', { typed }),
  };
  const stop = effect(() => {
    const stage = model.student.value?.stage;
    const before = match.peek();
    const wanted = stage?.kind === 'match' ? stage : undefined;
    if (before?.code === wanted?.code) return;
    before?.leave();
    match.value = wanted && createClassMatch(shell, wanted);
  });
  return { model, line, match, actions, stop };
}
