import type { Milliseconds } from '../kernel/time.ts';
import type { UserCall } from '../tcp/events.ts';
import type { Segment } from '../tcp/segment.ts';
import type { Guess, GuessQuestion } from './guess.ts';
import type { Harbour } from './harbour.ts';
import type { KernelSight } from './kernel-end.ts';
import type { WrittenEntry } from './log-entry.ts';
import type { Slip } from './order.ts';
import type { Side } from './seat.ts';
import type { ConnectionKey } from './token.ts';
import type { Arrival, Departure, Judgment, SaidSignal, WallNotice } from './view.ts';

/** What the order of one client port has cost this seat, and how its tokens have gone. */
export interface OrderRecord {
  readonly clientPort: number;
  readonly wrong: number;
  readonly wrongInRow: number;
  readonly waste: number;
  /** True once three wrong tokens in a row dropped this seat's grade: further ones cost nothing. */
  readonly dropped: boolean;
  readonly reached: boolean;
}

/**
 * Everything that one seat knows, and nothing else: its view is a function of this record. Whatever happens on
 * the other side leaves this very object as it is, so that not even a frame tells of it (rules.md section 7).
 */
export interface SeatState {
  readonly harbour: Harbour;
  readonly lampDuty: number | undefined;
  readonly slips: readonly Slip[];
  readonly departures: readonly Departure[];
  readonly arrivals: readonly Arrival[];
  /** How many boats have left and have come in here: this harbour's own counts, since a common one would tell. */
  readonly left: number;
  readonly landed: number;
  readonly walls: readonly WallNotice[];
  /** Client ports whose application in this harbour sleeps. */
  readonly asleep: readonly number[];
  /** Of these the ones that are being restarted. */
  readonly restarting: readonly number[];
  readonly coffees: number;
  /** Until when the harbour is dark after a crash; undefined while its host is up. */
  readonly darkUntil: Milliseconds | undefined;
  /** Until when SYN cookies answer; undefined before they were switched on. */
  readonly cookiesUntil: Milliseconds | undefined;
  readonly signals: readonly SaidSignal[];
  readonly log: readonly WrittenEntry[];
  readonly judgments: readonly Judgment[];
  readonly records: readonly OrderRecord[];
  /** The guess that stands. */
  readonly guess: Guess | undefined;
  /** The guesses that were asked so far, this one included. */
  readonly guessed: readonly { readonly question: GuessQuestion; readonly at: Milliseconds }[];
  /** Who has said enough: both seats are told. */
  readonly enough: readonly Side[];
  /** What the client is told of the real kernel at the other end; left out where there is none. */
  readonly kernel?: KernelSight;
  /** Wrong tokens since the last right one, by key: at the second the right token is shown. */
  readonly misses: Readonly<Record<string, number>>;
}

/** One act of this seat on a connection, kept while a lagging token may be judged against an older view. */
export interface OwnAct {
  readonly at: Milliseconds;
  /** The view on which the connection stood before this act. */
  readonly viewBefore: number;
  readonly key: ConnectionKey;
  readonly calls: readonly UserCall[];
  readonly segment: Segment | undefined;
}

/** A seat's record at a view number, and when the next view replaced it. */
export interface PastView {
  readonly number: number;
  readonly at: Milliseconds;
  readonly replacedAt: Milliseconds;
  readonly state: SeatState;
}

const KEPT_DEPARTURES = 12;
const KEPT_ARRIVALS = 12;
/** A seat remembers so many of the newest signals. */
export const KEPT_SIGNALS = 24;
const KEPT_JUDGMENTS = 8;

function newest<Item>(items: readonly Item[], item: Item, kept: number): readonly Item[] {
  return [...items.slice(Math.max(0, items.length + 1 - kept)), item];
}

/** The seat's record before anything has happened. */
export function freshSeat(harbour: Harbour, lampDuty: number | undefined, coffees = 0): SeatState {
  return {
    harbour,
    lampDuty,
    slips: [],
    departures: [],
    arrivals: [],
    left: 0,
    landed: 0,
    walls: [],
    asleep: [],
    restarting: [],
    coffees,
    darkUntil: undefined,
    cookiesUntil: undefined,
    signals: [],
    log: [],
    judgments: [],
    records: [],
    guess: undefined,
    guessed: [],
    enough: [],
    misses: {},
  };
}

/** `seat` that has also seen its own boat leave. */
export function withDeparture(seat: SeatState, departure: Omit<Departure, 'boat'>): SeatState {
  const left = seat.left + 1;
  return {
    ...seat,
    left,
    departures: newest(seat.departures, { ...departure, boat: left }, KEPT_DEPARTURES),
  };
}

/** `seat` that has also seen a boat arrive. */
export function withArrival(seat: SeatState, arrival: Omit<Arrival, 'boat'>): SeatState {
  const landed = seat.landed + 1;
  return { ...seat, landed, arrivals: newest(seat.arrivals, { ...arrival, boat: landed }, KEPT_ARRIVALS) };
}

/** `seat` that has also heard, or said, a signal. */
export function withSignal(seat: SeatState, said: SaidSignal): SeatState {
  return { ...seat, signals: newest(seat.signals, said, KEPT_SIGNALS) };
}

/** `seat` that has also been judged. */
export function withJudgment(seat: SeatState, judgment: Judgment): SeatState {
  return { ...seat, judgments: newest(seat.judgments, judgment, KEPT_JUDGMENTS) };
}

/** The record of the order at `clientPort`, or a clean one. */
export function recordOf(seat: SeatState, clientPort: number): OrderRecord {
  const found = seat.records.find((record) => record.clientPort === clientPort);
  return found ?? { clientPort, wrong: 0, wrongInRow: 0, waste: 0, dropped: false, reached: false };
}

/** `seat` with `record` in place of the one of the same order. */
export function withRecord(seat: SeatState, record: OrderRecord): SeatState {
  const index = seat.records.findIndex((other) => other.clientPort === record.clientPort);
  const records = index === -1 ? [...seat.records, record] : seat.records.with(index, record);
  return { ...seat, records };
}

/** True where this seat knows the order of `clientPort` for an encore: nothing of it is counted. */
export function isEncore({ slips }: SeatState, clientPort: number): boolean {
  return slips.some((slip) => slip.clientPort === clientPort && slip.encore === true);
}
