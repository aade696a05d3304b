// The boat of the day (game.md, "After a round"): the round's best blooper, or where there is none its finest boat.
import type { JournalEvent } from '../game/journal.ts';
import type { Match } from '../game/match-state.ts';
import { orderOfPort } from '../game/match-state.ts';
import type { OrderId } from '../game/order.ts';
import { tokenOf } from '../game/referee.ts';
import type { Side } from '../game/seat.ts';
import type { ConnectionKey, Token } from '../game/token.ts';
import type { Verdict } from '../game/verdict.ts';
import type { Milliseconds } from '../kernel/time.ts';
import type { ExplainedLoss } from './explain.ts';
import { ideaOf } from './ideas.ts';
import { scoreOf } from './score.ts';

/** Why a boat was the finest: a repeat that was needed, three crates at once, the last FIN, or the first answer. */
export const FINEST_KINDS = ['needed-repeat', 'full-load', 'last-fin', 'syn-ack', 'first-boat'] as const;

/** One of {@link FINEST_KINDS}, the finest first. */
export type FinestKind = (typeof FINEST_KINDS)[number];

/** What makes a boat a blooper: the referee's word, or what was needless about it. */
export type Blooper =
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  | { readonly kind: 'beyond-par'; readonly why: 'split-cargo' | 'refused-knock' };

/** How far a blooper reached, farthest first; see {@link boatOfTheDay}. */
export const REACHES = ['spoilt', 'arrived', 'drew-rst', 'dropped', 'towed', 'needless', 'sank'] as const;

/** One of {@link REACHES}. */
export type Reach = (typeof REACHES)[number];

/** The boat, and what is to be said of it. */
export type BoatOfTheDay = {
  readonly at: Milliseconds;
  readonly seat: Side;
  readonly order: OrderId | undefined;
  readonly key: ConnectionKey;
  readonly token: Token;
} & (
  | {
      readonly kind: 'blooper';
      readonly blooper: Blooper;
      readonly reach: Reach;
      readonly loss: ExplainedLoss;
    }
  | { readonly kind: 'finest'; readonly finest: FinestKind }
);

function blooperOf({
  what,
}: ExplainedLoss): { readonly blooper: Blooper; readonly token: Token } | undefined {
  if (what.kind === 'boat') return { blooper: { kind: 'beyond-par', why: what.why }, token: what.token };
  if (what.kind !== 'token' || what.verdict.kind === 'hint') return undefined;
  return { blooper: { kind: 'verdict', verdict: what.verdict }, token: what.token };
}

function reachOf({ what, ledTo }: ExplainedLoss): Reach {
  if (ledTo.kind === 'held-back') return ledTo.dropped ? 'dropped' : 'towed';
  if (ledTo.kind !== 'sailed') return 'towed';
  if (ledTo.spoilt) return 'spoilt';
  if (what.kind === 'boat') return what.why === 'refused-knock' ? 'drew-rst' : 'needless';
  const wrong = what.kind === 'token' && what.verdict.kind === 'wrong';
  if (ledTo.fate !== 'arrived') return 'sank';
  return wrong ? 'arrived' : 'needless';
}

function blooper(losses: readonly ExplainedLoss[]): BoatOfTheDay | undefined {
  const count = (loss: ExplainedLoss) =>
    losses.filter(({ misconception }) => misconception === loss.misconception).length;
  const idea = ({ misconception }: ExplainedLoss) =>
    misconception === undefined ? 0 : ideaOf(misconception);
  const boats = losses.flatMap((loss) => {
    const found = blooperOf(loss);
    return found === undefined ? [] : [{ loss, ...found, reach: reachOf(loss) }];
  });
  const [best] = boats.toSorted(
    (one, other) =>
      REACHES.indexOf(one.reach) - REACHES.indexOf(other.reach) ||
      count(one.loss) - count(other.loss) ||
      idea(other.loss) - idea(one.loss) ||
      one.loss.at - other.loss.at,
  );
  if (best === undefined) return undefined;
  const { at, seat, order, key } = best.loss;
  return { kind: 'blooper', at, seat, order, key, ...best };
}

type Departed = Extract<JournalEvent, { kind: 'departed' }>;

/** A boat carries so many octets at most: three crates. */
const FULL_LOAD = 300;

function finestKind({ verdict, segment }: Departed, clean: boolean): FinestKind {
  const { flags, dataLength } = segment;
  if (verdict === 'repeat') return 'needed-repeat';
  if (dataLength >= FULL_LOAD) return 'full-load';
  if (flags.fin && clean) return 'last-fin';
  return flags.syn && flags.ack ? 'syn-ack' : 'first-boat';
}

function finest(match: Match): BoatOfTheDay | undefined {
  const clean = new Set(
    scoreOf(match)
      .orders.filter((order) => order.clean)
      .map(({ order }) => order),
  );
  const landed = new Set(match.journal.flatMap(({ event }) => (event.kind === 'arrived' ? event.boat : [])));
  const boats = match.journal.flatMap(({ at, event }) => {
    if (event.kind !== 'departed' || event.by !== 'player' || !landed.has(event.boat)) return [];
    const order = orderOfPort(match, event.key.clientPort)?.id;
    return [{ at, event, order, finest: finestKind(event, order !== undefined && clean.has(order)) }];
  });
  const rank = (kind: FinestKind) => FINEST_KINDS.indexOf(kind);
  const [best] = boats.toSorted((one, other) => {
    const later = one.finest === 'last-fin' ? other.at - one.at : one.at - other.at;
    return rank(one.finest) - rank(other.finest) || later;
  });
  if (best === undefined) return undefined;
  const { at, event, order } = best;
  const { key, from, segment } = event;
  return { kind: 'finest', finest: best.finest, at, seat: from, order, key, token: tokenOf(key, segment) };
}

/**
 * The boat of the day of `match`, which has ended with `losses`. The best blooper is the one that reached farthest: it
 * spoilt its connection, arrived though no TCP would send it, drew an RST, was the third in a row, was towed home, was
 * needless, sank. Of equals the one whose misconception is rarest among the losses, then the one of the later idea,
 * then the earliest. Stuck sockets, entries and hints are no boats. Where nobody erred it is the finest boat that
 * a hand sent: the first of the finest kind, of FINs the last. Undefined where no hand sent any.
 */
export function boatOfTheDay(match: Match, losses: readonly ExplainedLoss[]): BoatOfTheDay | undefined {
  return blooper(losses) ?? finest(match);
}
