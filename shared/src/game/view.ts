import type { Milliseconds } from '../kernel/time.ts';
import type { Connection } from '../tcp/connection.ts';
import type { TimerName } from '../tcp/events.ts';
import type { Segment } from '../tcp/segment.ts';
import type { SequenceNumber } from '../tcp/sequence-number.ts';
import type { Action } from './command.ts';
import type { GuessView } from './guess.ts';
import type { KernelSight } from './kernel-end.ts';
import type { WrittenEntry } from './log-entry.ts';
import type { OrderId, Slip } from './order.ts';
import type { Player, Side } from './seat.ts';
import type { Signal } from './signal.ts';
import type { ConnectionKey, Token } from './token.ts';
import type { Verdict } from './verdict.ts';

/** One socket of the seat's own harbour, whole: the browser runs the same referee on it. */
export interface SocketView {
  readonly key: ConnectionKey;
  /** The order that this socket serves, as far as this seat knows (its slip has come). */
  readonly order: OrderId | undefined;
  readonly connection: Connection;
  /** Where the TCB lies: at a pier, in the listener's queue, or nowhere yet (the client's order before its SYN). */
  readonly place: 'berth' | 'anchorage' | 'none';
  /** True while a stack sails this socket in view. */
  readonly piloted: boolean;
  /** Since when the socket has owed something; undefined while it owes nothing. Which flags, the view never says. */
  readonly owesSince: Milliseconds | undefined;
  /** Timers that run, with the game time at which each ends. */
  readonly timers: readonly { readonly timer: TimerName; readonly at: Milliseconds }[];
  /** Since when the socket has been in its state. */
  readonly stateSince: Milliseconds;
  /** Initial sequence number that an OPEN of this socket would take; undefined where it is open, or not ours to open. */
  readonly nextIss: SequenceNumber | undefined;
}

/** An RST that the harbour owes for a segment that found no socket; it lapses (rules.md section 1.2). */
export interface OwedReset {
  readonly key: ConnectionKey;
  readonly segment: Segment;
  readonly since: Milliseconds;
  readonly lapsesAt: Milliseconds;
}

/** What the harbour of the server is told of a sea wall at its mouth. */
export interface WallNotice {
  readonly clientPort: number;
  readonly stops: 'FIN' | 'ACK' | 'all';
  readonly sentBy: Side | 'both';
  readonly from: Milliseconds;
  /** Left out: for good. */
  readonly until?: Milliseconds;
}

/** A boat that this seat sent, until it has sailed into the fog. What became of it is not known here. */
export interface Departure {
  /** From 1, in the order in which boats left this harbour. */
  readonly boat: number;
  readonly at: Milliseconds;
  readonly key: ConnectionKey;
  readonly segment: Segment;
  readonly by: 'player' | 'pilot';
}

/** A boat that came out of the fog, and what the socket's state was before and after. */
export interface Arrival {
  /** From 1, in the order in which boats came into this harbour; a copy has a number of its own. */
  readonly boat: number;
  readonly at: Milliseconds;
  readonly key: ConnectionKey;
  readonly segment: Segment;
  readonly before: Connection['state'];
  readonly after: Connection['state'];
}

/** What was said, by whom, when. */
export interface SaidSignal {
  readonly at: Milliseconds;
  readonly from: Side;
  readonly signal: Signal;
}

/** What the referee said of this seat's own token or action. */
export interface Judgment {
  readonly at: Milliseconds;
  readonly order: OrderId | undefined;
  readonly attempt: { readonly token: Token } | { readonly action: Action };
  readonly verdict: Verdict;
}

/** How the order of one client port stands for this seat: what it cost here, whether this end has reached the goal. */
export interface OrderView {
  readonly clientPort: number;
  readonly cost: number;
  readonly reached: boolean;
  /** True once three wrong tokens in a row gave this seat one grade more help here; further ones cost nothing. */
  readonly dropped: boolean;
}

/** Everything that one seat knows of its own side; nothing of it depends on what the seat may not know. */
export interface SeatView {
  readonly side: Side;
  /** Ports whose lamp burns (the server's harbour only). */
  readonly listening: readonly number[];
  /** The port that this seat's slip tells it to light; undefined where it has no such duty. */
  readonly lampDuty: number | undefined;
  /** In the order of their slips, then of their arrival. Closed ones stay until the horn as `CLOSED`. */
  readonly sockets: readonly SocketView[];
  readonly resets: readonly OwedReset[];
  readonly slips: readonly Slip[];
  /** The newest 12, oldest first. */
  readonly departures: readonly Departure[];
  /** The newest 12, oldest first. */
  readonly arrivals: readonly Arrival[];
  /** The newest 24, oldest first. */
  readonly signals: readonly SaidSignal[];
  /** The newest 8 of this seat, oldest first. */
  readonly judgments: readonly Judgment[];
  readonly orders: readonly OrderView[];
  /** Sea walls at this harbour's mouth, as far as they have been announced. */
  readonly walls: readonly WallNotice[];
  /** Ports of clients whose application here sleeps, those of them being restarted, and coffees that are left. */
  readonly asleep: readonly number[];
  readonly restarting: readonly number[];
  readonly coffees: number;
  /** What both players wrote into the harbour log. */
  readonly log: readonly WrittenEntry[];
  readonly darkUntil: Milliseconds | undefined;
  readonly cookiesUntil: Milliseconds | undefined;
  /** The question that stands, until it is answered or lapses. What is right, the debrief tells. */
  readonly guess: GuessView | undefined;
  /** Who has said that it need not play on once all orders are done. */
  readonly enough: readonly Side[];
  /** The real kernel at the other end: its sockets and what its web server sent; left out where there is none. */
  readonly kernel?: KernelSight;
}

/** What everybody in the match may know. */
export interface PublicView {
  readonly phase: 'playing' | 'ended';
  readonly players: Readonly<Record<Side, Player>>;
  readonly hornAt: Milliseconds;
}

/** A seat's view with its number: the number grows by one each time the view changes. */
export interface NumberedView {
  readonly number: number;
  /** Game time of the change. */
  readonly at: Milliseconds;
  readonly seat: SeatView;
}
