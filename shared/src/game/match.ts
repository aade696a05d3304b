// The match: one pure machine. A command or the passing of time goes in, the next match comes out.
import { assert } from '../kernel/assert.ts';
import { emptyQueue, scheduled } from '../kernel/event-queue.ts';
import type { Milliseconds } from '../kernel/time.ts';
import { emptyStrait } from '../network/strait.ts';
import { applyCommand } from './apply-command.ts';
import type { Command } from './command.ts';
import { withFlood } from './flood.ts';
import { type Happening, nextHappening } from './happenings.ts';
import type { Harbour } from './harbour.ts';
import { resolvedIncidents } from './incidents.ts';
import type { Appointment, Match, SeatViews } from './match-state.ts';
import { FRESH_NETWORK } from './network-act.ts';
import { withNightShift } from './night-shift.ts';
import { withOldBoats } from './old-boats.ts';
import type { Order } from './order.ts';
import { makeOrders, nightOrders, servicePort } from './order-book.ts';
import { timePassed } from './pause.ts';
import { profileOf } from './profile-of-level.ts';
import type { MatchRules } from './rules.ts';
import type { Side } from './seat.ts';
import { freshSeat } from './seat-state.ts';
import { settled } from './settle.ts';
import type { Verdict } from './verdict.ts';
import { type PlacedWall, placedWalls } from './walls.ts';

/** What goes into a match: a command from outside, or only time. */
export type MatchInput = { readonly kind: 'command'; readonly command: Command } | { readonly kind: 'wake' };

function emptyHarbour(side: Side, listening: readonly number[]): Harbour {
  return { side, listening, sockets: [], resets: [] };
}

const NO_VIEWS: SeatViews = { number: 0, at: 0, past: [], acts: [] };

function firstAgenda(
  rules: MatchRules,
  orders: readonly Order[],
  walls: readonly PlacedWall[],
): Match['agenda'] {
  const { level, network, drivers } = rules;
  let agenda = scheduled(emptyQueue<Appointment>(), level.timing.round, { kind: 'horn' });
  for (const crash of level.crashes ?? []) agenda = scheduled(agenda, crash.at, { kind: 'crash', crash });
  for (const { notice } of walls) agenda = scheduled(agenda, notice.from, { kind: 'wall', notice });
  for (const { id, bothOpenAt } of orders) {
    if (bothOpenAt !== undefined) agenda = scheduled(agenda, bothOpenAt, { kind: 'both-open', order: id });
  }
  return network === 'stack' ? scheduled(agenda, drivers.network.every, { kind: 'network-stack' }) : agenda;
}

function blankMatch(rules: MatchRules): Match {
  const { level, seed } = rules;
  const port = servicePort(level, seed);
  const byHand = level.lamp === 'by-hand';
  const orders = makeOrders(level, seed);
  const walls = placedWalls(level, seed, orders);
  const server = emptyHarbour('server', byHand ? [] : [port]);
  return {
    rules,
    profile: profileOf(level),
    now: 0,
    phase: 'playing',
    players: rules.players,
    orders,
    night: nightOrders(level, seed),
    encores: [],
    seats: {
      client: freshSeat(emptyHarbour('client', []), undefined),
      server: freshSeat(server, byHand ? port : undefined, level.coffees),
    },
    views: { client: NO_VIEWS, server: NO_VIEWS },
    incidents: resolvedIncidents(level, seed),
    barriers: [...(level.barriers ?? []), ...walls.map((wall) => wall.barrier)],
    strait: emptyStrait(),
    network: FRESH_NETWORK,
    agenda: firstAgenda(rules, orders, walls),
    issued: 0,
    journal: [],
  };
}

/** The match at its first moment, with the first slips given out. */
export function createMatch(rules: MatchRules): Match {
  const blank = withFlood(withOldBoats(withNightShift(blankMatch(rules))));
  // A fresh record differs from every later one, so that both seats get their first view and stacks wake up.
  const unseen: Match = {
    ...blank,
    seats: { client: { ...blank.seats.client }, server: { ...blank.seats.server } },
  };
  return settled(unseen, blank);
}

/** Far more than any match holds: a bound, so that a rule that loops ends its match instead of the process. */
const HAPPENINGS_MAX = 100_000;

function advanced(match: Match, now: Milliseconds): Match {
  let current = now > match.now ? timePassed(match) : match;
  for (let count = 0; count < HAPPENINGS_MAX; count += 1) {
    const next = nextHappening(current);
    if (next === undefined || next.at > now) return { ...current, now: Math.max(current.now, now) };
    current = afterHappening(current, next);
  }
  assert(false, 'a match does not come to rest');
}

function afterHappening(match: Match, next: Happening): Match {
  const then = { ...match, now: Math.max(match.now, next.at) };
  return settled(then, next.occur(then));
}

/** `match` after the very next thing that happens by itself, and nothing else; undefined where nothing will. */
export function stepHappening(match: Match): Match | undefined {
  const next = nextHappening(match);
  if (next === undefined) return undefined;
  return afterHappening(next.at > match.now ? timePassed(match) : match, next);
}

/** A match after an input, and the referee's word where the command was one that is judged. */
export interface MatchStep {
  readonly match: Match;
  readonly verdict: Verdict | undefined;
}

/** Everything due up to `now` (game ms, never before the match's own) happens first, then the command. */
export function stepMatch(match: Match, input: MatchInput, now: Milliseconds): MatchStep {
  assert(Number.isSafeInteger(now), 'time is whole milliseconds');
  assert(now >= match.now, 'time does not run backwards');
  const current = advanced(match, now);
  if (input.kind === 'wake') return { match: current, verdict: undefined };
  const applied = applyCommand(current, input.command);
  return { match: settled(current, applied.match), verdict: applied.verdict };
}

/** When the match next changes by itself; undefined once it is over. */
export function wakeAt(match: Match): Milliseconds | undefined {
  return nextHappening(match)?.at;
}

/** True once the horn has blown. */
export function isOver(match: Match): boolean {
  return match.phase === 'ended';
}
