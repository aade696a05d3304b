// The teacher's console: the code, the roster, the lesson, the wall, the report, the projector.
import { FORMS } from '@syn-or-swim/shared/classroom/class-event.ts';
import type { LevelId } from '@syn-or-swim/shared/game/level.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import { LEVELS } from '@syn-or-swim/shared/levels/catalog.ts';
import {
  GIVEN_MINUTES,
  type ReportAnswer,
  type TeacherView,
} from '@syn-or-swim/shared/protocol/class-messages.ts';
import { useState } from 'preact/hooks';
import type { ClassWords, TeacherPage } from '../model/class-model.ts';
import { Pairs } from './class-pairs.tsx';
import { PollPanel } from './class-poll.tsx';
import { ProjectorScreen, ProjectorSwitches, USUAL_PROJECTOR } from './class-projector.tsx';
import { ReportView } from './class-report.tsx';
import { Roster } from './class-roster.tsx';
import { JoinPanel, LiveWall, shownAddress } from './class-wall.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { levelWords, usePlay } from './play-context.ts';
import { clockText } from './time-text.ts';
import './around.css';
import './class.css';

interface ConsoleProps {
  readonly page: TeacherPage;
  readonly view: TeacherView;
  readonly words: ClassWords;
}

function OwnLink({ page, words }: Pick<ConsoleProps, 'page' | 'words'>) {
  const { teacher } = words.texts;
  const [copied, setCopied] = useState(false);
  return (
    <details class="card">
      <summary>{teacher.keepLink}</summary>
      <input
        class="field"
        readOnly
        aria-label={teacher.keepLink}
        value={page.ownLink}
        onFocus={(event) => event.currentTarget.select()}
      />
      <button
        type="button"
        class="button"
        onClick={() => void navigator.clipboard?.writeText(page.ownLink).then(() => setCopied(true))}
      >
        {copied ? teacher.copied : teacher.copyLink}
      </button>
    </details>
  );
}

function QuestionRows({ page, view, words }: ConsoleProps) {
  const { texts } = words;
  const { actions } = page;
  const present = view.students.filter(({ removed }) => !removed);
  const all = present.length * view.settings.questions;
  return FORMS.map((form) => {
    const open = view.asking === form;
    const given = present.reduce((sum, { answered }) => sum + answered[form], 0);
    return (
      <li key={form}>
        <span>{texts.forms[form]}</span>
        {view.asked.includes(form) && <span class="number quiet">{texts.teacher.answered(given, all)}</span>}
        <button
          type="button"
          class="button"
          onClick={() => actions.act({ kind: 'questions', form, open: !open })}
        >
          {open ? texts.teacher.stopAsking : texts.teacher.ask}
        </button>
      </li>
    );
  });
}

/** The round that is on: which level, and how long until its horn. */
function RoundOn({
  level,
  left,
  words,
}: Pick<ConsoleProps, 'words'> & { readonly level: LevelId; readonly left: Milliseconds | undefined }) {
  const language = usePlay();
  const known = LEVELS.find(({ id }) => id === level);
  return (
    <p class="class-round">
      <strong>{known === undefined ? level : levelWords(known, language).name}</strong>{' '}
      {left !== undefined && <span class="number">{words.texts.teacher.timeLeft(clockText(left))}</span>}
    </p>
  );
}

