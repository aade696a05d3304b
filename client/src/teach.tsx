// A teacher's page. The secret stands behind # in its address, which no server is told, and is all that it takes.
import type { ClassSettings } from '@syn-or-swim/shared/classroom/class-event.ts';
import type { ClassTable } from '@syn-or-swim/shared/protocol/class-messages.ts';
import { classWords } from './class-words.ts';
import { ClassLine, makeClass } from './connection/class-line.ts';
import { ClassModel, type TeacherPage } from './model/class-model.ts';
import { debriefOf } from './model/debrief-model.ts';
import { onWake } from './page-wake.ts';
import { framed, loadTexts } from './play-parts.tsx';
import type { Shell } from './shell.ts';
import { ClassConsole } from './ui/class-console.tsx';
import { MakeClassScreen } from './ui/class-make.tsx';
import { DebriefScreen } from './ui/debrief-screen.tsx';

/** The code and the secret in the address: `/teach#4G577X.secret`. */
function keyInAddress(): { readonly code: string; readonly secret: string } | undefined {
  const [, code, secret] = /^#([0-9A-Z]{6})\.([\w-]{22})$/.exec(location.hash) ?? [];
  return code === undefined || secret === undefined ? undefined : { code, secret };
}

/** Shows the script of the lesson; loaded when it is asked for. */
async function script(shell: Shell, back: () => void): Promise<void> {
  const { showScript } = await import('./lesson.tsx');
  await showScript(shell, back);
}

/** Opens the class whose key stands in the address, the script of the lesson, or the form that makes a class. */
export async function teach(shell: Shell): Promise<void> {
  await loadTexts(shell);
  const key = keyInAddress();
  if (location.hash === '#script') await script(shell, () => showForm(shell, undefined));
  else if (key === undefined) showForm(shell, undefined);
  else await openClass(shell, key.code, key.secret);
}

function showForm(shell: Shell, problem: string | undefined, busy = false): void {
  const words = classWords(shell);
  history.replaceState(null, '', '/teach');
  const back = (): void => {
    history.replaceState(null, '', '/');
    shell.show(undefined);
  };
  shell.show(
    framed(() =>
      words.value === undefined ? null : (
        <MakeClassScreen
          words={words.value}
          problem={problem}
          busy={busy}
          onMake={(settings) => void make(shell, settings)}
          onBack={back}
          onScript={() => void script(shell, () => showForm(shell, undefined))}
        />
      ),
    ),
  );
}

async function make(shell: Shell, settings: ClassSettings): Promise<void> {
  const { texts } = await loadTexts(shell);
  const made = await makeClass(location.origin, settings);
  if ('problem' in made) {
    showForm(shell, texts.problems[made.problem]);
    return;
  }
  history.replaceState(null, '', `/teach#${made.code}.${made.secret}`);
  await openClass(shell, made.code, made.secret);
}

async function openClass(shell: Shell, code: string, secret: string): Promise<void> {
  const { texts } = await loadTexts(shell);
  const words = classWords(shell);
  const model = new ClassModel();
  let deleting = false;
  const line = new ClassLine({ origin: location.origin, onWake }, code, {
    hear: (type, message) => model.hear(type, message),
    onLine: (state) => {
      model.line.value = state;
    },
    onGone: (problem) => {
      const deleted = deleting && problem === 'class-closed';
      showForm(shell, deleted ? words.peek()?.texts.teacher.gone : texts.problems[problem]);
    },
  });
  const console = () => shell.show(framed(() => <ClassConsole page={page} />));
  const page: TeacherPage = {
    model,
    words,
    joinLink: `${location.origin}/join?code=${code}`,
    ownLink: `${location.origin}/teach#${code}.${secret}`,
    actions: {
      act: (action) => {
        deleting = action.kind === 'delete';
        line.send('act', action);
      },
      report: () => line.report(),
      save: (table) => void save(line, table),
      watch: (match) => void watch(shell, line, match, console),
      strait: (match) => line.strait(match),
      worksheet: async (match, solution, language) => {
        const { recording } = await line.recording(match);
        const { printWorksheet } = await import('./class-worksheet.tsx');
        return recording !== undefined && (await printWorksheet(recording, solution, language));
      },
      lecture: () => void import('./lecture.tsx').then((part) => part.openLecture(shell, page, console)),
      script: () => void script(shell, console),
    },
  };
  console();
  const problem = await line.joinAsTeacher(secret);
  if (problem !== undefined) showForm(shell, texts.problems[problem]);
}

async function save(line: ClassLine, table: ClassTable): Promise<void> {
  const { text } = await line.table({ table });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  link.download = `syn-or-swim-${table}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

async function watch(shell: Shell, line: ClassLine, match: string, back: () => void): Promise<void> {
  const { recording } = await line.recording(match);
  const debrief = recording && debriefOf(recording, undefined);
  if (debrief === undefined) return;
  const words = classWords(shell);
  shell.show(
    framed(() => (
      <DebriefScreen debrief={debrief}>
        <button type="button" class="button main" onClick={back}>
          {words.value?.texts.poll.back}
        </button>
      </DebriefScreen>
    )),
  );
}
