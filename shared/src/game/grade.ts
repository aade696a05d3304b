import type { Assistance, Level } from './level.ts';
import type { OrderRecord } from './seat-state.ts';

/** The assistance that a seat has on an order: the level's, or one grade more once it was dropped. */
export function gradeOf(level: Level, record: Pick<OrderRecord, 'dropped'>): Assistance {
  if (!record.dropped) return level.assistance;
  return level.assistance === 'captain' ? 'mate' : 'cadet';
}
