// What would have happened: the same match goes on in another way from one moment.
import { enoughSaid } from '@syn-or-swim/shared/game/encore.ts';
import { isOver, stepMatch, wakeAt } from '@syn-or-swim/shared/game/match.ts';
import type { Match } from '@syn-or-swim/shared/game/match-state.ts';
import { type Player, peerOf, type Side } from '@syn-or-swim/shared/game/seat.ts';
import { viewFor } from '@syn-or-swim/shared/game/view-for.ts';
import type { Milliseconds } from '@syn-or-swim/shared/kernel/time.ts';
import { scoreOf } from '@syn-or-swim/shared/scoring/score.ts';
import { watchOf } from './match-watch.ts';
import { sameContent } from './same-content.ts';

function handedTo(match: Match, side: Side, player: Player): Match {
  const command = { kind: 'seat', seat: side, player } as const;
  return stepMatch(match, { kind: 'command', command }, match.now).match;
}

/** Lets the holder take the seat of `side` now, and watches the match as long as it goes on before `until`. */
function heldUntil(match: Match, side: Side, until: Milliseconds): readonly string[] {
  let current = handedTo(match, side, 'holder');
  const watch = watchOf(current, false);
  const problems = [...watch.step(match, current)];
  for (let at = wakeAt(current); at !== undefined && at < until; at = wakeAt(current)) {
    const next = stepMatch(current, { kind: 'wake' }, at).match;
    problems.push(...watch.step(current, next));
    current = next;
  }
  if (isOver(current)) problems.push(...watch.end(current, scoreOf(current)));
  return problems.map((problem) => `with a holder for the ${side} from ${match.now} ms: ${problem}`);
}

/** Lets the holder take the seat of `side` now, and watches the match to its end. */
export function holderFork(match: Match, side: Side): readonly string[] {
  return heldUntil(match, side, Number.POSITIVE_INFINITY);
}

/** Lets the holder take the seat of `side` now, and watches until it has had the time for its first act. */
export function holderStart(match: Match, side: Side): readonly string[] {
  return heldUntil(match, side, match.now + match.rules.drivers.stacks.holder.reaction + 1);
}

function saidSince(match: Match, from: number, side: Side): boolean {
  return match.journal
    .slice(from)
    .some(({ event }) => (event.kind === 'said' || event.kind === 'enough') && event.seat === side);
}

/**
 * Runs both matches on, step by step at the same moments, while `side` gets the same bytes from both. Gives the
 * moment at which it does not; undefined where it does up to `until`, or until its peer says something.
 */
function firstDifference(
  side: Side,
  matches: readonly [Match, Match],
  until: Milliseconds,
): Milliseconds | undefined {
  const from = matches[0].journal.length;
  let [one, other] = matches;
  for (;;) {
    const moments = [wakeAt(one), wakeAt(other)].filter((at) => at !== undefined);
    const at = Math.min(...moments);
    if (moments.length === 0 || at >= until) return undefined;
    one = stepMatch(one, { kind: 'wake' }, at).match;
    other = stepMatch(other, { kind: 'wake' }, at).match;
    if ([one, other].some((match) => saidSince(match, from, peerOf(side)))) return undefined;
    if (!sameContent(viewFor(side, one), viewFor(side, other))) return at;
  }
}

/**
 * Lets the peer of `side` fall silent now: until a boat of the difference can have crossed, or a signal tells,
 * `side` gets the same bytes at the same moments (rules.md section 7).
 */
export function secrecyFork(match: Match, side: Side): readonly string[] {
  const peer = peerOf(side);
  // Who plays is public, and with it whether the round goes on; so the peer has had enough in both.
  const content = enoughSaid(match, peer);
  const silent = handedTo(content, peer, 'person');
  const at = firstDifference(side, [content, silent], match.now + match.rules.level.timing.crossing);
  if (at === undefined) return [];
  return [`the ${side} sees at ${at} ms that the ${peer} has fallen silent at ${match.now} ms`];
}

/**
 * Lets the next boat of `side` that is under way sink: until its peer can have missed it and an answer of the peer
 * can have crossed, or a signal tells, `side` gets the same bytes at the same moments. No shore learns a fate.
 */
export function sunkFork(match: Match, side: Side): readonly string[] {
  const { underWay } = match.strait;
  const boat = underWay.entries.find(({ item }) => item.load.from === side);
  if (boat === undefined || isOver(match)) return [];
  const entries = underWay.entries.filter((entry) => entry !== boat);
  const sunk: Match = { ...match, strait: { ...match.strait, underWay: { ...underWay, entries } } };
  const at = firstDifference(side, [match, sunk], boat.at + match.rules.level.timing.crossing);
  if (at === undefined) return [];
  return [`the ${side} sees at ${at} ms that its boat ${boat.item.id} has sunk at ${match.now} ms`];
}
