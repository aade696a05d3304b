// Many matches: which are played, and what they come to together.
import { createHash } from 'node:crypto';
import type { Level } from '@syn-or-swim/shared/game/level.ts';
import { PLAYERS, type Player } from '@syn-or-swim/shared/game/seat.ts';
import type { Verdict } from '@syn-or-swim/shared/game/verdict.ts';
import { present } from '@syn-or-swim/shared/kernel/assert.ts';
import { keyedHash } from '@syn-or-swim/shared/kernel/hash.ts';
import { matchText } from '@syn-or-swim/shared/replay/replay.ts';
import { type MatchPlan, type PlayedMatch, playMatch } from './play.ts';

/** Which matches are played. The same order gives the same matches on every machine. */
export interface SimulationOrder {
  readonly matches: number;
  /** 32 bits. */
  readonly seed: number;
  readonly levels: readonly Level[];
  /** Each pairing of these in turn, so that all come evenly. */
  readonly kinds: readonly Player[];
}

/** Every kind of player; `person` is a hand behind a slow line. */
export const ALL_KINDS: readonly Player[] = PLAYERS;

/** Of so many matches one is looked at closely. */
const CLOSELY_EVERY = 8;
/** Of so many matches one is looked at closest, which takes half a minute: few matches have none. */
const EVERY_STEP_EVERY = 8192;

/** How tokens can be judged, for counting. */
export const VERDICT_NAMES = [
  'due',
  'initiative',
  'repeat-needed',
  'repeat-hasty',
  'idle',
  'wrong-held',
  'wrong-sailed',
  'held',
  'overtaken',
] as const;

/** One of {@link VERDICT_NAMES}. */
export type VerdictName = (typeof VERDICT_NAMES)[number];

/** What orders came to. */
export interface OrderCounts {
  matches: number;
  orders: number;
  clean: number;
  /** Not clean, and one end at least was reset. */
  reset: number;
  /** Neither clean nor reset. */
  missed: number;
  /** Orders, and sockets of the night shift, that were stuck at the horn. */
  stuck: number;
}

/** Everything counted over matches. */
interface Counts extends OrderCounts {
  readonly byKind: Map<Player, OrderCounts>;
  readonly verdicts: Map<VerdictName, number>;
  /** Boats that left. */
  segments: number;
  readonly violations: string[];
}

/** Some of the matches of an order, one after the other. */
export interface SimulatedPart extends Counts {
  /** `matchHash` of each, in their order. */
  readonly hashes: string[];
}

/** All matches of an order. */
export interface SimulationCounts extends Counts {
  /** SHA-256 over the hashes of all matches in their order. */
  readonly hash: string;
}

/** Is given each match that was played, with its index, to keep it. */
export type MatchKeeper = (played: PlayedMatch, index: number) => void;

/** The `index`th match of `order`, from 0: levels first, then pairings of kinds. */
export function planOf({ seed, levels, kinds }: SimulationOrder, index: number): MatchPlan {
  const pairing = Math.floor(index / levels.length) % (kinds.length * kinds.length);
  // Both seats change with every pairing, so that few matches already meet all kinds.
  const client = pairing % kinds.length;
  const server = (client + Math.floor(pairing / kinds.length)) % kinds.length;
  return {
    level: present(levels[index % levels.length], 'a level'),
    seed: keyedHash(seed, 'match', index),
    players: { client: present(kinds[client], 'a kind'), server: present(kinds[server], 'a kind') },
    closely: index % CLOSELY_EVERY === 0,
    everyStep: index % EVERY_STEP_EVERY === EVERY_STEP_EVERY / 2,
  };
}

/** The name of `verdict`; undefined for a hint, which judges nothing. */
export function verdictName(verdict: Verdict): VerdictName | undefined {
  if (verdict.kind === 'hint') return undefined;
  if (verdict.kind === 'repeat') return verdict.needed ? 'repeat-needed' : 'repeat-hasty';
  if (verdict.kind === 'wrong') return verdict.sailed ? 'wrong-sailed' : 'wrong-held';
  return verdict.kind;
}

