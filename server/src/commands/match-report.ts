// What a recorded match came to, in words: orders, every point lost with what would have worked, stars, mastery.
import type { Match } from '@syn-or-swim/shared/game/match-state.ts';
import type { OrderId } from '@syn-or-swim/shared/game/order.ts';
import { SIDES } from '@syn-or-swim/shared/game/seat.ts';
import { parOf } from '@syn-or-swim/shared/players/par.ts';
import { clock, whatText, worksText } from '@syn-or-swim/shared/replay/report-text.ts';
import type { Consequence, ExplainedLoss } from '@syn-or-swim/shared/scoring/explain.ts';
import { earnsEye } from '@syn-or-swim/shared/scoring/eye.ts';
import { IDEAS } from '@syn-or-swim/shared/scoring/ideas.ts';
import { masteryOf } from '@syn-or-swim/shared/scoring/mastery.ts';
import { type MatchScore, type OrderScore, scoreOf } from '@syn-or-swim/shared/scoring/score.ts';
import { starsOf } from '@syn-or-swim/shared/scoring/stars.ts';

function ledToText(ledTo: Consequence): string {
  switch (ledTo.kind) {
    case 'held-back':
      return ledTo.dropped ? 'held back; the grade of assistance dropped' : 'held back';
    case 'sailed':
      return `boat ${ledTo.boat} sailed: ${ledTo.fate}${ledTo.spoilt ? ', the connection is spoilt' : ''}`;
    case 'shown':
      return 'the token was shown';
    case 'stuck':
      return ledTo.sockets.map(({ side, state }) => `${side} ${state}`).join(', ');
    case 'logged':
      return 'the entry stayed wrong';
  }
}

function lossLines(loss: ExplainedLoss): readonly string[] {
  const shows = loss.misconception === undefined ? 'a hint' : loss.misconception;
  const where = loss.section === undefined ? '' : `, RFC 9293 section ${loss.section}`;
  return [
    `    ${clock(loss.at)} ${loss.seat} -${loss.cost}  ${whatText(loss)}`,
    `      ${shows}${where}; led to: ${ledToText(loss.ledTo)}`,
    `      would have worked: ${worksText(loss)}`,
  ];
}

function orderLines(match: Match, order: OrderScore, losses: readonly ExplainedLoss[]): readonly string[] {
  const port = match.orders.find(({ id }) => id === order.order)?.clientPort;
  const title = `  order ${order.order}, client port ${port}: ${order.points} points`;
  return [`${title}, ${order.clean ? 'clean' : 'not clean'}`, ...losses.flatMap(lossLines)];
}

function masteryLines(match: Match): readonly string[] {
  const mastery = masteryOf(match);
  return SIDES.map((side) => {
    const tried = mastery[side].filter((idea) => idea.tried > 0);
    const shares = tried.map(({ idea, tried: all, right, typicalMistake }) => {
      const name = IDEAS.find((known) => known.idea === idea)?.name ?? `${idea}`;
      return `${name} ${right}/${all}${typicalMistake === undefined ? '' : ` (${typicalMistake})`}`;
    });
    return `  ${side}: ${shares.join(', ') || 'nothing tried'}`;
  });
}

function sumLine(match: Match, score: MatchScore): string {
  const par = parOf(match.rules.level, match.rules.seed);
  const stars = starsOf(match, par, score);
  const share = Math.round((score.points / par) * 100);
  return `${score.points} points of par ${par} (${share} %), ${stars} stars${earnsEye(match) ? ', the eye' : ''}`;
}

/** The report of `match`, which has ended, with every loss that {@link explained} found. */
export function matchReport(match: Match, losses: readonly ExplainedLoss[]): readonly string[] {
  const score = scoreOf(match);
  const ids: readonly OrderId[] = score.orders.map(({ order }) => order);
  const others = losses.filter(({ order }) => order === undefined || !ids.includes(order));
  return [
    sumLine(match, score),
    ...score.orders.flatMap((order) =>
      orderLines(
        match,
        order,
        losses.filter((loss) => loss.order === order.order),
      ),
    ),
    ...(others.length > 0 ? ['  what the night shift left', ...others.flatMap(lossLines)] : []),
    'mastery of the ten ideas, right of tried',
    ...masteryLines(match),
  ];
}
