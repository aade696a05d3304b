import { retraced } from '../model/retrace.ts';
import { BlameCard, BlameResult } from './blame-card.tsx';
import { BoatOfDay } from './boat-of-day.tsx';
import { DebriefWalk } from './debrief-walk.tsx';
import { OperatorReport } from './operator-report.tsx';
import { Questions } from './question-card.tsx';

/** What of the debrief comes once it stands, as one piece to load: all but score, orders and ladders. */
export const debriefParts = {
  retraced,
  BlameCard,
  BlameResult,
  BoatOfDay,
  DebriefWalk,
  OperatorReport,
  Questions,
};
