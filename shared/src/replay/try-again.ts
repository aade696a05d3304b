// Try again from there (game.md, "After a round"): a match set back to a mistake of one seat, the referee's word on what
// is tried there, and what comes of it when stacks play the rest in the same sea.
import type { Action, Command, SeatCommand } from '../game/command.ts';
import type { Level } from '../game/level.ts';
import { stepMatch } from '../game/match.ts';
import type { Match } from '../game/match-state.ts';
import type { Drivers } from '../game/rules.ts';
import type { Side } from '../game/seat.ts';
import type { Verdict } from '../game/verdict.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import type { Milliseconds } from '../kernel/time.ts';
import type { ExplainedLoss } from '../scoring/explain.ts';
import { scoreOf } from '../scoring/score.ts';
import { movesOn } from '../scoring/what-works.ts';
import type { Recording } from './recording.ts';
import { playedOut, setBack, setBackTo } from './set-back.ts';

/** What a seat may try: what it can do in a match, without the number of a view. */
export type Try =
  | { readonly kind: 'token'; readonly token: Extract<SeatCommand, { kind: 'token' }>['token'] }
  | { readonly kind: 'action'; readonly action: Action }
  /** Nothing is sent now. */
  | { readonly kind: 'wait' };

/** What a match came to, as it is compared. */
export interface Came {
  readonly points: number;
  /** Orders that ended clean. */
  readonly clean: number;
  /** Boats that left by the hands or stacks of both seats. */
  readonly boats: number;
  /** Sockets that were stuck at the horn. */
  readonly stuck: number;
}

/** A match set back to just before a mistake of `seat`. */
export interface SecondChance {
  readonly seat: Side;
  readonly match: Match;
  /** What was done there; undefined for a socket that stayed because nothing was. */
  readonly done: Command | undefined;
  readonly loss: ExplainedLoss;
  /** What the whole match came to as it was. */
  readonly was: Came;
}

/** What the referee says of a try: better, or why not. */
export type Tried =
  | {
      readonly kind: 'better';
      /** The referee's word; undefined for an action and for waiting. */
      readonly verdict: Verdict | undefined;
      /** What was done then, and this, each with stacks for the rest. */
      readonly before: Came | undefined;
      readonly after: Came;
    }
  /** The referee refuses it, or it would cost points. */
  | { readonly kind: 'judged'; readonly verdict: Verdict }
  /** Nothing is sent, though something could be. */
  | { readonly kind: 'could-send' }
  /** Something is done that changes nothing here. */
  | { readonly kind: 'no-help' };

/** What `match` came to, once it has ended. */
export function cameOf(match: Match): Came {
  const score = scoreOf(match);
  const stuck = score.orders.reduce((sum, order) => sum + order.stuck.length, score.nightStuck);
  const boats = match.journal.filter(
    ({ event }) => event.kind === 'departed' && event.by !== 'earlier-life' && event.by !== 'pilot',
  );
  return {
    points: score.points,
    clean: score.orders.filter((order) => order.clean).length,
    boats: boats.length,
    stuck,
  };
}

/** True where `loss` is a mistake of `seat` that can be tried again: a token that cost something, or a socket that stayed. */
export function canTryAgain({ what, seat: whose }: ExplainedLoss, seat: Side): boolean {
  if (whose !== seat) return false;
  return what.kind === 'stuck' || (what.kind === 'token' && what.verdict.kind !== 'hint');
}

/** From one moment at which a stuck socket may be tried to the next. */
const STUCK_STEP: Milliseconds = 1_000;

/** The first moment after `since` at which something of the seat moves the stuck connection on; undefined where none does. */
function stuckMoment(order: ChanceOrder, since: Milliseconds): Match | undefined {
  const { recording, level, drivers, seat, loss } = order;
  const back = setBackTo(recording, level, drivers, since);
  if (!back.ok) return undefined;
  let match = back.value;
  const commands = recording.commands.filter(({ at }) => at >= since);
  for (let at = since + STUCK_STEP; at < recording.endedAt; at += STUCK_STEP) {
    for (const logged of commands) {
      if (logged.at < match.now || logged.at >= at) continue;
      match = stepMatch(match, { kind: 'command', command: logged.command }, logged.at).match;
    }
    match = stepMatch(match, { kind: 'wake' }, at).match;
    if (movesOn(match, [seat], loss.key).kind !== 'wait') return match;
  }
  return undefined;
}

/** What a second chance is made of. `ended` is the match at its end. */
export interface ChanceOrder {
  readonly recording: Recording;
  readonly level: Level;
  readonly drivers: Drivers;
  readonly seat: Side;
  readonly loss: ExplainedLoss;
  readonly ended: Match;
}

/** The match set back to just before the mistake of `order`; undefined where it can't be: see {@link canTryAgain}. */
export function secondChance(order: ChanceOrder): SecondChance | undefined {
  const { recording, level, drivers, seat, loss, ended } = order;
  const { what, at } = loss;
  if (!canTryAgain(loss, seat)) return undefined;
  const was = cameOf(ended);
  if (what.kind === 'stuck') {
    const match = stuckMoment(order, what.socket.since);
    return match && { seat, match, done: undefined, loss, was };
  }
  if (what.kind !== 'token') return undefined;
  const text = canonicalJson(what.token);
  const logged = recording.commands.find(
    ({ at: then, command }) =>
      then === at &&
      command.kind === 'token' &&
      command.seat === seat &&
      canonicalJson(command.token) === text,
  );
  const back = logged && setBack(recording, level, drivers, logged.serial);
  if (back === undefined || !back.ok) return undefined;
  return { seat, match: back.value.match, done: logged?.command, loss, was };
}

function commandOf({ seat, match }: SecondChance, tried: Exclude<Try, { kind: 'wait' }>): Command {
  return { ...tried, seat, seen: match.views[seat].number };
}

/** Whether it is right to send nothing on the connection of the mistake: neither a due nor the order asks for anything. */
function waitingIsRight({ loss, match, seat }: SecondChance): boolean {
  if (loss.what.kind !== 'stuck') return loss.works.kind === 'wait';
  return movesOn(match, [seat], loss.key).kind === 'wait';
}

function isBetter(verdict: Verdict | undefined): boolean {
  if (verdict === undefined) return true;
  if (verdict.cost > 0) return false;
  return verdict.kind === 'due' || verdict.kind === 'initiative' || verdict.kind === 'repeat';
}

function playedFrom(chance: SecondChance, tried: Command | undefined): Came {
  return cameOf(playedOut(chance.match, tried).match);
}

/** The referee's word on `tried` in place of the mistake of `chance`; what is better is played out by stacks. */
export function triedAgain(chance: SecondChance, tried: Try): Tried {
  const { match, done } = chance;
  const before = done && playedFrom(chance, done);
  if (tried.kind === 'wait') {
    if (!waitingIsRight(chance)) return { kind: 'could-send' };
    return { kind: 'better', verdict: undefined, before, after: playedFrom(chance, undefined) };
  }
  const command = commandOf(chance, tried);
  const step = stepMatch(match, { kind: 'command', command }, match.now);
  const { verdict } = step;
  if (!isBetter(verdict)) {
    return verdict === undefined ? { kind: 'no-help' } : { kind: 'judged', verdict };
  }
  // A call that the match takes but that neither moves this connection on nor is what would have worked.
  if (tried.kind === 'action' && chance.loss.works.kind !== 'action') return { kind: 'no-help' };
  return { kind: 'better', verdict, before, after: playedFrom(chance, command) };
}
