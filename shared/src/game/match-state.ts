import type { EventQueue } from '../kernel/event-queue.ts';
import type { Milliseconds } from '../kernel/time.ts';
import type { Boat, Strait } from '../network/strait.ts';
import type { Barrier, Fate, Incident } from '../network/weather.ts';
import type { Profile } from '../tcp/profile.ts';
import type { Segment } from '../tcp/segment.ts';
import type { JournalEntry, JournalEvent, Sender } from './journal.ts';
import type { KernelEnd } from './kernel-end.ts';
import type { LevelCrash } from './level.ts';
import type { NetworkState } from './network-act.ts';
import type { Order, OrderId } from './order.ts';
import type { MatchRules } from './rules.ts';
import type { Player, Side } from './seat.ts';
import type { OwnAct, PastView, SeatState } from './seat-state.ts';
import type { ConnectionKey } from './token.ts';
import type { Verdict } from './verdict.ts';
import type { WallNotice } from './view.ts';

/** What a boat carries through the fog. */
export interface BoatLoad {
  readonly from: Side;
  readonly key: ConnectionKey;
  readonly segment: Segment;
  /** True of a wrong token that sailed: its sender's TCB knows nothing of it. */
  readonly stray: boolean;
  /** What it is in its order, by which chance and the network's seat know it. */
  readonly role: string;
}

/** A boat that has left its pier, as it is written into the journal once it is on the water. */
export interface Departing {
  readonly boat: Boat<BoatLoad>;
  readonly by: Sender;
  readonly verdict: Verdict['kind'];
  /** What becomes of it, as the sea has it in mind. */
  readonly fate: Fate;
}

/** Something that the match itself has in mind for a moment. */
export type Appointment =
  | { readonly kind: 'stack'; readonly side: Side }
  /** The stack in the network's seat looks at the water. */
  | { readonly kind: 'network-stack' }
  | { readonly kind: 'pilot'; readonly side: Side; readonly key: ConnectionKey }
  /** Only wakes the match, so that the rule of the next slip looks at the clock again. */
  | { readonly kind: 'slip' }
  | { readonly kind: 'encore' }
  | { readonly kind: 'icmp'; readonly side: Side; readonly key: ConnectionKey }
  | { readonly kind: 'wall'; readonly notice: WallNotice }
  | { readonly kind: 'crash'; readonly crash: LevelCrash }
  | { readonly kind: 'up-again'; readonly side: Side }
  | { readonly kind: 'awake'; readonly clientPort: number }
  | { readonly kind: 'both-open'; readonly order: OrderId }
  | { readonly kind: 'cancel'; readonly order: OrderId }
  | { readonly kind: 'guess-lapses'; readonly side: Side; readonly number: number }
  | { readonly kind: 'done' }
  | { readonly kind: 'horn' };

/** The views of one seat: the present one's number, and those that a lagging token may still refer to. */
export interface SeatViews {
  readonly number: number;
  readonly at: Milliseconds;
  readonly past: readonly PastView[];
  readonly acts: readonly OwnAct[];
}

/** Who has stopped the match, as long as it stands, and how often each seat has done so. */
export interface Pauses {
  readonly by: Side | undefined;
  readonly taken: Readonly<Record<Side, number>>;
}

/** A match at one moment, whole. Everything in it is plain data but `rules`, which never change. */
export interface Match {
  readonly rules: MatchRules;
  readonly profile: Profile;
  readonly now: Milliseconds;
  readonly phase: 'playing' | 'ended';
  readonly players: Readonly<Record<Side, Player>>;
  readonly orders: readonly Order[];
  /** What the night shift left behind. */
  readonly night: readonly Order[];
  /** Encores that have come; ids and ports go on where the orders end. */
  readonly encores: readonly Order[];
  readonly seats: Readonly<Record<Side, SeatState>>;
  readonly views: Readonly<Record<Side, SeatViews>>;
  /** The level's incidents, with the orders that the seed gave them. */
  readonly incidents: readonly Incident[];
  readonly barriers: readonly Barrier[];
  readonly strait: Strait<BoatLoad>;
  readonly network: NetworkState;
  readonly agenda: EventQueue<Appointment>;
  /** Slips that the client has been given. */
  readonly issued: number;
  readonly journal: readonly JournalEntry[];
  /**
   * In a sandbox in which each boat's fate is decided: those that wait for it at the mouth of their harbour, oldest
   * first. Left out wherever boats sail at once.
   */
  readonly mouth?: readonly Departing[];
  /** Left out unless the server's end is a real kernel that has been heard of. */
  readonly kernel?: KernelEnd;
  /** How much later than the level says the horn blows, ms; left out until time was given. */
  readonly given?: Milliseconds;
  /** Left out until somebody has paused. */
  readonly pauses?: Pauses;
}

/** `match` that has also written `event` into its journal at its present moment. */
export function journalled(match: Match, event: JournalEvent): Match {
  return { ...match, journal: [...match.journal, { at: match.now, event }] };
}

/** `match` with `state` as the record of `side`. The same record leaves the match as it is. */
export function withSeat(match: Match, side: Side, state: SeatState): Match {
  if (match.seats[side] === state) return match;
  return { ...match, seats: { ...match.seats, [side]: state } };
}

/** The order that belongs to a client port, or undefined for a caller whom no order sent. */
export function orderOfPort(match: Match, clientPort: number): Order | undefined {
  const byPort = (order: Order) => order.clientPort === clientPort;
  return match.orders.find(byPort) ?? match.night.find(byPort) ?? match.encores.find(byPort);
}
