// What this player has reached, as the browser keeps it.
import { signal } from '@preact/signals';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import type { Debrief } from './model/debrief-model.ts';
import { keep, readKept } from './model/kept-value.ts';
import { KEPT_PROGRESS, NO_PROGRESS, type Progress, withMatch } from './model/progress.ts';
import { pageStorage } from './page-settings.ts';

/** Stars, eyes and mastery so far. */
export const progress = signal<Progress>(readKept(pageStorage, KEPT_PROGRESS) ?? NO_PROGRESS);

/** Adds the match of `debrief`, in which this player had `seat`. The same match counts once, one on a level from a file never. */
export function countMatch(debrief: Debrief, seat: Side): void {
  const { recording, level, hash, stars, eye, mastery } = debrief;
  if (recording.setup.own !== undefined) return;
  const outcome = { level, seat, hash, stars, eye, mastery: mastery[seat] };
  const next = withMatch(progress.peek(), outcome);
  if (next === progress.peek()) return;
  progress.value = next;
  keep(pageStorage, KEPT_PROGRESS, next);
}
