// The score is the sum of its explained parts, and each seat was told of its own costs as they were counted.
import type { Match } from '@syn-or-swim/shared/game/match-state.ts';
import { SIDES } from '@syn-or-swim/shared/game/seat.ts';
import { viewFor } from '@syn-or-swim/shared/game/view-for.ts';
import type { MatchScore, OrderScore } from '@syn-or-swim/shared/scoring/score.ts';

/** Section 6 of the rules once more, from the parts alone: 100, less 10 a wrong token and 3 a wasted boat. */
function explained(score: OrderScore, dropped: boolean): number {
  if (!score.clean) return 0;
  let wrong = 0;
  let waste = 3 * score.beyondPar.length;
  for (const { verdict, cost } of score.losses) {
    if (verdict.kind === 'wrong' || verdict.kind === 'held' || verdict.kind === 'hint') wrong += cost;
    else waste += cost;
  }
  const points = Math.max(0, 100 - wrong - Math.min(30, waste));
  return dropped ? Math.min(60, points) : points;
}

/** What does not add up in `score`, which the ended `match` came to. */
export function scoreProblems(match: Match, score: MatchScore): readonly string[] {
  const problems: string[] = [];
  let sum = 0;
  for (const part of score.orders) {
    const clientPort = match.orders.find((order) => order.id === part.order)?.clientPort;
    const records = SIDES.map((side) =>
      match.seats[side].records.find((record) => record.clientPort === clientPort),
    );
    const points = explained(
      part,
      records.some((record) => record?.dropped === true),
    );
    if (points !== part.points) {
      problems.push(`order ${part.order} counts ${part.points}, its parts say ${points}`);
    }
    sum += points - (part.stuck.length > 0 ? 40 : 0);
    for (const side of SIDES) {
      const told =
        viewFor(side, match).seat.orders.find((order) => order.clientPort === clientPort)?.cost ?? 0;
      const lost = part.losses.filter((loss) => loss.seat === side);
      const cost = lost.reduce((total, loss) => total + loss.cost, 0);
      if (told !== cost)
        problems.push(`${side} was told that order ${part.order} cost ${told}, it cost ${cost}`);
    }
  }
  const total = Math.max(0, sum - score.nightStuck * 40 + score.log.saved - score.log.cost);
  if (score.points !== total) problems.push(`the match counts ${score.points}, its parts say ${total}`);
  return problems;
}
