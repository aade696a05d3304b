import type { ComponentChildren } from 'preact';
import type { LessonTexts } from '../i18n/lesson-en.ts';
import { AroundBar } from './around-bar.tsx';
import './around.css';
import './lesson.css';

/** `text` with *words on buttons* and `code` marked. */
function Marked({ text }: { readonly text: string }) {
  const parts = text.split(/(\*[^*]+\*|`[^`]+`)/);
  return (
    <>
      {parts.map((part, index) => {
        if (part.startsWith('*')) return <b key={index}>{part.slice(1, -1)}</b>;
        if (part.startsWith('`')) return <code key={index}>{part.slice(1, -1)}</code>;
        return part;
      })}
    </>
  );
}

function Part({
  heading,
  first = false,
  children,
}: {
  readonly heading: string;
  readonly first?: boolean;
  readonly children: ComponentChildren;
}) {
  return (
    <section class={`card lesson-part ${first ? 'lesson-first' : ''}`}>
      <h2>{heading}</h2>
      {children}
    </section>
  );
}

function Steps({ steps }: { readonly steps: readonly string[] }) {
  return (
    <ol class="lesson-steps">
      {steps.map((step) => (
        <li key={step}>
          <Marked text={step} />
        </li>
      ))}
    </ol>
  );
}

function Table({
  columns,
  lines,
}: {
  readonly columns: readonly string[];
  readonly lines: readonly (readonly string[])[];
}) {
  return (
    <table class="lesson-table">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(([first = '', ...rest]) => (
          <tr key={first}>
            <th scope="row" class="number">
              {first}
            </th>
            {rest.map((cell) => (
              <td key={cell}>
                <Marked text={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Questions with their answers, or troubles with what helps. */
function Pairs({ lines }: { readonly lines: readonly (readonly string[])[] }) {
  return (
    <dl class="lesson-pairs">
      {lines.map(([first = '', second = '']) => (
        <div key={first}>
          <dt>{first}</dt>
          <dd>
            <Marked text={second} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The script of a lesson: its first page to teach by, then what to say. */
export function LessonScreen({
  lesson,
  back,
  onBack,
}: {
  readonly lesson: LessonTexts;
  readonly back: string;
  readonly onBack: () => void;
}) {
  const { before, plan, demo, levels, asked, trouble, kept } = lesson;
  return (
    <main class="around lesson">
      <AroundBar label={back} onBack={onBack} />
      <header class="lesson-head">
        <h1>{lesson.title}</h1>
        <button type="button" class="button lesson-print" onClick={() => window.print()}>
          {lesson.print}
        </button>
      </header>
      {lesson.intro.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <Part heading={plan.heading} first>
        <Table columns={plan.columns} lines={plan.lines} />
        <p class="quiet">
          <Marked text={plan.spare} />
        </p>
      </Part>
      <Part heading={demo.heading}>
        <Steps steps={demo.steps} />
      </Part>
      <Part heading={before.heading}>
        <Steps steps={before.steps} />
      </Part>
      <Part heading={trouble.heading}>
        <Pairs lines={trouble.lines} />
      </Part>
      <Part heading={levels.heading}>
        <Table columns={levels.columns} lines={levels.lines} />
      </Part>
      <Part heading={asked.heading}>
        <Pairs lines={asked.lines} />
      </Part>
      <Part heading={kept.heading}>
        {kept.lines.map((line) => (
          <p key={line}>
            <Marked text={line} />
          </p>
        ))}
      </Part>
    </main>
  );
}
