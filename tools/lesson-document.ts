// The script of a lesson as a document: docs/first-lesson.md and its Korean twin are written from the texts of the page.
// `node tools/lesson-document.ts` writes both anew; a test compares them.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type LessonTexts, lessonEn } from '../client/src/i18n/lesson-en.ts';
import { lessonKo } from '../client/src/i18n/lesson-ko.ts';

const docs = join(import.meta.dirname, '../docs');

/** Each document, by its path, with its text. */
export const LESSON_DOCUMENTS = [
  { path: join(docs, 'first-lesson.md'), text: document(lessonEn, '[한국어](first-lesson.ko.md)') },
  { path: join(docs, 'first-lesson.ko.md'), text: document(lessonKo, '[English](first-lesson.md)') },
] as const;

function table(columns: readonly string[], lines: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [row(columns), row(columns.map(() => '---')), ...lines.map(row)].join('\n');
}

function document(lesson: LessonTexts, other: string): string {
  const { title, intro, before, plan, demo, levels, asked, trouble, kept } = lesson;
  const steps = (lines: readonly string[]) => lines.map((line, index) => `${index + 1}. ${line}`).join('\n');
  const pairs = (lines: readonly (readonly string[])[]) =>
    lines.map(([first, second]) => `**${first}** ${second}`).join('\n\n');
  const parts = [
    `# ${title}`,
    ...intro,
    other,
    `## ${before.heading}`,
    steps(before.steps),
    `## ${plan.heading}`,
    table(plan.columns, plan.lines),
    plan.spare,
    `## ${demo.heading}`,
    steps(demo.steps),
    `## ${trouble.heading}`,
    pairs(trouble.lines),
    `## ${levels.heading}`,
    table(levels.columns, levels.lines),
    `## ${asked.heading}`,
    pairs(asked.lines),
    `## ${kept.heading}`,
    ...kept.lines,
  ];
  return `${parts.join('\n\n')}\n`;
}

if (import.meta.main) {
  for (const { path, text } of LESSON_DOCUMENTS) await writeFile(path, text);
}
