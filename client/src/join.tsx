// A student's page: the class, and the pair's match to which it leads.
import { effect, signal } from '@preact/signals';
import type { ClassServerMessages } from '@syn-or-swim/shared/protocol/class-messages.ts';
import { classWords } from './class-words.ts';
import { ClassLine } from './connection/class-line.ts';
import { forgetStudents, keepStudent, keptStudents } from './connection/class-seats.ts';
import { forgetJoiningId, joiningIdOf } from './connection/joining-id.ts';
import type { RoomProblem } from './connection/room-problem.ts';
import { ClassModel, type StudentActions } from './model/class-model.ts';
import { onWake } from './page-wake.ts';
import { type ClassMatchPage, createClassMatch } from './pair.tsx';
import { framed, loadTexts } from './play-parts.tsx';
import type { Shell } from './shell.ts';
import { JoinClassScreen, StudentScreen } from './ui/class-student.tsx';
import { WhoScreen } from './ui/class-who.tsx';

/** Where this tab keeps the student's token: a reload asks nothing. */
const KEY = 'syn-or-swim.class';

function tokenOfTab(code: string): string | undefined {
  try {
    const [kept, token] = (sessionStorage.getItem(KEY) ?? '').split(' ');
    return kept === code ? token : undefined;
  } catch {
    return undefined;
  }
}

function keepInTab(code: string, token: string | undefined): void {
  try {
    if (token === undefined) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, `${code} ${token}`);
  } catch {
    // Storage is forbidden: a reload is a new student.
  }
}

/** Where the tab keeps what is its own. */
const atTab = (): Storage => sessionStorage;

/** Where the browser keeps its students, until their class is over. */
const atBrowser = (): Storage => localStorage;

const wall = (): number => performance.timeOrigin + performance.now();

/** Forgets what is of no use any more. Who was removed may be let back in, and who sits elsewhere comes back there. */
function forgetSeat(code: string, problem: RoomProblem): void {
  if (problem === 'removed' || problem === 'removed-from-class') return;
  const token = tokenOfTab(code);
  keepInTab(code, undefined);
  if (problem === 'class-closed' || problem === 'no-such-room') {
    forgetStudents(atBrowser, code, undefined, wall());
  } else if (problem === 'stale-seat' && token !== undefined) {
    forgetStudents(atBrowser, code, token, wall());
  }
}

function askCode(shell: Shell, asking: Omit<Parameters<typeof JoinClassScreen>[0], 'words'>): void {
  const words = classWords(shell);
  shell.show(() => (words.value === undefined ? null : <JoinClassScreen words={words.value} {...asking} />));
}

/** Joins the class `code` as a student; asks for the code where there is none. */
export async function joinClass(shell: Shell, code: string | undefined): Promise<void> {
  const words = classWords(shell);
  const { texts } = await loadTexts(shell);
  const ask = (problem: string | undefined, known?: string) =>
    askCode(shell, { problem, known, onJoin: (typed) => void enter(typed) });
  const enter = (asked: string): Promise<void> => {
    history.replaceState(null, '', `/join?code=${asked}`);
    const known = keptStudents(atBrowser, asked, wall());
    // The tab knows who it is; of a browser that was closed the next one at the computer may have come.
    if (tokenOfTab(asked) !== undefined || known.length === 0) return come(asked);
    shell.show(() =>
      words.value === undefined ? null : (
        <WhoScreen
          words={words.value}
          names={known.map(({ name }) => name)}
          onWho={(name) => {
            keepInTab(asked, known.find((student) => student.name === name)?.token);
            void come(asked);
          }}
        />
      ),
    );
    return Promise.resolve();
  };
  const come = async (asked: string): Promise<void> => {
    const gone = (problem: RoomProblem) => {
      forgetSeat(asked, problem);
      page.match.peek()?.leave();
      page.stop();
      ask(texts.problems[problem], problem === 'class-closed' ? undefined : asked);
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
    const token = tokenOfTab(asked);
    const joining = joiningIdOf(atTab, asked);
    const problem = await page.line.joinAsStudent(token, shell.language.peek(), joining);
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
  let welcome: Extract<ClassServerMessages['class-welcome'], { readonly role: 'student' }> | undefined;
  const line = new ClassLine({ origin: location.origin, onWake }, code, {
    hear: (type, message) => {
      if ('role' in message && message.role === 'student') {
        welcome = message;
        keepInTab(code, message.studentToken);
        forgetJoiningId(atTab);
      }
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
    vote: (poll, choice) => {
      model.choose(poll, choice);
      line.vote({ poll, choice });
    },
    drawName: () => line.send('name', { draw: shell.language.peek() }),
    typeName: (typed) => line.send('name', { typed }),
  };
  const stopKeeping = effect(() => {
    const name = model.student.value?.name;
    if (name === undefined || welcome === undefined) return;
    const { studentToken: token, until } = welcome;
    keepStudent(atBrowser, { code, token, name, until }, wall());
  });
  const stopFollowing = effect(() => {
    const stage = model.student.value?.stage;
    const before = match.peek();
    const wanted = stage?.kind === 'match' ? stage : undefined;
    if (before?.code === wanted?.code) return;
    before?.leave();
    match.value = wanted && createClassMatch(shell, wanted);
  });
  const stop = () => {
    stopKeeping();
    stopFollowing();
  };
  return { model, line, match, actions, stop };
}
