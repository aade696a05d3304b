// The three questions after a match: two from this very match, one on a case that it did not have.
import type { Level } from '../game/level.ts';
import { rulesOf } from '../game/match-settings.ts';
import type { Drivers } from '../game/rules.ts';
import type { Side } from '../game/seat.ts';
import { keyedHash, permuted } from '../kernel/hash.ts';
import { LEVELS } from '../levels/catalog.ts';
import type { MatchLog } from '../scoring/moments.ts';
import { QUESTION_KINDS, type Question, type QuestionKind } from '../scoring/question.ts';
import { type QuestionHistory, urgency } from '../scoring/question-box.ts';
import { questionsIn } from '../scoring/questions.ts';
import { waitsOf } from '../scoring/waits.ts';
import type { MisconceptionId } from '../tcp/misconceptions.ts';
import type { Recording } from './recording.ts';

/** How many questions come after a match. */
export const QUESTIONS = 3;

/** A question, and whether this very match gave rise to it. */
export interface AskedQuestion {
  readonly question: Question;
  /** False for the case that was not met: it comes from a match of the named level, played by stacks. */
  readonly met: boolean;
}

/** All from which the questions follow: the same ask gives the same questions everywhere. */
export interface QuestionOrder {
  readonly recording: Recording;
  readonly level: Level;
  readonly drivers: Drivers;
  readonly seat: Side;
  /** What this player has answered before. */
  readonly history: QuestionHistory;
  /** The misconceptions that this seat showed in the match: what is about them comes first. */
  readonly shown: readonly MisconceptionId[];
}

/** The log of `recording`, which was made on `level`. */
export function logOf({ setup, commands, endedAt }: Recording, level: Level, drivers: Drivers): MatchLog {
  return { rules: rulesOf(setup, level, drivers), commands, endedAt };
}

/** The match on `level` from which a case that was not met is taken: hands play it that wait now and then. */
function caseLog(level: Level, { recording, drivers }: QuestionOrder): MatchLog {
  const players = { client: 'practised', server: 'practised' } as const;
  const { seed } = recording.setup;
  return { rules: { level, seed, players, drivers }, commands: [], endedAt: level.timing.round };
}

function pool(log: MatchLog, seat: Side): readonly Question[] {
  return questionsIn(log, seat, waitsOf(log), QUESTION_KINDS);
}

/** The most urgent first; of equals those about what was shown, then as the seed has it. */
function ranked(questions: readonly Question[], order: QuestionOrder): readonly Question[] {
  const { history, shown, recording } = order;
  const about = ({ choices }: Question) =>
    choices.some(({ misconception: id }) => id !== undefined && shown.includes(id)) ? 0 : 1;
  return permuted(questions, keyedHash(recording.setup.seed, 'questions')).toSorted(
    (one, other) => urgency(history, one.topic) - urgency(history, other.topic) || about(one) - about(other),
  );
}

/** The first of each kind and topic, until there are `count`; kinds come twice only where others are missing. */
function different(questions: readonly Question[], count: number): readonly Question[] {
  const chosen: Question[] = [];
  const kinds = new Set<QuestionKind>();
  for (const question of questions) {
    if (chosen.length === count) return chosen;
    if (kinds.has(question.kind)) continue;
    kinds.add(question.kind);
    chosen.push(question);
  }
  for (const question of questions) {
    if (chosen.length === count) break;
    if (!chosen.some(({ topic }) => topic === question.topic)) chosen.push(question);
  }
  return chosen;
}

/** So many other levels are looked through for a case; where something is due again or nothing is found, all of them. */
const LEVELS_SEARCHED = 2;

/** A case that none of `met` is: first what was answered wrongly before and is due, then what is most urgent. */
function unmetCase(order: QuestionOrder, met: ReadonlySet<string>, kinds: ReadonlySet<QuestionKind>) {
  const { history, level, seat, recording } = order;
  const due = Object.keys(history.topics).filter((topic) => !met.has(topic) && urgency(history, topic) === 0);
  const others = permuted(
    LEVELS.filter(({ id }) => id !== level.id),
    keyedHash(recording.setup.seed, 'case'),
  );
  const found: Question[] = [];
  for (const [index, other] of others.entries()) {
    const enough = due.length === 0 && found.length > 0;
    if (index >= LEVELS_SEARCHED && enough) break;
    found.push(...pool(caseLog(other, order), seat).filter(({ topic }) => !met.has(topic)));
    if (found.some(({ topic }) => due.includes(topic))) break;
  }
  const best = ranked(found, order);
  return (
    best.find(({ topic }) => due.includes(topic)) ?? best.find(({ kind }) => !kinds.has(kind)) ?? best[0]
  );
}

/**
 * The questions after a match: two that it gave rise to at this seat, of different kinds where it can be, and one on a
 * case that it did not have. What was answered wrongly before and is due comes first, then what was never asked and is
 * about a misconception that was shown, then what is due for another look, then what rests. A match in which nothing
 * happened gives only cases.
 */
export function matchQuestions(order: QuestionOrder): readonly AskedQuestion[] {
  const { recording, level, drivers, seat } = order;
  const own = pool(logOf(recording, level, drivers), seat);
  const chosen = different(ranked(own, order), QUESTIONS - 1);
  const met = new Set(own.map(({ topic }) => topic));
  const asked = chosen.map((question): AskedQuestion => ({ question, met: true }));
  const kinds = new Set(chosen.map(({ kind }) => kind));
  while (asked.length < QUESTIONS) {
    const question = unmetCase(order, met, kinds);
    if (question === undefined) return asked;
    met.add(question.topic);
    kinds.add(question.kind);
    asked.push({ question, met: false });
  }
  return asked;
}
