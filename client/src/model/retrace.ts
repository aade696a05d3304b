import type { Level } from '@syn-or-swim/shared/game/level.ts';
import type { Recording } from '@syn-or-swim/shared/replay/recording.ts';
import { explained } from '@syn-or-swim/shared/scoring/explain.ts';
import { ladders } from '@syn-or-swim/shared/scoring/ladder.ts';
import { type LeftSocket, leftSockets } from '@syn-or-swim/shared/scoring/left-sockets.ts';
import { type Walk, walkOf } from './debrief-walk.ts';
import { matchLogOf } from './match-log.ts';

/** A match looked back at: the guided walk through it, and the sockets that it left behind. */
export interface Retraced {
  readonly walk: Walk;
  readonly left: readonly LeftSocket[];
}

/** Runs `recording`, which was made on `level` by these rules, again and explains each point that it lost. */
export function retraced(recording: Recording, level: Level): Retraced {
  const { match, losses } = explained(matchLogOf(recording, level));
  return { walk: walkOf(ladders(match), losses), left: leftSockets(match) };
}
