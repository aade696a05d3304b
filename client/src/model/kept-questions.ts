// What this player has answered after matches. The browser alone keeps it.
import { type AskedTopic, LAST_BOX, type QuestionHistory } from '@syn-or-swim/shared/scoring/question-box.ts';
import { isRecord, type KeptKind } from './kept-value.ts';

function isCount(value: unknown, most = Number.MAX_SAFE_INTEGER): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
}

function isTopic(value: unknown): value is AskedTopic {
  return isRecord(value) && isCount(value['box'], LAST_BOX) && isCount(value['due']);
}

function isHistory(value: unknown): value is QuestionHistory {
  if (!isRecord(value) || !isCount(value['matches'])) return false;
  const { topics } = value;
  return isRecord(topics) && Object.values(topics).every(isTopic);
}

/** How the browser keeps it. */
export const KEPT_QUESTIONS: KeptKind<QuestionHistory> = {
  key: 'syn-or-swim.questions',
  version: 1,
  read: (kept) => (isHistory(kept) ? kept : undefined),
};