function noOrders(): OrderCounts {
  return { matches: 0, orders: 0, clean: 0, reset: 0, missed: 0, stuck: 0 };
}

function countsOf({ match, score }: PlayedMatch): OrderCounts {
  const counts = { ...noOrders(), matches: 1, stuck: score.nightStuck };
  for (const { order, clean, stuck } of score.orders) {
    counts.orders += 1;
    if (stuck.length > 0) counts.stuck += 1;
    const port = match.orders.find((other) => other.id === order)?.clientPort;
    const reset = match.journal.some(
      ({ event }) => event.kind === 'ended' && event.key.clientPort === port && event.ending === 'reset',
    );
    if (clean) counts.clean += 1;
    else if (reset) counts.reset += 1;
    else counts.missed += 1;
  }
  return counts;
}

function add(into: OrderCounts, counts: OrderCounts): void {
  into.matches += counts.matches;
  into.orders += counts.orders;
  into.clean += counts.clean;
  into.reset += counts.reset;
  into.missed += counts.missed;
  into.stuck += counts.stuck;
}

function noCounts(): Counts {
  return {
    ...noOrders(),
    byKind: new Map(),
    verdicts: new Map(VERDICT_NAMES.map((name) => [name, 0])),
    segments: 0,
    violations: [],
  };
}

function addKind(total: Counts, kind: Player, counts: OrderCounts): void {
  const known = total.byKind.get(kind) ?? noOrders();
  add(known, counts);
  total.byKind.set(kind, known);
}

function addMatch(total: Counts, played: PlayedMatch): void {
  const counts = countsOf(played);
  add(total, counts);
  const { client, server } = played.plan.players;
  for (const kind of new Set([client, server])) addKind(total, kind, counts);
  for (const { event } of played.match.journal) {
    if (event.kind === 'departed') total.segments += 1;
    if (event.kind !== 'judged') continue;
    const name = verdictName(event.verdict);
    if (name !== undefined) total.verdicts.set(name, (total.verdicts.get(name) ?? 0) + 1);
  }
  const { level, seed } = played.plan;
  for (const violation of played.violations) {
    total.violations.push(`${level.id}, seed ${seed}, ${client} and ${server}: ${violation}`);
  }
}

function addPart(total: Counts, part: SimulatedPart): void {
  add(total, part);
  for (const [kind, counts] of part.byKind) addKind(total, kind, counts);
  for (const [name, count] of part.verdicts)
    total.verdicts.set(name, (total.verdicts.get(name) ?? 0) + count);
  total.segments += part.segments;
  total.violations.push(...part.violations);
}

/** Plays the matches of `order` from the index `from` up to, without it, `until`. */
export function simulatedPart(
  order: SimulationOrder,
  from: number,
  until: number,
  kept?: MatchKeeper,
): SimulatedPart {
  const part: SimulatedPart = { ...noCounts(), hashes: [] };
  for (let index = from; index < until; index += 1) {
    const played = playMatch(planOf(order, index));
    addMatch(part, played);
    // `matchHash` by the platform's own SHA-256, which takes a tenth of the time.
    part.hashes.push(createHash('sha256').update(matchText(played.match)).digest('hex'));
    kept?.(played, index);
  }
  return part;
}

/** What `parts`, which follow one another, come to together: the same however many matches each has. */
export function joined(parts: readonly SimulatedPart[]): SimulationCounts {
  const total = noCounts();
  const hash = createHash('sha256');
  for (const part of parts) {
    addPart(total, part);
    for (const one of part.hashes) hash.update(one);
  }
  return { ...total, hash: hash.digest('hex') };
}

/** Plays all matches of `order`. */
export function simulate(order: SimulationOrder, kept?: MatchKeeper): SimulationCounts {
  return joined([simulatedPart(order, 0, order.matches, kept)]);
}