function Lesson({ page, view, words }: ConsoleProps) {
  const language = usePlay();
  const { teacher } = words.texts;
  const { actions } = page;
  const round = view.rounds.at(-1);
  const on = round !== undefined && !round.ended;
  const levels = view.settings.plan.flatMap((id) => LEVELS.find((level) => level.id === id) ?? []);
  return (
    <section class="card">
      <h2>{teacher.run}</h2>
      {on ? (
        <div class="class-row">
          <RoundOn level={round.level} left={page.model.wall.value?.left} words={words} />
          <button
            type="button"
            class="button main"
            onClick={() => actions.act({ kind: 'freeze', frozen: !view.frozen })}
          >
            {view.frozen ? teacher.thaw : teacher.freeze}
          </button>
          {GIVEN_MINUTES.map((minutes) => (
            <button
              key={minutes}
              type="button"
              class="button"
              onClick={() => actions.act({ kind: 'more-time', minutes })}
            >
              {teacher.moreTime(minutes)}
            </button>
          ))}
          <button type="button" class="button" onClick={() => actions.act({ kind: 'end-round' })}>
            {teacher.endRound}
          </button>
          {round.given > 0 && <p role="status">{teacher.timeGiven(clockText(round.given))}</p>}
          {view.frozen && <p role="status">{teacher.frozen}</p>}
        </div>
      ) : (
        <ul class="class-lesson">
          {view.settings.questions > 0 && <QuestionRows page={page} view={view} words={words} />}
          {levels.map((level) => (
            <li key={level.id}>
              <button
                type="button"
                class="button"
                onClick={() => actions.act({ kind: 'start', level: level.id })}
              >
                {teacher.start(levelWords(level, language).name)}
              </button>
              {view.rounds.some((each) => each.level === level.id) && (
                <span class="quiet">✓ {teacher.played}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Report({ page, view, words }: ConsoleProps) {
  const { teacher } = words.texts;
  const [report, setReport] = useState<ReportAnswer | 'asked' | 'failed' | undefined>(undefined);
  const ask = (): void => {
    setReport('asked');
    page.actions.report().then(setReport, () => setReport('failed'));
  };
  return (
    <>
      <button type="button" class="button" disabled={report === 'asked'} onClick={ask}>
        {report === 'asked' ? teacher.reporting : teacher.makeReport}
      </button>
      {report === 'failed' && <p role="alert">{teacher.reportFailed}</p>}
      {typeof report === 'object' && (
        <ReportView report={report} view={view} words={words} actions={page.actions} />
      )}
    </>
  );
}

function Console({ page, view, words }: ConsoleProps) {
  const { teacher } = words.texts;
  const wall = page.model.wall.value;
  const { actions } = page;
  const remove = (): void => {
    if (window.confirm(teacher.removeSure)) actions.act({ kind: 'delete' });
  };
  return (
    <>
      <OwnLink page={page} words={words} />
      <div class="class-columns">
        <JoinPanel page={page} view={view} />
        <Lesson page={page} view={view} words={words} />
      </div>
      {view.poll !== undefined && (
        <PollPanel
          poll={view.poll}
          here={view.students.filter(({ connected, removed }) => connected && !removed).length}
          words={words}
          onShow={() => actions.act({ kind: 'show-poll' })}
          onClose={() => actions.act({ kind: 'close-poll' })}
        />
      )}
      {wall !== undefined && <LiveWall wall={wall} view={view} words={words} />}
      <div class="class-columns">
        <Roster view={view} words={words} actions={actions} />
        <Pairs view={view} words={words} actions={actions} />
      </div>
      <Report page={page} view={view} words={words} />
      <p>
        <button type="button" class="button plain" onClick={remove}>
          {teacher.deleteClass}
        </button>
      </p>
    </>
  );
}

/** The page of a teacher whose class is open. */
export function ClassConsole({ page }: { readonly page: TeacherPage }) {
  const [projector, setProjector] = useState(false);
  const [choice, setChoice] = useState(USUAL_PROJECTOR);
  const words = page.words.value;
  const view = page.model.teacher.value;
  if (words === undefined) return null;
  if (view === undefined) {
    return (
      <main class="around">
        <p role="status">{page.model.line.value === 'reconnecting' && words.texts.lineDown}</p>
      </main>
    );
  }
  const { teacher } = words.texts;
  return (
    <main class={projector ? 'around class-projector' : 'around class-wide'}>
      <header class="around-bar">
        <h1>
          {projector ? view.code : teacher.heading}{' '}
          {projector && choice.join && view.rounds.length > 0 && (
            <small class="projector-address quiet">{shownAddress(page.joinLink)}</small>
          )}
        </h1>
        <span class="around-bar-end">
          {!projector && (
            <>
              <button type="button" class="button small" onClick={page.actions.script}>
                {words.texts.lesson.open}
              </button>
              <button type="button" class="button small" onClick={page.actions.lecture}>
                {words.texts.poll.lecture}
              </button>
            </>
          )}
          <button type="button" class="button small" onClick={() => setProjector(!projector)}>
            {projector ? teacher.leaveProjector : teacher.projector}
          </button>
          <LanguageSwitch />
        </span>
      </header>
      {page.model.line.value === 'reconnecting' && <p role="status">{words.texts.lineDown}</p>}
      {projector ? (
        <>
          {!view.frozen && (
            <ProjectorSwitches
              page={page}
              view={view}
              words={words}
              choice={choice}
              wall={page.model.wall.value}
              onChoose={setChoice}
            />
          )}
          <ProjectorScreen page={page} view={view} words={words} choice={choice} />
        </>
      ) : (
        <Console page={page} view={view} words={words} />
      )}
    </main>
  );
}
