// What this player has answered after matches, as the browser keeps it.
import { signal } from '@preact/signals';
import { NO_HISTORY, type QuestionHistory } from '@syn-or-swim/shared/scoring/question-box.ts';
import { KEPT_QUESTIONS } from './model/kept-questions.ts';
import { keep, readKept } from './model/kept-value.ts';
import { pageStorage } from './page-settings.ts';
import { singleKeys } from './play-parts.tsx';
import type { DebriefPage } from './ui/debrief-screen.tsx';

const history = signal<QuestionHistory>(readKept(pageStorage, KEPT_QUESTIONS) ?? NO_HISTORY);

/** What the debrief needs of the page. */
export const debriefPage: DebriefPage = {
  singleKeys,
  history,
  keepHistory: (next) => {
    history.value = next;
    keep(pageStorage, KEPT_QUESTIONS, next);
  },
};
