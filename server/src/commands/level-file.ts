// Reads a level from its files: the rules and the lesson, and the texts in each language beside them.
import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Level } from '@syn-or-swim/shared/game/level.ts';
import { failure, type Result, success } from '@syn-or-swim/shared/kernel/result.ts';
import {
  type JsonDocument,
  jsonDocument,
  parsedAs,
  problemAt,
} from '@syn-or-swim/shared/levels/json-document.ts';
import { type PlacedFault, placedFaultText } from '@syn-or-swim/shared/levels/level-fault.ts';
import { LEVEL_FILE_SCHEMA, TEXT_SCHEMA } from '@syn-or-swim/shared/levels/level-file-schema.ts';
import {
  type FileProblem,
  lessonProblems,
  rulesProblems,
  textProblems,
} from '@syn-or-swim/shared/levels/level-problems.ts';
import type { Lesson } from '@syn-or-swim/shared/levels/texts/lesson.ts';
import type { LevelText } from '@syn-or-swim/shared/levels/texts/level-texts.ts';

/** The languages in which a level has texts. */
export const LEVEL_LANGUAGES = ['en', 'ko'] as const;

/** A level as its files tell it. */
export interface LevelFiles {
  readonly level: Level;
  readonly lesson: Lesson;
  /** The texts of those languages that have a file beside the level's. */
  readonly texts: Readonly<Partial<Record<(typeof LEVEL_LANGUAGES)[number], LevelText>>>;
}

type Refused = readonly string[];

function inWords(faults: readonly PlacedFault[]): Refused {
  return faults.map(placedFaultText);
}

async function documentIn(file: string): Promise<Result<JsonDocument, Refused>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    return failure([`${file} can't be read: ${cause instanceof Error ? cause.message : String(cause)}`]);
  }
  const { document, problems } = jsonDocument(file, text);
  return problems.length === 0 ? success(document) : failure(inWords(problems));
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

async function rulesAndLesson(file: string): Promise<Result<Pick<LevelFiles, 'level' | 'lesson'>, Refused>> {
  const read = await documentIn(file);
  if (!read.ok) return read;
  const document = read.value;
  const { value, problems } = parsedAs(document, LEVEL_FILE_SCHEMA);
  if (value === undefined) return failure(inWords(problems));
  const { rules, lesson } = value;
  const under = (key: string, found: readonly FileProblem[]) =>
    found.map(({ path, fault }) => problemAt(document, [key, ...path], fault));
  const contradictions = [
    ...under('rules', rulesProblems(rules)),
    ...under('lesson', lessonProblems(lesson)),
  ];
  return contradictions.length === 0 ? success({ level: rules, lesson }) : failure(inWords(contradictions));
}

async function textIn(file: string, lesson: Lesson): Promise<Result<LevelText, Refused>> {
  const read = await documentIn(file);
  if (!read.ok) return read;
  const document = read.value;
  const { value, problems } = parsedAs(document, TEXT_SCHEMA);
  if (value === undefined) return failure(inWords(problems));
  const misfits = textProblems(value, lesson).map(({ path, fault }) => problemAt(document, path, fault));
  return misfits.length === 0 ? success(value) : failure(inWords(misfits));
}

/**
 * The level in `path`: a file like those in shared/src/levels/files, or a folder with such a level.json. Its texts are
 * read from en.json and ko.json beside it, where these are. Refused with all that is wrong, "FILE:LINE:COLUMN: why".
 */
export async function readLevel(path: string): Promise<Result<LevelFiles, Refused>> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const file = isFolder ? join(path, 'level.json') : path;
  const read = await rulesAndLesson(file);
  if (!read.ok) return read;
  const texts: Partial<Record<(typeof LEVEL_LANGUAGES)[number], LevelText>> = {};
  const problems: string[] = [];
  for (const language of LEVEL_LANGUAGES) {
    const beside = join(dirname(file), `${language}.json`);
    if (!(await exists(beside))) continue;
    const text = await textIn(beside, read.value.lesson);
    if (text.ok) texts[language] = text.value;
    else problems.push(...text.problem);
  }
  return problems.length === 0 ? success({ ...read.value, texts }) : failure(problems);
}
