import type { Match } from '../game/match-state.ts';
import type { Milliseconds } from '../kernel/time.ts';

/** How long after an act a wrong answer on that connection counts as provoked by it. */
export const PROVOKED_WITHIN: Milliseconds = 20_000;

/** What the network's seat came to: the points that its acts cost the pair, act by act. */
export interface NetworkScore {
  readonly points: number;
  readonly acts: number;
  readonly provoked: number;
}

/** The network scores by the wrong answers it provokes, so that it learns which loss hurts (game.md). */
export function networkScoreOf(match: Match): NetworkScore {
  const acts = match.journal.filter(({ event }) => event.kind === 'network-act');
  let points = 0;
  let provoked = 0;
  for (const { at, event } of match.journal) {
    if (event.kind !== 'judged' || event.verdict.cost === 0) continue;
    const { clientPort } = event.token.key;
    const before = acts.some(
      (act) =>
        act.event.kind === 'network-act' &&
        act.event.key.clientPort === clientPort &&
        act.at <= at &&
        at - act.at <= PROVOKED_WITHIN,
    );
    if (!before) continue;
    provoked += 1;
    points += event.verdict.cost;
  }
  return { points, acts: acts.length, provoked };
}
