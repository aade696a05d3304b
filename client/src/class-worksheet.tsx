// A worksheet of one of the class's own matches: its connection with most to tell, printed from the report.
import type { Recording } from '@syn-or-swim/shared/replay/recording.ts';
import { loadExportsTexts } from './i18n/load-exports.ts';
import type { GameTexts } from './i18n/load-play.ts';
import { debriefOf } from './model/debrief-model.ts';
import { firstChoice } from './ui/exports-section.tsx';
import { printSheet, WorksheetSheet } from './ui/worksheet-sheet.tsx';

/** Prints the worksheet of `recording`, or its solution. @returns false where it can't be run again, or nothing sailed */
export async function printWorksheet(
  recording: Recording,
  solution: boolean,
  language: GameTexts,
): Promise<boolean> {
  const words = await loadExportsTexts(language.language);
  const debrief = debriefOf(recording);
  const ladder = debrief?.ladders[firstChoice(debrief.ladders)];
  if (debrief === undefined || ladder === undefined) return false;
  printSheet(<WorksheetSheet {...{ debrief, ladder, words, language, solution }} />);
  return true;
}
