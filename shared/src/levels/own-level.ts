// A level from a file that anybody may have written: opened from disk or from a link, checked before it is played.
import { z } from 'zod';
import { type Level, levelId } from '../game/level.ts';
import { failure, type Result, success } from '../kernel/result.ts';
import { seenText } from '../kernel/seen-text.ts';
import { levelById } from './catalog.ts';
import { ENDLESS_STORM } from './endless-storm.ts';
import { type JsonDocument, jsonDocument, parsedAs, problemAt } from './json-document.ts';
import { fault, type PlacedFault } from './level-fault.ts';
import { LESSON_SCHEMA } from './level-file-schema.ts';
import { type FileProblem, rulesProblems } from './level-problems.ts';
import { RULES_SCHEMA } from './rules-schema.ts';
import { SANDBOX_LEVEL } from './sandbox-level.ts';
import { TEST_LEVELS } from './test-levels.ts';

/** Characters of such a file at most: the largest of the game's own has a tenth of it. */
export const OWN_LEVEL_MAX = 64_000;

/** SYNs of ghosts, and boats of an earlier life, that a level may send: more would only stop the page. */
const GHOSTS_MAX = 400;

/** Incidents, walls, crashes and barriers of each kind. */
const EVENTS_MAX = 64;

const line = z.string().overwrite(seenText).min(1).max(400);

const texts = z.strictObject({
  title: line.max(60),
  tag: line,
  briefing: z.strictObject({
    both: z.array(line).max(8),
    client: z.array(line).max(8),
    server: z.array(line).max(8),
  }),
});

/** What is said of such a level in one language. */
export interface OwnLevelText {
  readonly title: string;
  readonly tag: string;
  /** The lines that both seats read, and those of each. */
  readonly briefing: {
    readonly both: readonly string[];
    readonly client: readonly string[];
    readonly server: readonly string[];
  };
}

/** The texts of such a level, in as many languages as it has them. */
const OWN_TEXTS_SCHEMA = z.strictObject({ en: texts.exactOptional(), ko: texts.exactOptional() });

const OWN_LEVEL_SCHEMA = z.strictObject({
  rules: RULES_SCHEMA,
  /** Files of the game's own levels have one; it is checked and not shown. */
  lesson: LESSON_SCHEMA.exactOptional(),
  texts: OWN_TEXTS_SCHEMA.exactOptional(),
});

/** A level from a file, with what is said of it. */
export interface OwnLevel {
  readonly level: Level;
  readonly texts: Readonly<Partial<Record<'en' | 'ko', OwnLevelText>>>;
}

/** What no level from a file may be: a level of the game under its own name, or more than a page can play. */
export function ownLevelProblems(level: Level): readonly FileProblem[] {
  const { id, flood, timing, oldSyns = [], incidents = [], walls = [], crashes = [], barriers = [] } = level;
  const problems: FileProblem[] = [];
  if (levelById(id, [...TEST_LEVELS, ENDLESS_STORM, SANDBOX_LEVEL]) !== undefined) {
    problems.push({ path: ['id'], fault: fault('game-name') });
  }
  const ghosts = flood === undefined ? 0 : Math.ceil((timing.round - flood.from) / flood.every);
  if (ghosts > GHOSTS_MAX) {
    problems.push({ path: ['flood', 'every'], fault: fault('many-syns', ghosts, GHOSTS_MAX) });
  }
  for (const [key, list] of Object.entries({ oldSyns, incidents, walls, crashes, barriers })) {
    if (list.length > EVENTS_MAX) {
      problems.push({ path: [key], fault: fault('many-entries', EVENTS_MAX) });
    }
  }
  return problems;
}

function refusals(document: JsonDocument, level: Level): readonly PlacedFault[] {
  const found = [...rulesProblems(level), ...ownLevelProblems(level)];
  return found.map(({ path, fault: wrong }) => problemAt(document, ['rules', ...path], wrong));
}

/** `faults` as somebody meets them who reads the file from its beginning. */
function fromTheTop(faults: readonly PlacedFault[]): readonly PlacedFault[] {
  return faults.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}

/**
 * The level in `text`, which stood in `file`. Refused with all that is wrong, each with line and column, from the top;
 * nothing of a refused file is played.
 */
export function readOwnLevel(file: string, text: string): Result<OwnLevel, readonly PlacedFault[]> {
  if (text.length > OWN_LEVEL_MAX) {
    return failure([{ file, path: '', fault: fault('file-too-long', text.length, OWN_LEVEL_MAX) }]);
  }
  const { document, problems } = jsonDocument(file, text);
  if (problems.length > 0) return failure(fromTheTop(problems));
  const parsed = parsedAs(document, OWN_LEVEL_SCHEMA);
  if (parsed.value === undefined) return failure(fromTheTop(parsed.problems));
  const { rules, texts: said = {} } = parsed.value;
  const refused = refusals(document, rules);
  if (refused.length > 0) return failure(fromTheTop(refused));
  return success({ level: { ...rules, id: levelId(rules.id) }, texts: said });
}

/** A level from a file as it goes on: to a room, with a recording. Checked there as it was when it was read. */
export const OWN_LEVEL_SHAPE = z.strictObject({
  level: RULES_SCHEMA.refine(
    (level) => rulesProblems(level).length + ownLevelProblems(level).length === 0,
    'contradicts itself',
  ),
  texts: OWN_TEXTS_SCHEMA,
}) satisfies z.ZodType<OwnLevel>;
