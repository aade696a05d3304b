import type { Level } from '@syn-or-swim/shared/game/level.ts';
import { rulesOf } from '@syn-or-swim/shared/game/match-settings.ts';
import { DRIVERS } from '@syn-or-swim/shared/players/drivers.ts';
import type { Recording } from '@syn-or-swim/shared/replay/recording.ts';
import type { MatchLog } from '@syn-or-swim/shared/scoring/moments.ts';

/** All from which the match of `recording`, which was made on `level`, follows. */
export function matchLogOf(recording: Recording, level: Level): MatchLog {
  const { setup, commands, endedAt } = recording;
  return { rules: rulesOf(setup, level, DRIVERS), commands, endedAt };
}
