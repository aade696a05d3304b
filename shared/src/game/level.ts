import { type Branded, branded } from '../kernel/brand.ts';
import type { Milliseconds } from '../kernel/time.ts';
import type { Barrier, IncidentDeed, Weather } from '../network/weather.ts';
import type { OrderTask } from './order.ts';
import type { Side } from './seat.ts';

/** The name of a level, the same in every language: "first-light". */
export type LevelId = Branded<string, 'LevelId'>;

/** The id of the level named `name`. */
export function levelId(name: string): LevelId {
  return branded<LevelId>(name);
}

/** How much help a level gives: flags by hand, numbers chosen, or numbers typed and every token sails. */
export const ASSISTANCE_GRADES = ['cadet', 'mate', 'captain'] as const;

/** One of {@link ASSISTANCE_GRADES}. */
export type Assistance = (typeof ASSISTANCE_GRADES)[number];

/** What an order must reach to count (rules.md section 5). */
export type Goal = 'established' | 'delivered' | 'closed';

/** The time constants of a level, in game milliseconds (rules.md section 4). */
export interface LevelTiming {
  /** How long a boat needs from one harbour to the other. */
  readonly crossing: Milliseconds;
  readonly rto: Milliseconds;
  /** The RTO doubles up to this. */
  readonly rtoMax: Milliseconds;
  /** TIME_WAIT lasts twice this. */
  readonly msl: Milliseconds;
  readonly userTimeout: Milliseconds;
  /** Age of its slip below which an order is not stuck at the horn. */
  readonly grace: Milliseconds;
  /** How long the round lasts until the horn. */
  readonly round: Milliseconds;
}

/** A boat by what it is in its order, as a level's author names it. */
export type NamedBoat =
  | { readonly kind: 'SYN' | 'SYN+ACK' | 'FIN' }
  | { readonly kind: 'crate'; readonly number: number }
  /** The pure ACK of the peer's SYN, FIN, or crates up to `number`. */
  | { readonly kind: 'ACK'; readonly of: 'SYN' | 'FIN' }
  | { readonly kind: 'ACK'; readonly of: 'crate'; readonly number: number };

/** Something that happens to one boat in every round; the seed chooses in which of the orders `among`. */
export interface LevelIncident {
  readonly from: Side;
  readonly boat: NamedBoat;
  /** Places in the level's list of orders, from 0. */
  readonly among: readonly number[];
  /** The how-manieth boat of this kind, from 1. */
  readonly count: number;
  readonly does: IncidentDeed;
}

/** A boat from an earlier life of a client's port: a SYN that reaches the server at a fixed game time (figure 8). */
export interface OldSyn {
  readonly at: Milliseconds;
  /** Places in the level's list of orders, from 0; the seed chooses whose port it carries. */
  readonly among: readonly number[];
}

/** How many sockets in CLOSE_WAIT stand in each harbour of those that a pair left; their peers are in FIN_WAIT_2. */
export type LeftSockets = Readonly<Record<Side, number>>;

/** One order's side whose ISN lies so many octets below the wrap at 2^32. */
export interface NearWrap {
  readonly side: Side;
  readonly below: number;
  readonly among: readonly number[];
}

/** A host that loses its memory at a fixed game time and is dark for a while: its TCBs are gone, nobody is told. */
export interface LevelCrash {
  readonly side: Side;
  readonly at: Milliseconds;
  readonly dark: Milliseconds;
}

/** SYNs of callers who do not exist, at the server's door from `from` on, one every `every` ms (RFC 4987). */
export interface LevelFlood {
  readonly from: Milliseconds;
  readonly every: Milliseconds;
  /** How long the server may answer with cookies, once. */
  readonly cookies: Milliseconds;
}

/**
 * A sea wall across the server's harbour for one order. Its moment is fixed in game time: `from` counts from when
 * the order's slip comes by the level's gap. The seed chooses which of the places in the sequence of slips.
 */
export interface LevelWall {
  readonly places: readonly number[];
  /** Only boats of this flag; left out: all boats. */
  readonly stops?: 'FIN' | 'ACK';
  /** Only boats from here; left out: both ways. */
  readonly sentBy?: Side;
  readonly from: Milliseconds;
  /** How long it stands; left out: for good. */
  readonly lasts?: Milliseconds;
}

/**
 * How the next slip comes. `atOnce[i]`: when fewer than so many of the client's own orders are unfinished, while it
 * has finished i; the last entry holds from then on. `gap`: every so many ms, or at once when all are finished,
 * unless `steady`: where walls stand at fixed times, the slips must not run ahead of them.
 */
export type Pace =
  | { readonly atOnce: readonly number[] }
  | { readonly gap: Milliseconds; readonly steady?: true };

/** Which parts of every order a stack sails in view, because they were learnt before. */
export interface PilotDuty {
  readonly opens: boolean;
  readonly cargo: boolean;
  readonly closes: boolean;
}

/** Everything about one level that is not a text. A level file holds exactly this. */
export interface Level {
  readonly id: LevelId;
  /** Its place in the list of fifteen; test levels have 0. */
  readonly number: number;
  readonly goal: Goal;
  readonly assistance: Assistance;
  readonly timing: LevelTiming;
  readonly weather: Weather;
  /** What this level is about; left out where nothing in particular happens. */
  readonly incidents?: readonly LevelIncident[];
  readonly oldSyns?: readonly OldSyn[];
  readonly nearWrap?: NearWrap;
  /** Sockets that the last shift left behind: CLOSE_WAIT at the server, their twins in FIN_WAIT_2. */
  readonly nightShift?: number;
  /** What another pair of a class left here, beside the level's own night shift; no level's file has it. */
  readonly inherited?: LeftSockets;
  readonly walls?: readonly LevelWall[];
  readonly crashes?: readonly LevelCrash[];
  readonly flood?: LevelFlood;
  /** So long after its SYN a SYN_RECEIVED of the listener is gone, bell or not; left out: the user time-out. */
  readonly synReceivedTimeout?: Milliseconds;
  /** How often the server's player can restart an application that sleeps. */
  readonly coffees?: number;
  /** Linux' tcp_fin_timeout: how long an orphan stays in FIN_WAIT_2; left out: there is no such clock (RFC 9293). */
  readonly orphanFinWait2?: Milliseconds;
  /** Outages and sea walls, fixed in game time. */
  readonly barriers?: readonly Barrier[];
  readonly pace: Pace;
  readonly pilot: PilotDuty;
  readonly orders: readonly OrderTask[];
  /** The ports of the server's harbour; the seed chooses on which one its application waits. */
  readonly ports: readonly number[];
  /** Who lights the lamp: the server's player by hand, or it burns from the start. */
  readonly lamp: 'by-hand' | 'lit';
  /** Places at the pier of each harbour; see `clientBerths`. */
  readonly berths: number;
  /** Places at the client's pier, where they are more than the server's. */
  readonly clientBerths?: number;
  /** Places of the listener's queue. */
  readonly anchorage: number;
  /** True where giving a connection up by ABORT can be right: behind a wall for good, after a crash. */
  readonly abortEnds?: boolean;
  /** Range of initial sequence numbers, both ends included. */
  readonly isn: { readonly low: number; readonly high: number };
}

/** Places at the pier of `side`'s harbour. */
export function berthsOf(level: Level, side: Side): number {
  return side === 'client' ? (level.clientBerths ?? level.berths) : level.berths;
}
