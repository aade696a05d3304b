// What must hold at every step of every match, whoever plays and however badly (issue 4).
import { type Match, orderOfPort } from '@syn-or-swim/shared/game/match-state.ts';
import { type Player, peerOf, SIDES, type Side } from '@syn-or-swim/shared/game/seat.ts';
import { keyText } from '@syn-or-swim/shared/game/token.ts';
import type { NumberedView } from '@syn-or-swim/shared/game/view.ts';
import { viewFor } from '@syn-or-swim/shared/game/view-for.ts';
import type { MatchScore } from '@syn-or-swim/shared/scoring/score.ts';
import { type AwaitedBoats, followBoats, lostBoats } from './boat-fates.ts';
import { conversationProblems, harbourProblems } from './harbour-rules.ts';
import { sameContent } from './same-content.ts';
import { scoreProblems } from './score-sums.ts';

/** Stacks that are never wrong, as long as their partner tells them the truth. */
const RIGHT_STACKS: readonly Player[] = ['perfect', 'slow', 'holder'];
/** Partners that say whatever they please. */
const LIARS: readonly Player[] = ['wild'];

/** Looks at one match as it goes on. Each answer lists what did not hold, in words; empty where all did. */
export interface MatchWatch {
  readonly step: (before: Match, after: Match) => readonly string[];
  /** Once the horn has blown; `score` is what the match came to. */
  readonly end: (match: Match, score: MatchScore) => readonly string[];
}

function timeProblems(before: Match, after: Match): readonly string[] {
  const problems: string[] = [];
  if (after.now < before.now) problems.push(`time ran back from ${before.now} to ${after.now}`);
  if (after.journal.length < before.journal.length) problems.push('the journal forgot something');
  let last = before.journal.at(-1)?.at ?? 0;
  for (const { at } of after.journal.slice(before.journal.length)) {
    if (at < last || at > after.now) problems.push(`the journal jumps from ${last} to ${at}`);
    last = at;
  }
  return problems;
}

/** Both views as they were when their records came. Changed as a match goes on. */
type FirstViews = Record<Side, NumberedView>;

/** A view's number grows exactly when its record is another, and its moment is never ahead of time. */
function numberProblems(before: Match, after: Match, side: Side): readonly string[] {
  const problems: string[] = [];
  const [old, now] = [before.views[side], after.views[side]];
  const sameRecord = before.seats[side] === after.seats[side];
  if (now.number < old.number) problems.push(`${side}: the view number fell`);
  if (sameRecord !== (now.number === old.number)) {
    problems.push(`${side}: the view number is not its record's`);
  }
  if (now.at > after.now || now.at < old.at) problems.push(`${side}: a view of another moment`);
  return problems;
}

/**
 * While its record stays, a view has the same bytes, whatever happens elsewhere. That is looked at whenever the
 * other seat's record changes and when the record goes; `closely`: at every step.
 */
function viewProblems(before: Match, after: Match, first: FirstViews, closely: boolean): readonly string[] {
  const problems: string[] = [];
  for (const side of SIDES) {
    problems.push(...numberProblems(before, after, side));
    const stays = before.seats[side] === after.seats[side];
    const elsewhere = before.seats[peerOf(side)] !== after.seats[peerOf(side)];
    if (stays && !elsewhere && !closely) continue;
    if (!sameContent(first[side], viewFor(side, stays ? after : before))) {
      problems.push(`${side}: the view changed and its number did not`);
    }
    if (!stays) first[side] = viewFor(side, after);
  }
  return problems;
}

/** No stack sends what the referee calls wrong, or what costs. */
function stackProblems(before: Match, after: Match): readonly string[] {
  const lied = SIDES.some((side) => LIARS.includes(before.rules.players[side]));
  if (lied) return [];
  return after.journal.slice(before.journal.length).flatMap(({ at, event }) => {
    if (event.kind !== 'judged' || !RIGHT_STACKS.includes(before.players[event.seat])) return [];
    const { kind, cost } = event.verdict;
    const fault = kind === 'wrong' || cost > 0;
    return fault ? [`the stack ${before.players[event.seat]} of ${event.seat} was ${kind} at ${at} ms`] : [];
  });
}

/** A watch over a match that has just begun as `first`. `closely`: compares views at every step, which takes time. */
export function watchOf(first: Match, closely: boolean): MatchWatch {
  const views: FirstViews = { client: viewFor('client', first), server: viewFor('server', first) };
  const awaited: AwaitedBoats = new Map();
  const seen = new Set<number>();
  const spoilt = new Set<string>();
  const ghosts = new Set<number>();
  const noted = (match: Match, from: number) => {
    for (const { event } of match.journal.slice(from)) {
      if (event.kind === 'spoilt') spoilt.add(keyText(event.key));
      const ghost = event.kind === 'departed' && orderOfPort(match, event.key.clientPort) === undefined;
      if (ghost) ghosts.add(event.boat);
    }
  };
  followBoats(awaited, seen, first, 0);
  noted(first, 0);
  return {
    step: (before, after) => {
      const from = before.journal.length;
      noted(after, from);
      return [
        ...timeProblems(before, after),
        ...viewProblems(before, after, views, closely),
        ...stackProblems(before, after),
        ...followBoats(awaited, seen, after, from),
        ...SIDES.flatMap((side) => harbourProblems(before, after, side)),
        ...conversationProblems(before, after, spoilt),
      ];
    },
    end: (match, score) => [
      ...(match.phase === 'ended' ? [] : ['the match did not end']),
      ...lostBoats(awaited, match, ghosts),
      ...scoreProblems(match, score),
    ],
  };
}
