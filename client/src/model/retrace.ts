import type { Level } from '@syn-or-swim/shared/game/level.ts';
import type { Match } from '@syn-or-swim/shared/game/match-state.ts';
import type { Recording } from '@syn-or-swim/shared/replay/recording.ts';
import { type BlameCase, worstConnection } from '@syn-or-swim/shared/scoring/blame.ts';
import { type BoatOfTheDay, boatOfTheDay } from '@syn-or-swim/shared/scoring/boat-of-the-day.ts';
import { type ExplainedLoss, explained } from '@syn-or-swim/shared/scoring/explain.ts';
import { ladders } from '@syn-or-swim/shared/scoring/ladder.ts';
import { type LeftSocket, leftSockets } from '@syn-or-swim/shared/scoring/left-sockets.ts';
import { waitsOf } from '@syn-or-swim/shared/scoring/waits.ts';
import { type Walk, walkOf } from './debrief-walk.ts';
import { matchLogOf } from './match-log.ts';

/** A match looked back at, with every point that it lost explained. */
export interface Retraced {
  /** At its end. */
  readonly match: Match;
  readonly losses: readonly ExplainedLoss[];
  /** The guided walk through it. */
  readonly walk: Walk;
  /** The sockets that it left behind. */
  readonly left: readonly LeftSocket[];
  /** What the blame card is about; undefined where nothing went wrong that one could ask about. */
  readonly worst: BlameCase | undefined;
  readonly boat: BoatOfTheDay | undefined;
}

/** Runs `recording`, which was made on `level` by these rules, again and explains each point that it lost. */
export function retraced(recording: Recording, level: Level): Retraced {
  const log = matchLogOf(recording, level);
  const { match, losses } = explained(log);
  return {
    match,
    losses,
    walk: walkOf(ladders(match), losses),
    left: leftSockets(match),
    worst: worstConnection(match, waitsOf(log)),
    boat: boatOfTheDay(match, losses),
  };
}
