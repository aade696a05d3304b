// Whether what is told as better really is: each explanation of a lost point is tried out in the match itself.

import { applyCommand } from '@syn-or-swim/shared/game/apply-command.ts';
import type { Command } from '@syn-or-swim/shared/game/command.ts';
import { isRight } from '@syn-or-swim/shared/game/harbour-log.ts';
import { isOver, stepMatch, wakeAt } from '@syn-or-swim/shared/game/match.ts';
import { type Match, orderOfPort } from '@syn-or-swim/shared/game/match-state.ts';
import type { Side } from '@syn-or-swim/shared/game/seat.ts';
import { type ConnectionKey, keyText, type Token } from '@syn-or-swim/shared/game/token.ts';
import type { Verdict } from '@syn-or-swim/shared/game/verdict.ts';
import { type ExplainedLoss, lossesAt } from '@syn-or-swim/shared/scoring/explain.ts';
import type { MatchLog } from '@syn-or-swim/shared/scoring/moments.ts';
import { moments } from '@syn-or-swim/shared/scoring/moments.ts';
import { scoreOf } from '@syn-or-swim/shared/scoring/score.ts';

/** What trying out an explanation came to. Only `refused` means that the explanation was wrong. */
export const TRIALS = [
  /** The referee takes the token at that very moment, at no cost. */
  'token-taken',
  /** It takes the repeat once the bell has rung, at no cost. */
  'repeat-taken',
  /** Something came before the bell: waiting was right, and another boat is owed then, or none. */
  'answered-meanwhile',
  /** Nothing was to be sent then; it takes the next token that a stack sends on this connection, at no cost. */
  'next-taken',
  /** Nothing was to be sent on this connection any more. */
  'nothing-left',
  /** The match does the call. */
  'call-done',
  /** The log takes the entry for right. */
  'entry-right',
  'refused',
] as const;

/** One of {@link TRIALS}. */
export type Trial = (typeof TRIALS)[number];

/** All points that `match`, which has ended, lost on orders, stuck sockets and wrong entries. */
export function pointsLost(match: Match): number {
  const score = scoreOf(match);
  const orders = score.orders.map(
    ({ losses, stuck, beyondPar }) =>
      3 * beyondPar.length + losses.reduce((sum, loss) => sum + loss.cost, 0) + (stuck.length > 0 ? 40 : 0),
  );
  return orders.reduce((sum, lost) => sum + lost, 0) + 40 * score.nightStuck + score.log.cost;
}

/** Whether a loss of `match` counts in {@link pointsLost}: tokens on callers whom no order sent, or whose slip never came, cost their sender, not the pair. */
export function isCounted(match: Match, { what, order }: ExplainedLoss): boolean {
  return what.kind !== 'token' || scoreOf(match).orders.some((scored) => scored.order === order);
}

function isFree(verdict: Verdict | undefined): boolean {
  return verdict?.cost === 0 && ['due', 'initiative', 'repeat'].includes(verdict.kind);
}

/** At this very happening: what else comes in the same millisecond, the horn perhaps, has not come yet. */
function given(match: Match, seat: Side, token: Token): Verdict | undefined {
  const seen = match.views[seat].number;
  const command: Command = { kind: 'token', token, seat, seen };
  return applyCommand(match, command).verdict;
}

function seated(match: Match, seat: Side, player: 'person' | 'perfect'): Match {
  const command = { kind: 'seat', seat, player } as const;
  return stepMatch(match, { kind: 'command', command }, match.now).match;
}

function isOf(key: ConnectionKey, token: Token): boolean {
  return keyText(key) === keyText(token.key);
}

/** The match at the bell of `seat`, who does nothing until then. */
function afterBell(before: Match, seat: Side, token: Token, until: number): Trial {
  const waited = stepMatch(seated(before, seat, 'person'), { kind: 'wake' }, until).match;
  if (isOver(waited)) return 'nothing-left';
  if (isFree(given(waited, seat, token))) return 'repeat-taken';
  const since = waited.journal.slice(before.journal.length);
  const rang = since.some(
    ({ at, event }) => at === until && event.kind === 'bell' && event.side === seat && isOf(event.key, token),
  );
  const came = since.some(
    ({ event }) => event.kind === 'arrived' && event.at === seat && isOf(event.key, token),
  );
  return came || !rang ? 'answered-meanwhile' : 'refused';
}

/** The next token of `seat` on the connection of `loss`, where a perfect stack has that seat from `before` on. */
function nextToken(before: Match, { seat, key }: ExplainedLoss): Trial {
  let match = seated(before, seat, 'perfect');
  while (!isOver(match)) {
    const at = wakeAt(match);
    if (at === undefined) break;
    const after = stepMatch(match, { kind: 'wake' }, at).match;
    for (const { event } of after.journal.slice(match.journal.length)) {
      if (event.kind !== 'judged' || event.seat !== seat) continue;
      if (event.token.key.clientPort !== key.clientPort) continue;
      return event.verdict.cost === 0 ? 'next-taken' : 'refused';
    }
    match = after;
  }
  return 'nothing-left';
}

/** Tries out in `before`, the match just before the point of `loss` was lost, what is told as better. */
export function tried(before: Match, loss: ExplainedLoss): Trial {
  const { works, seat } = loss;
  switch (works.kind) {
    case 'token':
      return isFree(given(before, works.seat, works.token)) ? 'token-taken' : 'refused';
    case 'entry':
      return isRight(before, works.entry) ? 'entry-right' : 'refused';
    case 'action': {
      const seen = before.views[works.seat].number;
      const command: Command = { kind: 'action', action: works.action, seat: works.seat, seen };
      const { verdict } = applyCommand(before, command);
      return verdict?.kind === 'held' ? 'refused' : 'call-done';
    }
    case 'wait':
      return works.until === undefined || works.token === undefined
        ? nextToken(before, loss)
        : afterBell(before, seat, works.token, works.until);
  }
}

/** Every loss of the match of `log` with the match just before it, but for boats that only the horn shows to be too many. */
export function* lossMoments(
  log: MatchLog,
  losses: readonly ExplainedLoss[],
): Generator<{ readonly before: Match; readonly loss: ExplainedLoss }> {
  for (const { before, after } of moments(log)) {
    for (const loss of lossesAt(before, after)) yield { before, loss };
    if (before.phase === 'playing' && after.phase === 'ended') {
      for (const loss of losses) if (loss.what.kind === 'stuck') yield { before, loss };
    }
  }
}

/** Of a match in which `loss`, a boat too many, was not to be: the trial at the moment for which something better is told. */
function savedAt(before: Match, loss: ExplainedLoss): Trial | undefined {
  const { works } = loss;
  if (works.kind === 'token' && orderOfPort(before, works.token.key.clientPort) === undefined)
    return undefined;
  const trial = tried(before, loss);
  return trial === 'refused' ? undefined : trial;
}

/** What is told as better than each boat that only the horn shows to be too many, tried out. */
export function savedBoats(log: MatchLog, losses: readonly ExplainedLoss[]): readonly Trial[] {
  const boats = losses.filter(({ what }) => what.kind === 'boat');
  const trials = new Map<ExplainedLoss, Trial>();
  for (const { before, after } of moments(log)) {
    for (const loss of boats) {
      if (trials.has(loss)) continue;
      // Waiting is tried where that boat left; a token may have been for an earlier one.
      const left = loss.works.kind === 'token' || (before.now <= loss.at && after.now >= loss.at);
      const trial = left ? savedAt(before, loss) : undefined;
      if (trial !== undefined) trials.set(loss, trial);
    }
  }
  return boats.map((loss) => trials.get(loss) ?? 'refused');
}
